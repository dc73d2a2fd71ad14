"""Small questions about one referral."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from assistance.choices import ReferralState, Urgency
from assistance.models import Referral
from assistance.queries.referrals import TERM_OF, closed_receivers
from thbcases.codes.queries import NotInForce, add_term, term_rule


def due_on(referral: Referral) -> date | None:
    """Until when an answer is due by the rule of the day it was sent; None without a rule."""
    start = timezone.localdate(referral.sent_at)
    try:
        return add_term(start, term_rule(TERM_OF[Urgency(referral.urgency)], start))
    except NotInForce:
        return None


def waits_for_seeing(referral: Referral) -> bool:
    """Whether the receiver has not yet said that it saw the end."""
    ended = referral.state in (ReferralState.REVOKED, ReferralState.WITHDRAWN)
    return ended and referral.seen_at is None


def receiver_is_closed(referral: Referral) -> bool:
    """Whether the receiver closed while the referral was open."""
    return referral.is_open and Referral.objects.filter(closed_receivers(), pk=referral.pk).exists()


def referral_named(number: str) -> Referral | None:
    """The referral of this public number, if the acting user sees it."""
    try:
        return Referral.objects.filter(uuid=UUID(number)).first()
    except ValueError:
        return None
