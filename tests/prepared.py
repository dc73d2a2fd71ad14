"""Databases that are made once and copied: an empty one with the code lists, and the demo.

Each carries in its name what it was made of, so that a run after a change of the source makes it
anew, and a run after a change of a test or a screen only copies it.
"""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from psycopg import sql

from tests.demo_site import connect, copy_database, drop_database
from thbcases import embedded

ROOT = Path(embedded.ROOT)
# What is asked by no migration and by no code list: the screens.
SCREENS = {
    "admin", "demo", "filters", "forms", "home", "panels", "pills", "static", "tables",
    "templatetags", "timelines", "urls", "views",
}  # fmt: skip


def schema_sources() -> list[Path]:
    """What the empty database is made of."""
    return [path for path in every_source() if not SCREENS & {*path.parts, path.stem}]


def every_source() -> list[Path]:
    """What the demo is made of: all of the program and its fixtures."""
    found = [path for app in ("thbcases", "assistance") for path in (ROOT / app).rglob("*.py")]
    return sorted([*found, *(ROOT / "fixtures").rglob("*.json"), ROOT / "requirements.txt"])


def prepared(kind: str, sources: Iterable[Path], fill: Callable[[str], None]) -> str:
    """The name of a database of this kind; `fill` makes it in a database of the given name.

    Those that were made of other sources are removed.
    """
    digest = hashlib.sha256()
    for path in sources:
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    name = f"{kind}_{digest.hexdigest()[:16]}"
    with closing(connect()) as server:
        # Of several processes the first one makes it, and the others wait for it.
        server.execute("select pg_advisory_lock(hashtext(%s))", [kind])
        there = _databases(f"{kind}_")
        if name in there:
            return name
        for old in there:
            drop_database(old)
        making = f"{kind}_making"
        fill(making)
        server.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(making), sql.Identifier(name)
            )
        )
    return name


def copied(template: str, name: str) -> str:
    """`name`, now a copy of the template."""
    copy_database(template, name)
    return name


def _databases(prefix: str) -> list[str]:
    with closing(connect()) as server:
        rows = server.execute(
            "select datname from pg_database where starts_with(datname, %s)", [prefix]
        ).fetchall()
    return [str(name) for (name,) in rows]
