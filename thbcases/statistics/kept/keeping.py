"""Working the kept facts out: what was touched, all of them anew, and whether they are right."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from thbcases.statistics.kept.ddl import KEPT, ROOTS, Kept
from thbcases.statistics.kept.touching import LOCK

# So many investigations, victims, suspects, beneficiaries at once.
CHUNK = 5000


def settle() -> int:
    """Work out anew what was touched since; how many touches there were.

    Figures are right without it, only slower. It does nothing while somebody else is at it.
    """
    return int(_number("select thb_settle_facts()"))


def chunks() -> list[tuple[Kept, int]]:
    """Of each fact the first key of every piece, for `rebuild` to go through."""
    found = []
    for kept in KEPT:
        last = _number(
            f"select greatest((select max(id) from {ROOTS[kept.space]}), "
            f"(select max({kept.key}) from {kept.table}), 0)"
        )
        found += [(kept, first) for first in range(1, last + 1, CHUNK)]
    return found


def rebuild(advance: Callable[[Kept], Any]) -> None:
    """Make all kept facts anew, in the transaction that is open; nobody settles meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        # A touch of a transaction that is still open may have a lower number: only these go.
        cursor.execute("select array(select id from statistics_touched)")
        (touched,) = cursor.fetchone()
        for kept, first in chunks():
            keys = f"{kept.key} between {first} and {first + CHUNK - 1}"
            cursor.execute(f"delete from {kept.table} where {keys}")
            cursor.execute(kept.kept(keys))
            advance(kept)
        for kept in KEPT:
            if kept.days:
                cursor.execute(kept.shared("true"))
        cursor.execute("delete from statistics_touched where id = any(%s)", [touched])


def wrong(kept: Kept) -> int:
    """How many rows of a fact are kept otherwise than they are defined; touched ones do not count.

    Whether a row is the only one of its human is no part of the definition.
    """
    fresh = f"where {kept.key} not in ({kept.stale})"
    shown = f"select to_jsonb(k) - 'sole' from {kept.table} k {fresh}"
    right = f"select to_jsonb(d) from ({kept.definition}) d {fresh}"
    return _number(
        f"select (select count(*) from ({shown} except all {right}) a) "
        f"+ (select count(*) from ({right} except all {shown}) b)"
    )


def _number(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
