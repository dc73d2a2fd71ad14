"""Filling the database: persons by COPY, everything else set by set."""

import psycopg
from psycopg.rows import TupleRow
from tqdm import tqdm

from bench.fill import assistance, cases, people, staff, traces
from bench.fill.filler import Filler, Step

SESSION = """
set synchronous_commit = off;
set work_mem = '256MB';
set maintenance_work_mem = '512MB';
select set_config('thb.user', '0', false), set_config('thb.role', 'system:bench', false);
"""


def fill(connection: psycopg.Connection[TupleRow], scale: int) -> None:
    """Fill an empty database with `scale` times what the country has, and analyse it."""
    connection.execute(SESSION)
    filler = Filler(connection, scale)
    with filler.without_traces():
        _run("accounts and persons", staff.steps(filler))
        people.copy(filler)
        _run("cases", cases.steps(filler))
        _run("help", assistance.steps(filler))
        filler.settle_sequences()
    _run("history and audit trail", traces.steps(filler))
    _run("vacuum and analyse", [Step("", lambda: connection.execute("vacuum (analyze)"))])


def _run(what: str, steps: list[Step]) -> None:
    with tqdm(total=len(steps), desc=f"{what:24}", unit="step") as bar:
        rows = 0
        for step in steps:
            bar.set_postfix_str(f"{step.name:28} {rows:>9,} rows")
            done = step.run()
            rows += max(0, done.rowcount)
            bar.update()
        bar.set_postfix_str(f"{'':28} {rows:>9,} rows")
