"""The demo gives the figures that were published (country page of the European Commission).

A figure that was not published is compared nowhere.
"""

import json
from typing import Any

import psycopg
import pytest

from tests.demo_site import database_url, manage

# Without the mark pytest-django would make no database to copy.
pytestmark = pytest.mark.django_db

PUBLISHED: dict[int, dict[str, Any]] = {
    2009: {
        "investigations_started": 23,
        "investigations_run": 48,
        "child_investigations_run": 5,
        "prosecuted_same_year": 14,
        "convicted": 14,
    },
    2010: {
        "investigations_started": 15,
        "presumed_victims": 22,
        "presumed_minors": 3,
        "convicted": 9,
        "sentence_min_years": 7,
        "sentence_max_years": 11,
        "assisted_persons": 118,
        "projects": 5,
    },
    2011: {
        "investigations_started": 21,
        "presumed_victims": 45,
        "recognised_same_year": 25,
        "suspects": 53,
        "prosecuted_same_year": 30,
        "assisted_persons": 128,
        "projects": 6,
    },
    2012: {
        "investigations_started": 11,
        "investigations_run": 44,
        "presumed_victims": 17,
        "recognised_same_year": 14,
        "suspects": 32,
        "prosecuted_same_year": 25,
        "cases_to_court": 9,
        "cases_decided": 3,
        "sentence_min_years": 4,
        "sentence_max_years": 7,
        "assisted_persons": 152,
        "assisted_men": 55,
        "projects": 5,
    },
}


@pytest.fixture(scope="module")
def rows(demo_database: str) -> dict[Any, dict[str, Any]]:
    table = json.loads(manage(demo_database, "country_table", "2009", "2026", "--json"))
    return {row["year"]: row for row in table}


@pytest.mark.parametrize("year", list(PUBLISHED))
def test_the_country_table_is_the_published_one(year: int, rows: dict[Any, Any]) -> None:
    published = PUBLISHED[year]
    assert {key: rows[year][key] for key in published} == published


def test_what_nobody_recorded_is_null_and_not_zero(rows: dict[Any, Any]) -> None:
    assert rows[2009]["assisted_persons"] is None
    assert rows[2009]["presumed_victims"] is None
    assert rows[2011]["convicted"] is None


def test_the_first_half_of_2012(demo_database: str) -> None:
    table = json.loads(manage(demo_database, "country_table", "2012", "2012", "--half", "--json"))
    first = table[0]
    assert first["investigations_started"] == 5
    assert first["child_investigations_run"] == 2
    assert first["presumed_minors"] == 2


def test_every_year_up_to_the_present_is_alive(rows: dict[Any, Any]) -> None:
    for year in range(2013, 2027):
        assert rows[year]["investigations_started"] >= 3, year
        assert rows[year]["presumed_victims"] >= 5, year
        assert rows[year]["assisted_persons"] >= 30, year
        assert rows[year]["convicted"], year


def test_a_second_demo_is_refused(demo_database: str) -> None:
    with pytest.raises(AssertionError, match="needs an empty one"):
        manage(demo_database, "demo")


def test_the_demo_tells_the_server_how_large_its_tables_are(demo_database: str) -> None:
    """Else it plans the figures for empty tables until it happens to look by itself."""
    with psycopg.connect(database_url("DATABASE_OWNER_URL", demo_database)) as owner:
        [(looked_at,)] = owner.execute(
            "select last_analyze from pg_stat_user_tables where relname = 'victims_victim'"
        )
    assert looked_at is not None


def test_the_completeness_board_has_something_to_mend(demo_database: str) -> None:
    """Of each kind of fault something, so that the board can be shown."""
    with psycopg.connect(database_url("DATABASE_OWNER_URL", demo_database)) as owner:
        [(coordinator, organisation)] = owner.execute(
            "select u.id, m.organisation_id from accounts_user u "
            "join accounts_membership m on m.user_id = u.id where u.username = 'coordinator'"
        )
        for name, value in (
            ("thb.user", coordinator),
            ("thb.org", organisation),
            ("thb.role", "coordinator"),
        ):
            owner.execute("select set_config(%s, %s, true)", [name, str(value)])
        found = {gap for (gap,) in owner.execute("select distinct gap from fact_gap")}
    assert {
        "form_unknown",
        "recognised_unexploited",
        "sex_missing",
        "citizenship_missing",
        "recognised_before_presumed",
        "service_after_closing",
        "term_passed",
    } <= found
