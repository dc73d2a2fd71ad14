"""The bench fills a database and measures every page in it, here in the smallest size."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bench.fill import assistance, cases, people
from bench.pages import PAGES, Kind
from bench.plain import Plain
from thbcases import embedded
from thbcases.access.acting import Actor
from thbcases.access.protected import PROTECTED
from thbcases.access.roles import Role
from thbcases.access.table import grants_for

pytestmark = pytest.mark.skipif(
    os.environ["THB_TESTS_ON"] == "server", reason="the bench has its own server, the embedded one"
)
DATABASE = "test_thb_bench"
TWO_ROLES = ["--account", "migration", "--account", "coordinator"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DATABASE_OWNER_URL", "THB_CONNECT_AS", "TEST_DATABASE"}
    }
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "bench",
            "--cluster",
            "test",
            "--database",
            DATABASE,
            "--warm-up",
            "1",
            *arguments,
        ],
        cwd=embedded.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a run in the size of the country wrote down."""
    path = tmp_path_factory.mktemp("bench") / "results.json"
    # The server stays up between the runs, also where the suite itself uses another one.
    with embedded.ensure({}, "test"):
        done = run("--scale", "1", "--requests", "1", "--output", str(path))
        assert done.returncode == 0, done.stdout + done.stderr
        yield path
        with psycopg.connect(_url("postgres"), autocommit=True) as connection:
            connection.execute(f"drop database if exists {DATABASE} with (force)")


def _url(database: str) -> str:
    return embedded.find_cluster("test").url("thb_owner", database)


def test_every_page_is_measured_both_ways_and_shows_the_same(results: Path) -> None:
    lines = json.loads(results.read_text())["pages"]
    assert [(line["account"], line["page"]) for line in lines] == [
        (page.account, page.name) for page in PAGES
    ]
    # The auditor's home page counts the readings, also those of this run.
    differing = {(line["account"], line["page"]) for line in lines if not line["same_page_without"]}
    assert differing <= {("auditor", "web:home")}
    assert all(line["p95_ms"] > 0 and line["times_security"] > 0 for line in lines)


def test_goals_are_judged_for_lists_records_and_country_tables_only(results: Path) -> None:
    lines = json.loads(results.read_text())["pages"]
    judged = {line["kind"] for line in lines if line["empty_goal"]}
    assert judged == {Kind.LIST.value, Kind.RECORD.value, Kind.COUNTRY.value}


def test_the_database_is_as_large_as_the_country_and_its_rows_fit_together(results: Path) -> None:
    with psycopg.connect(_url(DATABASE)) as connection:

        def count(query: str) -> int:
            row = connection.execute(query).fetchone()
            assert row is not None
            return int(row[0])

        persons = people.VICTIMS + people.SUSPECTS + people.HELPED
        assert count("select count(*) from people_person") == persons == 1000
        assert count("select count(*) from investigations_investigation") == cases.INVESTIGATIONS
        assert count("select count(*) from victims_victim") == 600
        assert count("select count(*) from assistance_service") == assistance.SERVICES == 3000
        assert count("select count(*) from people_subjectlink") == persons
        for part, parent, key in (
            ("victims_victim", "investigations_investigation", "investigation_id"),
            ("victims_victim", "people_person", "person_id"),
            ("assistance_service", "assistance_beneficiary", "beneficiary_id"),
        ):
            assert not count(
                f"select count(*) from {part} c join {parent} p on p.id = c.{key} "
                "where c.custodian_id <> p.custodian_id"
            )


def test_history_and_trail_have_an_entry_for_every_row(results: Path) -> None:
    with psycopg.connect(_url(DATABASE)) as connection:
        for table in PROTECTED.values():
            if not table.has_history:
                continue
            row = connection.execute(
                f"select count(*) from {table.table} r where not exists "
                f"(select from {table.history_table} e where e.id = r.id)"
            ).fetchone()
            assert row == (0,), table.table


def test_the_triggers_of_history_and_trail_are_on_again(results: Path) -> None:
    with psycopg.connect(_url(DATABASE)) as connection:
        row = connection.execute("select count(*) from pg_trigger where tgenabled = 'D'").fetchone()
    assert row == (0,)


def test_what_is_filled_can_be_measured_again(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.json"
    done = run("--scale", "1", "--requests", "1", "--reuse", "--output", str(path), *TWO_ROLES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Filling" not in done.stdout
    accounts = {line["account"] for line in json.loads(path.read_text())["pages"]}
    assert accounts == {"migration", "coordinator"}


def test_the_plain_condition_of_every_table_names_the_same_rows(results: Path) -> None:
    """As the application role under its policy, and as the owner with the plain condition."""
    with psycopg.connect(_url(DATABASE)) as connection:
        actors = connection.execute(
            "select m.user_id, m.organisation_id, m.role from accounts_membership m "
            "join accounts_user u on u.id = m.user_id where u.is_demo"
        ).fetchall()
        for user, organisation, role in actors:
            actor = Actor(user, organisation, Role(role))
            plain = Plain(connection, actor)
            plain.act()
            for table in PROTECTED.values():
                if role == Role.MIGRATION and table.person:
                    # Left without a condition on purpose: its pages come to persons by their stay.
                    continue
                counted = f"select count(*) from {table.table}"
                wanted = connection.execute(f"{counted} where {plain.condition(table)}").fetchone()
                connection.execute("set local role thb_app")
                found = connection.execute(counted).fetchone()
                connection.execute("reset role")
                assert found == wanted, (role, table.table)
                if role not in grants_for(table.kind, "select"):
                    assert found == (0,)


def test_a_page_that_fails_fails_the_run_and_is_named(results: Path, tmp_path: Path) -> None:
    with psycopg.connect(_url(DATABASE), autocommit=True) as connection:
        connection.execute("revoke select on audit_entry from thb_app")
        try:
            done = run("--scale", "1", "--requests", "1", "--reuse", *_auditor(tmp_path))
        finally:
            connection.execute("grant select on audit_entry to thb_app")
    assert done.returncode == 1
    assert "FAILED auditor /trail/" in done.stderr


def _auditor(tmp_path: Path) -> list[str]:
    return ["--account", "auditor", "--output", str(tmp_path / "failed.json")]
