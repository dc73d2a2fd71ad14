"""The verbs of administrative cases: open, ask, fine, end without a fine, cancel, revisit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.queries import offences_on
from thbcases.sanctions.choices import CASE_TRANSITIONS, Answer, CaseState
from thbcases.sanctions.models import AdministrativeCase, LiabilityCheck
from thbcases.sanctions.queries import last_answer, left_today


class LimitReached(ValidationError):
    """Today's questions are used up."""


@transaction.atomic
def open_case(*, by: User, case: AdministrativeCase) -> AdministrativeCase:
    """Enter an administrative case (unsaved) against a person of the own unit.

    Raises ValidationError for a day to come, an offence that was not in force on the day of the
    act, and a number the unit already used.
    """
    rights.check("sanction.add", by.actor())
    _not_in_future("act_on", case.act_on)
    if case.law not in offences_on(case.act_on):
        raise ValidationError({"law": _("This was not the law on the day of the act.")})
    case.full_clean(exclude=["custodian", "regime"])
    case.save()
    case.refresh_from_db()
    return case


@transaction.atomic
def ask_liability(*, by: User, case: AdministrativeCase, reason: str) -> LiabilityCheck:
    """Ask whether the person is known as a victim; the answer is kept, whatever it is.

    The database looks across all organisations and says one of two things, nothing more. Raises
    ValidationError where there is nothing to ask (the case is decided, or its offence exempts
    nobody), and LimitReached when today's questions are used up.
    """
    rights.check("sanction.change", by.actor())
    held = _locked(case)
    if held.state != CaseState.OPEN or not held.law.offence.exempts_victims:
        raise ValidationError(_("In this case there is nothing to ask."))
    left = left_today(by)
    if left is None:
        raise ValidationError(
            _("No daily limit of questions is set. Ask the administrator to set it.")
        )
    if not left.today:
        raise LimitReached(
            _("Today's questions are used up; they begin anew at midnight. Nobody is fined first.")
        )
    with connection.cursor() as cursor:
        cursor.execute("select thb_ask_liability(%s, %s)", [held.uuid, reason.strip()])
        [key] = cursor.fetchone()
    return LiabilityCheck.objects.get(pk=key)


@dataclass(frozen=True)
class Decision:
    """The day and the number of a decision on a case."""

    on: date
    number: str = ""


@transaction.atomic
def impose_fine(*, by: User, case: AdministrativeCase, decision: Decision, fine: Decimal) -> None:
    """Fine the person. Raises ValidationError while the law or the answer forbids it.

    For an offence that exempts victims the question must have been asked on the day of the
    decision or later, with the answer that nothing is known.
    """
    held = _moving(by, case, CaseState.FINED)
    _not_in_future("on", decision.on)
    law = held.law
    if not law.fine_from <= fine <= law.fine_to:
        raise ValidationError(
            {"fine": _("The law of that day provides %(range)s.") % {"range": law.range}}
        )
    if law.offence.exempts_victims:
        _check_liable(held, decision.on)
    held.fine = fine
    _decide(held, CaseState.FINED, decision)


def _check_liable(case: AdministrativeCase, on: date) -> None:
    if is_child_at_act(case):
        raise ValidationError(
            _("The person was under 18 on the day of the act: end the case as not liable.")
        )
    last = last_answer(case)
    if last is None or last.asked_on < on:
        raise ValidationError(
            _("Ask first whether the person is known as a victim, on the day of the decision.")
        )
    if last.answer == Answer.KNOWN:
        raise ValidationError(
            _("Known as a victim: not liable. The case can only be ended without a fine.")
        )


def is_child_at_act(case: AdministrativeCase) -> bool:
    """Whether the person was a child on the day of the act, or may have been one."""
    return bool(case.person.is_child_on(case.act_on))


@transaction.atomic
def end_not_liable(*, by: User, case: AdministrativeCase, decision: Decision) -> None:
    """End the case: a victim of trafficking is not liable. Raises ValidationError without answer.

    Where only the person's own words say so, the case is ended on another ground.
    """
    held = _moving(by, case, CaseState.NOT_LIABLE)
    last = last_answer(held)
    if last is None or last.answer != Answer.KNOWN:
        raise ValidationError(
            _("The last answer was not «known». End the case on another ground, or ask again.")
        )
    _decide(held, CaseState.NOT_LIABLE, decision)


@transaction.atomic
def end_case(
    *, by: User, case: AdministrativeCase, state: CaseState, decision: Decision, ground: str = ""
) -> None:
    """End the case without a fine: the person is a child, or on another ground that is said."""
    if state not in (CaseState.CHILD, CaseState.ENDED):
        raise ValueError(f"{state} is not an end of this kind")
    held = _moving(by, case, state)
    if state == CaseState.CHILD and not is_child_at_act(held):
        raise ValidationError(
            {"state": _("By what is known of the birth the person was not under 18.")}
        )
    if state == CaseState.ENDED and not ground.strip():
        raise ValidationError({"ground": _("Say on which ground it ends.")})
    last = last_answer(held)
    if last is not None and last.answer == Answer.KNOWN:
        raise ValidationError(
            _("Known as a victim: end the case as «not liable: victim of trafficking».")
        )
    held.ground = ground.strip()
    _decide(held, state, decision)


@transaction.atomic
def cancel_fine(*, by: User, case: AdministrativeCase, on: date, ground: str) -> None:
    """Cancel a fine, on a day and a ground; the fine stays readable."""
    held = _moving(by, case, CaseState.CANCELLED)
    _not_in_future("on", on)
    assert held.decided_on is not None, "a fine has its day"
    if on < held.decided_on:
        raise ValidationError({"on": _("A fine is not cancelled before it was imposed.")})
    held.state, held.cancelled_on, held.cancel_ground = CaseState.CANCELLED, on, ground.strip()
    held.full_clean(exclude=["custodian", "regime"])
    held.save(update_fields=["state", "cancelled_on", "cancel_ground"])


@transaction.atomic
def order_revisit(*, by: User, case: AdministrativeCase) -> None:
    """The specialised unit tells the unit to look at a fine again; it never says why."""
    rights.check("sanction.decide", by.actor())
    held = _locked(case)
    if held.state != CaseState.FINED or held.revisit_on is not None:
        raise ValidationError(_("There is no fine here that still has to be revisited."))
    held.revisit_on = timezone.localdate()
    held.save(update_fields=["revisit_on"])


def _moving(by: User, case: AdministrativeCase, to: CaseState) -> AdministrativeCase:
    rights.check("sanction.change", by.actor())
    held = _locked(case)
    if to not in CASE_TRANSITIONS[CaseState(held.state)]:
        raise ValidationError(
            _("The case is already «%(state)s».") % {"state": held.get_state_display()}
        )
    return held


def _decide(case: AdministrativeCase, state: CaseState, decision: Decision) -> None:
    _not_in_future("on", decision.on)
    if decision.on < case.act_on:
        raise ValidationError({"on": _("It is not decided before the act.")})
    case.state, case.decided_on = state, decision.on
    case.decision_number = decision.number.strip()
    case.save(update_fields=["state", "decided_on", "decision_number", "ground", "fine"])


def _locked(case: AdministrativeCase) -> AdministrativeCase:
    rows = AdministrativeCase.objects.select_for_update(of=("self",))
    held = rows.select_related("law__offence", "law__currency").filter(pk=case.pk).first()
    if held is None:
        raise rights.Refused(
            _("You may read this record but not change it, or it was removed meanwhile.")
        )
    return held


def _not_in_future(field: str, on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({field: _("This day has not come yet.")})
