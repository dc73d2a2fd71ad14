"""What reminds an officer of each side: a letter with a reminder, a wish, a calendar's address."""

from datetime import date
from typing import Any
from uuid import uuid4

from tests.cast import Cast
from thbcases.accounts.models import Membership
from thbcases.clocks.models import CalendarAddress, Letter, Reminder, Wish
from thbcases.codes.models import TermWarning

DAY = date(2026, 3, 9)


def build_clocks(keep: Any, world: Any, cast: Cast, side: str, user: str) -> None:
    """One of everything for an officer of a unit."""
    membership = Membership.objects.get(user=cast.user(user))
    with cast.acting(user):
        keep(world, Wish, mode="each", language="lt")
        letter = keep(world, Letter, membership=membership, made_on=DAY)
        keep(
            world,
            Reminder,
            source="victims.permit",
            record=uuid4(),
            code=f"LL-{side}",
            address="/",
            starts_on=DAY,
            due_on=DAY,
            warning=TermWarning.objects.first(),
            came_on=DAY,
            made_on=DAY,
            letter=letter,
        )
        keep(world, CalendarAddress, membership=membership, digest=side.encode() * 32)
