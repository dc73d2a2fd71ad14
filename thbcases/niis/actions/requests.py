"""Asking another unit after a hit, answering, withdrawing; and letting a request lapse."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.models import AccessGrant, GrantedKind
from thbcases.accounts.models import Organisation, User
from thbcases.audit.actions import log_disclosure
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import Article
from thbcases.codes.queries import NotInForce, add_term, term_rule
from thbcases.investigations.models import Investigation
from thbcases.niis.choices import REQUEST_TRANSITIONS, RefusalGround, RequestState, Urgency
from thbcases.niis.models import InformationRequest
from thbcases.niis.models.requests import PARTS
from thbcases.niis.queries.references import BadReference, tidy
from thbcases.niis.queries.requests import askable_units, own_cases_of, record_asked_for
from thbcases.people.models import Person

TERM_OF: dict[Urgency, TermEvent] = {
    Urgency.ORDINARY: TermEvent.REQUEST_ANSWER,
    Urgency.URGENT: TermEvent.REQUEST_ANSWER_URGENT,
}
# Numbers of documents and things hang on somebody: they are not opened without saying on whom.
NEEDS_PERSON = (GrantedKind.DOCUMENTS, GrantedKind.OBJECTS)


@transaction.atomic
def ask(  # noqa: PLR0913 -- a request says all of this
    *,
    by: User,
    reference: str,
    asked: Organisation,
    reason: str,
    legal_basis: str,
    purpose: str,
    parts: Collection[str] = (GrantedKind.PERSON,),
    article: Article | None = None,
    urgency: Urgency | str = Urgency.ORDINARY,
) -> InformationRequest:
    """Ask a unit to open the record behind a reference number.

    The answer is due in the term that the rules name for the urgency, and lapses with it.
    Whether the unit has such a record is not looked up: the number alone tells nobody anything.
    Raises ValidationError for a mistyped number, an own or inactive unit, or an open request of
    the same unit about the same record.
    """
    rights.check("request.add", by.actor())
    row = InformationRequest(
        reference=_tidy(reference),
        asked=asked,
        parts=_known(parts),
        reason=reason.strip(),
        legal_basis=legal_basis.strip(),
        article=article,
        purpose=purpose.strip(),
        urgency=Urgency(urgency),
        due_on=_due_on(Urgency(urgency)),
    )
    row.full_clean(exclude=["custodian", "made_by"])
    if not askable_units().filter(pk=asked.pk).exists():
        raise ValidationError({"asked": _("This unit cannot be asked.")})
    _check_once(row)
    row.save()
    row.refresh_from_db()
    return row


@transaction.atomic
def grant(
    *,
    by: User,
    request: InformationRequest,
    parts: Collection[str],
    until: date,
    cases: Iterable[Investigation] = (),
    answer: str = "",
) -> InformationRequest:
    """Open the record, or parts of it, to the asking unit until the end of a day.

    `cases` are the unit's own investigations that are opened where the part «investigation» is
    given. Each part becomes a grant, and each record a disclosure in the trail with recipient
    and reason (Directive (EU) 2016/680 Art. 25). Raises ValidationError when the unit has no such
    record, the term has run out, or nothing would be opened.
    """
    held = _to_answer(by, request)
    record = record_asked_for(held)
    if record is None:
        raise ValidationError(_("Your unit has no record with this number. Refuse the request."))
    chosen = _known(parts)
    opened = _records_to_open(record, chosen, list(cases))
    grants = [_open(held, kind, row, until) for kind, row in opened]
    _disclose(held, {row for _kind, row in opened})
    _close(held, by, _how_much(held, chosen))
    held.given, held.answer = chosen, answer.strip()
    held.grants = [one.uuid for one in grants]
    _save(held)
    return held


@transaction.atomic
def refuse(
    *, by: User, request: InformationRequest, ground: RefusalGround | str, answer: str = ""
) -> InformationRequest:
    """Refuse, on a ground; the asking unit reads both. Raises ValidationError when it is closed."""
    held = _to_answer(by, request)
    _close(held, by, RequestState.REFUSED)
    held.ground, held.answer = RefusalGround(ground), answer.strip()
    if held.ground == RefusalGround.OTHER and not held.answer:
        raise ValidationError({"answer": _("Say which ground it is.")})
    _save(held)
    return held


@transaction.atomic
def withdraw(*, by: User, request: InformationRequest) -> InformationRequest:
    """Take back a request that nobody answered. Only the asking unit does (Refused)."""
    actor = by.actor()
    rights.check("request.change", actor)
    held = _locked(request)
    if actor is None or held.custodian_id != actor.organisation_id:
        raise rights.Refused(_("Only the unit that asked withdraws its request."))
    _close(held, by, RequestState.WITHDRAWN)
    _save(held)
    return held


@transaction.atomic
def end_access(*, by: User, request: InformationRequest) -> int:
    """Close at once everything that was opened in answer to a request; how many grants ended.

    Raises ValidationError when nothing is open any more, Refused for any but the giving unit.
    """
    actor = by.actor()
    rights.check("grant.change", actor)
    if actor is None or request.asked_id != actor.organisation_id:
        raise rights.Refused(_("Only the unit that opened the record closes it."))
    now = timezone.now()
    open_ones = AccessGrant.objects.filter(uuid__in=request.grants, ends_at__gt=now)
    ended = 0
    for row in open_ones.select_for_update(of=("self",)):
        row.ends_at = max(now, row.starts_at + timedelta(microseconds=1))
        row.save(update_fields=["ends_at"])
        ended += 1
    if not ended:
        raise ValidationError(_("It has already ended."))
    return ended


def lapse() -> int:
    """Close all requests whose term ran out, of all units; how many there were. For a worker."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_lapse_requests()")
        (count,) = cursor.fetchone()
    return int(count)


def _tidy(reference: str) -> str:
    try:
        return tidy(reference)
    except BadReference:
        text = _("This is no reference number: a character is missing or mistyped.")
        raise ValidationError({"reference": text}) from None


def _known(parts: Collection[str]) -> list[str]:
    """The parts in their own order, each once. Raises ValidationError for others, or for none."""
    if not set(parts) <= set(PARTS) or not parts:
        raise ValidationError({"parts": _("Choose at least one of the parts.")})
    return [part.value for part in PARTS if part in parts]


def _due_on(urgency: Urgency) -> date:
    today = timezone.localdate()
    try:
        return add_term(today, term_rule(TERM_OF[urgency], today))
    except NotInForce as error:
        raise ValidationError({"urgency": str(error)}) from error


def _check_once(row: InformationRequest) -> None:
    same = InformationRequest.objects.filter(
        reference=row.reference,
        asked=row.asked,
        state=RequestState.SENT,
        due_on__gte=timezone.localdate(),
    )
    if same.exists():
        raise ValidationError(
            {"reference": _("Your unit has asked for this record already; the answer is awaited.")}
        )


def _to_answer(by: User, request: InformationRequest) -> InformationRequest:
    """The request, held for its answer by an officer of the asked unit."""
    actor = by.actor()
    rights.check("request.decide", actor)
    held = _locked(request)
    if actor is None or held.asked_id != actor.organisation_id:
        raise rights.Refused(_("Only the unit that was asked answers."))
    return held


def _locked(request: InformationRequest) -> InformationRequest:
    held = InformationRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if held is None:
        raise rights.Refused(_("You may read this record but not change it, or it was removed."))
    return held


def _close(held: InformationRequest, by: User, state: RequestState) -> None:
    if state not in REQUEST_TRANSITIONS[held.shown_state]:
        raise ValidationError(
            _("The request is closed already: %(state)s.") % {"state": held.shown_state.label}
        )
    held.state = state
    held.answered_at = timezone.now()
    held.answered_by = by


def _save(held: InformationRequest) -> None:
    held.full_clean(exclude=["custodian", "made_by"])
    held.save()


def _records_to_open(
    record: Person | Investigation, parts: list[str], cases: list[Investigation]
) -> list[tuple[str, Person | Investigation]]:
    """The grants to make, each as kind and record."""
    if isinstance(record, Investigation):
        if parts != [GrantedKind.INVESTIGATION]:
            text = _("The number is an investigation's: only the investigation can be opened.")
            raise ValidationError({"parts": text})
        return [(GrantedKind.INVESTIGATION, record)]
    of_person = [part for part in parts if part != GrantedKind.INVESTIGATION]
    if set(of_person) & set(NEEDS_PERSON) and GrantedKind.PERSON not in of_person:
        text = _("Documents and things are opened together with who the person is.")
        raise ValidationError({"parts": text})
    found: list[tuple[str, Person | Investigation]] = [(part, record) for part in of_person]
    if GrantedKind.INVESTIGATION in parts:
        found += [(GrantedKind.INVESTIGATION, row) for row in _own_cases(record, cases)]
    return found


def _own_cases(person: Person, cases: list[Investigation]) -> list[Investigation]:
    known = own_cases_of(person).in_bulk([row.pk for row in cases])
    if not known or len(known) != len(cases):
        text = _("Choose which of your unit's investigations of this person are opened.")
        raise ValidationError({"cases": text})
    return list(known.values())


def _open(
    held: InformationRequest, kind: str, row: Person | Investigation, until: date
) -> AccessGrant:
    ends_at = _end_of(until)
    if ends_at <= timezone.now():
        raise ValidationError({"until": _("This day has passed.")})
    given = AccessGrant(
        kind=kind,
        object_id=row.pk,
        organisation_id=held.custodian_id,
        basis=_basis(held),
        ends_at=ends_at,
    )
    given.full_clean(exclude=["custodian", "starts_at"])
    given.save()
    given.refresh_from_db()
    return given


def _basis(held: InformationRequest) -> str:
    article = f" ({held.article.citation})" if held.article else ""
    return f"{held.legal_basis}{article}; {held.purpose}: {held.reason}"


def _disclose(held: InformationRequest, rows: set[Any]) -> None:
    log_disclosure(rows, reason=_basis(held), recipient=held.custodian.name_lt)


def _how_much(held: InformationRequest, chosen: list[str]) -> RequestState:
    return RequestState.GRANTED if set(held.parts) <= set(chosen) else RequestState.PARTLY


def _end_of(day: date) -> datetime:
    """The first moment after the day, so that the whole day is open."""
    try:
        after = day + timedelta(days=1)
    except OverflowError:
        raise ValidationError({"until": _("This day is too far ahead.")}) from None
    return timezone.make_aware(datetime.combine(after, time.min))
