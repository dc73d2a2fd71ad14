"""`python -m bench.niis`: make records, load, ask everybody the same, report."""

import argparse
import csv
import os
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
from tqdm import tqdm

from bench.niis import clients
from thbcases import embedded

LOCAL = embedded.LOCAL / "bench" / "niis"
NUMBERS = clients.NUMBERS
LEADS = {"changed_surname"}
CLUSTER = "bench"


def main() -> int:
    """0 when everything was measured, also when a goal was missed: it is a report."""
    options = _options()
    environ = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL"), "")
    with embedded.ensure(environ, CLUSTER):
        os.environ |= environ
        os.environ["DJANGO_SETTINGS_MODULE"] = "thbcases.settings"
        embedded.demo_settings(os.environ)
        import django

        django.setup()
        results = [_one_size(size, options) for size in options.sizes]
    from bench.niis import report

    report.write(results, LOCAL / "results.json", LOCAL / "table.md")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench-niis", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 5_000_000], help="records"
    )
    parser.add_argument("--each", type=int, default=100, help="queries of each class (100)")
    parser.add_argument("--seed", type=int, default=2026, help="of the generator (2026)")
    parser.add_argument("--tuned", action="store_true", help="ask for the surnames tuned on")
    parser.add_argument("--only-ours", action="store_true", help="leave the rivals out")
    return parser.parse_args()


def _one_size(size: int, options: argparse.Namespace) -> dict[str, Any]:
    from bench.niis.generate import write
    from thbcases.niis.matching import evaluation

    print(f"==> {size:,} records", flush=True)
    folder = LOCAL / f"{size}-{options.seed}-{'tuned' if options.tuned else 'held'}"
    records, queries = write(
        folder, size, seed=options.seed, each=options.each, held=not options.tuned
    )
    result: dict[str, Any] = {"size": size, "queries": str(queries), "rivals": {}}
    owner = os.environ["DATABASE_OWNER_URL"]
    with evaluation.scratch(owner, "niis_bench") as (connection, schema):
        counted = evaluation.Counted()
        with tqdm(desc="ours: loading", total=size, mininterval=1) as bar:
            counted.load_rows_per_s = evaluation.load(connection, schema, records, bar.update)
        with tqdm(desc="ours: asking", mininterval=1) as bar:
            counted.asked = evaluation.ask(connection, schema, queries, bar.update)
        result["ours"] = counted.result()
        result["names"] = _names_only(counted)
        result["identifiers"] = _identifiers(connection, schema, queries)
        result["inserts_per_s"] = _inserts(connection, schema, folder)
        result["clients"] = clients.measure(owner, schema, queries)
        if not options.only_ours:
            _rivals(result, records, queries)
    return result


def _names_only(counted: Any) -> dict[str, Any]:
    """Names with an answer: recall, and the times of all name queries."""
    from thbcases.niis.matching.evaluation import percentile

    some = [one for one in counted.asked if one.name not in NUMBERS]
    right = [one for one in some if not one.is_no_hit_class and one.name not in LEADS]
    times = [one.seconds for one in some]
    return {
        "recall_at_10": round(sum(one.among_first for one in right) / len(right), 4),
        "hit_recall": round(sum(one.is_hit for one in right) / len(right), 4),
        **{f"p{percent}_ms": percentile(times, percent) for percent in (50, 95, 99)},
    }


def _rivals(result: dict[str, Any], records: Path, queries: Path) -> None:
    from bench.niis import rivals

    with records.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with rivals.debian_postgresql() as connection:
        some: list[rivals.Rival] = [rivals.Tantivy(), rivals.BruteForce()]
        if connection is None:
            print("Debian's PostgreSQL 15 with contrib is not installed: left out", flush=True)
        else:
            some = [rivals.Trigrams(connection), rivals.StemTrigrams(connection), *some]
        for rival in some:
            result["rivals"][rival.name] = _measure(rival, rows, queries)


def _measure(rival: Any, rows: list[dict[str, str]], queries: Path) -> dict[str, Any]:
    from thbcases.niis.matching.evaluation import percentile

    begun = time.perf_counter()
    rival.load(rows)
    loaded = time.perf_counter() - begun
    wanted = [row for row in _queries(queries) if row["class"] not in NUMBERS][:: rival.every]
    for row in wanted[:: max(1, len(wanted) // 30)]:
        rival.ask(row["text"], row["birth_date"])
    times, right = [], []
    for row in tqdm(wanted, desc=rival.name, mininterval=1):
        begun = time.perf_counter()
        found = rival.ask(row["text"], row["birth_date"])
        times.append(time.perf_counter() - begun)
        if row["expected"] and row["class"] not in LEADS:
            right.append(not set(row["expected"].split(";")).isdisjoint(found))
    return {
        "n": len(wanted),
        "recall_at_10": round(sum(right) / len(right), 4),
        **{f"p{percent}_ms": percentile(times, percent) for percent in (50, 95, 99)},
        "load_rows_per_s": round(len(rows) / loaded),
    }


def _queries(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- numbers, inserts, clients


def _identifiers(
    connection: psycopg.Connection[Any], schema: str, queries: Path
) -> dict[str, float]:
    """The search for a number against the bare look-up in the same index, in turns."""
    from thbcases.niis.matching.evaluation import percentile
    from thbcases.niis.matching.kinds import understand
    from thbcases.niis.matching.search import search

    wanted = [understand(row["text"]) for row in _queries(queries) if row["class"] in NUMBERS]
    wanted = [query for query in wanted if query.values]
    bare: list[float] = []
    ours: list[float] = []
    look_up = f"select id from {schema}.niis_indexvalue where value = %s"
    for _turn in range(5):
        for query in wanted:
            begun = time.perf_counter()
            connection.execute(look_up, [query.values[0][1]], binary=True).fetchall()
            middle = time.perf_counter()
            answer = search(query, connection=connection, schema=schema)
            end = time.perf_counter()
            if answer.hits:
                bare.append(middle - begun)
                ours.append(end - middle)
    one, other = percentile(bare, 50), percentile(ours, 50)
    assert one is not None
    assert other is not None
    return {"bare_p50_ms": one, "ours_p50_ms": other, "ratio": round(other / one, 2)}


def _inserts(connection: psycopg.Connection[Any], schema: str, folder: Path) -> int:
    """Rows per second into the tables with all indexes in place, in portions, prepared before."""
    from thbcases.niis.matching.evaluation import RECORD_COLUMNS, _take, rows
    from thbcases.niis.matching.store import Writer, open_load

    class Prepared(Writer):
        """Keeps its portions until they are to be sent."""

        def flush(self) -> None:
            """Nothing yet."""

    writer = Prepared(connection, open_load(connection, "bench", schema).load, schema)
    for number, row in enumerate(rows(folder / "R.csv", RECORD_COLUMNS)):
        _take(writer, row)
        if number == 100_000:
            break
    named, valued = writer._named, writer._valued
    begun = time.perf_counter()
    with connection.transaction():
        for start in range(0, len(named), 20_000):
            writer._send(named[start : start + 20_000], [])
        for start in range(0, len(valued), 20_000):
            writer._send([], valued[start : start + 20_000])
    return round((len(named) + len(valued)) / (time.perf_counter() - begun))


if __name__ == "__main__":
    sys.exit(main())
