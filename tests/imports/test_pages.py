"""Upload, the check's result, import: as the browser sees it."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import Cast
from tests.imports.conftest import CASE, PERSON, SERVICE, VICTIM, table, workbook
from thbcases.accounts.models import Membership
from thbcases.audit.models import Entry
from thbcases.imports import actions
from thbcases.imports.actions import jobs as job_actions
from thbcases.imports.container import LARGEST_FILE
from thbcases.imports.models import ImportJob
from thbcases.imports.views import Upload
from thbcases.investigations.models import Investigation

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
GOOD = workbook(Tyrimai=table(CASE), Asmenys=table(VICTIM))
BAD = workbook(Tyrimai=table({**CASE, "Mastas": "Ožys"}))


@pytest.fixture
def english(signed_in: SignIn) -> SignIn:
    """Somebody of the cast, in English."""

    def sign_in(name: str) -> Client:
        client = signed_in(name)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


def send(client: Client, content: bytes, name: str = "bylos.xlsx") -> Any:
    return client.post("/imports/upload/", {"file": SimpleUploadedFile(name, content)})


def work() -> None:
    """Do what the worker would do with the jobs that wait."""
    for task in ProcrastinateJob.objects.filter(status="todo", task_name=job_actions.TASK):
        actions.run(**task.args)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'succeeded' where status = 'todo'")


def page(client: Client, response: HttpResponse) -> str:
    return client.get(response["Location"]).content.decode()


def checked(client: Client, content: bytes) -> str:
    """Upload, let the worker check, and return the address of the page."""
    response = send(client, content)
    assert response.status_code == 302
    work()
    return str(response["Location"])


def job() -> ImportJob:
    return ImportJob.objects.get()


def test_upload_check_import(cast: Cast, english: SignIn) -> None:
    client = english("officer")
    response = send(client, GOOD)
    assert "Waits to be checked" in page(client, response)
    work()
    body = page(client, response)
    assert "Checked, can be imported" in body
    assert "Import now" in body
    with cast.acting("officer"):
        assert Investigation.objects.count() == 0
    started = client.post(f"{response['Location']}start/")
    assert started["Location"] == response["Location"]
    assert "Waits to be imported" in page(client, response)
    work()
    body = page(client, response)
    assert "Imported" in body
    with cast.acting("officer"):
        case = Investigation.objects.get()
    assert case.get_absolute_url() in body
    assert job().content is None
    assert job().problems == []


def test_errors_are_listed_and_there_is_no_import(cast: Cast, english: SignIn) -> None:
    client = english("officer")
    address = checked(client, BAD)
    body = client.get(address).content.decode()
    assert "Ožys" in body
    assert "row 2" in body
    assert "Import now" not in body
    refused = client.post(f"{address}start/")
    assert refused.status_code == 200
    assert "cannot become" in refused.content.decode()
    assert job().state == "faulty"


def test_problems_are_in_the_language_of_the_upload(cast: Cast, signed_in: SignIn) -> None:
    for language in ("lt", "en"):
        client = signed_in("officer")
        client.cookies["django_language"] = language
        checked(client, BAD)
    languages = ImportJob.objects.order_by("pk").values_list("language", flat=True)
    assert list(languages) == ["lt", "en"]


def test_many_problems_come_in_pages(english: SignIn) -> None:
    client = english("officer")
    rows = [{**CASE, "Tyrimo numeris": f"A-{n}", "Mastas": f"blogas{n}x"} for n in range(150)]
    address = checked(client, workbook(Tyrimai=table(*rows)))
    first, second = (client.get(f"{address}?page={n}").content.decode() for n in (1, 6))
    assert "blogas0x" in first
    assert "blogas140x" not in first
    assert "blogas140x" in second
    beyond = client.get(f"{address}?page=99999", headers={"HX-Request": "1", "HX-Target": "table"})
    assert beyond.content.decode().lstrip().startswith("<section")


def test_progress_is_asked_for_until_the_state_changes(english: SignIn) -> None:
    client = english("officer")
    address = send(client, GOOD)["Location"]
    ask = {"HX-Request": "true", "HX-Target": "progress"}
    part = client.get(address, headers=ask)
    assert "<html" not in part.content.decode()
    assert 'hx-trigger="every 1s"' in part.content.decode()
    work()
    assert client.get(address, headers=ask)["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "The file is empty"),
        (b"a;b", "no Excel workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100, "old .xls"),
        (b"x" * (LARGEST_FILE + 1), "larger than 5 MB"),
        (b"x" * (LARGEST_FILE * 2), "larger than 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused_at_once(content: bytes, text: str, english: SignIn) -> None:
    response = send(english("officer"), content)
    assert response.status_code == 200
    assert text in response.content.decode()
    assert ImportJob.objects.count() == 0


def test_nothing_chosen(english: SignIn) -> None:
    response = english("officer").post("/imports/upload/", {})
    assert "is-invalid" in response.content.decode()


def test_the_name_of_the_file_is_only_text(english: SignIn) -> None:
    client = english("officer")
    send(client, GOOD, "../../<b>ž\u202e" + "x" * 300 + ".xlsx")
    name = job().file_name
    assert len(name) == 200
    assert name.endswith(".xlsx")
    assert "<b>" not in client.get(job().get_absolute_url()).content.decode()


def test_a_double_click_imports_once(cast: Cast, english: SignIn) -> None:
    client = english("officer")
    address = checked(client, GOOD)
    for _click in range(2):
        assert client.post(f"{address}start/").status_code == 302
    assert ProcrastinateJob.objects.filter(status="todo").count() == 1
    task = ProcrastinateJob.objects.get(status="todo")
    for _worker in range(2):
        actions.run(**task.args)
    with cast.acting("officer"):
        assert Investigation.objects.count() == 1
    assert client.post(f"{address}start/").status_code == 302
    assert job().state == "imported"


def test_the_job_begins_with_the_request_or_not_at_all(
    english: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = english("officer")
    client.raise_request_exception = False
    monkeypatch.setattr(Upload, "get_success_url", lambda self: 1 / 0)
    assert send(client, GOOD).status_code == 500
    assert ImportJob.objects.count() == 0
    assert ProcrastinateJob.objects.filter(status="todo").count() == 0


def test_nobody_else_sees_an_upload(cast: Cast, english: SignIn) -> None:
    address = checked(english("ngo"), workbook(Asmenys=table(PERSON), Paslaugos=table(SERVICE)))
    gone = "/imports/0e4c1d1c-1111-4222-8333-123456789abc/"
    for name in ("ngo_b", "officer", "officer_b", "auditor", "administrator", "coordinator"):
        client = english(name)
        for end in ("", "start/"):
            assert client.get(address + end).status_code == 404, (name, end)
            assert client.get(gone + end).status_code == 404, (name, end)
        assert client.post(f"{address}start/").status_code == 404
        assert "bylos.xlsx" not in client.get("/imports/").content.decode()
        with cast.acting(name):
            assert ImportJob.objects.count() == 0, name
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from imports_importjobevent")
                assert cursor.fetchone() == (0,), name


def test_who_changes_the_organisation_leaves_the_uploads_behind(
    cast: Cast, english: SignIn
) -> None:
    client = english("officer")
    address = checked(client, GOOD)
    today = timezone.localdate()
    held = Membership.objects.get(user=cast.user("officer"))
    with cast.making("it"):
        held.ends_on = today - timedelta(days=1)
        held.save()
        Membership.objects.create(
            user=cast.user("officer"),
            organisation=cast.org("unit_b"),
            role="officer",
            starts_on=today,
        )
    client = english("officer")
    assert client.get(address).status_code == 404
    assert client.get("/imports/").status_code == 200


@pytest.mark.parametrize("step", ["check", "import"])
def test_without_the_membership_nothing_is_done(step: str, cast: Cast, english: SignIn) -> None:
    client = english("officer")
    address = send(client, GOOD)["Location"]
    if step == "import":
        work()
        client.post(f"{address}start/")
    with cast.making("it"):
        Membership.objects.filter(user=cast.user("officer")).update(ends_on=date(2020, 1, 1))
    work()
    assert job().state == "failed"
    assert "membership" in job().failure
    assert Investigation.objects.count() == 0


def test_a_failure_of_ours_is_said_and_logged_without_content(
    cast: Cast, english: SignIn, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def fail(**_kwargs: Any) -> None:
        raise RuntimeError("Ivanova 38001010008")

    client = english("officer")
    address = send(client, GOOD)["Location"]
    monkeypatch.setattr(job_actions, "take_in", fail)
    with caplog.at_level(logging.DEBUG):
        work()
    assert "RuntimeError" in caplog.text
    assert "Ivanova" not in caplog.text
    body = client.get(address).content.decode()
    assert "Something failed on our side" in body
    assert "Upload again" in body


def test_whose_names_the_check_shows_was_read(cast: Cast, english: SignIn) -> None:
    from tests.cast import person

    with cast.making("unit_a"):
        known = person(family_name="Ivanova", given_name="Olga")
    checked(english("officer"), GOOD)
    with cast.acting("officer"):
        entries = Entry.objects.filter(verb="consultation", records__contains=[known.uuid])
        assert [entry.actor_id for entry in entries] == [cast.user("officer").pk]


def test_a_file_is_forgotten_after_seven_days(cast: Cast, english: SignIn) -> None:
    client = english("officer")
    old, new = checked(client, GOOD), checked(client, BAD)
    first = ImportJob.objects.earliest("pk")
    with cast.making("it"):
        ImportJob.objects.filter(pk=first.pk).update(
            uploaded_at=timezone.now() - timedelta(days=7, minutes=1)
        )
    # nobody acts, as in the worker
    assert actions.forget_old_files() == 1
    assert actions.forget_old_files() == 0
    first.refresh_from_db()
    assert (first.state, first.content, first.problems) == ("forgotten", None, [])
    assert "seven days" in client.get(old).content.decode()
    assert client.post(f"{old}start/").status_code == 200
    assert "Ožys" in client.get(new).content.decode()


def test_the_history_keeps_no_content(english: SignIn) -> None:
    checked(english("officer"), BAD)
    with connection.cursor() as cursor:
        cursor.execute("select to_jsonb(e)::text from imports_importjobevent e")
        rows = [row for (row,) in cursor.fetchall()]
    assert len(rows) == 3
    assert not [row for row in rows if "Ožys" in row or "bylos.xlsx" in row or "content" in row]


def test_the_list_asks_the_same_for_one_and_many(
    english: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = english("officer")
    checked(client, GOOD)
    client.get("/imports/")
    with django_assert_max_num_queries(200) as one:
        client.get("/imports/")
    for _time in range(4):
        checked(client, BAD)
    with django_assert_max_num_queries(200) as many:
        client.get("/imports/")
    assert len(one) == len(many)
    assert not [q["sql"] for q in many if '"content"' in q["sql"]]
