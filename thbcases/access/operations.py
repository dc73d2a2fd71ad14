"""Migration operations that put a table under row security when it is created."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from thbcases.access.policies import audit_policies, history_policies, policies
from thbcases.access.protected import PROTECTED

# Tables that some policies of lower tables ask; those policies come when they are there.
_ASKED = (
    "investigations_assignment",
    "investigations_suspect",
    "victims_victim",
    "victims_reflectionperiod",
    "victims_residencepermit",
    "access_accessgrant",
)


class Protect(Operation):
    """Create or renew the policies of these tables from today's rights table.

    Run it in the migration that creates a table, and again for lower tables whose policies ask
    the new one. While a table that a policy asks is not there yet, nobody gets rows by it.
    """

    reversible = True
    reduces_to_sql = False

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        return (self.__class__.__name__, self.tables, {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Row security is no part of Django's state."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: Any, new: Any
    ) -> None:
        present = set(editor.connection.introspection.table_names())
        missing = [name for name in _ASKED if name not in present]
        for name in self.tables:
            for statement in statements(name):
                _run(editor, statement, missing)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: Any, new: Any
    ) -> None:
        """The policies go with their table."""

    def describe(self) -> str:
        return f"Put under row security: {', '.join(self.tables)}"


class Seal(Operation):
    """Tables no role may read: row security is forced and no policy opens it."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        return (self.__class__.__name__, self.tables, {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Row security is no part of Django's state."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: Any, new: Any
    ) -> None:
        for name in self.tables:
            editor.execute(f"alter table {name} enable row level security")
            editor.execute(f"alter table {name} force row level security")

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: Any, new: Any
    ) -> None:
        """The seal goes with the table."""


def statements(name: str) -> list[str]:
    """All policy statements of one table, its history included."""
    table = PROTECTED[name]
    if table.kind == "audit":
        return audit_policies(table)
    return policies(table) + (history_policies(table) if table.has_history else [])


def _run(editor: BaseDatabaseSchemaEditor, statement: str, missing: list[str]) -> None:
    if statement.startswith("create policy") and any(name in statement for name in missing):
        return
    editor.execute(statement.replace("%", "%%"), params=None)
