"""A unit with a head, people with addresses, and stays of a foreigner in both units."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.translation import override

from tests.cast import LONG_AGO, Cast, person
from tests.victims import making
from thbcases.access.acting import Actor, acting, acting_system
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, User
from thbcases.clocks.queries import Deadline, mine, of_record
from thbcases.investigations.models import Investigation
from thbcases.victims.models import ReflectionPeriod

VILNIUS = ZoneInfo("Europe/Vilnius")
# A Monday.
START = date(2026, 3, 2)
END = date(2026, 4, 1)


def noon(day: date) -> datetime:
    """Twelve o'clock in Vilnius."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=VILNIUS)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(noon(START), tick=False) as traveller:
        yield traveller


@pytest.fixture
def on(clock: time_machine.Traveller) -> Callable[[date], None]:
    """Make it noon of a day."""

    def move(day: date) -> None:
        clock.move_to(noon(day))

    return move


@pytest.fixture
def head(cast: Cast) -> User:
    """The head of unit A."""
    with acting_system("test"):
        user = User.objects.create(username="head", first_name="Vadovė", last_name="Bandytoja")
        Membership.objects.create(
            user=user, organisation=cast.org("unit_a"), role=Role.OFFICER, starts_on=LONG_AGO,
            is_head=True,
        )  # fmt: skip
    cast.users["head"] = user
    return user


@pytest.fixture
def reachable(cast: Cast, head: User) -> Cast:
    """The cast, everybody with an address."""
    with acting_system("test"):
        for name, user in cast.users.items():
            user.email = f"{name}@example.org"
            user.save()
    return cast


def make_period(cast: Cast, unit: str = "unit_a", **fields: Any) -> ReflectionPeriod:
    """A reflection period of somebody whose name must not leave the house."""
    with cast.making(unit):
        who = person(family_name=f"Slaptutė{unit}", given_name="Ona")
        case = Investigation.objects.create(
            number=f"01-1-{uuid4().hex[:8]}", registered_on=START, stage="final", stage_on=START
        )
        case.refresh_from_db()
        victim = making.victim(case, who=who, citizenship="UA")
        days = {"starts_on": START, "ends_on": END, **fields}
        return making.period(victim, **days)


@pytest.fixture
def period(cast: Cast, clock: time_machine.Traveller) -> ReflectionPeriod:
    """Thirty days of unit A from 2 March 2026; unit B has one too."""
    make_period(cast, "unit_b")
    return make_period(cast)


def terms_of(actor: Actor) -> list[Deadline]:
    """What is the actor's."""
    with acting(actor):
        return mine(actor)


def shown_on(cast: Cast, name: str, record: Any) -> list[str]:
    """The states of the terms on a record's page, in words."""
    with cast.acting(name):
        return [found.words for found in of_record(record)]


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)
