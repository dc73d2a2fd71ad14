"""Behind a number stand exactly the records it counts: every cell of every standard table."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from tests.demo_site import TODAY
from tests.statistics.history import History
from thbcases.access.acting import acting
from thbcases.accounts.models import User
from thbcases.statistics.builder import build
from thbcases.statistics.builder.built import Cell
from thbcases.statistics.builder.standard import STANDARD_TABLES, StandardTable, standard_tables
from thbcases.statistics.indicators import COUNTRY_TABLE, INDICATORS
from thbcases.statistics.views.cell import Asked
from thbcases.victims.choices import VictimStatus as V

# The years of the published figures, and the last ones.
SPANS = (2012, date.fromisoformat(TODAY).year)
READERS = ("officer", "analyst", "ngo")
# Pages that are opened in a browser's way, of each table.
OPENED = 3


@pytest.fixture(scope="module")
def demo(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """This process's connection, with the demo behind it; whatever is written is taken back."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = demo_database
        try:
            with time_machine.travel(f"{TODAY}T12:00:00+02:00"), transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    user = User.objects.get(username=name)
    client.force_login(user, backend="thbcases.accounts.backends.RightsBackend")
    return client


def cells_of(table: StandardTable) -> Iterator[tuple[str, Cell]]:
    """Every number of a standard table that leads somewhere, in both spans of years."""
    for last_year in SPANS:
        for block in build(table.spec(last_year)).blocks:
            for line in block.lines:
                for cell in line.cells:
                    if cell.number:
                        yield f"{block.title} {line.labels} {last_year}", cell


def behind(url: str) -> set[tuple[str, int]]:
    """The records that the acting user may open behind an address, each once."""
    found: set[tuple[str, int]] = set()
    for label, keys in Asked.read(QueryDict(urlsplit(url).query)).records().items():
        assert len(set(keys)) == len(keys)
        seen = apps.get_model(label)._default_manager.filter(pk__in=keys)
        found |= {(label, key) for key in seen.values_list("pk", flat=True)}
    return found


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "table", STANDARD_TABLES, ids=lambda table: "-".join((*table.figures[:1], *table.by))
)
def test_every_cell_counts_the_records_behind_it(
    demo: None, name: str, table: StandardTable
) -> None:
    user = User.objects.get(username=name)
    opened: list[tuple[str, int, set[tuple[str, int]]]] = []
    with acting(user):
        for words, cell in cells_of(table):
            if not cell.url:
                continue
            records = behind(cell.url)
            assert len(records) == cell.number, (name, words)
            opened.append((cell.url, int(cell.number), records))
    client = client_of(name)
    for url, number, records in sorted(opened, key=lambda one: -one[1])[:OPENED]:
        assert shown(client, url) == (number, records)


def shown(client: Client, url: str) -> tuple[int, set[tuple[str, int]]]:
    """How many records the page says there are, and those it lists, page by page."""
    found: set[tuple[str, int]] = set()
    page = 1
    while True:
        response = client.get(f"{url}&page={page}")
        assert response.status_code == 200
        for table in response.context["tables"]:
            found |= {(row.record._meta.label, row.record.pk) for row in table.rows}
        if not response.context["page"].has_next():
            return response.context["count"], found
        page += 1


def test_each_reader_is_offered_tables_with_numbers_that_lead_somewhere(demo: None) -> None:
    for name in READERS:
        with acting(User.objects.get(username=name)):
            offered = standard_tables()
            leading = [t for t in offered if any(cell.url for _words, cell in cells_of(t))]
        assert len(leading) >= 5, name


def test_the_coordinator_is_led_to_projects_only(demo: None) -> None:
    with acting(User.objects.get(username="coordinator")):
        for table in STANDARD_TABLES:
            for words, cell in cells_of(table):
                assert not cell.url or "figure=projects" in cell.url, words


def test_the_standard_tables_hold_the_country_table() -> None:
    counted = {key for table in STANDARD_TABLES if not table.by for key in table.figures}
    fines = {"fines_imposed", "fines_sum_ltl", "fines_sum_eur", "fines_to_revisit"}
    assert counted - fines == {key for key in COUNTRY_TABLE if INDICATORS[key].is_count}


def test_a_standard_table_can_be_built_and_is_named_once() -> None:
    for table in STANDARD_TABLES:
        table.spec(2012).check()
    assert len({str(table.name) for table in STANDARD_TABLES}) == len(STANDARD_TABLES)


def test_the_builder_offers_the_ready_made_tables(
    history: History, signed_in: Callable[..., Client]
) -> None:
    html = signed_in("coordinator", headers={"accept-language": "en"})
    page = html.get(reverse("statistics:builder"))
    assert [str(name) for name, _url in page.context["standard"]] == [
        str(table.name) for table in STANDARD_TABLES
    ]
    for _name, url in page.context["standard"]:
        assert html.get(url).context["built"] is not None
    offered = signed_in("ngo").get(reverse("statistics:builder")).context["standard"]
    assert 0 < len(offered) < len(STANDARD_TABLES)
    assert signed_in("funder").get(reverse("statistics:builder")).context["standard"]


@pytest.fixture
def lived(history: History) -> History:
    """Two units and an NGO know people, some of them the same."""
    for unit, people in (("unit_a", (1, 2)), ("unit_b", (2, 3))):
        for human in people:
            case = history.investigation(unit, "2012-03-01")
            history.victim(case, human, (V.PRESUMED, "2012-03-02"))
    history.service("ngo_a", 1, "2012-04-01")
    history.service("ngo_a", 1, "2012-04-02")
    return history


PERIOD = {"start": "2012-01-01", "end": "2012-12-31"}


def lines_of(client: Client, **query: str) -> dict[str, str]:
    """The country table's cells as they are drawn."""
    response = client.get(reverse("statistics:country_table"), PERIOD | query)
    table = response.context["table"]
    return {row.record["key"]: str(row.get_cell("period_0")) for row in table.rows}


def test_the_country_table_leads_to_the_records_where_one_may_open_them(
    lived: History, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("officer", headers={"accept-language": "en"})
    cell = lines_of(client)["presumed_victims"]
    assert "2<span" in cell
    url = cell.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    page = client.get(url)
    assert page.context["count"] == 2
    html = page.content.decode()
    assert "Pavardenisb" in html
    assert "Pavardenisd" not in html  # unit B's
    assert "href" not in lines_of(signed_in("coordinator"))["presumed_victims"]
    assert "href" in lines_of(signed_in("analyst"))["presumed_victims"]
    assert "href" in lines_of(signed_in("ngo"))["assisted_persons"]


def test_a_file_of_the_country_table_holds_numbers(
    lived: History, signed_in: Callable[..., Client]
) -> None:
    query = PERIOD | {"export": "csv"}
    text = signed_in("officer", headers={"accept-language": "en"}).get(
        reverse("statistics:country_table"), query
    )
    assert "Presumed victims,2," in text.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "figure=nothing",
        "figure=presumed_victims&by=sex",
        "figure=presumed_victims&by=nothing&at=x",
        "figure=presumed_victims&by=outcome&at=x",
        "figure=presumed_victims&by=destination&at=x",
        "figure=presumed_victims&by=destination&at=99999999999999999999999",
        "figure=presumed_victims&by=sex&at=%00",
        "figure=presumed_victims&only=nothing:x",
        "figure=presumed_victims&only=destination:x",
        "figure=presumed_victims&start=2013-01-01",
        "figure=presumed_victims&by=sex&at=&by=sex&at=",
        "figure=sentence_min_years&by=sex&at=male",
        "figure=assisted_persons",
    ],
)
def test_an_address_of_no_cell_is_not_found(
    lived: History, signed_in: Callable[..., Client], query: str
) -> None:
    address = f"{reverse('statistics:cell')}?start=2012-01-01&end=2012-12-31&{query}"
    assert signed_in("officer").get(address).status_code == 404


def test_a_long_list_is_turned_page_by_page_and_asks_as_often(
    lived: History,
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = signed_in("officer")
    url = f"{reverse('statistics:cell')}?figure=presumed_victims&start=2012-01-01&end=2012-12-31"
    client.get(url)
    with django_assert_max_num_queries(60) as few:
        assert client.get(url).context["count"] == 2
    case = lived.investigation("unit_a", "2012-03-01")
    for human in range(10, 25):
        born = date(1981, 1, human)
        lived.victim(case, human, (V.PRESUMED, "2012-03-02"), birth_date=born)
    with django_assert_max_num_queries(60) as many:
        assert shown(client, url)[0] == 17
    assert len(few) == len(many)
    monkeypatch.setattr("thbcases.statistics.views.cell.CellView.per_page", 10)
    number, records = shown(client, url)
    assert (number, len(records)) == (17, 17)


def test_services_are_counted_and_services_are_listed(
    lived: History, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("ngo")
    url = f"{reverse('statistics:cell')}?figure=services_given&start=2012-01-01&end=2012-12-31"
    number, records = shown(client, url)
    assert number == 2
    assert {label for label, _key in records} == {"assistance.Service"}
