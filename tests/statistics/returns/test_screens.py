"""The screens of the returns."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import USERS, Cast
from tests.statistics.history import History
from tests.statistics.returns.conftest import YEAR
from thbcases.audit.models import Entry
from thbcases.statistics.returns.registry import RETURNS, returns_of

SignIn = Callable[..., Client]
ASKED = {"recipient": "Europos Komisija", "reason": "19a straipsnis", "version": "receiver"}


def english(signed_in: SignIn, name: str) -> Client:
    return signed_in(name, headers={"accept-language": "en"})


def address(name: str, key: str, year: int | str = YEAR) -> str:
    return f"{reverse(f'statistics:{name}', args=[key])}?year={year}"


def test_the_list_names_deadlines_and_what_is_missing(told: History, signed_in: SignIn) -> None:
    client = english(signed_in, "coordinator")
    html = client.get(reverse("statistics:returns"), {"year": 2024}).content.decode()
    assert "2025-09-30" in html
    html = client.get(reverse("statistics:returns"), {"year": YEAR}).content.decode()
    # nobody owed it before the directive was changed
    assert "2024-09-30" not in html
    assert "Minimum set of Article 19a" in html
    assert "1 missing" in html  # the country table: nobody was helped
    assert "Person records, HTCDS 2.0" not in html


@pytest.mark.parametrize("name", sorted(USERS))
@pytest.mark.parametrize("key", sorted(RETURNS))
def test_each_page_opens_for_its_roles_only(
    cast: Cast, signed_in: SignIn, name: str, key: str
) -> None:
    with cast.acting(name):
        may = key in {what.key for what in returns_of()}
    client = signed_in(name)
    for page in ("return", "take_return"):
        assert client.get(address(page, key)).status_code == (200 if may else 403), page


def test_there_is_no_other_return(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("coordinator")
    assert client.get(address("return", "nothing")).status_code == 404
    assert client.get(address("take_return", "country", "abc")).status_code == 404


@pytest.mark.parametrize("year", ["abc", "1066", "2999", "-1", "20231", "2²", "9" * 5000])
def test_a_year_that_cannot_be_is_an_error_at_its_field(
    cast: Cast, signed_in: SignIn, year: str
) -> None:
    client = signed_in("coordinator")
    for url in (address("return", "country", year), f"{reverse('statistics:returns')}?year={year}"):
        response = client.get(url)
        assert response.status_code == 200
        assert "filter-error" in response.content.decode()


def test_the_page_hides_small_numbers_and_every_name(told: History, signed_in: SignIn) -> None:
    html = english(signed_in, "coordinator").get(address("return", "article19a")).content.decode()
    assert "hidden to protect people" in html
    assert "b) Suspects by sex, age and citizenship" in html
    assert "for the receiver named, not for publication" in html
    assert "from memory" not in html
    assert "not verified" in html
    assert "Only in the file" in html
    for word in ("Pavardenis", "Vardenis", "H-1"):
        assert word not in html


def test_the_file_is_taken_with_recipient_and_reason(
    told: History, signed_in: SignIn, cast: Cast
) -> None:
    client = english(signed_in, "coordinator")
    url = address("take_return", "article19a")
    page = client.get(url).content.decode()
    assert "Directive 2011/36/EU as amended" in page
    response = client.post(url, {**ASKED, "file_format": "xlsx"})
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="article19a-2023.xlsx"'
    assert len(load_workbook(BytesIO(response.content)).sheetnames) == 15
    with cast.making("interior"):
        assert Entry.objects.filter(verb="disclosure", recipient="Europos Komisija").count() == 1
    html = client.get(address("return", "article19a")).content.decode()
    assert "Europos Komisija" in html


def test_nothing_typed_is_lost_and_no_file_given_while_something_is_missing(
    told: History, signed_in: SignIn
) -> None:
    client = english(signed_in, "coordinator")
    url = address("take_return", "article19a", 2021)
    response = client.post(url, {**ASKED, "file_format": "csv", "recipient": "Somebody there"})
    html = response.content.decode()
    assert response["Content-Type"].startswith("text/html")
    assert "Nothing is recorded: Convicted, 2021." in html
    assert "Somebody there" in html
    for bad in ({"recipient": "..."}, {"reason": ""}, {"file_format": "exe"}, {"version": "x"}):
        response = client.post(
            address("take_return", "article19a"), {**ASKED, "file_format": "csv", **bad}
        )
        assert response["Content-Type"].startswith("text/html"), bad
        assert "error" in response.content.decode(), bad


def test_what_cannot_be_declared_leaves_no_button(helped: History, signed_in: SignIn) -> None:
    html = english(signed_in, "funder").get(address("return", "projects")).content.decode()
    assert "has handed in no report on 2023" in html
    assert "/take/" not in html


def test_an_extract_shows_no_record(told: History, signed_in: SignIn) -> None:
    html = english(signed_in, "officer").get(address("return", "htcds")).content.decode()
    assert "They are not shown here" in html
    assert "CC BY 4.0" in html
    assert "Pavardenis" not in html


def test_the_navigation_leads_there_for_those_who_have_returns(
    cast: Cast, signed_in: SignIn
) -> None:
    for name, there in (("coordinator", True), ("ngo", True), ("migration", False)):
        html = signed_in(name).get("/").content.decode()
        assert (f'href="{reverse("statistics:returns")}"' in html) == there, name


def test_the_list_asks_as_often_for_one_victim_as_for_many(
    told: History,
    signed_in: SignIn,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = signed_in("coordinator")
    url = reverse("statistics:returns")
    case = told.investigation("unit_a", "2023-08-01")
    told.victim(case, 51, ("presumed", "2023-08-02"))
    client.get(url, {"year": YEAR})
    with django_assert_max_num_queries(240) as few:  # type: ignore[attr-defined]
        client.get(url, {"year": YEAR})
    for number in range(40, 50):
        told.victim(case, number, ("presumed", "2023-08-02"))
    with django_assert_max_num_queries(240) as many:  # type: ignore[attr-defined]
        client.get(url, {"year": YEAR})
    assert len(many) == len(few)
