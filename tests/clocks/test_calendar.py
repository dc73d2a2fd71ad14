"""The calendar of terms: a secret address, codes only, gone with the membership."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.cast import Cast
from tests.clocks.conftest import END, days
from tests.victims import making
from thbcases.access.acting import acting_system
from thbcases.accounts.models import Membership
from thbcases.clocks.models import CalendarAddress
from thbcases.victims.models import ReflectionPeriod

On = Callable[[date], None]


@pytest.fixture
def address(signed_in: Callable[..., Client], settings: Any) -> Callable[[str], str]:
    """Make an address as somebody does on the page, and return its path."""
    settings.SITE_URL = "https://thb.example"

    def make(name: str) -> str:
        page = signed_in(name).post(reverse("clocks:new_address"))
        assert page.status_code == 200
        url: str = page.context["url"]
        assert f'value="{url}"' in page.content.decode()
        return url.removeprefix("https://thb.example")

    return make


def events(path: str) -> list[Any]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.cookies == {}
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_calendar_shows_my_terms_by_their_codes(
    cast: Cast, period: ReflectionPeriod, address: Callable[[str], str]
) -> None:
    path = address("officer")
    [event] = events(path)
    assert event["SUMMARY"].endswith(f": AL-{period.uuid.hex[:8].upper()}")
    assert event["DTSTART"].dt == END
    assert event["DTEND"].dt == END + days(1)
    assert event["URL"] == f"https://thb.example{period.get_absolute_url()}"
    alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    # 14 and 7 days before, and three working days: on Friday 27 March; at nine in the morning
    assert alarms == [timedelta(hours=9) - days(count) for count in (14, 7, 5)]
    body = Client().get(path).content.decode()
    for secret in ("Slaptut", "Ona", "Bandytoj", "Officer", "UA"):
        assert secret not in body, secret


def test_an_event_keeps_its_number_when_its_day_moves(
    cast: Cast, period: ReflectionPeriod, address: Callable[[str], str]
) -> None:
    path = address("officer")
    [before] = events(path)
    with cast.making("unit_a"):
        ReflectionPeriod.objects.filter(pk=period.pk).update(ends_on=END - days(2))
    [after] = events(path)
    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt == END - days(2)
    with cast.making("unit_a"):
        making.permit(period.victim, starts_on=END, ends_on=END + days(100))
    [permit] = events(path)
    assert permit["UID"] != after["UID"]


def test_a_new_address_kills_the_old_one_and_it_can_be_switched_off(
    cast: Cast, period: Any, address: Callable[[str], str], signed_in: Callable[..., Client]
) -> None:
    old = address("officer")
    new = address("officer")
    assert Client().get(old).status_code == 404
    assert len(events(new)) == 1
    assert signed_in("officer").post(reverse("clocks:no_address")).status_code == 302
    assert Client().get(new).status_code == 404


def test_only_the_digest_of_the_secret_is_kept(cast: Cast, address: Callable[[str], str]) -> None:
    secret = address("officer").rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    with acting_system("test"):
        kept = CalendarAddress.objects.get()
        assert len(kept.digest) == 32
        assert secret.encode() not in bytes(kept.digest)
    with cast.acting("officer_b"):
        assert not CalendarAddress.objects.exists()


def test_the_calendar_ends_with_the_membership(
    cast: Cast, period: Any, address: Callable[[str], str], on: On
) -> None:
    path = address("officer")
    with acting_system("test"):
        Membership.objects.filter(user=cast.user("officer")).update(ends_on=date(2026, 3, 3))
    assert len(events(path)) == 1
    on(date(2026, 3, 4))
    assert Client().get(path).status_code == 404


def test_an_inactive_user_has_no_calendar(
    cast: Cast, period: Any, address: Callable[[str], str]
) -> None:
    path = address("officer")
    with acting_system("test"):
        user = cast.user("officer")
        user.is_active = False
        user.save()
    assert Client().get(path).status_code == 404


def test_a_wrong_secret_is_answered_like_any_other(
    cast: Cast, period: Any, address: Callable[[str], str], clock: Any
) -> None:
    address("officer")
    secrets = ("x", "A" * 43, "-" * 43, "ą" * 10)
    answers = {_shape(reverse("clocks:calendar", args=[secret])) for secret in secrets}
    assert len(answers) == 1
    [(status, _body, _headers)] = answers
    assert status == 404


def _shape(path: str) -> tuple[int, str, tuple[str, ...]]:
    """What can be told of an answer; the address itself and the form's token aside."""
    answer = Client().get(path)
    body = answer.content.decode().replace(path, "")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)
    names = tuple(sorted(set(answer.headers) - {"Content-Length"}))
    return answer.status_code, body, names


def test_the_session_of_a_browser_changes_nothing(
    cast: Cast, period: Any, address: Callable[[str], str], signed_in: Callable[..., Client]
) -> None:
    path = address("officer")
    other = signed_in("officer_b").get(path)
    assert other.content == Client().get(path).content
    assert Client().post(path).status_code == 405


def test_somebody_without_terms_has_an_empty_calendar(
    cast: Cast, period: Any, address: Callable[[str], str]
) -> None:
    assert events(address("auditor")) == []
