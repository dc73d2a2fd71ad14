"""Lists: pages, sorting, filters, the part that htmx asks for, and what is written down."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import MakeCase
from thbcases.audit.choices import Verb
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation

pytestmark = pytest.mark.usefixtures("addresses", "foreign")
SignIn = Callable[[str], Client]
HTMX = {"HX-Request": "true", "HX-Target": "table"}


def numbers(response: object) -> list[str]:
    page = response.context["table"].page.object_list  # type: ignore[attr-defined]
    return [row.record.number for row in page]


def test_only_visible_rows_are_listed(signed_in: SignIn, own: Investigation) -> None:
    response = signed_in("officer").get("/cases/")
    assert numbers(response) == [own.number]


def test_who_may_not_read_the_kind_gets_403(signed_in: SignIn) -> None:
    assert signed_in("ngo").get("/cases/").status_code == 403


def test_nobody_is_led_to_sign_in(client: Client) -> None:
    answer = client.get("/cases/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/cases/")


def test_rows_that_sort_alike_stand_on_one_page_only(
    signed_in: SignIn, make_case: MakeCase
) -> None:
    for n in range(60):
        make_case(f"01-1-{n:05}-26")
    officer = signed_in("officer")
    found = [
        number
        for page in (1, 2, 3)
        for number in numbers(officer.get("/cases/", {"sort": "prosecutor", "page": page}))
    ]
    assert len(found) == len(set(found)) == 60


def test_sorting_by_a_column_both_ways(signed_in: SignIn, make_case: MakeCase) -> None:
    make_case("A", registered_on=date(2020, 1, 1))
    make_case("B", registered_on=date(2021, 1, 1))
    officer = signed_in("officer")
    assert numbers(officer.get("/cases/?sort=registered_on")) == ["A", "B"]
    assert numbers(officer.get("/cases/?sort=-registered_on")) == ["B", "A"]


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=-1", "page=0", "page=99999999999999999999", "page=²", "per_page=-5",
        "per_page=1000000", "sort=nonsense", "sort=-", "sort=number,number,-number", "export=pdf",
        "reach=nonsense", "registered_on_from=2026-02-30", "q=%00", "q=" + "x" * 300,
        "registered_on_from=2026-03-10&registered_on_to=2026-03-09", "sort=number&sort=-number",
    ],
)  # fmt: skip
def test_no_address_breaks_the_list(signed_in: SignIn, own: Investigation, query: str) -> None:
    assert signed_in("officer").get(f"/cases/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=Ambrazien", True),
        ("q=daiva+00001", True),
        ("q=daiva+jonas", False),
        ("registered_on_from=2026-03-09&registered_on_to=20260309", True),
        ("registered_on_from=2026.03.10", False),
        ("reach=domestic", False),
        ("reach=unknown", True),
    ],
)
def test_filters(signed_in: SignIn, own: Investigation, query: str, found: bool) -> None:
    assert numbers(signed_in("officer").get(f"/cases/?{query}")) == ([own.number] if found else [])


def test_a_wrong_filter_says_so_beside_its_field(signed_in: SignIn, own: Investigation) -> None:
    page = signed_in("officer").get("/cases/?registered_on_from=yesterday")
    assert page.context["filter"].form.errors["registered_on"]
    assert "filter-error" in page.text


def test_htmx_gets_the_table_alone_and_a_clean_address(
    signed_in: SignIn, own: Investigation
) -> None:
    answer = signed_in("officer").get("/cases/?q=01&reach=&registered_on_from=", headers=HTMX)
    assert "<html" not in answer.text
    assert own.number in answer.text
    assert answer["HX-Push-Url"] == "/cases/?q=01"


def test_a_boosted_link_gets_the_whole_page(signed_in: SignIn, own: Investigation) -> None:
    answer = signed_in("officer").get("/cases/", headers={"HX-Request": "true"})
    assert "<html" in answer.text


def test_an_empty_list_says_what_to_do_next(signed_in: SignIn) -> None:
    page = signed_in("officer").get("/cases/").text
    assert "Add the first one." in page
    assert "export=csv" not in page


def test_a_filter_that_fits_nothing_offers_to_clear_it(
    signed_in: SignIn, own: Investigation
) -> None:
    page = signed_in("officer").get("/cases/?q=zzz", headers={"accept-language": "en"}).text
    assert "No record fits these filters." in page
    assert '<a href="/cases/">clear filters</a>' in page


def test_the_primary_action_is_for_those_who_may(signed_in: SignIn, own: Investigation) -> None:
    assert "Add a case" in signed_in("officer").get("/cases/").text
    page = signed_in("analyst").get("/cases/")
    assert own.number in page.text
    assert "Add a case" not in page.text


def test_the_list_asks_as_often_for_1_row_as_for_30(signed_in: SignIn, make_case: MakeCase) -> None:
    make_case("first")
    officer = signed_in("officer")
    officer.get("/cases/?per_page=100")
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(numbers(officer.get("/cases/?per_page=100"))) == 1
    for n in range(30):
        make_case(f"n{n}")
    with CaptureQueriesContext(connection) as many:
        assert len(numbers(officer.get("/cases/?per_page=100"))) == 31
    assert len(few) == len(many)


def test_whose_records_were_listed_is_written_down(signed_in: SignIn, own: Investigation) -> None:
    signed_in("officer").get("/cases/")
    entry = Entry.objects.get(verb=Verb.CONSULTATION)
    assert entry.records == [own.uuid]


def test_markup_of_the_table(signed_in: SignIn, own: Investigation) -> None:
    page = (
        signed_in("officer")
        .get("/cases/?sort=-number&page=1&q=01", headers={"accept-language": "en"})
        .text
    )
    assert '<caption class="visually-hidden">cases</caption>' in page
    assert 'aria-sort="descending"' in page
    assert page.count("aria-sort") == 1
    link = f'<a href="/cases/{own.uuid}/"><bdi>{own.number}</bdi></a>'
    assert f'<th scope="row" data-label="Number" class="nowrap num">{link}</th>' in page
    assert '<time datetime="2026-03-09">2026-03-09</time>' in page
    assert '<span class="pill pill-open">' in page
    assert 'id="sort-registered_on" href="?sort=-registered_on&amp;q=01"' in page
    assert 'id="sort-number" href="?sort=number&amp;q=01"' in page


def test_every_filter_has_a_label(signed_in: SignIn, own: Investigation) -> None:
    page = signed_in("officer").get("/cases/").text
    for name in ("q", "reach", "registered_on_from", "registered_on_to"):
        ident = page.split(f'name="{name}"')[1].split('id="')[1].split('"')[0]
        assert f'for="{ident}"' in page, name
