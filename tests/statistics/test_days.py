"""Days stay the days that were recorded, at midnight, in summer time, and in every time zone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.db.models import Model

from assistance.models import Service
from tests.statistics.history import History
from thbcases.core.models import Part, Record
from thbcases.core.periods import Period, year
from thbcases.investigations.choices import SuspectState as P
from thbcases.investigations.models import Investigation, Suspect
from thbcases.statistics.choices import Grouping
from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.periods import cut
from thbcases.statistics.queries import CountryRow
from thbcases.victims.choices import VictimStatus as V
from thbcases.victims.models import Victim

KEYS = tuple(INDICATORS)
LAST, FIRST = "2012-12-31", "2013-01-01"
DAY = timedelta(days=1)
YEARS = (year(2012), year(2013))
Table = Callable[..., list[CountryRow]]


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def record(history: History) -> None:
    """Something of every kind on the last day of a year, and on the first day of the next."""
    for number, on in enumerate((LAST, FIRST), start=1):
        case = history.investigation("unit_a", on)
        history.victim(case, number, (V.PRESUMED, on), (V.RECOGNISED, on))
        suspect = history.suspect(case, number + 2, (P.SUSPECTED, on), (P.PROSECUTED, on))
        history.judgment(history.court(case, on), on, {"suspect": suspect, "years": 4})
        history.service("ngo_a", number, on)
        history.project("ngo_a", on, on)


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Vilnius", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
)
def test_the_session_of_the_database_moves_no_day(
    history: History, table: Table, zone: str
) -> None:
    record(history)
    before = [dict(row.values) for row in table(*YEARS, keys=KEYS)]
    with connection.cursor() as cursor:
        cursor.execute("select set_config('TimeZone', %s, true)", [zone])
    assert [dict(row.values) for row in table(*YEARS, keys=KEYS)] == before
    first, second = before
    for key in ("investigations_started", "suspects", "convicted", "services_given", "projects"):
        assert (first[key], second[key]) == (1, 1), key


@pytest.mark.parametrize(
    "moment",
    [
        "2012-12-31T23:59:59+02:00",
        "2013-01-01T00:00:00+02:00",  # 2012 still in Greenwich
        "2013-01-01T01:59:59+02:00",
        "2013-07-01T02:30:00+03:00",  # summer time: Greenwich is three hours behind
    ],
)
def test_the_moment_of_recording_moves_no_day(history: History, table: Table, moment: str) -> None:
    """What is recorded about midnight counts by the day it says, not by the moment."""
    record(history)
    written = [model for model in apps.get_models() if _has_moment(model)]
    assert {Investigation, Victim, Suspect, Service} <= set(written)
    with history.cast.making("unit_a"):
        for model in written:
            model._default_manager.update(created_at=at(moment))
    first, second = table(*YEARS, keys=KEYS)
    for key in ("investigations_started", "presumed_in_period", "suspects", "services_given"):
        assert (first[key], second[key]) == (1, 1), key


def _has_moment(model: type[Model]) -> bool:
    return issubclass(model, (Record, Part)) and model.__name__ != "SavedTable"


@pytest.mark.parametrize(
    ("moment", "is_known"),
    [
        ("2012-12-31T21:59:00+00:00", False),  # 23:59 in Vilnius
        ("2012-12-31T22:01:00+00:00", True),  # 00:01 of the new year in Vilnius
        ("2012-12-31T12:00:00-12:00", True),  # noon of the old year elsewhere
    ],
)
def test_what_is_still_open_lasts_until_today_in_vilnius(
    history: History, table: Table, moment: str, is_known: bool
) -> None:
    history.investigation("unit_a", "2012-06-01")
    with time_machine.travel(at(moment), tick=False):
        row = table(year(2013), keys=["investigations_run"])[0]
    assert row["investigations_run"] == (1 if is_known else None)


@pytest.mark.parametrize("changes", ["2012-03-25", "2012-10-28"])
def test_a_day_of_23_or_25_hours_is_one_column(
    history: History, table: Table, changes: str
) -> None:
    """Summer time begins and ends on a Sunday; the days around it are counted once each."""
    day = date.fromisoformat(changes)
    history.investigation("unit_a", changes)
    month = cut(day.replace(day=1), day, Grouping.MONTH)
    assert [row["investigations_started"] for row in table(*month)] == [1]
    around = [Period(on, on) for on in (day - DAY, day, day + DAY)]
    rows = table(*around, keys=["investigations_started"])
    assert [row["investigations_started"] for row in rows] == [None, 1, 0]


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        # Midnight after the short day is 21 hours in Greenwich, after the long one 22.
        ("2012-03-25", "2012-03-25T20:59:00+00:00", "2012-03-25T21:01:00+00:00"),
        ("2012-10-28", "2012-10-28T21:59:00+00:00", "2012-10-28T22:01:00+00:00"),
    ],
)
def test_the_day_after_the_change_of_time_begins_at_midnight_in_vilnius(
    history: History, table: Table, changes: str, before: str, after: str
) -> None:
    history.investigation("unit_a", changes)
    monday = date.fromisoformat(changes) + DAY
    period = Period(monday, monday)
    for moment, expected in ((before, 0), (after, 1)):
        with time_machine.travel(at(moment), tick=False):
            figures = table(year(2012), period, keys=["investigations_run"])
        assert (figures[1]["investigations_run"] or 0) == expected, moment
