"""A table or view in another PostgreSQL server: asked while somebody searches, and copied whole.

Every connection only reads. Names of tables and columns are quoted by the library, and where the
server stands, with its password, is said by the environment alone.
"""

import os
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg import conninfo, sql

from thbcases.niis.matching.dates import Birth
from thbcases.niis.matching.store import Named, Valued
from thbcases.niis.models import Register
from thbcases.niis.registers.base import Status
from thbcases.niis.registers.cells import BadCell, as_text, is_formula, read_birth
from thbcases.niis.registers.fields import KEY, fields_of, rows_of
from thbcases.web.words import fold

ASK_SECONDS = 2
COPY_STATEMENT_SECONDS = 120
FETCHED = 5_000
# A server that went away without a word is noticed by the lack of its acknowledgements.
KEEPALIVE = {
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}

Connection = psycopg.Connection[Any]


class Unreachable(Exception):
    """The other server cannot be asked; the text says why, and names no secret."""


class SourceFailed(Exception):
    """The other server did not hand over its table; the text is PostgreSQL's code of the error.

    Its message is not kept: it may carry a value.
    """

    def __init__(self, error: psycopg.Error) -> None:
        super().__init__(error.sqlstate or "")


def connect(register: Register, statement_seconds: int) -> Connection:
    """Sign in to the server of a register, to read only. Raises Unreachable."""
    url = os.environ.get(register.variable, "").strip()
    if not url:
        raise Unreachable(
            _("It is not said where it is: the variable %(name)s is missing.")
            % {"name": register.variable}
        )
    settings = {
        "statement_timeout": statement_seconds * 1000,
        "lock_timeout": 1000,
        "default_transaction_read_only": "on",
        "idle_in_transaction_session_timeout": 300_000,
    }
    try:
        given = conninfo.conninfo_to_dict(url)
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        own: dict[str, Any] = KEEPALIVE | {
            "connect_timeout": ASK_SECONDS,
            "application_name": "thbcases",
            "options": f"{given.get('options') or ''} {options}".strip(),
        }
        connection: Connection = psycopg.connect(conninfo.make_conninfo(url, **own))
    except psycopg.ProgrammingError as error:
        raise Unreachable(
            _("What the variable %(name)s says is no address of a PostgreSQL server.")
            % {"name": register.variable}
        ) from error
    except psycopg.Error as error:
        # The library's own text names the host, and perhaps the user.
        raise Unreachable(_("Its server does not answer.")) from error
    connection.read_only = True
    return connection


def _table(register: Register) -> sql.Identifier:
    if register.source_schema:
        return sql.Identifier(register.source_schema, register.source_table)
    return sql.Identifier(register.source_table)


# --- asked while somebody searches


class TableAdapter:
    """A register in another server, at the moment of one search."""

    def __init__(self, register: Register) -> None:
        self.code = register.code
        self.register = register
        self._socket: socket.socket | None = None
        self._is_over = False

    def ask(self, found: Collection[str]) -> Status:
        """Whether it answers, and which of the found keys still stand in it. Never raises."""
        try:
            standing = self._standing(found)
        except Unreachable as error:
            return Status(False, str(error))
        except psycopg.OperationalError:
            return Status(False, _("Its server did not answer in time."))
        except psycopg.Error:
            return Status(
                False, _("Its table cannot be read. The administrator sees the reason there.")
            )
        finally:
            if self._socket is not None:
                self._socket.close()
        return Status(True, as_of=self.register.as_of, standing=standing)

    def _standing(self, found: Collection[str]) -> frozenset[str]:
        key = sql.Identifier(self.register.columns[KEY.key])
        # An untyped parameter becomes what the column is, so its index can be used.
        statement = sql.SQL("select {key}::text from {table} where {key} = any(%s)").format(
            key=key, table=_table(self.register)
        )
        with connect(self.register, ASK_SECONDS) as connection:
            # A second handle on the line, by which another thread can end the waiting.
            self._socket = socket.socket(fileno=os.dup(connection.fileno()))
            if self._is_over:
                raise Unreachable(_("Its server did not answer in time."))
            rows = connection.execute(statement, [_array(found)]).fetchall()
        return frozenset(str(row[0]) for row in rows)

    def hang_up(self) -> None:
        """End the waiting for an answer that comes too late."""
        self._is_over = True
        if self._socket is not None:
            # It may just have been closed: the answer came.
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _array(keys: Collection[str]) -> str:
    """Keys as PostgreSQL writes an array."""
    escaped = (key.replace("\\", "\\\\").replace('"', '\\"') for key in keys)
    return "{" + ",".join(f'"{key}"' for key in escaped) + "}"


# --- copied whole


class Copy:
    """The rows of another server's table, one portion after the other, as of one moment."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.total = 0
        self.left_out = 0
        self.unclear = 0
        self.fields = [
            field.key for field in fields_of(register.holds) if register.columns.get(field.key)
        ]

    @contextmanager
    def rows(self) -> Iterator[Iterator[Named | Valued]]:
        """Open the table. Raises Unreachable and SourceFailed, the latter also from the rows."""
        with connect(self.register, COPY_STATEMENT_SECONDS) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            try:
                cursor = self._open(connection)
            except psycopg.Error as error:
                raise SourceFailed(error) from error
            with cursor:
                yield self._read(cursor)

    def _open(self, connection: Connection) -> "psycopg.ServerCursor[Any]":
        self.total = self._estimate(connection)
        names = [sql.Identifier(self.register.columns[key]) for key in self.fields]
        statement = sql.SQL("select {names} from {table}").format(
            names=sql.SQL(", ").join(names), table=_table(self.register)
        )
        cursor = connection.cursor(name="thb_copy")
        cursor.itersize = FETCHED
        try:
            cursor.execute(statement)
        except psycopg.Error:
            cursor.close()
            raise
        return cursor

    def _estimate(self, connection: Connection) -> int:
        """How many rows the server believes it has; only for the bar."""
        row = connection.execute(
            "select coalesce(max(reltuples), 0)::bigint from pg_class where oid = to_regclass(%s)",
            [_table(self.register).as_string(connection)],
        ).fetchone()
        return max(0, int(row[0])) if row else 0

    def _read(self, cursor: "psycopg.ServerCursor[Any]") -> Iterator[Named | Valued]:
        rows = iter(cursor)
        while True:
            try:
                values = next(rows, None)
            except psycopg.Error as error:
                raise SourceFailed(error) from error
            if values is None:
                return
            yield from self._record(dict(zip(self.fields, values, strict=True)))

    def _record(self, raw: dict[str, Any]) -> Iterator[Named | Valued]:
        """One row. What cannot be read is left out and counted: nobody here can mend it."""
        cells = {key: self._text(value) for key, value in raw.items()}
        key = cells.get(KEY.key, "")
        if not key or len(key) > 100 or is_formula(key):
            self.left_out += 1
            return
        if "sex" in cells:
            cells["sex"] = fold(cells["sex"])
        yield from rows_of(cells, self._birth(cells), self.register.unit_id)

    def _text(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, datetime):
            value = value.date()
        try:
            return as_text(value.isoformat() if isinstance(value, date) else value)[:400]
        except BadCell:
            self.unclear += 1
            return ""

    def _birth(self, cells: dict[str, str]) -> Birth:
        try:
            return read_birth(cells.get("birth_date", ""))
        except BadCell:
            self.unclear += 1
            return Birth()
