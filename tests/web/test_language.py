"""Lithuanian unless the browser asks for English; one click changes it and it is kept."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import formats, translation

from thbcases.web.middleware import language_of

COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "lt"),
        ("lt", "lt"),
        ("en", "en"),
        ("en-GB,en;q=0.9,lt;q=0.8", "en"),
        ("lt-LT,lt;q=0.9,en;q=0.8", "lt"),
        ("en;q=0.4,lt;q=0.5", "lt"),
        ("de,en;q=0.8", "en"),
        ("de,lt;q=0.5,en;q=0.4", "lt"),
        ("ru,pl;q=0.5", "lt"),
        ("*", "lt"),
        ("enough,of;this", "lt"),
        ("en;q=0", "lt"),
        ("\u00e9", "lt"),
    ],
)
def test_the_browsers_first_choice_among_ours_counts(accept: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": accept})
    assert language_of(request) == language


@pytest.mark.parametrize(("cookie", "language"), [("en", "en"), ("lt", "lt"), ("xx", "lt")])
def test_the_kept_choice_goes_before_the_browsers(cookie: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": "lt"})
    request.COOKIES[COOKIE] = cookie
    assert language_of(request) == language


@pytest.mark.django_db
def test_the_sign_in_page_follows_the_browser_and_can_be_changed(client: Client) -> None:
    page = client.get("/accounts/login/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "en"
    assert '<html lang="en">' in page.text
    answer = client.post("/language/", {"language": "lt", "next": "/accounts/login/?next=/x/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/x/"
    again = client.get("/accounts/login/", headers={"accept-language": "en"})
    assert '<html lang="lt">' in again.text


@pytest.mark.django_db
def test_the_choice_is_kept_for_a_year_and_out_of_scripts_reach(client: Client) -> None:
    cookie = client.post("/language/", {"language": "en", "next": "/"}).cookies[COOKIE]
    assert cookie["max-age"] == 365 * 24 * 3600
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_the_switch_leads_nowhere_else(client: Client, target: str) -> None:
    answer = client.post("/language/", {"language": "en", "next": target})
    assert answer["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "", "../lt", "EN"])
def test_a_language_that_is_not_ours_changes_nothing(client: Client, language: str) -> None:
    answer = client.post("/language/", {"language": language, "next": "/"})
    assert answer.status_code == 302
    assert COOKIE not in answer.cookies


@pytest.mark.django_db
def test_the_switch_is_not_a_link(client: Client) -> None:
    assert client.get("/language/").status_code == 405


def test_every_page_offers_the_other_language(signed_in: Callable[[str], Client]) -> None:
    page = signed_in("officer").get("/", headers={"accept-language": "lt"}).text
    assert 'value="en" lang="en"' in page
    assert 'name="next" value="/"' in page


@pytest.mark.parametrize("language", ["lt", "en"])
def test_dates_are_written_year_first(language: str) -> None:
    with translation.override(language):
        assert formats.date_format(date(2026, 3, 9), "DATE_FORMAT") == "2026-03-09"
        assert formats.date_format(date(2026, 3, 9), "SHORT_DATE_FORMAT") == "2026-03-09"
