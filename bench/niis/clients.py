"""Queries per second of one client, and of two at the same time."""

import csv
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psycopg

NUMBERS = frozenset({"plate", "phone", "document", "document_slip"})
WARM_UP, MEASURED = 60, 1000


def measure(owner: str, schema: str, queries: Path) -> dict[str, float]:
    """Each client is a process with a connection of its own."""
    found = {}
    context = multiprocessing.get_context("spawn")
    for number in (1, 2):
        with ProcessPoolExecutor(number, mp_context=context) as pool:
            _all(pool, number, owner, schema, queries, WARM_UP)
            begun = time.perf_counter()
            asked = _all(pool, number, owner, schema, queries, MEASURED)
            found[str(number)] = round(asked / (time.perf_counter() - begun), 1)
    return found


def _all(
    pool: ProcessPoolExecutor, number: int, owner: str, schema: str, queries: Path, most: int
) -> int:
    waiting = [pool.submit(_client, owner, schema, str(queries), most) for _ in range(number)]
    return sum(one.result(timeout=600) for one in waiting)


def _client(owner: str, schema: str, queries: str, most: int) -> int:
    import django

    django.setup()
    from thbcases.niis.matching.dates import Unclear
    from thbcases.niis.matching.kinds import understand
    from thbcases.niis.matching.search import search

    with Path(queries).open(encoding="utf-8", newline="") as file:
        wanted = [row for row in csv.DictReader(file) if row["class"] not in NUMBERS][:most]
    with psycopg.connect(owner, autocommit=True) as connection:
        for row in wanted:
            try:
                query = understand(row["text"], row["birth_date"])
            except Unclear:
                continue
            search(query, connection=connection, schema=schema)
    return len(wanted)
