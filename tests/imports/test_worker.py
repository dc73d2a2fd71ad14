"""The real worker and the real command, on a database of their own, as the application role."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from tests.cast import Cast, assemble
from tests.demo_site import copy_database, drop_database, manage
from tests.imports.conftest import CASE, PERSON, SERVICE, VICTIM, table, workbook
from thbcases.access.acting import acting
from thbcases.accounts.models import Membership
from thbcases.imports import tasks
from thbcases.imports.actions import progress, start_import
from thbcases.imports.models import ImportJob
from thbcases.investigations.models import Investigation

GOOD = workbook(Tyrimai=table(CASE), Asmenys=table(VICTIM))
BAD = workbook(Tyrimai=table(CASE, {**CASE, "Mastas": "Ožys"}))


@dataclass
class Office:
    """A database in which everything is committed, and the people who work on it."""

    database: str
    cast: Cast

    def manage(self, *arguments: str) -> str:
        connection.close()
        return manage(self.database, *arguments)

    def work(self) -> None:
        """Let the real worker do what waits; it signs in as the application role."""
        self.manage("procrastinate", "worker", "--one-shot")

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.cast.user(name), backend="thbcases.accounts.backends.RightsBackend")
        client.cookies["django_language"] = "en"
        return client

    def send(self, content: bytes, name: str = "officer") -> str:
        file = SimpleUploadedFile("bylos.xlsx", content)
        return str(self.client(name).post("/imports/upload/", {"file": file})["Location"])

    def cases(self) -> list[str]:
        with self.cast.acting("officer"):
            return list(Investigation.objects.values_list("number", flat=True))


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    """A copy of the empty test database; what is made in it is thrown away with it."""
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        name = f"{template}_office"
        connection.close()
        copy_database(template, name)
        connection.settings_dict["NAME"] = name
        try:
            yield Office(name, assemble())
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            drop_database(name)


def job() -> ImportJob:
    return ImportJob.objects.get()


def ask(task: Any) -> None:
    """Have a periodic task done now; the clock may have asked already."""
    with suppress(AlreadyEnqueued):
        task.defer(timestamp=0)


def test_the_worker_checks_and_imports(office: Office) -> None:
    address = office.send(GOOD)
    assert ImportJob.objects.count() == 1
    office.work()
    assert (job().state, job().counts["victims"]) == ("ready", 1)
    assert office.cases() == []
    client = office.client("officer")
    first, second = client.post(f"{address}start/"), client.post(f"{address}start/")
    assert (first.status_code, second.status_code) == (302, 302)
    office.work()
    assert (job().state, job().content) == ("imported", None)
    assert office.cases() == [CASE["Tyrimo numeris"]]
    # what is done leaves no row behind
    assert ProcrastinateJob.objects.filter(task_name="thbcases.imports.run").count() == 0


def test_the_worker_finds_the_errors_and_leaves_nothing(office: Office) -> None:
    office.send(BAD)
    office.work()
    assert (job().state, job().error_count) == ("faulty", 2)
    assert office.cases() == []


def test_what_became_wrong_between_check_and_import_imports_nothing(office: Office) -> None:
    address = office.send(GOOD)
    office.work()
    with office.cast.making("unit_b"):
        Investigation.objects.create(
            number=CASE["Tyrimo numeris"],
            registered_on=date(2026, 3, 9),
            stage_on=date(2026, 3, 9),
        )
    office.client("officer").post(f"{address}start/")
    office.work()
    assert (job().state, job().error_count) == ("faulty", 1)
    assert office.cases() == []


def test_two_clicks_at_the_same_moment_import_once(office: Office) -> None:
    office.send(GOOD)
    office.work()
    states: list[str] = []

    def click() -> None:
        user = office.cast.user("officer")
        with acting(office.cast.actor("officer")):
            states.append(start_import(by=user, job=job()).state)
        connection.close()

    with transaction.atomic():
        ImportJob.objects.select_for_update().get()
        threads = [Thread(target=click) for _click in range(2)]
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()
    assert states == ["queued", "queued"]
    assert ProcrastinateJob.objects.filter(task_name="thbcases.imports.run").count() == 1
    office.work()
    assert office.cases() == [CASE["Tyrimo numeris"]]


def test_progress_is_seen_while_the_import_is_open_and_by_its_user_only(office: Office) -> None:
    office.send(GOOD)
    uploaded = job()
    with acting(office.cast.actor("officer")):
        progress.Teller(office.cast.actor("officer"), uploaded)(7, 9)
        transaction.set_rollback(True)
    assert (job().rows_done, job().rows_total) == (7, 9)
    progress.Teller(office.cast.actor("officer_b"), uploaded)(8, 9)
    assert job().rows_done == 7


def test_progress_waits_for_nobody(office: Office) -> None:
    office.send(GOOD)
    with transaction.atomic():
        held = ImportJob.objects.select_for_update().get()
        progress.Teller(office.cast.actor("officer"), held)(7, 9)
    assert job().rows_done == 0


def test_a_job_whose_worker_died_is_taken_up_again(office: Office) -> None:
    office.send(GOOD)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where task_name = %s",
                       ["thbcases.imports.run"])  # fmt: skip
    with office.cast.making("it"):
        ImportJob.objects.update(state="checking")
    ask(tasks.rescue)
    for _time in range(2):
        office.work()
    assert job().state == "ready"


def test_the_periodic_task_forgets(office: Office) -> None:
    office.send(BAD)
    office.work()
    with office.cast.making("it"):
        ImportJob.objects.update(uploaded_at="2020-01-01T00:00:00Z")
    ask(tasks.forget)
    office.work()
    assert (job().state, job().content, job().problems) == ("forgotten", None, [])


def test_the_worker_logs_nothing_of_a_file(office: Office, capfd: pytest.CaptureFixture) -> None:
    office.send(workbook(Tyrimai=table({**CASE, "Prokuroras": "Slaptūnė", "Mastas": "Ožys"})))
    office.work()
    assert job().state == "faulty"
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(to_jsonb(j)::text, ''), '') "
                       "from procrastinate_jobs j")  # fmt: skip
        (kept,) = cursor.fetchone()
    said = capfd.readouterr()
    for text in (kept, said.out, said.err):
        assert "Slaptūnė" not in text
        assert "Ožys" not in text


# --- the command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bylos.xlsx"
    path.write_bytes(GOOD)
    return path


def test_the_command_checks_and_with_commit_imports(office: Office, file: Path) -> None:
    said = office.manage("import_cases", str(file), "--as", "officer", "--language", "en")
    assert "add --commit" in said
    assert office.cases() == []
    said = office.manage(
        "import_cases", str(file), "--as", "officer", "--language", "en", "--commit"
    )
    assert "Imported." in said
    with office.cast.acting("officer"):
        assert Investigation.objects.get().custodian == office.cast.org("unit_a")


def test_the_command_names_every_problem(office: Office, file: Path) -> None:
    file.write_bytes(BAD)
    with pytest.raises(AssertionError) as failed:
        office.manage("import_cases", str(file), "--as", "officer", "--language", "en", "--commit")
    said = str(failed.value)
    assert re.search(r"error: Tyrimai row 3 «Mastas»: .*Ožys", said)
    assert "2 errors; nothing was imported" in said
    assert office.cases() == []


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["nėra.xlsx", "--as", "officer"], "No such file"),
        (["FILE", "--as", "niekas"], "There is no user"),
        (["FILE", "--as", "coordinator"], "you may not do this"),
        (["FILE", "--as", "officer", "--organisation", "unit_b"], "no such membership"),
        (["FILE", "--as", "officer_b"], "name one with --organisation"),
    ],
)
def test_the_command_refuses(arguments: list[str], text: str, office: Office, file: Path) -> None:
    with office.cast.making("it"):
        Membership.objects.create(
            user=office.cast.user("officer_b"),
            organisation=office.cast.org("ngo_b"),
            role="ngo",
            starts_on=date(2020, 1, 1),
        )
    given = [str(file) if argument == "FILE" else argument for argument in arguments]
    with pytest.raises(AssertionError, match=text):
        office.manage("import_cases", *given, "--language", "en")


def test_the_command_acts_for_the_organisation_that_is_named(office: Office, file: Path) -> None:
    with office.cast.making("it"):
        Membership.objects.create(
            user=office.cast.user("officer"),
            organisation=office.cast.org("ngo_a"),
            role="ngo",
            starts_on=date(2020, 1, 1),
        )
    file.write_bytes(workbook(Asmenys=table(PERSON), Paslaugos=table(SERVICE)))
    said = office.manage(
        "import_cases", str(file), "--as", "officer", "--organisation", "ngo_a",
        "--language", "en", "--commit",
    )  # fmt: skip
    assert "Imported." in said
