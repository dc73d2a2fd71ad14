"""What is done about a tip: sorted, handed on, noted, tied to an investigation, closed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.rights import Refused
from thbcases.accounts.models import Organisation, User
from thbcases.audit.actions import log_disclosure
from thbcases.investigations.actions import add_source, register_investigation
from thbcases.investigations.choices import OPEN_STAGES, SourceKind, StageKind
from thbcases.investigations.models import Investigation
from thbcases.tips import keys
from thbcases.tips.choices import (
    OF_INVESTIGATIONS,
    TIP_TRANSITIONS,
    ChannelKind,
    Direction,
    TipKind,
    TipOutcome,
    TipState,
)
from thbcases.tips.models import Message, Tip
from thbcases.tips.queries import colleagues, receiving_units

# With these a report may begin: it is checked, or an investigation is registered at once.
BEGINNINGS = (StageKind.REPORT_RECEIVED, StageKind.CHECKING, StageKind.REGISTERED)


@transaction.atomic
def record_call(*, by: User, tip: Tip) -> Tip:
    """Enter what somebody told on the hotline; no name is needed.

    Raises ValidationError for a channel of somebody else or a moment to come.
    """
    rights.check("tip.add", by.actor())
    actor = by.actor()
    channel = tip.channel
    if channel.kind != ChannelKind.HOTLINE or channel.keeper_id != actor.organisation_id:  # type: ignore[union-attr]
        raise ValidationError({"channel": _("Choose a hotline of your own organisation.")})
    if tip.received_at > timezone.now():
        raise ValidationError({"received_at": _("This moment has not come yet.")})
    tip.code = keys.new_code()
    tip.handler_id = actor.organisation_id  # type: ignore[union-attr]
    tip.assignee = by
    tip.state = TipState.OPEN
    tip.text_hash = keys.text_hash(tip.text)
    tip.full_clean(exclude=["custodian", "handler"])
    tip.save()
    tip.refresh_from_db()
    return tip


@transaction.atomic
def sort(*, by: User, tip: Tip, kind: TipKind, language: str = "") -> Tip:
    """Say what somebody wants, and in which language they are answered."""
    rights.check("tip.change", by.actor())
    held = _locked_open(tip)
    held.kind, held.language = kind, language or held.language
    held.state = TipState.OPEN
    held.save(update_fields=["kind", "language", "state"])
    return held


@transaction.atomic
def hand(
    *, by: User, tip: Tip, unit: Organisation, person: User | None = None, reason: str
) -> None:
    """Hand a tip to another unit, which works on it from now on, or to a person of a unit.

    The unit that hands it on and does not keep it sees it no more. Raises ValidationError for a
    unit that does not investigate or a person who does not work there, Refused for another's tip.
    """
    actor = by.actor()
    rights.check("tip.assign", actor)
    assert actor is not None
    held = _locked_open(tip)
    if unit.pk != held.handler_id and unit not in receiving_units(held):
        raise ValidationError({"unit": _("A tip cannot be handed to this organisation.")})
    if person is not None and person not in colleagues(unit):
        raise ValidationError({"person": _("This person does not work in that unit.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if unit.pk != actor.organisation_id:
        log_disclosure([held], reason=reason, recipient=unit.code)
    with connection.cursor() as cursor:
        cursor.execute(
            "select thb_tip_hand(%s, %s, %s, %s)",
            [held.uuid, unit.pk, person.pk if person else None, reason[:300]],
        )


@transaction.atomic
def hand_all(*, by: User, leaving: User, to: User, reason: str) -> int:
    """Hand all open tips of somebody who leaves to a colleague of the same unit; how many.

    Raises ValidationError when the two do not work in the acting user's unit.
    """
    actor = by.actor()
    rights.check("tip.assign", actor)
    assert actor is not None
    unit = Organisation.objects.get(pk=actor.organisation_id)
    if leaving == to:
        raise ValidationError({"to": _("Choose somebody else.")})
    if to not in colleagues(unit):
        raise ValidationError({"to": _("This person does not work in that unit.")})
    rows = Tip.objects.filter(
        handler=unit, assignee=leaving, state__in=[TipState.NEW, TipState.OPEN]
    )
    found = list(rows)
    for tip in found:
        hand(by=by, tip=tip, unit=unit, person=to, reason=reason)
    return len(found)


@transaction.atomic
def note(*, by: User, tip: Tip, text: str) -> Message:
    """Leave a note for colleagues; the sender never sees it."""
    rights.check("tip.change", by.actor())
    held = _locked(tip)
    row = Message(tip=held, direction=Direction.NOTE, text=text, author=by)
    row.full_clean(exclude=["custodian", "handler"])
    row.save()
    return row


@transaction.atomic
def join_investigation(*, by: User, tip: Tip, investigation: Investigation) -> Tip:
    """The tip becomes a source of an investigation that runs, with the day it came in.

    Raises ValidationError when it is one already or the investigation is not open.
    """
    rights.check("tip.join", by.actor())
    held = _locked_open(tip)
    if investigation.stage not in OPEN_STAGES | set(BEGINNINGS):
        raise ValidationError({"investigation": _("This investigation is not open any more.")})
    return _tie(by, held, investigation, TipOutcome.JOINED)


@transaction.atomic
def open_investigation(
    *, by: User, tip: Tip, investigation: Investigation, stage: StageKind
) -> Tip:
    """Register an unsaved investigation whose first source is the tip.

    Raises ValidationError for what an investigation cannot begin with.
    """
    rights.check("tip.join", by.actor())
    held = _locked_open(tip)
    if stage not in BEGINNINGS:
        raise ValidationError({"stage": _("An investigation does not begin with this stage.")})
    case = register_investigation(by=by, investigation=investigation, stage=stage)
    return _tie(by, held, case, TipOutcome.OPENED)


def _tie(by: User, held: Tip, case: Investigation, outcome: TipOutcome) -> Tip:
    if held.investigation_id is not None:
        raise ValidationError(_("The tip is a source of an investigation already."))
    add_source(
        by=by,
        investigation=case,
        kind=SourceKind.TIP,
        on=timezone.localdate(held.received_at),
        reference=held.code,
    )
    held.investigation = case
    held.kind = TipKind.REPORT
    _close(held, outcome, "", timezone.localdate())
    return held


@transaction.atomic
def close(*, by: User, tip: Tip, outcome: TipOutcome, note: str = "") -> Tip:
    """Close a tip with what came of it. What it began is said by the acts that begin it."""
    rights.check("tip.close", by.actor())
    held = _locked_open(tip)
    outcome = TipOutcome(outcome)
    if outcome in OF_INVESTIGATIONS and held.investigation_id is None:
        raise ValidationError({"outcome": _("Open or choose the investigation first.")})
    if not held.kind:
        raise ValidationError(_("Say first what it is: a report, a question, or not ours."))
    _close(held, outcome, note, timezone.localdate())
    return held


@transaction.atomic
def reopen(*, by: User, tip: Tip) -> Tip:
    """Take a closed tip up again."""
    rights.check("tip.close", by.actor())
    held = _locked(tip)
    _check_step(held, TipState.OPEN)
    held.state, held.closed_on, held.outcome, held.closing_note = TipState.OPEN, None, "", ""
    held.save(update_fields=["state", "closed_on", "outcome", "closing_note"])
    return held


def _close(held: Tip, outcome: TipOutcome, note: str, on: date) -> None:
    _check_step(held, TipState.CLOSED)
    held.state, held.outcome, held.closing_note, held.closed_on = (
        TipState.CLOSED,
        outcome,
        note,
        on,
    )
    held.save(
        update_fields=["state", "outcome", "closing_note", "closed_on", "investigation", "kind"]
    )


def _check_step(held: Tip, to: TipState) -> None:
    now = TipState(held.state)
    if to not in TIP_TRANSITIONS[now]:
        raise ValidationError(
            _("It is «%(now)s» and cannot become «%(to)s».") % {"now": now.label, "to": to.label}
        )


def _locked(tip: Tip) -> Tip:
    held = Tip.objects.select_for_update(of=("self",)).filter(pk=tip.pk).first()
    if held is None:
        raise Refused(_("You may read this record but not change it, or it was removed meanwhile."))
    return held


def _locked_open(tip: Tip) -> Tip:
    held = _locked(tip)
    if not held.is_open:
        raise ValidationError(_("The tip is closed. Take it up again first."))
    return held
