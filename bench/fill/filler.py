"""Rows of a table from a query: what the query does not name is filled in from the model."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.db import models
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Composed, Identifier, Literal

# Chance that is the same on every run and in every plan: a number below a bound, from a row's key.
PICK = """
create function pg_temp.pick(id bigint, salt int, below int) returns int
language sql immutable parallel safe
return ((hashint8extended(id, salt) & 2147483647) % below)::int
"""
# Those of history and trail, and the one by which only a keeper who acts gives a grant.
TRACES = (
    r"^pgtrigger_(insert_insert|update_update|delete_delete|audit_\w+|keeper_gives)_[0-9a-f]{5}$"
)


@dataclass(frozen=True)
class Step:
    """A statement and what it fills."""

    name: str
    run: Callable[[], psycopg.Cursor[TupleRow]]


class Filler:
    """Writes rows as the owner of the database."""

    def __init__(self, connection: psycopg.Connection[TupleRow], scale: int) -> None:
        self.connection = connection
        self.scale = scale
        connection.execute(PICK)

    def ids(self, query: str) -> list[int]:
        """The first column of a query."""
        return [row[0] for row in self.connection.execute(query).fetchall()]

    def code_list(self, name: str) -> list[int]:
        """The keys of one of the simple lists."""
        return self.ids(f"select id from codes_listcode where list = '{name}' order by id")

    def statement(self, name: str, sql: str) -> Step:
        """Any statement as a step."""
        return Step(name, lambda: self.connection.execute(sql))

    def rows(self, label: str, select: str) -> Step:
        """Rows for a model («app.Model») from a query whose columns are the table's."""
        model = apps.get_model(label)
        return Step(label, lambda: self._insert(model, select))

    def parts(self, label: str, select: str, parts: int) -> list[Step]:
        """The same in several parts, for a bar that moves: `{part}` stands for the number."""
        return [self.rows(label, select.replace("{part}", str(part))) for part in range(parts)]

    def _insert(self, model: type[models.Model], select: str) -> psycopg.Cursor[TupleRow]:
        head = self.connection.execute(f"select * from ({select}) q limit 0")
        named = [column.name for column in head.description or ()]
        filled = {column: value for column, value in defaults(model).items() if column not in named}
        query: Composed = SQL("insert into {} ({}) select q.*{} from ({}) q").format(
            Identifier(model._meta.db_table),
            SQL(", ").join(Identifier(column) for column in (*named, *filled)),
            SQL("").join(SQL(", {}").format(value) for value in filled.values()),
            SQL(select),  # type: ignore[arg-type]
        )
        return self.connection.execute(query)

    @contextmanager
    def without_traces(self) -> Iterator[None]:
        """Switch off the triggers that write history and audit trail, or ask who is acting."""
        found = self.connection.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger where tgname ~ %s", [TRACES]
        ).fetchall()
        self._switch("disable", found)
        yield
        self._switch("enable", found)

    def _switch(self, verb: str, triggers: Sequence[tuple[Any, ...]]) -> None:
        for table, name in triggers:
            self.connection.execute(f'alter table {table} {verb} trigger "{name}"')

    def settle_sequences(self) -> None:
        """Let each key go on behind the greatest that was given by hand."""
        for table, sequence in self.connection.execute(
            "select c.relname, pg_get_serial_sequence(quote_ident(c.relname), 'id') "
            "from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' "
            "where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace "
            "and a.attidentity <> ''"
        ).fetchall():
            self.connection.execute(
                f"select setval('{sequence}', max(id)) from {table} having max(id) is not null"
            )


def defaults(model: type[models.Model]) -> dict[str, Composed | SQL | Literal]:
    """What Django would have written into columns that nobody named."""
    found: dict[str, Composed | SQL | Literal] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.null or field.generated or field.has_db_default():
            continue
        if isinstance(field, models.UUIDField):
            found[field.column] = SQL("gen_random_uuid()")
        elif field.has_default() and not callable(field.default):
            found[field.column] = Literal(field.default)
        elif isinstance(field, models.CharField | models.TextField):
            found[field.column] = Literal("")
    return found


def any_of(values: Sequence[int | str], key: str, salt: int) -> str:
    """SQL: one of these, chosen by a row's key; a value that stands twice is chosen more often."""
    words = ", ".join(str(v) if isinstance(v, int) else f"'{v}'" for v in values)
    return f"(array[{words}])[1 + pg_temp.pick({key}, {salt}, {len(values)})]"


def chance(key: str, salt: int, percent: int) -> str:
    """SQL: true for this share of the rows."""
    return f"pg_temp.pick({key}, {salt}, 100) < {percent}"
