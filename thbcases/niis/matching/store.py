"""Writing the index: a whole delivery at once, or one record in the current transaction.

Rows reach the tables only through the owner's functions, whoever signs in. A whole delivery is
loaded beside the one that is being searched and published in one statement.
"""

from collections.abc import Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, NamedTuple

import psycopg
from django.db import connections

from thbcases.niis.matching import keys
from thbcases.niis.matching.dates import NOT_KNOWN, Birth
from thbcases.niis.matching.fold import Word, words
from thbcases.niis.matching.kinds import Kind, address_words, company_words, value_of

PUBLIC = "public"
PORTION = 20_000
STEM_PORTION = 5_000
SEXES = {"": 0, "male": 1, "m": 1, "female": 2, "f": 2}
# Where stems stand: all of them, and given names once more by their beginnings and ends.
ALL, GIVEN = 1, 2
IS_GIVEN, IS_ALTERNATIVE = 1, 2

Connection = psycopg.Connection[Any]


class Named(NamedTuple):
    """A person, company, address or nickname of a register, to be found by its words."""

    record_key: str
    kind: Kind = Kind.PERSON
    given: str = ""
    # The whole name where it has no parts.
    family: str = ""
    original: str = ""
    birth: Birth = NOT_KNOWN
    sex: str = ""
    custodian_id: int | None = None


class Valued(NamedTuple):
    """A plate, phone, document, account or e-mail of a register, to be found by its value."""

    record_key: str
    kind: Kind
    value: str
    custodian_id: int | None = None


# --- a name as numbers


@dataclass(slots=True)
class _Part:
    """One part of a name, folded, and how often it came."""

    stems: tuple[str, ...]
    numbers: tuple[int, ...]
    forms: tuple[int, ...]
    times: int = 0


def form_of(word: Word, role: int) -> int:
    """What is kept of a word beside its stem: part of the name, ending, script, its spelling."""
    spelling = keys.number(word.text.casefold()) & 0xFF
    return role | int(word.ending) << 2 | int(word.script) << 5 | spelling << 7


class Folder:
    """Folds the names of a delivery, each different part once."""

    def __init__(self) -> None:
        self._parts: dict[tuple[int, Kind], dict[str, _Part]] = {}
        self._originals: dict[str, int] = {}

    def part(self, text: str, role: int, kind: Kind) -> _Part:
        """One part of a name; the same text is folded once."""
        parts = self._parts.setdefault((role, kind), {})
        found = parts.get(text)
        if found is None:
            found = parts[text] = _fold(text, role, kind)
        found.times += 1
        return found

    def entry(self, named: Named) -> tuple[list[int], list[int]]:
        """The stems of a record as numbers, and the forms of its words."""
        given = self.part(named.given, IS_GIVEN, named.kind)
        family = self.part(named.family, 0, named.kind)
        numbers, forms = [*given.numbers, *family.numbers], [*given.forms, *family.forms]
        if named.original:
            # Whole names hardly ever come twice, so these are not kept.
            own = _fold(named.original, IS_ALTERNATIVE, named.kind)
            for stem in _add_original(own, given, family, numbers, forms):
                self._originals[stem] = self._originals.get(stem, 0) + 1
        return numbers[: keys.MOST_TOKENS], forms[: keys.MOST_TOKENS]

    def counts(self) -> dict[tuple[int, str], int]:
        """How often each stem came, and given names once more; counting begins anew."""
        counted = {(ALL, stem): times for stem, times in self._originals.items()}
        self._originals.clear()
        for (role, _kind), parts in self._parts.items():
            for part in parts.values():
                for stem in part.stems:
                    counted[ALL, stem] = counted.get((ALL, stem), 0) + part.times
                    if role == IS_GIVEN:
                        counted[GIVEN, stem] = counted.get((GIVEN, stem), 0) + part.times
            parts.clear()
        return counted


def _fold(text: str, role: int, kind: Kind) -> _Part:
    split = {Kind.COMPANY: company_words, Kind.ADDRESS: address_words}.get(kind, words)
    found = split(text)[: keys.MOST_TOKENS]
    return _Part(
        tuple(word.stem for word in found),
        tuple(keys.number(word.stem) for word in found),
        tuple(form_of(word, role) for word in found),
    )


def _add_original(
    own: _Part, given: _Part, family: _Part, numbers: list[int], forms: list[int]
) -> list[str]:
    """Add the words of the own script that the Latin ones do not fold to; returns their stems."""
    added = []
    role = 0 if numbers else -IS_ALTERNATIVE
    for stem, number, form in zip(own.stems, own.numbers, own.forms, strict=True):
        if number in numbers:
            continue
        as_given = max((keys.alike(stem, other) for other in given.stems), default=0)
        as_family = max((keys.alike(stem, other) for other in family.stems), default=0)
        numbers.append(number)
        forms.append(form + role + (IS_GIVEN if as_given > as_family else 0))
        added.append(stem)
    return added


def _list(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


# --- writing

ENTRY_COLUMNS = (
    "load", "kind", "sex", "born", "birth_year", "custodian_id", "record_key", "stems", "forms",
    "keys",
)  # fmt: skip
VALUE_COLUMNS = ("load", "kind", "custodian_id", "record_key", "value")
TYPES = {
    "add": (
        "integer", "smallint[]", "smallint[]", "date[]", "smallint[]", "bigint[]", "varchar[]",
        "text[]", "text[]", "text[]",
    ),
    "add_values": ("integer", "smallint[]", "bigint[]", "varchar[]", "varchar[]"),
    "add_stems": (
        "smallint[]", "varchar[]", "integer[]", "integer[]", "text[]", "text[]", "boolean",
    ),
}  # fmt: skip
Rows = list[tuple[Any, ...]]


class Writer:
    """Adds rows to one load through the owner's functions."""

    def __init__(
        self, connection: Connection, load: int, schema: str = PUBLIC, folder: Folder | None = None
    ) -> None:
        self.connection = connection
        self.load = load
        self.schema = schema
        self.folder = folder or Folder()
        self._named: Rows = []
        self._valued: Rows = []

    def add(self, row: Named | Valued) -> None:
        """Take one row; it is sent with its portion."""
        if isinstance(row, Valued):
            value = value_of(row.kind, row.value)
            if value:
                self._valued.append((int(row.kind), row.custodian_id, row.record_key, value))
        else:
            self._add_name(row)
        if len(self._named) + len(self._valued) >= PORTION:
            self.flush()

    def _add_name(self, row: Named) -> None:
        numbers, forms = self.folder.entry(row)
        if numbers:
            self._named.append((
                int(row.kind), SEXES.get(row.sex, 0), row.birth.day, row.birth.year,
                row.custodian_id, row.record_key, _list(numbers), _list(forms),
                _list(keys.record_keys(numbers)),
            ))  # fmt: skip

    def flush(self) -> None:
        """Send what was taken so far."""
        named, self._named = self._named, []
        valued, self._valued = self._valued, []
        self._send(named, valued)

    def _send(self, named: Rows, valued: Rows) -> None:
        if named:
            self._call("add", [self.load, *_columns(named)])
        if valued:
            self._call("add_values", [self.load, *_columns(valued)])

    def add_stems(self, *, is_whole_load: bool) -> None:
        """Send the stems of all rows."""
        counts = sorted(self.folder.counts().items())
        for start in range(0, len(counts), STEM_PORTION):
            some = counts[start : start + STEM_PORTION]
            rows = [(space, stem, *_stem(space, stem, times)) for (space, stem), times in some]
            self._call("add_stems", [*_columns(rows), is_whole_load])

    def _call(self, name: str, values: list[Any]) -> None:
        types = ", ".join(f"%s::{kind}" for kind in TYPES[name])
        # The schema is a constant of ours or a name made by the evaluation.
        psycopg.Cursor(self.connection).execute(
            f"select {self.schema}.niis_index_{name}({types})",
            values,
        )


class CopyWriter(Writer):
    """The same for whoever owns the tables: quicker, and in a thread of its own."""

    def __init__(
        self, pool: Executor, connection: Connection, load: int, schema: str, folder: Folder
    ) -> None:
        super().__init__(connection, load, schema, folder)
        self._pool = pool
        self._last: Future[None] | None = None

    def _send(self, named: Rows, valued: Rows) -> None:
        self.wait()
        self._last = self._pool.submit(self._copy_all, named, valued)

    def wait(self) -> None:
        """Until everything that was sent has arrived. Raises what went wrong."""
        if self._last is not None:
            self._last.result()
            self._last = None

    def _copy_all(self, named: Rows, valued: Rows) -> None:
        self._copy("niis_indexentry", ENTRY_COLUMNS, named)
        self._copy("niis_indexvalue", VALUE_COLUMNS, valued)

    def _copy(self, table: str, columns: tuple[str, ...], rows: Rows) -> None:
        lines = [
            "\t".join(_NULL if field is None else str(field).translate(_ESCAPES) for field in row)
            for row in rows
        ]
        text = "".join(f"{self.load}\t{line}\n" for line in lines)
        statement = f"copy {self.schema}.{table} ({', '.join(columns)}) from stdin"
        with psycopg.Cursor(self.connection) as cursor, cursor.copy(statement) as copy:
            copy.write(text)


_NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _columns(rows: Rows) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _stem(space: int, stem: str, times: int) -> tuple[int, int, str, str]:
    number = keys.number(stem)
    if space == GIVEN:
        return number, times, _list(keys.short_forms(stem)), "{}"
    return number, times, _list(keys.near(stem)), _list(keys.far(stem))


# --- a whole delivery


def open_load(connection: Connection, register: str, schema: str = PUBLIC) -> Writer:
    """Begin to load a delivery of a register beside what is being searched."""
    load = _one(connection, f"select {schema}.niis_index_open(%s)", [register])
    return Writer(connection, load, schema)


def publish(writer: Writer) -> int:
    """Send the rest, then make the load what is searched; returns its number of records.

    Raises psycopg.errors.RaiseException when a newer load was published meanwhile.
    """
    writer.flush()
    writer.add_stems(is_whole_load=True)
    return _one(writer.connection, f"select {writer.schema}.niis_index_publish(%s)", [writer.load])


def sweep(connection: Connection, register: str, schema: str = PUBLIC) -> int:
    """Delete what older loads of a register left; returns how many rows went."""
    return _one(connection, f"select {schema}.niis_index_sweep(%s)", [register])


def recount(connection: Connection, schema: str = PUBLIC) -> None:
    """Count anew how common each stem is, and forget those of which nothing is left."""
    psycopg.Cursor(connection).execute(f"select {schema}.niis_index_recount()")


# --- one record


def put(register: str, record_key: str, rows: Iterable[Named | Valued]) -> None:
    """Let these rows be all that the index has of one record, in the current transaction."""
    connection = raw_connection()
    load = _one(connection, "select public.niis_index_replace(%s, %s)", [register, record_key])
    writer = Writer(connection, load)
    for row in rows:
        writer.add(row)
    writer.flush()
    writer.add_stems(is_whole_load=False)


def remove(register: str, record_key: str) -> None:
    """Take one record out of the index, in the current transaction."""
    _one(raw_connection(), "select public.niis_index_replace(%s, %s)", [register, record_key])


def raw_connection(using: str = "default") -> Connection:
    """Django's connection as psycopg knows it; in Django's transaction."""
    wrapper = connections[using]
    wrapper.ensure_connection()
    connection: Connection = wrapper.connection
    return connection


def _one(connection: Connection, statement: str, values: list[Any]) -> int:
    row = psycopg.Cursor(connection).execute(statement, values).fetchone()
    assert row is not None
    return int(row[0])
