"""Failed sign-ins are counted for everybody, known or not, in all processes together."""

from datetime import timedelta
from ipaddress import IPv6Address
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.accounts.conftest import Make, run_python, sign_in
from tests.accounts.test_sign_in import plain, who

ALLOWED = 5
MINUTES = 15


def fail(client: Client, name: str, times: int = ALLOWED, **extra: str) -> None:
    """Send a wrong password so many times."""
    for _try in range(times):
        sign_in(client, name, "a wrong password", **extra)


def test_five_failures_close_the_account_even_for_the_right_password(
    client: Client, make: Make
) -> None:
    make("rasa")
    fail(client, "rasa", ALLOWED - 1)
    sign_in(client, "rasa")
    assert who(client) is not None
    client.post("/accounts/logout/")
    fail(client, "rasa", 1)
    response = sign_in(client, "rasa")
    assert response.status_code == 200
    assert who(client) is None


def test_closed_and_unknown_names_get_the_same_answer(client: Client, make: Make) -> None:
    make("rasa")
    for name in ("rasa", "zita"):
        fail(client, name)
    answers = [sign_in(client, name) for name in ("rasa", "zita")]
    assert [a.status_code for a in answers] == [200, 200]
    assert plain(answers[0], "rasa") == plain(answers[1], "zita")
    before = sign_in(client, "ona", "a wrong password")
    assert plain(answers[0], "rasa") != plain(before, "ona")


def test_the_account_opens_again_after_the_time(client: Client, make: Make) -> None:
    make("rasa")
    begin = timezone.now()
    with time_machine.travel(begin, tick=False):
        fail(client, "rasa")
    with time_machine.travel(begin + timedelta(minutes=MINUTES, seconds=-1), tick=False):
        sign_in(client, "rasa")
        assert who(client) is None
    with time_machine.travel(begin + timedelta(minutes=MINUTES, seconds=1), tick=False):
        sign_in(client, "rasa")
        assert who(client) is not None


def test_somebody_else_is_not_closed_out(client: Client, make: Make) -> None:
    make("rasa")
    make("zita")
    fail(client, "rasa")
    sign_in(client, "zita")
    assert who(client) is not None


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_HOST": "localhost:8001"},
        {"REMOTE_ADDR": "10.1.2.3"},
        {"HTTP_X_FORWARDED_FOR": "10.9.9.9"},
    ],
)
def test_another_address_gives_no_further_tries(
    client: Client, make: Make, extra: dict[str, str]
) -> None:
    make("rasa")
    fail(client, "rasa")
    sign_in(client, "rasa", **extra)
    assert who(client) is None


@pytest.mark.parametrize("spelling", ["RASA", " rasa", "Rasa "])
def test_another_spelling_gives_no_further_tries(client: Client, make: Make, spelling: str) -> None:
    make("rasa")
    fail(client, "rasa")
    sign_in(client, spelling)
    assert who(client) is None


def test_one_address_cannot_try_many_names(client: Client, make: Make, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "8/15m/ip,5/15m/key"}
    make("rasa")
    for number in range(8):
        fail(client, f"name{number}", 1)
    sign_in(client, "rasa")
    assert who(client) is None
    sign_in(client, "rasa", REMOTE_ADDR="10.1.2.3")
    assert who(client) is not None


def test_counters_are_in_postgresql_and_survive_thousands_of_names(
    client: Client, db: None
) -> None:
    fail(client, "rasa", 1)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from web_cache where cache_key like '%login_failed%'")
        assert cursor.fetchone()[0] >= 2
    assert cache._max_entries >= 100_000


# Another process, with nothing in common but the database. Its counters stay when the test is
# over, so each run has names and an address of its own.
OTHER_PROCESS = """
import sys
import django
django.setup()
from django.test import Client
client = Client(HTTP_HOST="localhost", REMOTE_ADDR=sys.argv[1], HTTP_ACCEPT_LANGUAGE="en")
for name in sys.argv[2:]:
    response = client.post("/accounts/login/", {"login": name, "password": "a wrong password"})
    print("closed" if "Too many failed" in response.content.decode() else "wrong")
"""


def test_all_processes_count_together(client: Client, db: None) -> None:
    name, unknown = (f"rasa-{uuid4()}" for _name in range(2))
    address = str(IPv6Address(uuid4().int))
    assert other_process(address, *[name] * ALLOWED) == ["wrong"] * ALLOWED
    assert other_process(address, name, unknown) == ["closed", "wrong"]
    here = sign_in(client, name, HTTP_ACCEPT_LANGUAGE="en")
    assert "Too many failed" in here.content.decode()


def other_process(address: str, *names: str) -> list[str]:
    """Try to sign in from another process, which serves as the application role."""
    done = run_python(OTHER_PROCESS, address, *names, DEBUG="1")
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
