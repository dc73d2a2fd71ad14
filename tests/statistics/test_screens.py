"""The country table on the screen, as files, and on the home pages."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.statistics.history import History
from thbcases.investigations.choices import SuspectState as P
from thbcases.victims.choices import VictimStatus as V

SignIn = Callable[..., Client]
NAMES = ("Pavardenis", "Vardenis", "UAB Pavyzdys")
SINCE_2012 = {"start": "2011-01-01", "end": "2012-12-31"}


@pytest.fixture
def lived(history: History) -> History:
    """Two years of a small country."""
    case = history.investigation("unit_a", "2012-03-01", articles="157")
    history.victim(case, 1, (V.PRESUMED, "2012-03-02"), (V.RECOGNISED, "2012-05-02"))
    history.victim(case, 2, (V.PRESUMED, "2012-03-02"))
    history.suspect(case, 4, (P.INFORMATION, "2012-03-02"), (P.PROSECUTED, "2012-07-02"))
    history.company(case, "UAB Pavyzdys", "300000001", (P.INFORMATION, "2012-03-05"))
    history.investigation("unit_b", "2011-02-01")
    history.service("ngo_a", 2, "2012-04-01")
    history.service("ngo_b", 2, "2012-04-01")
    history.project("ngo_a", "2012-01-01", "2012-12-31")
    return history


def page(client: Client, name: str = "country_table", **query: str) -> str:
    response = client.get(reverse(f"statistics:{name}"), SINCE_2012 | query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_coordinator_sees_figures_with_definitions_and_never_a_name(
    lived: History, signed_in: SignIn
) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    html = page(client)
    assert "Country table, 2011–2012" in html
    assert "Investigations run" in html
    assert 'id="how-recognised_same_year"' in html
    assert "Counted over: all organisations." in html
    assert html.count("<svg") >= 2
    for name in NAMES:
        assert name not in html


def test_the_figures_stand_in_their_cells(lived: History, signed_in: SignIn) -> None:
    response = signed_in("coordinator").get(reverse("statistics:country_table"), SINCE_2012)
    lines = {row.record["key"]: row.record for row in response.context["table"].rows}
    assert [lines["investigations_run"][f"period_{n}"] for n in (0, 1)] == [1, 2]
    assert [lines["presumed_victims"][f"period_{n}"] for n in (0, 1)] == [None, 2]
    assert lines["presumed_men"]["period_1"] == 1
    assert lines["assisted_persons"]["period_1"] == 1
    assert response.context["records"] > 0


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("officer", "presumed_victims", "assisted_persons"),
        ("analyst", "presumed_victims", "nothing"),
        ("ngo", "assisted_persons", "presumed_victims"),
        ("funder", "projects", "presumed_victims"),
    ],
)
def test_each_role_sees_the_lines_it_may_count(
    lived: History, signed_in: SignIn, name: str, there: str, absent: str
) -> None:
    html = page(signed_in(name))
    assert f'id="how-{there}"' in html
    assert f'id="how-{absent}"' not in html


def test_who_recorded_nothing_is_told_so(lived: History, signed_in: SignIn) -> None:
    client = signed_in("migration", headers={"accept-language": "en"})
    assert "Nothing was recorded in this time." in page(client)


@pytest.mark.parametrize("name", ["auditor", "administrator"])
@pytest.mark.parametrize("screen", ["country_table", "builder"])
def test_who_has_no_right_is_refused_with_a_reason(
    lived: History, signed_in: SignIn, name: str, screen: str
) -> None:
    assert signed_in(name).get(reverse(f"statistics:{screen}")).status_code == 403


@pytest.mark.parametrize("screen", ["country_table", "builder"])
def test_a_turned_round_time_is_an_error_at_its_field(
    lived: History, signed_in: SignIn, screen: str
) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    html = page(client, screen, start="2012-12-31", end="2012-01-01")
    assert "The end is before the start." in html
    assert "<table" not in html
    assert 'value="2012-01-01"' in html
    html = page(client, screen, start="2012-12-31", end="2012-01-01", export="csv")
    assert "The end is before the start." in html


def test_the_table_as_files_carries_its_definitions(lived: History, signed_in: SignIn) -> None:
    client = signed_in("coordinator", headers={"accept-language": "en"})
    address = reverse("statistics:country_table")
    response = client.get(address, SINCE_2012 | {"export": "xlsx"})
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    head, *lines = sheet.iter_rows(values_only=True)
    assert [str(word).lower() for word in head] == ["figure", "2011", "2012", "definition"]
    by_name = {line[0]: line for line in lines}
    assert by_name["Investigations run"][1:3] == (1, 2)
    assert by_name["Presumed victims"][1:3] == (None, 2)
    response = client.get(address, SINCE_2012 | {"export": "csv"})
    assert response["Content-Disposition"].endswith('"country-table-2011-01-01-2012-12-31.csv"')
    assert "Presumed victims,,2," in response.content.decode()


@pytest.mark.parametrize("name", ["coordinator", "analyst", "funder"])
def test_home_shows_figures_and_no_name(lived: History, signed_in: SignIn, name: str) -> None:
    today = timezone.localdate()
    case = lived.investigation("unit_a", str(today - timedelta(days=3)))
    lived.victim(case, 21, (V.PRESUMED, str(today)))
    lived.service("ngo_a", 22, str(today))
    html = signed_in(name, headers={"accept-language": "en"}).get("/").content.decode()
    assert reverse("statistics:country_table") in html
    assert "<svg" in html
    if name == "coordinator":
        assert "investigations: 1, victims: 1" in html
        assert "unit_a en" in html
        for word in NAMES:
            assert word not in html
