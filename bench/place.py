"""The bench's own database, beside that of the demo."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg.rows import TupleRow

from thbcases import embedded

NAME = "thb_bench"
LOCAL = embedded.LOCAL / "bench"
# A database that other files made is not reused.
MADE_FROM = (
    "*/migrations/*.py",
    "thbcases/*/migrations/*.py",
    "thbcases/access/*.py",
    "thbcases/statistics/kept/*.py",
    "fixtures/**/*.json",
    "bench/fill/*.py",
)


@dataclass(frozen=True)
class Place:
    """Where the bench's database answers, and to whom."""

    owner_url: str
    application_url: str
    name: str = NAME

    def connect(self) -> psycopg.Connection[TupleRow]:
        """Sign in as the owner, each statement its own transaction."""
        return psycopg.connect(self.owner_url, autocommit=True)


@contextmanager
def opened(cluster: str, name: str) -> Iterator[Place]:
    """Start the embedded server unless it runs, and say where the bench's database is in it.

    A DATABASE_URL in the environment is left alone: nothing is ever filled into a server that
    somebody else may use.
    """
    with embedded.ensure({}, cluster):
        found = embedded.find_cluster(cluster)
        place = Place(found.url("thb_owner", name), found.url("thb_app", name), name)
        _set_environment(place)
        yield place


def _set_environment(place: Place) -> None:
    os.environ |= {
        "DATABASE_URL": place.application_url,
        "DATABASE_OWNER_URL": place.owner_url,
        "DJANGO_SETTINGS_MODULE": "thbcases.settings",
        "STATIC_ROOT": str(LOCAL / place.name / "static"),
        # The demo accounts exist and need no second factor; nothing else differs from production.
        "DEMO": "1",
        "DEBUG": "0",
        "REQUIRE_SECOND_FACTOR": "0",
        "ALLOWED_HOSTS": "localhost",
    }
    os.environ.pop("THB_CONNECT_AS", None)
    embedded.demo_settings(os.environ)


def make(place: Place) -> None:
    """Drop what was there and make the tables, code lists, organisations and accounts."""
    with psycopg.connect(_maintenance(place), autocommit=True) as connection:
        connection.execute(f"drop database if exists {place.name} with (force)")
        connection.execute(f"create database {place.name}")
    manage("migrate", "--no-input")
    manage("load_codes")
    manage("load_organisations")
    manage("demo_accounts")
    gather_static_files()


def drop(place: Place) -> None:
    """Drop the database."""
    with psycopg.connect(_maintenance(place), autocommit=True) as connection:
        connection.execute(f"drop database if exists {place.name} with (force)")


def gather_static_files() -> None:
    """Templates ask the manifest for the names of static files."""
    manage("collectstatic", "--no-input", "--clear")


def manage(*arguments: str) -> None:
    """Run one of Django's commands as the owner. Raises SystemExit with its output."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments, "--verbosity=0", "--skip-checks"],
        cwd=embedded.ROOT,
        env=os.environ | {"THB_CONNECT_AS": "owner"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"failed: manage.py {' '.join(arguments)}\n{done.stdout}{done.stderr}")


def _maintenance(place: Place) -> str:
    return place.owner_url.rpartition("/")[0] + "/postgres"


# --- what is filled already


def mark(place: Place, scale: int) -> None:
    """Write down that the database is full, how large, and by which files it was made."""
    words = json.dumps({"scale": scale, "made_by": fingerprint()})
    with place.connect() as connection:
        connection.execute(f"comment on database {place.name} is '{words}'")


def is_filled(place: Place, scale: int) -> bool:
    """Whether a database of this size is there, made by the files as they are now."""
    with psycopg.connect(_maintenance(place), autocommit=True) as connection:
        row = connection.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s",
            [place.name],
        ).fetchone()
    return bool(row and row[0]) and json.loads(row[0]) == {
        "scale": scale,
        "made_by": fingerprint(),
    }


def fingerprint() -> str:
    """A digest of the migrations, what they are made from, the fixtures and the filling."""
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(embedded.ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
