"""A table in another PostgreSQL server: copied, asked live, gone, hung, changed, held back."""

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Cast
from tests.demo_site import database_url
from tests.niis.registers.server import OtherServer
from thbcases.access.acting import acting_system
from thbcases.niis.actions import registers as actions
from thbcases.niis.matching.kinds import understand
from thbcases.niis.matching.search import search
from thbcases.niis.models import Register, RegisterState
from thbcases.niis.registers import asking, copying
from thbcases.niis.registers.asking import statuses
from thbcases.niis.registers.postgres import Unreachable, connect

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Place:
    register: str
    key: str


def again(register: Register) -> Register:
    return Register.objects.select_related("state").get(pk=register.pk)


def copied(register: Register) -> Register:
    assert copying.copy(again(register)) == ""
    return again(register)


def found(text: str) -> int:
    return len(search(understand(text)).hits)


def ask(*keys: str) -> Any:
    return statuses([Place("wanted", key) for key in keys])["wanted"]


# --- copying


def test_its_rows_are_found_by_every_mapped_column(wanted: Register) -> None:
    row = copied(wanted)
    assert (row.state.records, row.state.failure) == (302, "")
    assert found("Оксана Коваленко") == found("Mindaugas Butkevicius 1984-07-30") == 1
    assert found("LB123456") == found("+370 612 34567") == 1


def test_before_the_first_copy_it_was_not_asked(wanted: Register) -> None:
    assert (ask("1").answered, "taken in" in ask("1").why_not) == (False, True)


def test_only_what_it_holds_is_taken(wanted: Register) -> None:
    with acting_system("test"):
        wanted.holds = ["person"]
        wanted.save()
    copied(wanted)
    assert found("LB123456") == 0
    assert found("Mindaugas Butkevičius") == 1


def test_a_copy_that_breaks_in_the_middle_leaves_the_old_one(
    wanted: Register, server: OtherServer
) -> None:
    before = copied(wanted)
    server.run(
        "create view agency.broken as select *, 1 / (1001 - nr) as bad from agency.wanted; "
        "grant select on agency.broken to reader"
    )
    with acting_system("test"):
        before.source_table, before.columns = "broken", before.columns | {"document": "bad"}
        before.save()
    assert copying.copy(again(wanted)) == copying.TABLE
    now = again(wanted)
    assert (now.as_of, now.state.details) == (before.as_of, {"code": "22012"})
    assert found("LB123456") == 1
    what, next_step = copying.words_of(now.state)
    assert "22012" in what
    assert next_step


def test_a_wrong_column_is_told(wanted: Register) -> None:
    with acting_system("test"):
        wanted.columns = wanted.columns | {"given": 'no "such" column; drop table x'}
        wanted.save()
    assert copying.copy(again(wanted)) == copying.TABLE
    assert again(wanted).state.details == {"code": "42703"}


def test_a_missing_right_is_told(wanted: Register, server: OtherServer) -> None:
    server.run("revoke select on agency.wanted from reader")
    assert copying.copy(again(wanted)) == copying.TABLE
    assert again(wanted).state.details == {"code": "42501"}


def test_bad_rows_are_left_out_and_counted(wanted: Register, server: OtherServer) -> None:
    server.run("alter table agency.wanted alter gime type text using gime::text")
    server.run("update agency.wanted set gime = '1990-02-30' where nr = 1")
    server.run("alter table agency.wanted drop constraint wanted_pkey")
    server.run("alter table agency.wanted alter nr drop not null")
    server.run("update agency.wanted set nr = null where nr = 2")
    row = copied(wanted)
    assert row.state.details == {"left_out": 1, "unclear": 1}
    assert row.state.records == 301


def test_a_copy_that_lost_too_much_is_held_back_until_somebody_lets_it_through(
    cast: Cast, wanted: Register, server: OtherServer
) -> None:
    copied(wanted)
    server.run("delete from agency.wanted where nr <= 200")
    assert copying.copy(again(wanted)) == copying.LOSS
    assert again(wanted).state.details == {"live": 302, "gone": 200}
    assert found("P100001") == 1
    with cast.acting("administrator"):
        actions.copy_now(by=cast.user("administrator"), register=wanted, reason="padalyta")
    row = copied(wanted)
    assert (row.state.records, row.loss_reason, found("P100001")) == (102, "", 0)


def test_a_copy_is_due_by_its_interval(wanted: Register) -> None:
    assert [row.pk for row in copying.due()] == [wanted.pk]
    copied(wanted)
    assert copying.due() == []
    RegisterState.objects.update(tried_at=timezone.now() - timedelta(hours=24))
    assert [row.pk for row in copying.due()] == [wanted.pk]


def test_two_copies_at_once_are_one(wanted: Register) -> None:
    with psycopg.connect(_dsn()) as other:
        other.execute(
            "select pg_advisory_xact_lock(hashtext('niis register'), %s::int)", [wanted.pk]
        )
        assert copying.copy(again(wanted)) == ""
        assert again(wanted).as_of is None
    copied(wanted)
    assert again(wanted).as_of is not None


def _dsn() -> str:
    return database_url("DATABASE_OWNER_URL", connection.settings_dict["NAME"])


# --- asking


def test_only_what_stands_there_now_is_told(wanted: Register, server: OtherServer) -> None:
    copied(wanted)
    server.run("delete from agency.wanted where nr = 1001")
    status = ask("1001", "1002")
    assert (status.answered, status.standing) == (True, frozenset({"1002"}))
    assert (status.has("1001"), status.has("1002")) == (False, True)
    assert status.as_of == again(wanted).as_of


def test_a_server_that_was_stopped_was_not_asked_and_answers_again(
    wanted: Register, server: OtherServer
) -> None:
    copied(wanted)
    server.stop()
    status = ask("1002")
    assert (status.answered, status.standing) == (False, None)
    assert "does not answer" in status.why_not
    assert copying.copy(again(wanted)) == copying.UNREACHABLE
    assert found("LB123456") == 1
    server.start()
    assert ask("1002").answered


def test_without_its_variable_it_was_not_asked(
    wanted: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(wanted)
    monkeypatch.delenv("THB_REGISTER_WANTED_URL")
    assert "THB_REGISTER_WANTED_URL" in ask("1").why_not
    assert copying.copy(again(wanted)) == copying.UNREACHABLE


def test_content_that_is_too_old_was_not_asked(wanted: Register) -> None:
    with acting_system("test"):
        wanted.oldest_hours = 48
        wanted.save()
    copied(wanted)
    assert ask("1").answered
    RegisterState.objects.update(as_of=timezone.now() - timedelta(hours=49))
    assert "too old" in ask("1").why_not


def test_a_register_that_is_switched_off_was_not_asked(wanted: Register) -> None:
    copied(wanted)
    with acting_system("test"):
        wanted.is_active = False
        wanted.save()
    assert "switched off" in ask("1").why_not


@pytest.mark.parametrize("key", ['"', "\\", "{1,2}", "1') or true --", "NULL", "x,y", ""])
def test_a_key_is_never_read_as_anything_else(
    wanted: Register, server: OtherServer, key: str
) -> None:
    with acting_system("test"):
        wanted.columns = wanted.columns | {"key": "pavarde"}
        wanted.save()
    server.run("update agency.wanted set pavarde = %s where nr = 1001", key)
    copied(wanted)
    assert ask(key, "nobody").standing == frozenset({key})


def test_the_table_has_changed_there(wanted: Register, server: OtherServer) -> None:
    copied(wanted)
    server.run("alter table agency.wanted rename nr to numeris")
    assert "cannot be read" in ask("1").why_not


def test_nothing_can_be_written_there(wanted: Register, server: OtherServer) -> None:
    server.run("grant all on agency.wanted to reader")
    with connect(wanted, 2) as connection, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        connection.execute("delete from agency.wanted")


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that accepts and says nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                held.append(listener.accept()[0])
            except OSError:
                return

    Thread(target=accept, daemon=True).start()
    port = listener.getsockname()[1]
    monkeypatch.setenv("THB_REGISTER_WANTED_URL", f"postgresql://reader@127.0.0.1:{port}/x")
    yield
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for one in held:
        one.close()


def test_a_hung_server_costs_no_more_than_the_limit_and_then_nothing(
    wanted: Register, hung: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    RegisterState.objects.filter(register=wanted).update(as_of=timezone.now())
    began = time.monotonic()
    status = ask("1")
    took = time.monotonic() - began
    assert not status.answered
    assert "in time" in status.why_not or "does not answer" in status.why_not
    assert took < asking.WITHIN_SECONDS + 0.5
    began = time.monotonic()
    assert not ask("1").answered
    assert time.monotonic() - began < asking.WITHIN_SECONDS / 4


def test_a_server_that_hangs_in_the_middle_of_an_answer_is_given_up(
    wanted: Register, server: OtherServer
) -> None:
    copied(wanted)
    with psycopg.connect(server.cluster.url("postgres", "postgres")) as blocker:
        blocker.execute("lock table agency.wanted in access exclusive mode")
        began = time.monotonic()
        status = ask("1")
        assert not status.answered
        assert time.monotonic() - began < asking.WITHIN_SECONDS + 0.5
    asking.forget_rests()
    assert ask("1").answered


def test_slow_servers_are_asked_at_the_same_time(
    cast: Cast, wanted: Register, hung: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_system("test"):
        for number in range(5):
            code = f"slow{number}"
            Register.objects.create(
                code=code, name_lt=code, name_en=code, adapter="postgres", unit=wanted.unit,
                holds=["person"], legal_basis="-", source_table="t", columns={"key": "k"},
            )  # fmt: skip
            monkeypatch.setenv(
                f"THB_REGISTER_SLOW{number}_URL", os.environ["THB_REGISTER_WANTED_URL"]
            )
    RegisterState.objects.update(as_of=timezone.now())
    began = time.monotonic()
    said = statuses([])
    assert time.monotonic() - began < asking.WITHIN_SECONDS + 0.7
    assert len(said) == 6
    assert not any(status.answered for status in said.values())


def test_what_is_said_names_no_secret(wanted: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THB_REGISTER_WANTED_URL", "postgresql://spy:hunter2@secret.invalid:5/db")
    with pytest.raises(Unreachable) as refused:
        connect(wanted, 1)
    assert not {"spy", "hunter2", "secret"} & set(str(refused.value).replace(".", " ").split())
    copying.copy(again(wanted))
    assert "hunter2" not in str(again(wanted).state.details)
