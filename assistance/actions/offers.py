"""Writing down that help was offered, and what the answer was."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, not_in_future, require
from assistance.choices import Answer, OfferAge
from assistance.models import Beneficiary, Offer
from thbcases.accounts.models import User
from thbcases.codes.choices import ListName


@transaction.atomic
def save_offer(*, by: User, offer: Offer) -> Offer:
    """Record an offer, or correct one. Of a person who is helped here sex and age are known."""
    require(by, "offer.change" if offer.pk else "offer.add")
    not_in_future("on", offer.on)
    if offer.pk:
        locked(offer)
    if offer.way.list != ListName.OFFER_WAY:
        raise ValidationError({"way": _("This value is not in the list.")})
    _check_reason(offer)
    if offer.beneficiary is not None:
        _take_over(offer, offer.beneficiary)
    offer.full_clean(exclude=["custodian", "way", "kind", "reason", "beneficiary"])
    offer.save()
    offer.refresh_from_db()
    return offer


@transaction.atomic
def remove_offer(*, by: User, offer: Offer) -> None:
    """Take out an offer that was entered by mistake; the history keeps it."""
    require(by, "offer.remove")
    locked(offer).delete()


def _check_reason(offer: Offer) -> None:
    if offer.answer != Answer.DECLINED:
        if offer.reason is not None:
            raise ValidationError({"reason": _("Only an offer that was declined has a reason.")})
        return
    if offer.reason is None:
        raise ValidationError({"reason": _("Say why it was declined, or that it was not said.")})
    if offer.reason.list != ListName.DECLINE_REASON:
        raise ValidationError({"reason": _("This value is not in the list.")})


def _take_over(offer: Offer, beneficiary: Beneficiary) -> None:
    """The person's own sex and age, so that one human is not counted as two kinds of people."""
    person = locked(beneficiary).person
    offer.sex = person.sex
    is_child = person.is_child_on(offer.on)
    offer.age = {None: OfferAge.UNKNOWN, True: OfferAge.CHILD, False: OfferAge.ADULT}[is_child]
