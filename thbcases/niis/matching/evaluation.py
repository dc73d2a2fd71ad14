"""Measures the search on records and queries with known answers, in scratch tables.

The tables and functions are those of the system, in a schema of their own; the search is the
function that the screen calls.
"""

import csv
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg.conninfo import make_conninfo

from thbcases.niis.matching import ddl
from thbcases.niis.matching.answers import Answer, Found
from thbcases.niis.matching.dates import NOT_KNOWN, Birth, Unclear
from thbcases.niis.matching.kinds import Kind, understand
from thbcases.niis.matching.search import search
from thbcases.niis.matching.store import (
    Connection,
    CopyWriter,
    Folder,
    Named,
    Valued,
    Writer,
    open_load,
)

RECORD_COLUMNS = (
    "record_id", "register", "given", "family", "original", "birth_date", "sex", "plate", "phone",
    "document",
)  # fmt: skip
QUERY_COLUMNS = ("query_id", "class", "text", "birth_date", "expected")
VALUES = (Kind.VEHICLE, Kind.PHONE, Kind.DOCUMENT)
PROGRESS = 1000
FIRST = 10

Progress = Callable[[int], Any]


class BadFile(ValueError):
    """A file that cannot be evaluated; the text says which line and why."""


# --- files


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The rows of a file with exactly these columns. Raises BadFile."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = tuple(next(reader, ()))
            if header != columns:
                raise BadFile(_wrong_header(path, header, columns))
            for row in reader:
                if len(row) != len(columns):
                    raise BadFile(
                        _("%(file)s, line %(line)s: %(found)s columns instead of %(wanted)s.")
                        % {
                            "file": path.name,
                            "line": reader.line_num,
                            "found": len(row),
                            "wanted": len(columns),
                        }
                    )
                yield row
    except UnicodeDecodeError as error:
        raise BadFile(_("%(file)s is not UTF-8.") % {"file": path.name}) from error
    except csv.Error as error:
        raise BadFile(
            _("%(file)s is no CSV file: %(why)s.") % {"file": path.name, "why": error}
        ) from error
    except OSError as error:
        raise BadFile(
            _("%(file)s cannot be read: %(why)s.") % {"file": path, "why": error.strerror}
        ) from error


def _wrong_header(path: Path, found: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    return str(
        _("%(file)s must begin with the columns %(wanted)s; it has %(found)s.")
        % {"file": path.name, "wanted": ",".join(wanted), "found": ",".join(found)[:200] or "-"}
    )


def _birth(text: str, path_line: str) -> Birth:
    if not text:
        return NOT_KNOWN
    try:
        if len(text) == 4:
            return Birth(None, int(text))
        day = date.fromisoformat(text)
    except ValueError:
        raise BadFile(
            _("%(record)s: «%(text)s» is no birth date; write 1990-05-12.")
            % {"record": path_line, "text": text}
        ) from None
    return Birth(day, day.year)


# --- the scratch index


@contextmanager
def scratch(owner_url: str, name: str) -> Iterator[tuple[Connection, str]]:
    """Tables and functions of the index in a schema that is dropped afterwards."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(f"drop schema if exists {name} cascade")
        connection.execute(f"create schema {name}")
        try:
            connection.execute("set client_min_messages to warning")
            connection.execute("set maintenance_work_mem to '512MB'")
            connection.execute("set synchronous_commit to off")
            for statement in (ddl.tables(name), *ddl.functions(name)):
                connection.execute(statement)
            yield connection, name
        finally:
            connection.execute(f"drop schema if exists {name} cascade")


def load(connection: Connection, schema: str, records: Path, progress: Progress) -> float:
    """Load the records; returns records per second, from the file to ready indexes."""
    begun = time.perf_counter()
    writers: dict[str, CopyWriter] = {}
    folder = Folder()
    number = 0
    # What a connection tells of itself leaves the password out.
    info = connection.info
    address = make_conninfo(info.dsn, password=info.password)
    with (
        psycopg.connect(address, autocommit=True) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        other.execute("set maintenance_work_mem to '512MB'")
        other.execute("set synchronous_commit to off")
        for number, row in enumerate(rows(records, RECORD_COLUMNS), 1):
            writer = writers.get(row[1])
            if writer is None:
                opened = open_load(connection, row[1] or "-", schema).load
                writer = writers[row[1]] = CopyWriter(pool, other, opened, schema, folder)
            _take(writer, row)
            if number % PROGRESS == 0:
                progress(PROGRESS)
        progress(number % PROGRESS)
        for writer in writers.values():
            writer.flush()
            writer.wait()
        _finish(connection, other, schema, pool, writers.values())
    return number / (time.perf_counter() - begun)


def _take(writer: Writer, row: list[str]) -> None:
    key, _register, given, family, original, born, sex, *values = row
    writer.add(Named(key, Kind.PERSON, given, family, original, _birth(born, key), sex))
    for kind, value in zip(VALUES, values, strict=True):
        if value:
            writer.add(Valued(key, kind, value))


def _finish(
    connection: Connection,
    other: Connection,
    schema: str,
    pool: ThreadPoolExecutor,
    writers: Iterable[Writer],
) -> None:
    """Make the indexes, on two connections, then publish."""
    entries = [text for text in ddl.indexes(schema) if "niis_stem" not in text]
    stems = [text for text in ddl.indexes(schema) if "niis_stem" in text]
    waiting = pool.submit(_run, other, entries)
    for writer in writers:
        writer.connection = connection
        writer.add_stems(is_whole_load=True)
    _run(connection, stems)
    waiting.result()
    for writer in writers:
        connection.execute(f"select {schema}.niis_index_publish(%s)", [writer.load])
    for table in ddl.TABLE_NAMES:
        connection.execute(f"vacuum (analyze) {schema}.{table}")


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)


# --- asking


@dataclass(slots=True)
class Asked:
    """One query with its answer, counted."""

    name: str
    seconds: float
    is_no_hit_class: bool
    among_first: bool = False
    is_hit: bool = False
    is_possible: bool = False
    is_lead: bool = False
    any_hit: bool = False


@dataclass
class Counted:
    """Everything that was asked."""

    asked: list[Asked] = field(default_factory=list)
    load_rows_per_s: float = 0.0

    def result(self) -> dict[str, Any]:
        """The shares and times, by class and overall."""
        classes: dict[str, list[Asked]] = defaultdict(list)
        for one in self.asked:
            classes[one.name].append(one)
        with_answer = [one for one in self.asked if not one.is_no_hit_class]
        times = [one.seconds for one in self.asked]
        return {
            "classes": {name: _of_class(some) for name, some in classes.items()},
            "overall": {
                "n": len(self.asked),
                "recall_at_10": _share(with_answer, "among_first"),
                "p50_ms": percentile(times, 50),
                "p95_ms": percentile(times, 95),
                "p99_ms": percentile(times, 99),
                "load_rows_per_s": round(self.load_rows_per_s),
            },
        }


def _of_class(some: list[Asked]) -> dict[str, Any]:
    right = [one for one in some if not one.is_no_hit_class]
    wrong = [one for one in some if one.is_no_hit_class]
    times = [one.seconds for one in some]
    return {
        "n": len(some),
        "recall_at_10": _share(right, "among_first"),
        "lead_recall": _share(right, "is_lead"),
        "hit_recall": _share(right, "is_hit"),
        "possible_recall": _share(right, "is_possible"),
        "false_hit": _share(wrong, "any_hit"),
        "p50_ms": percentile(times, 50),
        "p95_ms": percentile(times, 95),
    }


def _share(some: list[Asked], name: str) -> float | None:
    """None where a class has no such queries."""
    return round(sum(getattr(one, name) for one in some) / len(some), 4) if some else None


def percentile(seconds: list[float], percent: int) -> float | None:
    """A percentile in milliseconds, of the nearest rank."""
    if not seconds:
        return None
    ordered = sorted(seconds)
    return round(1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 3)


def ask(connection: Connection, schema: str, queries: Path, progress: Progress) -> list[Asked]:
    """Ask every query once, after some to warm up."""
    wanted = [dict(zip(QUERY_COLUMNS, row, strict=True)) for row in rows(queries, QUERY_COLUMNS)]
    for row in wanted[:: max(1, len(wanted) // 50)]:
        _answer(connection, schema, row)
    found = []
    for row in wanted:
        begun = time.perf_counter()
        answer = _answer(connection, schema, row)
        seconds = time.perf_counter() - begun
        found.append(_counted(connection, schema, row, answer, seconds))
        progress(1)
    return found


def _answer(connection: Connection, schema: str, row: dict[str, str]) -> Answer | None:
    try:
        query = understand(row["text"], row["birth_date"])
        return search(query, connection=connection, schema=schema)
    except Unclear:
        return None


def _counted(
    connection: Connection, schema: str, row: dict[str, str], answer: Answer | None, seconds: float
) -> Asked:
    expected = {part for part in row["expected"].split(";") if part}
    one = Asked(row["class"], seconds, is_no_hit_class=not expected)
    if answer is None:
        return one
    one.any_hit = bool(answer.hits)
    if not expected:
        return one
    hits = keys_of(connection, schema, answer.hits)
    possible = keys_of(connection, schema, answer.possible)
    one.is_hit = not expected.isdisjoint(hits)
    one.is_possible = one.is_hit or not expected.isdisjoint(possible)
    one.among_first = not expected.isdisjoint(list(dict.fromkeys(hits + possible))[:FIRST])
    one.is_lead = not expected.isdisjoint(keys_of(connection, schema, answer.leads))
    return one


def keys_of(connection: Connection, schema: str, found: Iterable[Found]) -> list[str]:
    """The record numbers of what was found, in its order."""
    found = list(found)
    if not found:
        return []
    ids = [one.entry_id for one in found]
    rows_found = connection.execute(
        f"select entry, record_key from {schema}.niis_index_references(%s::bigint[], %s)",  # noqa: S608
        [ids, found[0].is_value],
    ).fetchall()
    by_entry = dict(rows_found)
    return [by_entry[one] for one in ids]
