"""How one wants to be reminded, and the secret address of one's calendar."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from thbcases.access import rights
from thbcases.accounts.models import Membership, User
from thbcases.clocks.choices import Mode
from thbcases.clocks.models import CalendarAddress, Wish


@transaction.atomic
def choose(*, by: User, mode: Mode | str, language: str) -> Wish:
    """Say how one wants to be reminded, for the organisation one acts for."""
    actor = by.actor()
    rights.check("reminder.change", actor)
    assert actor is not None
    wish, _new = Wish.objects.update_or_create(
        user_id=actor.user_id,
        organisation_id=actor.organisation_id,
        defaults={"mode": Mode(mode), "language": language},
    )
    return wish


@transaction.atomic
def renew_address(*, by: User, membership: Membership) -> str:
    """Give the calendar a new secret address; the one before it is dead at once.

    Returns the secret, which is told this once and kept nowhere.
    """
    rights.check("reminder.change", by.actor())
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(
        membership=membership,
        defaults={"digest": digest_of(secret), "renewed_at": timezone.now()},
    )
    return secret


def switch_off_address(*, by: User, membership: Membership) -> None:
    """Let the calendar have no address."""
    rights.check("reminder.change", by.actor())
    CalendarAddress.objects.filter(membership=membership).update(digest=None, renewed_at=None)


def digest_of(secret: str) -> bytes:
    """What is kept of a secret: it is long and random, so one round is enough."""
    return hashlib.sha256(secret.encode()).digest()
