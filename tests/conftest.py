"""Fixtures of the whole suite: the code lists and the cast are there in every test's database."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.cast import Cast, assemble
from tests.demo_site import TODAY, copy_database, drop_database, manage


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the code lists once; every test sees them and leaves them as they are."""
    with django_db_blocker.unblock():
        call_command("load_codes", verbosity=0)


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
def demo_database(django_db_setup: None) -> Iterator[str]:
    """The name of a database with the demo in it; copy it before you write."""
    from django.conf import settings
    from django.db import connections

    template = settings.DATABASES["default"]["NAME"]
    connections["default"].close()
    name = f"{template}_demo"
    copy_database(template, name)
    manage(name, "demo", "--today", TODAY, "--verbosity=0")
    yield name
    drop_database(name)
