"""Sessions end by themselves, and memberships end them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.accounts.conftest import PAGE, Make, join, sign_in
from tests.accounts.test_sign_in import HOME, who
from thbcases.access.acting import acting_system
from thbcases.access.roles import Role
from thbcases.accounts.actions import end_membership
from thbcases.accounts.models import Membership, Organisation

LOGIN = "/accounts/login/"
ENGLISH = {"Accept-Language": "en"}
MORNING = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock(settings: Settings) -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    settings.SESSION_IDLE_SECONDS = 900
    settings.REQUIRE_SECOND_FACTOR = False
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def is_in(client: Client) -> bool:
    """Whether the home page opens."""
    return client.get(PAGE).status_code == 200


def shown(client: Client) -> str:
    """What the sign-in page says, in English."""
    return client.get(LOGIN, headers={"Accept-Language": "en"}).content.decode()


def test_a_session_ends_after_idle_time(
    client: Client, make: Make, clock: time_machine.Traveller
) -> None:
    make("rasa")
    sign_in(client, "rasa")
    clock.shift(timedelta(seconds=899))
    assert is_in(client)
    clock.shift(timedelta(seconds=899))
    assert is_in(client)
    clock.shift(timedelta(seconds=900))
    response = client.get("/accounts/sessions/?x=1")
    assert response["Location"] == f"{LOGIN}?next=/accounts/sessions/%3Fx%3D1"
    assert who(client) is None
    assert "the session had ended" in shown(client)


def test_a_session_ends_after_eight_hours_of_work(
    client: Client, make: Make, clock: time_machine.Traveller
) -> None:
    make("rasa")
    sign_in(client, "rasa")
    for _quarter in range(8 * 6 - 1):
        clock.shift(timedelta(minutes=10))
        assert is_in(client)
    clock.shift(timedelta(minutes=10))
    assert not is_in(client)
    assert who(client) is None


def test_the_next_session_has_clocks_of_its_own(
    client: Client, make: Make, clock: time_machine.Traveller
) -> None:
    make("rasa")
    for _day in range(2):
        sign_in(client, "rasa")
        assert is_in(client)
        clock.shift(timedelta(hours=9))
        assert not is_in(client)


def test_a_session_without_clocks_is_over(client: Client, make: Make) -> None:
    make("rasa")
    sign_in(client, "rasa")
    session = client.session
    del session["seen_at"]
    session.save()
    assert not is_in(client)


@pytest.mark.parametrize(("path", "next_page"), [(LOGIN, ""), (PAGE, f"?next={PAGE}")])
def test_an_ended_session_comes_back_to_its_page(
    client: Client, make: Make, clock: time_machine.Traveller, path: str, next_page: str
) -> None:
    make("rasa")
    sign_in(client, "rasa")
    clock.shift(timedelta(hours=1))
    assert client.get(path)["Location"] == LOGIN + next_page


def test_a_form_or_part_of_a_page_leads_to_the_whole_sign_in_page(
    client: Client, make: Make, clock: time_machine.Traveller
) -> None:
    make("rasa")
    sign_in(client, "rasa")
    clock.shift(timedelta(hours=1))
    assert client.post("/accounts/membership/", {"membership": "x"})["Location"] == LOGIN
    sign_in(client, "rasa")
    clock.shift(timedelta(hours=1))
    response = client.get(PAGE, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == LOGIN


def test_a_membership_holds_through_its_last_day_and_not_a_second_longer(
    client: Client, make: Make, settings: Settings
) -> None:
    settings.SESSION_IDLE_SECONDS = settings.SESSION_ABSOLUTE_SECONDS
    user = make("rasa", role=None)
    join(user, Role.COORDINATOR, ends_on=date(2026, 3, 9))
    last = datetime(2026, 3, 9, 23, 59, 59, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(last - timedelta(hours=1), tick=False) as clock:
        sign_in(client, "rasa")
        clock.move_to(last)
        assert is_in(client)
        clock.shift(timedelta(seconds=1))
        assert client.get("/accounts/sessions/")["Location"] == LOGIN
        assert who(client) is None
        assert "membership of the organisation has ended" in shown(client)


def test_a_membership_ended_by_an_administrator_ends_the_session_at_once(
    client: Client, make: Make
) -> None:
    user, administrator = make("rasa"), make("admin", Role.ADMINISTRATOR)
    sign_in(client, "rasa")
    assert is_in(client)
    with acting_system("test"):
        end_membership(by=administrator, membership=user.memberships.get(), on=timezone.localdate())
    assert client.get(PAGE)["Location"] == LOGIN
    assert "membership of the organisation has ended" in shown(client)


def test_a_closed_organisation_ends_the_sessions_of_its_people(client: Client, make: Make) -> None:
    make("rasa")
    sign_in(client, "rasa")
    with acting_system("test"):
        Organisation.objects.update(is_active=False)
    assert not is_in(client)


def test_a_session_is_not_moved_to_another_membership(client: Client, make: Make) -> None:
    """Rights change by a choice: losing one role does not silently bring another."""
    user = make("rasa", Role.COORDINATOR)
    join(user, Role.FUNDER, starts_on=date(2021, 1, 1))
    sign_in(client, "rasa")
    assert is_in(client)
    with acting_system("test"):
        Membership.objects.filter(role=Role.COORDINATOR).update(ends_on=date(2021, 1, 1))
    assert not is_in(client)
    sign_in(client, "rasa")
    assert "Organisation funder-1" in client.get(PAGE, headers=ENGLISH).content.decode()


def test_without_a_membership_nobody_comes_in(client: Client, make: Make) -> None:
    make("rasa", role=None)
    sign_in(client, "rasa")
    assert client.get(PAGE)["Location"] == LOGIN
    assert "belongs to no organisation" in shown(client)


def test_a_membership_that_begins_tomorrow_does_not_hold(client: Client, make: Make) -> None:
    user = make("rasa", role=None)
    join(user, Role.COORDINATOR, starts_on=timezone.localdate() + timedelta(days=1))
    sign_in(client, "rasa")
    assert not is_in(client)


def test_choosing_a_membership(client: Client, make: Make) -> None:
    user = make("rasa", Role.COORDINATOR)
    other = join(user, Role.FUNDER, "money", starts_on=date(2021, 1, 1))
    sign_in(client, "rasa")
    page = client.get("/accounts/membership/", headers=ENGLISH).content.decode()
    assert page.count("act in this one") == 2
    response = client.post("/accounts/membership/", {"membership": str(other.uuid)})
    assert response["Location"] == HOME
    page = client.get(PAGE, headers=ENGLISH).content.decode()
    assert "Organisation money" in page
    assert "You now act as" in page
    assert client.get(PAGE).wsgi_request.actor == other.actor()
    assert client.get(PAGE).wsgi_request.user.actor() == other.actor()


@pytest.mark.parametrize("choice", ["somebody else's", "over", "none", "", "1", "a\x00b", "[]"])
def test_what_cannot_be_chosen(client: Client, make: Make, choice: str) -> None:
    user, stranger = make("rasa"), make("zita", Role.FUNDER)
    over = join(user, Role.FUNDER, "past", ends_on=date(2021, 1, 1))
    sent = {
        "somebody else's": str(stranger.memberships.get().uuid),
        "over": str(over.uuid),
        "none": "00000000-0000-4000-8000-000000000000",
    }.get(choice, choice)
    sign_in(client, "rasa")
    response = client.post("/accounts/membership/", {"membership": sent})
    assert response.status_code == 400
    assert (
        client.get(PAGE).wsgi_request.actor == user.memberships.get(role=Role.COORDINATOR).actor()
    )


def test_an_anonymous_request_has_no_actor(client: Client, db: None) -> None:
    request = client.get(LOGIN).wsgi_request
    assert not hasattr(request, "actor")
