"""Migration operations that spare time."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Triggers, constraints and indexes, applied without drawing up all models after each.

    Django renders every related model anew after each of them, although none changes a column;
    with several hundred triggers that was most of the time of `migrate`.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.operations], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: Any, new: Any
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, editor, new, new)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: Any, new: Any
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, editor, old, new)

    def describe(self) -> str:
        return f"{len(self.operations)} triggers, constraints and indexes"
