"""What was measured: a table to read, a file to compare, plans to look into."""

import json
import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.measure import Measured, PageFailed, Visitor, addresses, empty_of
from bench.pages import PAGES, Kind
from thbcases.access.acting import acting

TIMES_EMPTY = 5.0
TIMES_SECURITY = 1.25
COUNTRY_MS = 1000.0
SHOWN = 6

HEAD = (
    f"{'account':14}{'page':52}{'kind':14}{'p50 ms':>8}{'p95 ms':>8}{'queries':>8}{'KB':>7}"
    f"{'x empty':>9} {'':8}{'x security':>11} {'':8}"
)


def show(found: list[Measured], scale: int, path: Path) -> None:
    """Print the table and keep it in a file."""
    print(f"\n{HEAD}")
    lines = [_line(one, found) for one in found]
    for line in lines:
        print(_text(line))
    print(_goals(lines))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_head(found, scale) | {"pages": lines}, indent=1))
    print(f"written to {path}")


def _head(found: list[Measured], scale: int) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version')")
        version = cursor.fetchone()[0]
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "scale": scale,
        "requests": len(found[0].times),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": version,
    }


def _line(one: Measured, found: list[Measured]) -> dict[str, Any]:
    times_empty = one.p95 / empty_of(one, found).p95
    return {
        "account": one.page.account,
        "page": one.page.name,
        "kind": one.page.kind.value,
        "p50_ms": round(one.p50, 1),
        "p95_ms": round(one.p95, 1),
        "queries": one.queries,
        "bytes": one.size,
        "times_empty": round(times_empty, 2),
        "empty_goal": _empty_goal(one, times_empty),
        "times_security": round(one.security_ratio, 2),
        "security_goal": _word(one.security_ratio <= TIMES_SECURITY),
        "same_page_without": one.is_same,
    }


def _empty_goal(one: Measured, times_empty: float) -> str:
    if one.page.kind is Kind.COUNTRY:
        return _word(one.p95 <= COUNTRY_MS)
    if one.page.kind in (Kind.LIST, Kind.RECORD):
        return _word(times_empty <= TIMES_EMPTY)
    return ""


def _word(is_met: bool) -> str:
    return "ok" if is_met else "MISSED"


def _text(line: dict[str, Any]) -> str:
    differs = "" if line["same_page_without"] else "*"
    return (
        f"{line['account']:14}{line['page']:52}{line['kind']:14}{line['p50_ms']:8.1f}"
        f"{line['p95_ms']:8.1f}{line['queries']:8}{line['bytes'] / 1024:7.0f}"
        f"{line['times_empty']:9.2f} {line['empty_goal']:8}"
        f"{line['times_security']:10.2f}{differs:1} {line['security_goal']:8}"
    ).rstrip()


def _goals(lines: list[dict[str, Any]]) -> str:
    return (
        f"\nGoals: list and record pages p95 <= {TIMES_EMPTY:g} x the empty page, the country "
        f"table p95 <= {COUNTRY_MS:g} ms: {_missed(lines, 'empty_goal')}; with row security "
        f"<= {TIMES_SECURITY:g} x without (p50): {_missed(lines, 'security_goal')}.\n"
        "* the page without row security was not the same, byte for byte"
    )


def _missed(lines: list[dict[str, Any]], goal: str) -> str:
    judged = [line for line in lines if line[goal]]
    missed = [line for line in judged if line[goal] == "MISSED"]
    return f"{len(missed)} of {len(judged)} missed" if missed else f"all {len(judged)} met"


def explain(which: str) -> None:
    """Print the slowest queries of one page with their plans. Raises PageFailed."""
    account, _colon, url_name = which.partition(":")
    page = next((p for p in PAGES if p.account == account and p.name == url_name), None)
    if page is None:
        raise PageFailed(f"no page {which} in bench/pages.py")
    visitor = Visitor(account)
    address = addresses(page, visitor)[0]
    visitor.get(address)
    with CaptureQueriesContext(connection) as queries:
        took, _content = visitor.get(address)
    total = sum(float(query["time"]) for query in queries) * 1000
    print(f"{address}: {took:.1f} ms, {len(queries)} queries take {total:.0f} ms")
    slowest = sorted(queries, key=lambda query: -float(query["time"]))[:SHOWN]
    for query in slowest:
        print(f"\n--- {float(query['time']) * 1000:.0f} ms: {query['sql']}")
        if query["sql"].lstrip("(").lower().startswith("select"):
            _print_plan(query["sql"], visitor)


def _print_plan(sql: str, visitor: Visitor) -> None:
    with acting(visitor.actor), connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, buffers) {sql}")
        print("\n".join(_without_settings([row[0] for row in cursor.fetchall()])))


def _without_settings(lines: list[str]) -> list[str]:
    """The plan without the sub-plans that took no time: those that only read who is acting."""
    kept: list[str] = []
    hidden_at: int | None = None
    for number, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        if hidden_at is not None and depth > hidden_at:
            continue
        hidden_at = None
        if line.lstrip().startswith(("InitPlan", "SubPlan")) and _is_idle(lines[number + 1]):
            hidden_at = depth
        else:
            kept.append(line)
    return kept


def _is_idle(node: str) -> bool:
    found = re.search(r"actual time=[0-9.]+\.\.([0-9.]+) rows=[0-9.]+ loops=1\)", node)
    return "never executed" in node or (found is not None and float(found[1]) < 0.5)
