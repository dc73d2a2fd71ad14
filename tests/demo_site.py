"""The demo in a database of its own, and the real web server in front of it.

Made once in a session (`demo_database`) and copied for each test module that writes, because
PostgreSQL copies a whole database in the time of a few requests.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from thbcases import embedded

TODAY = "2026-11-23"
PATIENCE_SECONDS = 60


def database_url(role: str, database: str) -> str:
    """DATABASE_URL or DATABASE_OWNER_URL with another database's name."""
    parts = urlsplit(os.environ[role])
    return urlunsplit(parts._replace(path=f"/{database}"))


def environment(database: str) -> dict[str, str]:
    """What a process needs to work on this database as the demo does."""
    dropped = {"THB_CONNECT_AS", "TEST_DATABASE"}
    return {
        **{name: value for name, value in os.environ.items() if name not in dropped},
        "DATABASE_URL": database_url("DATABASE_URL", database),
        "DATABASE_OWNER_URL": database_url("DATABASE_OWNER_URL", database),
        "DJANGO_SETTINGS_MODULE": "thbcases.settings",
        "DEMO": "1",
        "DEBUG": "0",
        "REQUIRE_SECOND_FACTOR": "0",
        "ALLOWED_HOSTS": "localhost",
        "SECRET_KEY": "key-of-the-tests-" * 4,
        "THB_LINKAGE_KEY": "linkage-key-of-the-tests-" * 2,
        "THB_TIPS_KEY": "test-tips-key" * 3,
        "STATIC_ROOT": str(embedded.LOCAL / "test-static"),
    }


def manage(database: str, *arguments: str) -> str:
    """Run a command on this database and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=embedded.ROOT,
        env=environment(database),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def connect() -> psycopg.Connection[tuple[object, ...]]:
    """The server's own database, from which others are made and dropped."""
    return psycopg.connect(database_url("DATABASE_OWNER_URL", "postgres"), autocommit=True)


def copy_database(template: str, name: str) -> None:
    """Make `name` a copy of `template`, in place of what was there."""
    drop_database(name)
    with closing(connect()) as server:
        server.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def drop_database(name: str) -> None:
    """Remove a database of the tests, and whoever of ours still uses it.

    `with (force)` would also reach for an autovacuum worker, which only a superuser may end.
    """
    with closing(connect()) as server:
        server.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s "
            "and pg_has_role(current_user, usesysid, 'usage')",
            [name],
        )
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))


@dataclass(frozen=True)
class Site:
    """A running demo."""

    url: str
    database: str

    def manage(self, *arguments: str) -> str:
        """Run a command on the site's database."""
        return manage(self.database, *arguments)

    def work(self) -> None:
        """Let a worker do all jobs that wait."""
        self.manage("procrastinate", "worker", "--one-shot")


@contextmanager
def serve(database: str) -> Iterator[Site]:
    """Start the web server that script/run starts, on a free port."""
    from thbcases.server import web_command

    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    manage(database, "collectstatic", "--no-input", "--verbosity=0")
    server = subprocess.Popen(
        web_command([f"127.0.0.1:{port}"]), cwd=embedded.ROOT, env=environment(database)
    )
    site = Site(f"http://localhost:{port}", database)
    try:
        _wait_for(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


def _wait_for(site: Site, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise AssertionError("the web server ended by itself")
        try:
            with urlopen(f"{site.url}/accounts/login/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web server does not answer")
