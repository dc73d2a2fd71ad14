"""A year on its way out: counted by a worker, looked at, then published by the worker."""

import logging
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thbcases.access import rights
from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import Membership, User
from thbcases.statistics.actions.progress import Teller
from thbcases.statistics.actions.publishing import (
    Asked,
    CannotPublish,
    Draft,
    draft_year,
    publish_year,
    require_asked,
)
from thbcases.statistics.builder import TableSpec
from thbcases.statistics.choices import DRAFT_TRANSITIONS, DraftState
from thbcases.statistics.disclosure.guard import Finding
from thbcases.statistics.models import PublicationDraft
from thbcases.statistics.publishing.freezing import in_both
from thbcases.statistics.publishing.offers import Offer, offers
from thbcases.statistics.publishing.words import TableNames, in_words

log = logging.getLogger(__name__)

TASK = "thbcases.statistics.publish"
S = DraftState
# What a worker that takes a draft up makes of it; one whose worker died is taken up again.
BEGINS = {
    S.WAITING: S.COUNTING,
    S.COUNTING: S.COUNTING,
    S.QUEUED: S.PUBLISHING,
    S.PUBLISHING: S.PUBLISHING,
}


@transaction.atomic
def prepare_year(*, by: User, year: int, tables: Sequence[Asked] = ()) -> PublicationDraft:
    """Have the figures of a year counted as they would go out, to be looked at.

    Raises Refused, and CannotPublish for what can be seen at once.
    """
    membership = by.membership()
    rights.check("publication.add", by.actor())
    assert membership is not None, "the right was just checked"
    require_asked(year, tables)
    draft = PublicationDraft.objects.create(
        membership_id=membership.pk,
        language=get_language() or "lt",
        year=year,
        tables=[[lt, en, spec.as_json(), *base] for lt, en, spec, *base in tables],
    )
    draft.refresh_from_db()
    _enqueue(draft)
    return draft


@transaction.atomic
def take_offer(*, by: User, draft: PublicationDraft, number: int) -> PublicationDraft:
    """Prepare the year again with a way out in place of the table that would vanish."""
    found = draft.content.get("offers", [])
    if not 0 <= number < len(found):
        raise ValidationError(_("This way out is not offered any more. Prepare the year again."))
    offer = found[number]
    tables = _asked(draft)
    # The first table is the country table, which stays.
    place = offer["table"] - 1
    name_lt, name_en, *_asked_before = tables[place]
    tables[place] = (name_lt, name_en, TableSpec.from_json(offer["spec"]), offer["base"])
    return prepare_year(by=by, year=draft.year, tables=tables)


@transaction.atomic
def confirm_draft(*, by: User, draft: PublicationDraft) -> PublicationDraft:
    """Have exactly what was looked at published. A second click changes nothing."""
    rights.check("publication.add", by.actor())
    held = PublicationDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if held.state in (S.QUEUED, S.PUBLISHING, S.PUBLISHED):
        return held
    _move(held, S.QUEUED)
    held.steps_done = 0
    held.save(update_fields=["state", "steps_done"])
    _enqueue(held)
    return held


def _enqueue(draft: PublicationDraft) -> None:
    """Hand the draft to a worker with this transaction, once."""
    key = f"publication-{draft.uuid}"
    task = app.configure_task(TASK, queueing_lock=key, lock=key)
    try:
        with transaction.atomic():
            task.defer(draft=str(draft.uuid), membership=draft.membership_id)
    except AlreadyEnqueued:
        pass


def _move(draft: PublicationDraft, to: DraftState) -> None:
    now = S(draft.state)
    if to not in DRAFT_TRANSITIONS[now]:
        raise ValidationError(
            _("This is not possible any more: the year «%(now)s».") % {"now": now.label}
        )
    draft.state = to


def _asked(draft: PublicationDraft) -> list[Asked]:
    """The tables of a draft. Raises BadSpec when one names what is no longer counted."""
    return [(lt, en, TableSpec.from_json(spec), int(*base)) for lt, en, spec, *base in draft.tables]


# --- what the worker does


def run(*, draft: str, membership: int) -> None:
    """Count or publish a draft as the user who made it, in the membership they had then.

    Never raises: the draft says what happened, and the log only that.
    """
    held = Membership.objects.filter(pk=membership).select_related("user").first()
    if held is None:
        return
    with acting(held.actor()):
        begun = _begin(draft)
    if begun is None:
        return
    by = held.user
    by.chosen_membership_id = held.pk
    with override(begun.language):
        try:
            _work(by, held.actor(), begun)
        except (rights.Refused, ValidationError, ValueError) as error:
            _fail(held.actor(), begun, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            log.error("publication %s failed: %s", begun.uuid, type(error).__name__)  # noqa: TRY400
            text = _("Something failed on our side. Nothing was published. Try again later.")
            _fail(held.actor(), begun, ValidationError(text))


def _begin(uuid: str) -> PublicationDraft | None:
    """Take a draft up; None when there is nothing to do any more."""
    rows = PublicationDraft.objects.select_for_update(of=("self",), skip_locked=True)
    draft = rows.filter(uuid=uuid).first()
    if draft is None or draft.state not in BEGINS:
        return None
    draft.state = BEGINS[S(draft.state)]
    draft.save(update_fields=["state"])
    return draft


def _work(by: User, actor: Actor, draft: PublicationDraft) -> None:
    if by.actor() != actor:
        raise rights.Refused(
            _("Your membership in which this was prepared has ended. Nothing was published.")
        )
    with acting(actor):
        tell = Teller(actor, draft)
        if draft.state == S.PUBLISHING:
            draft.publication = publish_year(
                by=by,
                year=draft.year,
                tables=_asked(draft),
                progress=tell,
                expected=[table["checksum"] for table in draft.content["tables"]],
            )
            _move(draft, S.PUBLISHED)
        else:
            found = draft_year(by=by, year=draft.year, tables=_asked(draft), progress=tell)
            draft.content = content_of(found)
            _move(draft, S.COLLIDING if found.findings else S.READY)
        draft.finished_at = timezone.now()
        draft.save(update_fields=["state", "content", "publication", "finished_at"])


def _fail(actor: Actor, draft: PublicationDraft, error: Exception) -> None:
    """Keep why, and what the guard found when it stood in the way."""
    said = error.messages if isinstance(error, ValidationError) else [str(error)]
    changed: dict[str, Any] = {"failure": " ".join(said)[:500]}
    if isinstance(error, CannotPublish) and error.findings:
        said_in = _in_both(error.findings, error.names)
        changed["content"] = {**draft.content, "findings": said_in}
    with acting(actor):
        rows = PublicationDraft.objects.filter(pk=draft.pk, state__in=sorted(BEGINS))
        rows.update(state=S.FAILED, finished_at=timezone.now(), **changed)


def content_of(found: Draft) -> dict[str, Any]:
    """What is looked at before the year goes out, without a hidden number."""
    return {
        "threshold": found.rule.threshold,
        "reasons": {"lt": found.rule.reason_lt, "en": found.rule.reason_en},
        "tables": [
            {
                "names": dict(table.names),
                "content": table.table.as_json(),
                "checksum": table.checksum,
            }
            for table in found.tables
        ],
        "findings": _in_both(found.findings, found.names),
        "offers": [
            _kept(number, offer)
            for number, table in enumerate(found.tables)
            for offer in offers(table.spec, table.frozen, found.rule.threshold)
        ],
    }


def _in_both(found: Sequence[Finding], names: TableNames) -> list[dict[str, str]]:
    """The findings as sentences in both languages. What is said once in one is in the other."""
    said = in_both(lambda: [in_words(finding, names) for finding in found])
    return [
        {"lt": lt, "en": en} for lt, en in dict(zip(said["lt"], said["en"], strict=True)).items()
    ]


def _kept(number: int, offer: Offer) -> dict[str, Any]:
    return {
        "table": number,
        "words": in_both(lambda: offer.words),
        "spec": offer.spec.as_json(),
        "base": offer.base,
    }
