"""Asking how it goes after the help ended, and what else ends with the help."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, not_in_future, require
from assistance.choices import AppointmentState, FollowUpResult, FollowUpRound, Risk, Safety
from assistance.models import Beneficiary, FollowUp
from thbcases.accounts.models import User
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode

ROUNDS = (FollowUpRound.FIRST, FollowUpRound.SECOND, FollowUpRound.THIRD)


@dataclass(frozen=True)
class Found:
    """What came out of a follow-up. Everything after the result is said of whoever was reached."""

    result: FollowUpResult
    housing: ListCode | None = None
    work: ListCode | None = None
    safety: str = ""
    risk: str = ""
    note: str = ""


@transaction.atomic
def record_follow_up(
    *,
    by: User,
    beneficiary: Beneficiary,
    which: FollowUpRound,
    on: date,
    found: Found,
    came_by_themselves: bool = False,
) -> FollowUp:
    """Enter how it goes after the help ended, once for each of the three times.

    Where no safe way to contact was agreed nobody is looked for; whoever comes by themselves is
    heard. Raises Refused and ValidationError.
    """
    require(by, "beneficiary.change")
    not_in_future("on", on)
    row = locked(beneficiary)
    _check_turn(row, FollowUpRound(which), on)
    _check_way(row, found, came_by_themselves)
    _check_answers(found)
    follow_up = FollowUp(beneficiary=row, round=which, on=on, **vars(found))
    follow_up.full_clean(exclude=["custodian", "beneficiary", "housing", "work"])
    follow_up.save(force_insert=True)
    return follow_up


@transaction.atomic
def remove_follow_up(*, by: User, follow_up: FollowUp) -> Beneficiary:
    """Take out a follow-up that was entered by mistake; the history keeps it."""
    require(by, "beneficiary.remove")
    row = locked(follow_up)
    beneficiary: Beneficiary = row.beneficiary
    if beneficiary.follow_ups.filter(on__gt=row.on).exists():
        raise ValidationError(_("A later follow-up is entered. Remove that one first."))
    row.delete()
    return beneficiary


def end_with_help(beneficiary: Beneficiary, on: date) -> None:
    """What ends when help to a person ends: the plan, the groups, appointments not held yet."""
    for plan in beneficiary.plans.filter(ended_on=None):
        plan.ended_on = max(on, plan.agreed_on)
        plan.save(update_fields=["ended_on"])
    for enrolment in beneficiary.enrolments.filter(left_on=None):
        enrolment.left_on = max(on, enrolment.enrolled_on)
        enrolment.save(update_fields=["left_on"])
    planned = beneficiary.appointments.filter(
        state=AppointmentState.PLANNED, starts_at__gt=timezone.now()
    )
    for appointment in planned:
        appointment.state = AppointmentState.CANCELLED
        appointment.save(update_fields=["state"])


def _check_turn(beneficiary: Beneficiary, which: FollowUpRound, on: date) -> None:
    if beneficiary.closed_on is None:
        raise ValidationError(_("This help has not ended."))
    if on < beneficiary.closed_on:
        raise ValidationError({"on": _("The help had not ended yet on this day.")})
    there = {row.round: row for row in beneficiary.follow_ups.all()}
    if which in there:
        raise ValidationError({"which": _("This follow-up is already entered.")})
    number = ROUNDS.index(which)
    if any(before in there and there[before].on > on for before in ROUNDS[:number]) or any(
        after in there and there[after].on < on for after in ROUNDS[number + 1 :]
    ):
        raise ValidationError({"on": _("The follow-ups would not be in their order.")})


def _check_way(beneficiary: Beneficiary, found: Found, came_by_themselves: bool) -> None:
    result = FollowUpResult(found.result)
    if result == FollowUpResult.NO_SAFE_WAY and beneficiary.safe_contact:
        raise ValidationError(
            {"result": _("A safe way to contact was agreed; it stands on top of the page.")}
        )
    has_contacted = result in (FollowUpResult.REACHED, FollowUpResult.NOT_REACHED)
    if not has_contacted or came_by_themselves:
        return
    if not beneficiary.safe_contact:
        text = _(
            "No safe way to contact was agreed, so nobody is looked for. Say that there is no safe "
            "way, or that the person came by themselves."
        )
        raise ValidationError({"result": text})
    if beneficiary.follow_ups.filter(result=FollowUpResult.NO_CONTACT).exists():
        text = _(
            "The person does not want to be contacted. Enter only that they came by themselves."
        )
        raise ValidationError({"result": text})


def _check_answers(found: Found) -> None:
    answers = {
        "housing": found.housing,
        "work": found.work,
        "safety": found.safety,
        "risk": found.risk,
    }
    if found.result != FollowUpResult.REACHED:
        if given := [name for name, value in answers.items() if value]:
            text = _("This is said only of whoever was reached.")
            raise ValidationError(dict.fromkeys(given, text))
        return
    if missing := [name for name, value in answers.items() if not value]:
        text = _("Say it, if only that it is not known.")
        raise ValidationError(dict.fromkeys(missing, text))
    lists = {"housing": ListName.FOLLOW_UP_HOUSING, "work": ListName.FOLLOW_UP_WORK}
    for name, wanted in lists.items():
        if answers[name].list != wanted:  # type: ignore[union-attr]
            raise ValidationError({name: _("This value is not in the list.")})
    if found.safety not in Safety.values or found.risk not in Risk.values:
        raise ValidationError(_("This value is not in the list."))
