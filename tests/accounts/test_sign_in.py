"""Signing in and out with the real client."""

import re
import time

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.accounts.conftest import HASHERS, PAGE, PASSWORD, Make, join, sign_in
from thbcases.access.acting import acting_system
from thbcases.access.roles import Role

HOME = "/"


def who(client: Client) -> str | None:
    """The user the session belongs to."""
    return client.session.get("_auth_user_id")


def test_sign_in_opens_the_home_page(client: Client, make: Make) -> None:
    user = make("rasa")
    response = sign_in(client, "rasa")
    assert (response.status_code, response["Location"]) == (302, HOME)
    assert who(client) == str(user.pk)
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("typed", ["RASA", "  rasa "])
def test_case_and_spaces_of_the_name_do_not_matter(client: Client, make: Make, typed: str) -> None:
    make("rasa")
    sign_in(client, typed)
    assert who(client) is not None


def test_next_page_is_kept_within_the_site(client: Client, make: Make) -> None:
    make("rasa")
    for wish, answer in [("/accounts/sessions/", "/accounts/sessions/"), ("//evil.test/", HOME)]:
        data = {"login": "rasa", "password": PASSWORD, "next": wish}
        assert client.post("/accounts/login/", data)["Location"] == answer
        client.logout()


def test_page_without_session_leads_to_sign_in(client: Client, db: None) -> None:
    response = client.get("/accounts/sessions/")
    assert (response.status_code, response["Location"]) == (
        302,
        "/accounts/login/?next=/accounts/sessions/",
    )


def test_sign_out(client: Client, make: Make) -> None:
    make("rasa")
    sign_in(client, "rasa")
    assert client.get("/accounts/logout/").status_code == 200
    assert who(client) is not None
    client.post("/accounts/logout/")
    assert who(client) is None


def test_known_and_unknown_names_get_the_same_answer(client: Client, make: Make) -> None:
    make("rasa")
    answers = [sign_in(client, name, "a wrong password") for name in ("rasa", "zita")]
    assert [a.status_code for a in answers] == [200, 200]
    assert plain(answers[0], "rasa") == plain(answers[1], "zita")


def test_the_time_of_the_answer_does_not_tell_either(
    client: Client, make: Make, settings: Settings
) -> None:
    """An unknown name costs a password hash too, which is nearly all the time there is."""
    settings.PASSWORD_HASHERS = HASHERS
    make("rasa")
    known, unknown = (fastest(client, name) for name in ("rasa", "zita"))
    assert unknown > known / 2


def fastest(client: Client, name: str) -> float:
    """The shortest of three failed tries, in seconds."""
    times = []
    for _try in range(3):
        began = time.perf_counter()
        sign_in(client, name, "a wrong password")
        times.append(time.perf_counter() - began)
    return min(times)


def plain(response: HttpResponse, name: str) -> str:
    """The page without what differs from call to call."""
    text = response.content.decode().replace(name, "NAME")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_inactive_account_does_not_come_in(client: Client, make: Make) -> None:
    make("rasa", is_active=False)
    sign_in(client, "rasa")
    assert who(client) is None


def test_account_made_inactive_is_out_at_the_next_request(client: Client, make: Make) -> None:
    user = make("rasa")
    sign_in(client, "rasa")
    with acting_system("test"):
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "mfa_signup_webauthn"]
)
def test_nobody_makes_an_account_or_resets_a_password_alone(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "confirm-email/"])
def test_pages_of_closed_ways_are_absent(client: Client, db: None, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("name", ["", "x" * 5000, "a\x00b", "' or 1=1 --", "سارة", "<b>"])
def test_any_name_gets_an_answer(client: Client, db: None, name: str) -> None:
    assert sign_in(client, name, "x").status_code == 200
    assert who(client) is None


@pytest.mark.parametrize("language", ["lt", "en"])
def test_pages_are_in_the_language_asked_for(client: Client, db: None, language: str) -> None:
    page = client.get("/accounts/login/", headers={"Accept-Language": language}).content.decode()
    assert f'<html lang="{language}">' in page
    assert ("Prisijungti" if language == "lt" else "Sign In") in page


ACCOUNT_PAGES = [
    "/accounts/membership/",
    "/accounts/password/change/",
    "/accounts/second-factor/",
    "/accounts/second-factor/webauthn/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
]


@pytest.mark.parametrize("path", ["/accounts/login/", *ACCOUNT_PAGES])
def test_pages_have_one_heading_one_main_labels_and_no_inline_style(
    client: Client, make: Make, path: str
) -> None:
    if path != "/accounts/login/":
        make("rasa")
        sign_in(client, "rasa")
    page = client.get(path).content.decode()
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script
    for field in re.findall(r"<(?:input|textarea|select)\b[^>]*>", page):
        if 'type="hidden"' not in field:
            identity = re.search(r'\bid="([^"]+)"', field)
            assert identity, field
            assert f'for="{identity[1]}"' in page


def test_password_is_changed_and_other_sessions_end(make: Make) -> None:
    make("rasa")
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "rasa")
    new = "another long sentence"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/accounts/password/change/", data).status_code == 302
    assert here.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302
    sign_in(elsewhere, "rasa", new)
    assert elsewhere.get(PAGE).status_code == 200


@pytest.mark.parametrize("weak", ["short", "12345678901234", "rasa.petrauskaite", "qwertyuiop123"])
def test_weak_password_is_refused(client: Client, make: Make, weak: str) -> None:
    user = make("rasa", last_name="Petrauskaitė", email="rasa.petrauskaite@unit.test")
    sign_in(client, "rasa")
    data = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    response = client.post("/accounts/password/change/", data)
    assert response.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_password_is_kept_as_argon2(make: Make, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    assert make("rasa").password.startswith("argon2$argon2id$")


def test_sessions_are_listed_and_the_others_ended(make: Make) -> None:
    make("rasa")
    here, elsewhere = Client(), Client()
    sign_in(here, "rasa", HTTP_USER_AGENT="Phone")
    sign_in(elsewhere, "rasa", HTTP_USER_AGENT="Library computer")
    page = here.get("/accounts/sessions/").content.decode()
    assert "Phone" in page
    assert "Library computer" in page
    here.post("/accounts/sessions/")
    assert here.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302


def test_signing_in_leaves_no_history_and_needs_no_actor(client: Client, make: Make) -> None:
    """The moment of signing in is no change of the account."""
    history = apps.get_model("accounts", "UserEvent").objects
    user = make("rasa")
    before = history.filter(id=user.pk).count()
    assert before == 1
    sign_in(client, "rasa")
    user.refresh_from_db()
    assert user.last_login is not None
    assert history.filter(id=user.pk).count() == before


def test_memberships_cost_one_query(
    client: Client, make: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = make("rasa")
    sign_in(client, "rasa")
    client.get("/accounts/membership/")
    with django_assert_num_queries(12, exact=False) as first:
        client.get("/accounts/membership/")
    for number in range(5):
        join(user, Role.FUNDER, f"more-{number}")
    with django_assert_num_queries(len(first)):
        client.get("/accounts/membership/")
