"""Fixtures of the whole suite: the code lists and the cast are there in every test's database."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from psycopg import sql

from tests.cast import Cast, assemble
from tests.demo_site import TODAY, connect, drop_database, manage
from tests.prepared import copied, every_source, prepared, schema_sources


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How several processes share the suite: file by file, and all browser tests in one.

    What a file has made is made once, and one site serves all browsers.
    """
    from xdist.scheduler import LoadScopeScheduling  # only there with `-n`

    class Files(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "browser" if nodeid.startswith("tests/browser/") else nodeid.split("::", 1)[0]

    config.option.loadscopereorder = False  # the browsers take long and begin early
    return Files(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A database with the code lists; every test sees them and leaves them as they are."""
    name = settings.DATABASES["default"]["TEST"]["NAME"]
    with django_db_blocker.unblock():
        _use(copied(prepared("thb_empty", schema_sources(), _fill_empty), name))
    yield
    with django_db_blocker.unblock():
        connection.close()
        drop_database(name)


def _use(name: str) -> None:
    """Connect to this database from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _fill_empty(name: str) -> None:
    with closing(connect()) as server:
        drop_database(name)
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    _use(name)
    call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
    call_command("createcachetable")
    call_command("load_codes", verbosity=0)
    connection.close()


@pytest.fixture
def cast(db: None) -> Cast:
    """Two police units, two NGOs, and everybody else."""
    return assemble()


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[str], Client]:
    """A client in which somebody of the cast has signed in."""

    def sign_in(name: str, **headers: Any) -> Client:
        client = Client(**headers)
        client.force_login(cast.user(name), backend="thbcases.accounts.backends.RightsBackend")
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _second_factor_off(settings: Any) -> None:
    """Most tests are not about signing in; those that are switch it on."""
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None) -> str:
    """The name of a database with the demo in it; copy it before you write."""
    connection.close()
    empty = settings.DATABASES["default"]["NAME"]

    def fill(name: str) -> None:
        manage(copied(empty, name), "demo", "--today", TODAY, "--verbosity=0")

    return prepared("thb_demo", every_source(), fill)
