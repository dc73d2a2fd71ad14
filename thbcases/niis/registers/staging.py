"""Content that waits beside what is searched: counted against it, published, or taken away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from psycopg.errors import RaiseException

from thbcases.niis.matching.store import (
    PORTION,
    Named,
    Valued,
    Writer,
    open_load,
    publish,
    raw_connection,
)

Progress = Callable[[int], None]
TELL_EVERY = 2_000


class Overtaken(Exception):
    """Newer content was published meanwhile."""


@dataclass(frozen=True)
class Counts:
    """What would change if the waiting content became what is searched."""

    records: int = 0
    live: int = 0
    fresh: int = 0
    gone: int = 0
    changed: int = 0


def open_place(code: str) -> int:
    """A place beside what is searched; whoever opened theirs later is the newer."""
    return open_load(raw_connection(), code).load


def fill(load: int, rows: Iterable[Named | Valued], progress: Progress) -> None:
    """Put rows there, in the current transaction. What `rows` raises goes on."""
    writer = Writer(raw_connection(), load)
    done = 0
    for done, row in enumerate(rows, start=1):
        writer.add(row)
        if done % TELL_EVERY == 0:
            progress(done)
    writer.flush()
    # The last thing before the transaction ends: other writers wait for the common words.
    writer.add_stems(is_whole_load=True)
    progress(done)


def compare(load: int) -> Counts:
    """How it differs from what is searched, by records."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select records, live_records, fresh, gone, changed from niis_register_compare(%s)",
            [load],
        )
        return Counts(*map(int, cursor.fetchone()))


def make_live(load: int) -> int:
    """Let everybody find it from now on, in one statement; returns how many records it has.

    Raises Overtaken when something newer is searched already.
    """
    try:
        with transaction.atomic():
            return publish(Writer(raw_connection(), load))
    except RaiseException as error:
        raise Overtaken from error


def take_away(load: int) -> None:
    """Delete what waits there, a portion at a time. Raises a database error if it is searched."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select niis_register_drop(%s, %s)", [load, PORTION])
            if cursor.fetchone()[0] < PORTION:
                return


def is_free(register: int) -> bool:
    """Whether nobody else fills this register now; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_xact_lock(hashtext('niis register'), %s::int)",
            [register % 2**31],
        )
        is_mine: bool = cursor.fetchone()[0]
    return is_mine
