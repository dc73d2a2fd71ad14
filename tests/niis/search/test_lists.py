"""A list of names: taken in, searched row by row, within the day's limit."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import Cast, person
from thbcases.accounts.models import Membership
from thbcases.niis.actions import lists
from thbcases.niis.choices import SearchAnswer
from thbcases.niis.models import Search, SearchLimit, SearchList
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
WHY = {"reason": "tip", "basis": "R-17"}
ENGLISH = {"accept-language": "en"}
LIST = "Ko ieškoti;Gimimo data\nŽvirblytienė Aušrinė;1991-04-02\nNežinomas Niekas;\n"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Messages are compared in English."""
    with override("en"):
        yield


@pytest.fixture
def known(cast: Cast) -> Person:
    with cast.making("unit_a"):
        return person(
            family_name="Žvirblytienė",
            given_name="Aušrinė",
            birth_precision="date",
            birth_date=date(1991, 4, 2),
        )


def take(cast: Cast, content: bytes | str, who: str = "officer") -> SearchList:
    raw = content.encode() if isinstance(content, str) else content
    with cast.acting(who):
        return lists.take_list(by=cast.users[who], file_name="list.csv", content=raw, **WHY)


def work(held: SearchList) -> SearchList:
    membership = Membership.objects.get(user=held.made_by)
    lists.run_list(search_list=str(held.uuid), membership=membership.pk)
    held.refresh_from_db()
    return held


def workbook(*rows: list[Any]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode("utf-8"),
        LIST.encode("utf-8-sig"),
        LIST.encode("cp1257"),
        LIST.encode("utf-16"),
        workbook(
            ["Search for", "Birth date"],
            ["Žvirblytienė Aušrinė", date(1991, 4, 2)],
            ["Nežinomas Niekas", None],
        ),
    ],
    ids=["utf-8", "bom", "baltic", "utf-16", "workbook"],
)
def test_every_row_gets_its_answer(cast: Cast, known: Person, content: bytes) -> None:
    held = work(take(cast, content))
    assert held.finished_at
    assert (held.failure, held.rows_done, held.rows_total) == ("", 2, 2)
    assert [row.answer for row in Search.objects.order_by("line")] == [
        SearchAnswer.HIT,
        SearchAnswer.NO_HIT,
    ]
    # the searches stay, the file does not
    assert held.content == []


def test_it_waits_for_a_worker(cast: Cast, known: Person) -> None:
    held = take(cast, LIST)
    assert not held.finished_at
    job = ProcrastinateJob.objects.get(task_name=lists.TASK)
    assert job.args["search_list"] == str(held.uuid)


def test_a_worker_goes_on_where_another_died(cast: Cast, known: Person) -> None:
    held = take(cast, LIST)
    with cast.acting("officer"):
        lists.search_registers(
            by=cast.users["officer"],
            text="Žvirblytienė Aušrinė",
            born="1991-04-02",
            batch=held,
            line=2,
            **WHY,
        )
    assert work(held).rows_done == 2
    assert Search.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0 picture", ""),
        ("Miestas\nVilnius\n", "names the columns"),
        ("Ko ieškoti\n", "no row below"),
        ("Ko ieškoti;Gimimo data\nOna;1991-02-31\n", "Row 2"),
        ('Ko ieškoti\n"=HYPERLINK(""x"")"\n', "formula"),
        (workbook(["Search for"], ["=1+1"]), "formula"),
        ("Ko ieškoti\n" + "Ona\n" * 501, "at most 500"),
        ("Ko ieškoti\nOna\n☠☠\n", "Row 3"),
    ],
)
def test_a_bad_list_is_refused_whole(cast: Cast, content: bytes | str, told: str) -> None:
    with pytest.raises(ValidationError) as error:
        take(cast, content)
    assert told in " ".join(error.value.messages)
    assert not SearchList.objects.exists()


def test_a_list_longer_than_the_days_rest_is_not_begun(cast: Cast) -> None:
    SearchLimit.objects.filter(role="officer").update(per_user=1)
    with pytest.raises(ValidationError, match="1 searches are left"):
        take(cast, LIST)


def test_what_is_used_up_meanwhile_ends_the_list(cast: Cast, known: Person) -> None:
    held = take(cast, LIST)
    SearchLimit.objects.filter(role="officer").update(per_user=1)
    done = work(held)
    assert done.rows_done == 1
    assert "used up today" in done.failure


def test_whoever_left_the_unit_searches_no_more(cast: Cast, known: Person) -> None:
    held = take(cast, LIST)
    with cast.making("unit_a"):
        Membership.objects.filter(user=held.made_by).update(ends_on=date(2020, 1, 1))
    done = work(held)
    assert not Search.objects.exists()
    assert "has ended" in done.failure


class TestScreen:
    def test_from_the_upload_to_the_result(
        self, cast: Cast, known: Person, signed_in: SignIn
    ) -> None:
        officer = signed_in("officer_b")
        file = SimpleUploadedFile("names.csv", LIST.encode())
        page = officer.post("/niis/lists/add/", {**WHY, "file": file}, follow=True, headers=ENGLISH)
        assert "0 of 2 rows searched" in page.content.decode()
        held = work(SearchList.objects.get())
        content = officer.get(held.get_absolute_url(), headers=ENGLISH).content.decode()
        assert "Žvirblytienė Aušrinė" in content
        result = officer.get(f"/niis/searches/?batch={held.uuid}&sort=line&export=csv")
        rows = result.content.decode("utf-8-sig").splitlines()
        assert len(rows) == 3
        assert reference_of(known) in rows[1]

    def test_a_problem_is_told_with_its_row(self, cast: Cast, signed_in: SignIn) -> None:
        file = SimpleUploadedFile("names.csv", "Ko ieškoti\nOna\n%%%\n".encode())
        page = signed_in("officer").post("/niis/lists/add/", {**WHY, "file": file}, headers=ENGLISH)
        assert "Row 3" in page.content.decode()

    def test_nobody_else_opens_it(self, cast: Cast, known: Person, signed_in: SignIn) -> None:
        held = take(cast, LIST)
        for other in ("officer_b", "analyst", "auditor", "ngo"):
            assert signed_in(other).get(held.get_absolute_url()).status_code in (403, 404)
