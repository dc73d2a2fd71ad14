"""The table builder: what is shown to whom, what is hidden, where a number leads, what is kept."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.access.roles import Role
from thbcases.audit.models import Entry
from thbcases.core.periods import year
from thbcases.statistics.builder import BadSpec, TableSpec, build
from thbcases.statistics.builder.tables import HIDDEN
from thbcases.statistics.cubes import ALL, TooManyDimensions, cubes, records_of
from thbcases.statistics.disclosure.attack import unsafe
from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.models import SavedTable
from thbcases.victims.choices import VictimStatus as V

SignIn = Callable[..., Client]
NAMES = ("Pavardenis", "Vardenis")
ASKED: dict[str, Any] = {
    "figures": ["presumed_victims"],
    "by1": "sex",
    "by2": "form",
    "start": "2012-01-01",
    "end": "2012-12-31",
    "by": "year",
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def lived(history: History) -> History:
    """A year with six women and one man, in two units; two of the women were made to work."""
    case = history.investigation("unit_a", "2012-03-01")
    for number in (1, 3, 5, 7, 9, 11):
        victim = history.victim(case, number, (V.PRESUMED, "2012-03-02"))
        history.exploited(victim, "LAB" if number < 5 else "SEX_PROST")
    other = history.investigation("unit_b", "2012-05-01")
    history.exploited(history.victim(other, 2, (V.PRESUMED, "2012-05-02")), "LAB")
    history.victim(other, 1, (V.PRESUMED, "2012-05-02"))
    for number in (1, 3, 21):
        history.service("ngo_a", number, "2012-04-01")
    history.service("ngo_b", 1, "2012-06-01")
    return history


def spec(*by: str, **fields: Any) -> TableSpec:
    period = year(2012)
    asked = {"figures": ("presumed_victims",), "start": period.start, "end": period.end}
    return TableSpec(**{**asked, "by": by, **fields})


def page(client: Client, **query: Any) -> Any:
    response = client.get(reverse("statistics:builder"), ASKED | query)
    assert response.status_code == 200
    return response


def numbers(built: Any) -> dict[tuple[str, ...], list[Any]]:
    """The lines of the first figure by their words."""
    return {
        tuple(line.labels): [HIDDEN if cell.is_hidden else cell.number for cell in line.cells]
        for line in built.blocks[0].lines
    }


def test_whoever_may_open_the_records_sees_every_number(lived: History) -> None:
    with lived.cast.acting("analyst"):
        found = numbers(build(spec("sex", "form")))
    assert found["woman", "forced labour or services"] == [2]
    assert found["woman", "sexual exploitation"] == [4]
    assert found["man", "forced labour or services"] == [1]
    assert found["woman", "in all"] == [6]
    assert found["in all", "in all"] == [7]


def test_small_numbers_are_hidden_from_who_counts_without_opening(lived: History) -> None:
    with lived.cast.acting("coordinator"):
        built = build(spec("sex", "form"))
    found = numbers(built)
    assert built.rule is not None
    assert built.rule.threshold == 5
    assert found["in all", "in all"] == [7]
    assert found["man", "in all"] == [HIDDEN]
    assert found["woman", "in all"] == [HIDDEN], "7 − 6 would give the man away"
    assert built.hidden > 0
    for block in built.blocks:
        for pattern in block.patterns:
            assert unsafe(pattern.system, pattern, 5) == []


def test_what_is_hidden_is_in_no_file_and_leads_nowhere(lived: History, signed_in: SignIn) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    html = page(client).content.decode()
    assert "hidden to protect people" in html
    assert "Numbers of people below 5 are hidden" in html
    assert reverse("statistics:cell") not in html
    for name in NAMES:
        assert name not in html
    book = client.get(reverse("statistics:builder"), ASKED | {"export": "xlsx"})
    sheet = load_workbook(BytesIO(book.content)).active
    assert sheet is not None
    lines = {tuple(row[1:3]): row[3] for row in sheet.iter_rows(values_only=True)}
    assert lines["in all", "in all"] == 7
    assert lines["man", "in all"] == HIDDEN
    text = client.get(reverse("statistics:builder"), ASKED | {"export": "csv"}).content.decode()
    assert f"man,in all,{HIDDEN}" in text


def test_what_was_counted_without_opening_is_logged(lived: History) -> None:
    with lived.cast.acting("coordinator"):
        build(spec("sex"))
    entry = Entry.objects.filter(kind="statistics").latest("id")
    assert entry.actor_id == lived.cast.user("coordinator").pk
    assert parse_qs(entry.reason)["by1"] == ["sex"]
    before = Entry.objects.filter(kind="statistics").count()
    with lived.cast.acting("analyst"):
        build(spec("sex"))
    assert Entry.objects.filter(kind="statistics").count() == before


@pytest.mark.parametrize(
    ("user", "expected"), [("analyst", 7), ("officer", 6), ("officer_b", 2), ("ngo", None)]
)
def test_each_counts_what_is_theirs(lived: History, user: str, expected: int | None) -> None:
    with lived.cast.acting(user):
        assert numbers(build(spec()))[()] == [expected]


def test_a_number_leads_to_exactly_its_records(lived: History, signed_in: SignIn) -> None:
    client = signed_in("analyst", headers={"accept-language": "en"})
    html = page(client, by2="").content.decode()
    links = [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="(/statistics/records/[^"]+)"', html)
    ]
    assert len(links) == 3
    counted = {}
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        counted[parse_qs(urlsplit(link).query, keep_blank_values=True)["at"][0]] = response.context[
            "count"
        ]
        assert "Pavardenis" in response.content.decode()
    assert counted == {"female": 6, "male": 1, "": 7}
    entry = Entry.objects.filter(kind="victims_victim", verb="consultation").latest("id")
    assert entry.actor_id == lived.cast.user("analyst").pk


def test_records_of_a_person_known_twice_are_named_once(lived: History) -> None:
    with lived.cast.acting("analyst"):
        found = records_of("presumed_victims", ["sex"], year(2012), ("female",))
        assert len(found["victims.Victim"]) == 6
        both = records_of("presumed_victims", [], year(2012), ())
        assert len(both["victims.Victim"]) == 7


@pytest.mark.parametrize("user", ["coordinator", "funder"])
def test_who_may_not_open_records_finds_no_cell(
    lived: History, signed_in: SignIn, user: str
) -> None:
    address = reverse("statistics:cell")
    query = {"figure": "presumed_victims", "by": "sex", "at": "male"}
    query |= {"start": "2012-01-01", "end": "2012-12-31"}
    assert signed_in(user).get(address, query).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"figure": "nothing"},
        {"by": "nothing"},
        {"by": "project"},
        {"at": ["male", "female"]},
        {"start": "2012-13-01"},
        {"start": "2013-01-01"},
        {"by": ["sex", "form", "reach", "citizenship"], "at": ["", "", "", ""]},
        {"by": "destination", "at": "x"},
        {"by": "destination", "at": "99999999999999999999"},
        {"only": "nothing:1"},
        {"at": "\x00"},
    ],
)
def test_a_wrong_address_of_a_cell_is_no_page(
    lived: History, signed_in: SignIn, wrong: dict[str, Any]
) -> None:
    query: dict[str, Any] = {"figure": "presumed_victims", "by": "sex", "at": "male"}
    query |= {"start": "2012-01-01", "end": "2012-12-31"}
    client = signed_in("analyst")
    assert client.get(reverse("statistics:cell"), query).status_code == 200
    assert client.get(reverse("statistics:cell"), query | wrong).status_code == 404


def test_a_dimension_that_does_not_fit_is_told_at_its_field(
    lived: History, signed_in: SignIn
) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    html = page(client, by1="project").content.decode()
    assert "«Presumed victims» cannot be broken down by project" in html
    assert "<table" not in html
    assert "checked" in html, "what was ticked stays ticked"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"by2": "sex"}, "Choose up to three different dimensions."),
        ({"start": "2013-01-01"}, "The end is before the start."),
        ({"figures": list(INDICATORS)}, "Choose at most 12 figures."),
        ({"start": "1990-01-01", "by": "month"}, "columns, at most 48 fit"),
        ({"only": "nothing:1"}, "Select a valid choice"),
    ],
)
def test_bad_questions_are_told(
    lived: History, signed_in: SignIn, wrong: dict[str, Any], words: str
) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    html = page(client, **wrong).content.decode()
    assert words in html
    assert "<table" not in html


def test_a_table_is_kept_shared_and_removed(lived: History, signed_in: SignIn) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    built = page(client)
    response = client.post(
        built.context["save_url"], {"name": "Pagal lytį", "shared_role": Role.ANALYST}
    )
    assert response.status_code == 302
    kept = SavedTable.objects.get()
    assert TableSpec.from_json(kept.spec) == spec("sex", "form")
    other = signed_in("analyst", headers={"accept-language": "en"})
    html = other.get(reverse("statistics:builder")).content.decode()
    assert "Pagal lytį" in html
    assert reverse("statistics:remove_table", args=[kept.uuid]) not in html
    opened = other.get(kept.get_absolute_url(), follow=True)
    assert numbers(opened.context["built"])["woman", "in all"] == [6]
    stranger = signed_in("officer")
    assert "Pagal lytį" not in stranger.get(reverse("statistics:builder")).content.decode()
    assert stranger.get(kept.get_absolute_url()).status_code == 404
    remove = reverse("statistics:remove_table", args=[kept.uuid])
    assert "Only the person who made this" in other.post(remove).content.decode()
    assert SavedTable.objects.filter(pk=kept.pk).exists()
    assert client.post(remove).status_code == 302
    assert not SavedTable.objects.filter(pk=kept.pk).exists()


def test_a_name_is_used_once_and_never_empty(lived: History, signed_in: SignIn) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    save = page(client).context["save_url"]
    assert client.post(save, {"name": "A", "shared_role": ""}).status_code == 302
    again = client.post(save, {"name": "A", "shared_role": ""})
    assert "You have a table of this name." in again.content.decode()
    with lived.cast.acting("coordinator"):
        empty = SavedTable(name="", spec=spec().as_json())
        with pytest.raises(ValidationError, match=r"This field cannot be blank|Give the table"):
            empty.full_clean(exclude=["owner", "custodian"])
        with pytest.raises(IntegrityError, match="named"), transaction.atomic():
            empty.save()


def test_a_kept_table_that_asks_what_is_gone_says_so(lived: History, signed_in: SignIn) -> None:
    with lived.cast.acting("coordinator"):
        table = SavedTable(name="Sena", spec=spec().as_json() | {"figures": ["gone"]})
        table.save()
    response = signed_in("coordinator", headers={"accept-language": "en"}).get(
        reverse("statistics:saved_table", args=[SavedTable.objects.get().uuid])
    )
    assert response.status_code == 403
    assert "There is no such figure: gone." in response.content.decode()


def test_a_spec_survives_being_kept() -> None:
    asked = spec("sex", "destination", where=(("form", "labour"),), grouping="half")
    assert TableSpec.from_json(asked.as_json()) == asked
    with pytest.raises(BadSpec):
        TableSpec.from_json({"figures": ["presumed_victims"]})


def test_narrowed_tables_and_splitting_lines(lived: History) -> None:
    with lived.cast.acting("analyst"):
        only = build(spec("sex", where=(("form", "labour"),)))
        assert numbers(only)["in all",] == [3]
    with lived.cast.acting("funder"):
        [cube] = cubes("assisted_persons", ["organisation"], [year(2012)])
    org = lived.cast.org
    assert cube.cells == {(org("ngo_a").pk,): 3, (org("ngo_b").pk,): 1}
    assert cube.total == 3
    assert cube.at((ALL,)) == 3


def test_four_dimensions_are_refused(cast: Cast) -> None:
    with cast.acting("analyst"), pytest.raises(TooManyDimensions):
        cubes("presumed_victims", ["sex", "form", "reach", "citizenship"], [year(2012)])


def test_a_table_asks_as_often_for_one_person_as_for_many(
    lived: History, signed_in: SignIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = signed_in("coordinator")
    page(client)
    with django_assert_max_num_queries(60) as few:
        page(client)
    case = lived.investigation("unit_b", "2012-07-01")
    for human in range(31, 51):
        lived.victim(case, human, (V.PRESUMED, "2012-07-02"))
    with django_assert_max_num_queries(60) as many:
        page(client)
    assert len(few) == len(many)
