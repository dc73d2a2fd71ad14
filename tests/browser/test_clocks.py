"""A foreigner gets reflection period, permit and renewal; each warning came on its day.

The pages are the browser's; the days of the future come by moving the clock of this process, which
runs the daily job on the site's own database and takes the letters.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connection

from tests.browser.conftest import OpenWindow
from tests.browser.test_cases import enter_case
from tests.browser.window import Window
from thbcases.clocks import actions

pytestmark = pytest.mark.browser

VILNIUS = ZoneInfo("Europe/Vilnius")


Jobs = Callable[[date, str], dict[str, str]]


@contextmanager
def site_database(window: Window, blocker: Any) -> Iterator[None]:
    """This process works on the database behind the window."""
    with blocker.unblock():
        yield from _swapped(window.site.database)


def _swapped(name: str) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def jobs(window: Window, blocker: Any) -> Jobs:
    """Run the jobs at noon of a day: who got a letter about this, and what it says."""

    def letters(day: date, about: str) -> dict[str, str]:
        mail.outbox.clear()
        noon = datetime.combine(day, time(12), VILNIUS)
        with site_database(window, blocker), time_machine.travel(noon, tick=False):
            actions.remind()
            actions.send_letters()
        return {
            message.to[0].partition("@")[0]: message.body
            for message in mail.outbox
            if about in message.body
        }

    return letters


def check(letters: Jobs, last_day: date, code: str, expected: dict[int, set[str]]) -> None:
    """The warnings of a term: `expected` says who is told so many days before its last day."""
    for before, who in sorted(expected.items(), reverse=True):
        day = last_day - timedelta(days=before)
        told = letters(day, code)
        assert set(told) == who, (code, before)
        assert letters(day, code) == {}, (code, before, "told twice")
        for body in told.values():
            assert last_day.isoformat() in body
            for secret in ("Shevchuk", "Daryna", "Rimkutė"):
                assert secret not in body


def code_on(window: Window) -> str:
    """The code of the stay on its page."""
    facts = window.page.locator("dl.facts, .facts").first.inner_text()
    return next(word for word in facts.split() if word.startswith(("AL-", "LL-")))


def test_a_foreigner_gets_period_permit_and_renewal_and_each_warning_its_day(
    open_window: OpenWindow, django_db_blocker: Any
) -> None:
    today = datetime.now(VILNIUS).date()
    officer, migration = open_window("officer"), open_window("migration")
    letters = jobs(officer, django_db_blocker)
    enter_case(officer, 70105)
    officer.follow("Shevchuk, Daryna", within="main .panel")
    victim = officer.path

    # --- the reflection period
    officer.visit(f"{victim}stay/period/")
    officer.fill(starts_on=today.isoformat())
    officer.press("Propose")
    migration.visit("/victims/reflection/?state=proposed")
    migration.follow("Shevchuk, Daryna")
    period = migration.path
    migration.follow("Decide")
    migration.fill(state="granted", number="MD-1", on=today.isoformat())
    migration.press("Save the decision")
    last_day = today + timedelta(days=30)
    assert "30 days left" in migration.text
    code = code_on(migration)
    police, both = {"officer"}, {"officer", "analyst"}
    check(letters, last_day, code, {20: set(), 14: police, 10: set(), 7: both})

    # --- the permit after it: nobody is reminded of the period any more
    officer.visit(f"{victim}stay/permit/")
    officer.fill(starts_on=(last_day + timedelta(days=1)).isoformat())
    officer.press("Propose")
    migration.visit("/victims/permits/?state=proposed")
    migration.follow("Shevchuk, Daryna")
    permit = migration.path
    migration.follow("Decide")
    migration.fill(state="granted", number="MD-2", on=today.isoformat())
    migration.press("Save the decision")
    assert letters(last_day + timedelta(days=1), code) == {}
    migration.visit(period)
    assert "Met 30 days before the end" in migration.text

    # --- the permit is renewed before it ends, and that is warned of in time
    migration.visit(permit)
    code = code_on(migration)
    ends_on = date.fromisoformat(migration.page.locator(".clock time").first.inner_text())
    check(
        letters,
        ends_on,
        code,
        {
            60: police,
            45: set(),
            30: {"officer", "migration"},
            14: {"officer", "migration", "analyst"},
        },
    )
    migration.follow("Renew")
    migration.fill(
        number="MD-3", on=today.isoformat(), starts_on=(ends_on + timedelta(days=1)).isoformat()
    )
    migration.press("Grant the renewal")
    assert letters(ends_on + timedelta(days=1), code) == {}

    # --- the renewal ends early, with its ground, and stops its clock
    renewal = migration.path
    code = code_on(migration)
    officer.visit("/terms/?kind=victims.permit&whose=all")
    assert code in officer.text
    officer.visit("/terms/reminders/")
    officer.press("Make an address")
    address = officer.page.locator("#address").input_value()
    feed = officer.page.request.get(
        f"{officer.site.url}/terms/{address.partition('/terms/')[2]}"
    ).text()
    assert code in feed
    assert "Shevchuk" not in feed
    migration.visit(renewal)
    assert "days left" in migration.text
