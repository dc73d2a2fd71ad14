"""Compensation: from the claim to the payment."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.victims.actions.locks import locked, not_in_future
from thbcases.victims.choices import CLAIM_TRANSITIONS, ClaimState
from thbcases.victims.models import CompensationClaim


@transaction.atomic
def award_claim(*, by: User, claim: CompensationClaim, on: date, awarded: Decimal) -> None:
    """Enter that compensation was awarded, and how much, in the claim's currency."""
    held = _moving(by, claim, ClaimState.AWARDED)
    _check_order("on", on, held.claimed_on, _("A claim is not decided before it was made."))
    if awarded <= 0:
        raise ValidationError({"awarded": _("The amount is above zero.")})
    held.state, held.decided_on, held.awarded = ClaimState.AWARDED, on, awarded
    held.save(update_fields=["state", "decided_on", "awarded"])


@transaction.atomic
def refuse_claim(*, by: User, claim: CompensationClaim, on: date) -> None:
    """Enter that nothing was awarded."""
    held = _moving(by, claim, ClaimState.REFUSED)
    _check_order("on", on, held.claimed_on, _("A claim is not decided before it was made."))
    held.state, held.decided_on = ClaimState.REFUSED, on
    held.save(update_fields=["state", "decided_on"])


@transaction.atomic
def record_payment(*, by: User, claim: CompensationClaim, on: date) -> None:
    """Enter that the award was paid."""
    held = _moving(by, claim, ClaimState.PAID)
    assert held.decided_on is not None, "an award has its date"
    _check_order("on", on, held.decided_on, _("A claim is not paid before it was decided."))
    held.state, held.paid_on = ClaimState.PAID, on
    held.save(update_fields=["state", "paid_on"])


def _moving(by: User, claim: CompensationClaim, to: ClaimState) -> CompensationClaim:
    rights.check("victim.change", by.actor())
    held = locked(claim)
    if to not in CLAIM_TRANSITIONS[ClaimState(held.state)]:
        raise ValidationError(
            _("The claim is already «%(state)s».") % {"state": held.get_state_display()}
        )
    return held


def _check_order(field: str, on: date, earliest: date, message: str) -> None:
    not_in_future(field, on)
    if on < earliest:
        raise ValidationError({field: message})
