"""What stands in the database is what the rights table says, for every table with case data."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thbcases.access import grants
from thbcases.access.operations import statements
from thbcases.access.printing import access_page
from thbcases.access.protected import PROTECTED, SEALED
from thbcases.access.roles import Role
from thbcases.access.table import COMMANDS, KINDS, TABLE
from thbcases.web.management.commands.state_diagrams import states_page

CASE_APPS = ("clocks", "people", "investigations", "victims", "assistance", "imports", "tips")

pytestmark = pytest.mark.django_db


def policies() -> dict[tuple[str, str], tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename, policyname, cmd, roles::text, qual, with_check from pg_policies "
            "where schemaname = 'public'"
        )
        return {(table, name): tuple(rest) for table, name, *rest in cursor.fetchall()}


def present() -> set[str]:
    return set(connection.introspection.table_names())


def test_the_policies_in_the_database_are_those_of_the_rights_table_today() -> None:
    before = policies()
    with connection.cursor() as cursor:
        for table in PROTECTED:
            for statement in statements(table):
                cursor.execute(statement.replace("%", "%%"))
    assert policies() == before


def test_every_model_of_a_case_app_is_protected_or_sealed() -> None:
    known = set(PROTECTED) | set(SEALED)
    known |= {table.history_table for table in PROTECTED.values() if table.has_history}
    models = {
        model._meta.db_table
        for label in CASE_APPS
        if apps.is_installed(f"thbcases.{label}") or apps.is_installed(label)
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed
    }
    assert models - known == set()


def test_every_protected_table_exists() -> None:
    wanted = set(PROTECTED) | set(SEALED)
    wanted |= {table.history_table for table in PROTECTED.values() if table.has_history}
    assert wanted - present() == set()


def test_the_application_role_owns_nothing_and_passes_by_no_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles "
            "where rolname = %s",
            [settings.DATABASE_APP_ROLE],
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute(
            "select count(*) from pg_tables where tableowner = %s", [settings.DATABASE_APP_ROLE]
        )
        assert cursor.fetchone() == (0,)


def test_history_and_audit_cannot_be_changed_by_the_application_role() -> None:
    with connection.cursor() as cursor:
        for table in sorted(present()):
            cursor.execute(
                "select has_table_privilege(%s, %s, 'update'), "
                "has_table_privilege(%s, %s, 'delete')",
                [settings.DATABASE_APP_ROLE, table] * 2,
            )
            if grants.append_only(table):
                assert cursor.fetchone() == (False, False), table


def test_sealed_tables_are_closed_to_the_application_role() -> None:
    with connection.cursor() as cursor:
        for table in SEALED:
            cursor.execute(
                "select has_table_privilege(%s, %s, 'select, insert, update, delete')",
                [settings.DATABASE_APP_ROLE, table],
            )
            assert cursor.fetchone() == (False,), table


def test_migrations_are_all_applied() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_every_verb_that_writes_is_tied_to_a_command() -> None:
    """A verb that only a view knows would let a form save what the database refuses."""
    tied = frozenset().union(*COMMANDS.values())
    only_views = {"export"}
    verbs = {verb for roles in TABLE.values() for grant in roles.values() for verb in grant.verbs}
    assert verbs - tied == only_views


def test_the_table_names_only_known_kinds_and_roles() -> None:
    assert set(TABLE) == set(KINDS)
    assert {role for roles in TABLE.values() for role in roles} <= set(Role)


def test_the_printed_table_is_the_table() -> None:
    page = (settings.BASE_DIR / "docs" / "access.md").read_text(encoding="utf-8")
    assert page == access_page(), "run manage.py access_table"


def test_the_drawn_states_are_the_states() -> None:
    page = (settings.BASE_DIR / "docs" / "states.md").read_text(encoding="utf-8")
    assert page == states_page(), "run manage.py state_diagrams"
