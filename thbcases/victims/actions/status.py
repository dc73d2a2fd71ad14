"""Identifying a victim and deciding on the status."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.victims.actions.locks import locked, not_in_future
from thbcases.victims.choices import FIRST, RECOGNISING, TRANSITIONS, Decider, VictimStatus
from thbcases.victims.models import Victim, VictimDecision


@transaction.atomic
def add_victim(  # noqa: PLR0913 - what the law asks of a decision
    *,
    by: User,
    victim: Victim,
    status: VictimStatus,
    on: date,
    decider: Decider,
    decider_name: str = "",
    basis: str = "",
    reason: str = "",
) -> Victim:
    """Enter a person (the unsaved `victim`) as a victim in an investigation, with the decision.

    Raises ValidationError for a status one cannot begin with, a day to come, or a person who is
    already a victim here.
    """
    rights.check("victim.add", by.actor())
    if status not in FIRST:
        raise ValidationError(
            {"status": _("Enter the person as a presumed victim first; then decide.")}
        )
    _check_day(victim, on)
    victim.status, victim.status_on = status, on
    victim.full_clean(exclude=["custodian"])
    victim.save()
    victim.refresh_from_db()
    decision = VictimDecision(
        victim=victim,
        status=status,
        on=on,
        decider=decider,
        decider_name=decider_name,
        basis=basis,
        reason=reason,
    )
    _save(decision)
    return victim


@transaction.atomic
def decide_status(  # noqa: PLR0913 - what the law asks of a decision
    *,
    by: User,
    victim: Victim,
    status: VictimStatus,
    on: date,
    decider: Decider,
    decider_name: str = "",
    basis: str = "",
    reason: str = "",
) -> VictimDecision:
    """Decide on the status; the decision stays for ever and is undone only by a new one.

    Recognition (BPK 28 str.) is for an officer, prosecutor or court, and names its basis.
    Raises ValidationError when the present status does not lead there, or the days are not in
    order. Keeps the victim's `status` and `status_on` equal to the newest decision.
    """
    rights.check("victim.decide", by.actor())
    held = locked(victim)
    _check_transition(VictimStatus(held.status), status)
    _check_day(held, on)
    _check_recognition(status, decider, basis)
    _check_said_why(status, basis, reason)
    decision = VictimDecision(
        victim=held,
        status=status,
        on=on,
        decider=decider,
        decider_name=decider_name,
        basis=basis,
        reason=reason,
    )
    _save(decision)
    held.status, held.status_on = status, on
    held.save(update_fields=["status", "status_on"])
    return decision


def _save(decision: VictimDecision) -> None:
    decision.full_clean(exclude=["custodian", "investigation"])
    decision.save()


def _check_transition(now: VictimStatus, to: VictimStatus) -> None:
    if to in TRANSITIONS[now]:
        return
    possible = ", ".join(str(s.label) for s in VictimStatus if s in TRANSITIONS[now])
    raise ValidationError(
        {
            "status": _("From «%(now)s» it can become: %(possible)s.")
            % {"now": now.label, "possible": possible}
        }
    )


def _check_day(victim: Victim, on: date) -> None:
    not_in_future("on", on)
    born = victim.person.birth_date
    if born is not None and on < born:
        raise ValidationError({"on": _("The person was not born yet on this day.")})
    if victim.pk is not None and on < victim.status_on:
        raise ValidationError(
            {"on": _("The decision before it is of %(day)s.") % {"day": victim.status_on}}
        )


def _check_said_why(status: VictimStatus, basis: str, reason: str) -> None:
    """Whoever says «no», or takes a decision back, says on what basis or why."""
    if status != VictimStatus.RECOGNISED and not (basis.strip() or reason.strip()):
        raise ValidationError({"basis": _("Say on what basis it is decided, or give the reason.")})


def _check_recognition(status: VictimStatus, decider: Decider, basis: str) -> None:
    if status != VictimStatus.RECOGNISED:
        return
    errors = {}
    if decider not in RECOGNISING:
        errors["decider"] = _("Only an officer, a prosecutor or a court recognises a victim.")
    if not basis.strip():
        errors["basis"] = _("Recognition needs its basis: the decision and its number.")
    if errors:
        raise ValidationError(errors)
