"""A production start refuses what must not be true there."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from tests.accounts.conftest import Make, run_python
from thbcases.access.acting import acting
from thbcases.accounts import checks

STRONG = "k7Zp-2mQ9xV4tB8nR1wY6sD3fG5hJ0lC_aEuIoTq"


@pytest.fixture(autouse=True)
def _production(settings: Settings) -> None:
    settings.DEBUG = settings.DEMO = False
    settings.REQUIRE_SECOND_FACTOR = settings.SECRET_KEY_IS_OWN = True
    settings.SECRET_KEY = settings.THB_LINKAGE_KEY = STRONG


def found() -> list[str | None]:
    """The ids of what our checks say, sorted."""
    every = (checks.demo_accounts, checks.secret_key, checks.linkage_key, checks.second_factor)
    return [message.id for check in every for message in check(None)]


def test_a_good_production_start_is_let_through(make: Make) -> None:
    make("rasa")
    assert found() == []
    checks.refuse_unsafe_start()


def test_a_demo_account_stops_the_start(make: Make) -> None:
    make("officer", is_demo=True)
    assert found() == ["thbcases.E001"]
    with pytest.raises(SystemExit, match=r"officer(.|\n)*thbcases\.E001|E001(.|\n)*officer"):
        checks.refuse_unsafe_start()


def test_the_application_role_sees_demo_accounts_too(make: Make) -> None:
    """The server starts as the application role, and nobody acts yet."""
    make("officer", is_demo=True)
    with acting(None):
        assert found() == ["thbcases.E001"]


@pytest.mark.parametrize("where", ["DEBUG", "DEMO"])
def test_outside_production_nothing_is_refused(make: Make, settings: Settings, where: str) -> None:
    make("officer", is_demo=True)
    settings.SECRET_KEY, settings.THB_LINKAGE_KEY = "short", ""
    setattr(settings, where, True)
    assert found() == []


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + STRONG])
def test_a_weak_secret_key_stops_the_start(db: None, settings: Settings, key: str) -> None:
    settings.SECRET_KEY = key
    assert found() == ["thbcases.E002"]


def test_a_key_made_up_for_the_process_stops_the_start(db: None, settings: Settings) -> None:
    settings.SECRET_KEY_IS_OWN = False
    assert found() == ["thbcases.E002"]


@pytest.mark.parametrize("key", ["", "test-linkage-key"])
def test_a_missing_linkage_key_stops_the_start(db: None, settings: Settings, key: str) -> None:
    settings.THB_LINKAGE_KEY = key
    assert found() == ["thbcases.E003"]


def test_a_missing_second_factor_is_a_warning(db: None, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    assert found() == ["thbcases.W001"]
    checks.refuse_unsafe_start()


def test_check_deploy_says_it_too(make: Make) -> None:
    make("officer", is_demo=True)
    with pytest.raises(SystemCheckError, match=r"thbcases\.E001"):
        call_command("check", deploy=True, tags=[checks.TAG], stderr=StringIO())


SERVE = """
import thbcases.wsgi
from django.db import connection
print("serving", connection.connection)
"""


def test_the_server_does_not_start_without_keys(db: None) -> None:
    done = run_python(SERVE, SECRET_KEY="", THB_LINKAGE_KEY="")
    assert done.returncode != 0
    assert "serving" not in done.stdout
    assert "thbcases.E002" in done.stderr
    assert "thbcases.E003" in done.stderr


@pytest.mark.parametrize(
    "environment", [{"DEMO": "1"}, {"SECRET_KEY": STRONG, "THB_LINKAGE_KEY": STRONG}]
)
def test_the_server_starts_otherwise_and_leaves_no_connection_to_its_forks(
    db: None, environment: dict[str, str]
) -> None:
    done = run_python(SERVE, **environment)
    assert (done.returncode, done.stdout) == (0, "serving None\n"), done.stderr
