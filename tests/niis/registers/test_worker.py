"""With real transactions: the worker, the screens, a search that never sees an empty register."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.exceptions import AlreadyEnqueued

from tests.cast import Cast, assemble
from tests.demo_site import copy_database, drop_database, manage
from tests.niis.registers.conftest import COLUMNS, people, table
from tests.niis.registers.server import OtherServer
from thbcases.access.acting import acting_system
from thbcases.niis.matching.kinds import understand
from thbcases.niis.matching.search import search
from thbcases.niis.models import Delivery, Register
from thbcases.niis.registers import copying, staging, tasks


@dataclass
class Office:
    """A database of its own with its people, where everything is committed."""

    database: str
    cast: Cast

    def work(self) -> None:
        """Let the real worker do what waits; it signs in as the application role."""
        connection.close()
        manage(self.database, "procrastinate", "worker", "--one-shot")

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.cast.user(name), backend="thbcases.accounts.backends.RightsBackend")
        client.cookies["django_language"] = "en"
        return client

    def delivery(self) -> Delivery:
        with self.cast.acting("officer_b"):
            return Delivery.objects.latest("pk")


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    """A copy of the empty test database; what is made in it is thrown away with it."""
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        name = f"{template}_registers"
        connection.close()
        copy_database(template, name)
        connection.settings_dict["NAME"] = name
        try:
            yield Office(name, assemble())
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            drop_database(name)


def add(office: Office, code: str, **more: Any) -> Register:
    with acting_system("test"):
        return Register.objects.create(**{
            "code": code, "name_lt": code, "name_en": code, "adapter": "delivery",
            "unit": office.cast.org("unit_b"), "holds": ["person", "document"],
            "legal_basis": "-", **more,
        })  # fmt: skip


def load(path: Path, rows: list[list[str]], *options: str) -> None:
    path.write_text(table(rows), encoding="utf-8")
    call_command("load_register", "missing", str(path), "--by", "officer_b", *options)


def hits(text: str) -> int:
    return len(search(understand(text)).hits)


def test_a_reader_never_sees_an_empty_register(office: Office, tmp_path: Path) -> None:
    """Somebody searches without pause while the register is reloaded twelve times."""
    add(office, "missing")
    rows = people(300)
    load(tmp_path / "a.csv", rows)
    stop, answers, problems = Event(), [], []

    def read() -> None:
        try:
            while not stop.is_set():
                answers.append((hits("LD1001"), hits("Vardenis Pavardėnisb 1990-01-01") > 0))
        except Exception as error:  # noqa: BLE001 - told by the test
            problems.append(error)
        finally:
            connection.close()

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for step in range(12):
        load(tmp_path / "a.csv", rows[: 300 - step])
        tasks.sweep_register("missing")
    stop.set()
    for reader in readers:
        reader.join(30)
    assert problems == []
    assert len(answers) > 12
    assert set(answers) == {(1, True)}
    assert _rows() == (289, 289)


def _rows() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from niis_indexentry), (select count(*) from niis_indexvalue)"
        )
        found: tuple[int, ...] = cursor.fetchone()
        return found


def test_the_command_says_what_is_wrong(office: Office, tmp_path: Path) -> None:
    add(office, "missing")
    load(tmp_path / "a.csv", people(10))
    with pytest.raises(CommandError, match="Held"):
        load(tmp_path / "a.csv", people(2))
    with pytest.raises(CommandError, match="Nothing was taken in"):
        load(tmp_path / "a.csv", [["M-1", "=1", "", "", ""]])
    load(tmp_path / "a.csv", people(9), "--dry-run")
    assert hits("LD1010") == 1
    load(tmp_path / "a.csv", people(2), "--release", "patvirtinta")
    assert hits("LD1010") == 0
    for arguments in (
        ["nothing", "a.csv", "--by", "officer_b"],
        ["missing", "x", "--by", "nobody"],
    ):
        with pytest.raises(CommandError):
            call_command("load_register", *arguments)


def test_a_file_goes_by_the_screens_from_bringing_to_publishing(office: Office) -> None:
    register = add(office, "missing")
    client = office.client("officer_b")
    bring = reverse("niis:deliver", kwargs={"uuid": register.uuid})
    file = SimpleUploadedFile("a.csv", table(people(10)).encode())
    address = client.post(bring, {"file": file})["Location"]
    assert b"hx-trigger" in client.get(address).content
    office.work()
    page = client.get(address).content.decode()
    assert "Publish" in page
    assert client.post(f"{address}publish/").status_code == 302
    assert hits("LD1001") == 1
    file = SimpleUploadedFile("a.csv", table(people(3)).encode())
    held = client.post(bring, {"file": file})["Location"]
    office.work()
    assert office.delivery().state == "held"
    assert "70 %" in client.get(held).content.decode()
    assert client.post(f"{held}publish/").status_code == 200
    assert hits("LD1010") == 1
    assert client.post(f"{held}release/", {"reason": "patvirtinta"}).status_code == 302
    assert hits("LD1010") == 0
    office.work()
    assert _rows() == (3, 3)


def test_the_worker_copies_what_is_due_and_sweeps(
    office: Office, second_server: OtherServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THB_REGISTER_WANTED_URL", second_server.url)
    register = add(
        office, "wanted", adapter="postgres", source_schema="agency", source_table="wanted",
        columns=COLUMNS,
    )  # fmt: skip
    for _ in range(2):
        _ask(tasks.refresh)
        _ask(tasks.tidy)
        office.work()
        office.work()
        register.state.refresh_from_db()
        assert (register.state.failure, register.state.records) == ("", 302)
    assert hits("LB123456") == 1
    monkeypatch.setenv("THB_REGISTER_WANTED_URL", "postgresql://reader@127.0.0.1:9/x")
    client = office.client("administrator")
    copy = f"{register.get_absolute_url()}copy/"
    assert client.post(copy, {"reason": ""}).status_code == 302
    office.work()
    page = client.get(register.get_absolute_url()).content.decode()
    # the worker writes in the language of the installation
    assert "Jo serveris neatsako." in page
    assert "tried again by itself" in page
    assert hits("LB123456") == 1


def _ask(task: Any) -> None:
    """Have a periodic task done now; the clock may have asked already."""
    with suppress(AlreadyEnqueued):
        task.defer(timestamp=0)


def test_a_copy_that_is_killed_leaves_the_old_content(
    office: Office, second_server: OtherServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own connection dies in the middle of the second copy."""
    monkeypatch.setenv("THB_REGISTER_WANTED_URL", second_server.url)
    register = add(
        office, "wanted", adapter="postgres", source_schema="agency", source_table="wanted",
        columns=COLUMNS,
    )  # fmt: skip
    assert copying.copy(register) == ""
    before = _rows()

    def killed(load: int) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched:
        patched.setattr(staging, "compare", killed)
        with suppress(psycopg.Error, Exception):
            copying.copy(register)
    connection.close()
    assert _rows() == before
    assert hits("LB123456") == 1
