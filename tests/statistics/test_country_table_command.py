"""`manage.py country_table`: as somebody who may count, never as the owner."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.access.acting import acting_system
from thbcases.accounts.models import Membership
from thbcases.statistics.indicators import COUNTRY_TABLE_JSON


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("country_table", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_exactly_the_agreed_keys(history: History) -> None:
    history.investigation("unit_a", "2011-06-01", articles="157")
    rows = json.loads(run("2010", "2012", "--json"))
    assert [row["year"] for row in rows] == [2010, 2011, 2012]
    assert [list(row) for row in rows] == [["year", *COUNTRY_TABLE_JSON]] * 3
    assert [row["investigations_started"] for row in rows] == [None, 1, 0]
    assert [row["child_investigations_run"] for row in rows] == [None, 1, 1]


def test_it_counts_as_the_named_user(history: History) -> None:
    history.investigation("unit_a", "2012-06-01")
    history.investigation("unit_b", "2012-06-01")
    assert json.loads(run("2012", "--json"))[0]["investigations_started"] == 2
    (row,) = json.loads(run("2012", "--json", "--as", "officer"))
    assert row["investigations_started"] == 1


def test_days_and_columns(history: History) -> None:
    history.investigation("unit_a", "2012-06-30")
    (row,) = json.loads(run("2012-01-01", "2012-06-30", "--json"))
    assert (row["year"], row["investigations_started"]) == ("2012-H1", 1)
    rows = json.loads(run("2012", "--half", "--json"))
    assert [row["year"] for row in rows] == ["2012-H1", "2012-H2"]
    assert len(json.loads(run("2012", "--month", "--json"))) == 12


def test_as_a_table_to_read(history: History) -> None:
    history.investigation("unit_a", "2012-06-30")
    lines = run("2011", "2012").splitlines()
    assert lines[0].split() == ["2011", "2012"]
    assert lines[1].split()[-2:] == ["–", "1"]
    assert len(lines) == 1 + len(COUNTRY_TABLE_JSON)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2012", "2011"], "before the start"),
        (["2012", "--as", "nobody"], "no active user"),
        (["2012", "--as", "auditor"], "no right to figures"),
        (["twelve"], "neither a year nor a day"),
        (["2012-02-30"], "neither a year nor a day"),
        (["9999-12-31", "--month"], "between"),
    ],
)
def test_wrong_calls_say_why(cast: Cast, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_without_a_coordinator_it_says_so(cast: Cast) -> None:
    with acting_system("test"):
        Membership.objects.filter(role="coordinator").update(ends_on="2001-01-01")
    with pytest.raises(CommandError, match="--as"):
        run("2012")
