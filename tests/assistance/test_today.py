"""The day's sheet: many people, decimals as they are written, nothing lost, nothing twice."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assistance.models import Beneficiary, Service
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.audit.models import Entry

SignIn = Callable[..., Client]
SHEET = "/assistance/today/"


@pytest.fixture
def ngo(signed_in: SignIn) -> Client:
    return signed_in("ngo", headers={"accept-language": "en"})


@pytest.fixture
def people(make: Makers) -> list[Beneficiary]:
    return [make.beneficiary(family_name=name) for name in ("A", "B", "C")]


def ids(*rows: Any) -> list[str]:
    return [str(row.uuid) for row in rows]


def sheet(**fields: Any) -> dict[str, Any]:
    return {"on": str(TODAY), **fields}


def test_nights_and_another_service_at_once(
    ngo: Client, people: list[Beneficiary], make: Makers, cast: Cast
) -> None:
    project = make.project(state="funded")
    answer = ngo.post(
        SHEET,
        sheet(
            nights=ids(*people[:2]),
            night_project=str(project.uuid),
            kind="psychological",
            units="1.5",
            project=str(project.uuid),
            people=ids(people[2]),
            result="Rami",
        ),
        follow=True,
    )
    assert "3 services recorded." in answer.content.decode()
    found = {s.beneficiary_id: s for s in Service.objects.select_related("kind")}
    assert [found[p.pk].kind.code for p in people] == [
        "emergency_housing",
        "emergency_housing",
        "psychological",
    ]
    assert found[people[0].pk].units == 1
    assert found[people[2].pk].units == Decimal("1.5")
    assert {s.project for s in found.values()} == {project}
    assert {s.worker for s in found.values()} == {cast.user("ngo")}


@pytest.mark.parametrize(
    ("language", "typed", "units"),
    [
        ("lt", "1,5", Decimal("1.5")),
        ("lt", "1.5", Decimal("1.5")),
        ("lt", " 1 ,5 ", Decimal("1.5")),
        ("en", "1.5", Decimal("1.5")),
        ("en", "1,5", None),
        ("lt", "1,5,0", None),
        ("lt", "daug", None),
        ("lt", "NaN", None),
        ("lt", "-1", None),
        ("lt", "0", None),
        ("lt", "1e999999", None),
        ("lt", "1,555", None),
    ],
)
def test_decimals_as_the_reader_writes_them(
    language: str,
    typed: str,
    units: Decimal | None,
    signed_in: SignIn,
    people: list[Beneficiary],
) -> None:
    client = signed_in("ngo", headers={"accept-language": language})
    given = sheet(kind="psychological", units=typed, people=ids(people[0]))
    answer = client.post(SHEET, given)
    if units is None:
        assert answer.status_code == 200
        assert Service.objects.count() == 0
        assert f'value="{typed}"' in answer.content.decode()
    else:
        assert answer.status_code == 302
        assert Service.objects.get().units == units


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({}, "Tick at least one person"),
        ({"people": "all"}, "Choose the service"),
        ({"kind": "medical", "units": "1"}, "Tick who received"),
        ({"kind": "medical", "people": "all"}, "Say how much"),
        ({"kind": "emergency_housing", "units": "1", "people": "all"}, "valid choice"),
        ({"kind": "nothing", "units": "1", "people": "all"}, "valid choice"),
        ({"nights": "all", "on": "2999-01-01"}, "has not come yet"),
        ({"nights": "all", "on": "0001-01-01"}, "help began only"),
        ({"nights": "all", "on": ""}, "required"),
        ({"nights": "all", "on": "vakar"}, "valid date"),
        ({"nights": [str(uuid4())]}, "valid choice"),
        ({"nights": ["'; drop table"]}, "valid"),
        ({"nights": "all", "night_project": str(uuid4())}, "valid choice"),
        ({"kind": "medical", "units": "1", "people": "all", "result": "x" * 301}, "300"),
    ],
)
def test_bad_input_is_said_and_nothing_is_recorded(
    bad: dict[str, Any], said: str, ngo: Client, people: list[Beneficiary]
) -> None:
    typed = {key: ids(*people) if value == "all" else value for key, value in bad.items()}
    answer = ngo.post(SHEET, sheet(**typed))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Service.objects.count() == 0


def test_all_or_nothing_and_everything_typed_stays(
    ngo: Client, people: list[Beneficiary], make: Makers, cast: Cast
) -> None:
    with cast.making("ngo_a"):
        Beneficiary.objects.filter(pk=people[2].pk).update(registered_on=TODAY)
    answer = ngo.post(
        SHEET,
        sheet(
            on=str(days_ago(1)),
            nights=ids(people[0]),
            kind="legal_advice",
            units="2.25",
            result="Ieškinys",
            people=ids(people[1], people[2]),
        ),
    )
    page = answer.content.decode()
    assert "help began only on" in page
    assert Service.objects.count() == 0
    assert 'value="2.25"' in page
    assert 'value="Ieškinys"' in page
    assert f'value="{days_ago(1)}"' in page
    assert page.count(" checked>") == 3


def test_who_was_given_the_service_already_is_shown(
    ngo: Client, people: list[Beneficiary], make: Makers
) -> None:
    make.service(people[0], kind="medical")
    page = ngo.get(SHEET).content.decode()
    assert page.count("recorded: Medical help, 1 session") == 1


def test_a_second_entry_is_a_warning_that_can_be_overruled(
    ngo: Client, people: list[Beneficiary], make: Makers
) -> None:
    make.service(people[0], kind="medical")
    make.service(people[1], kind="emergency_housing", unit="nights")
    typed = sheet(
        nights=ids(people[1]), kind="medical", units="1", people=ids(people[0], people[2])
    )
    answer = ngo.post(SHEET, typed)
    page = answer.content.decode()
    assert page.count("Already recorded on this day") >= 2
    assert Service.objects.count() == 2
    boxes = {
        field.name: field.field.widget.attrs["value"] for field in answer.context["form"].warnings
    }
    assert set(boxes) == {"overrule_nights", "overrule_service"}
    assert (
        ngo.post(SHEET, {**typed, "overrule_nights": boxes["overrule_nights"]}).status_code == 200
    )
    make.service(people[2], kind="medical")
    again = ngo.post(SHEET, {**typed, **boxes})
    assert again.status_code == 200, "another person is another question"
    boxes = {
        field.name: field.field.widget.attrs["value"] for field in again.context["form"].warnings
    }
    assert ngo.post(SHEET, {**typed, **boxes}).status_code == 302
    assert Service.objects.count() == 6


def test_pressing_twice_records_once(ngo: Client, people: list[Beneficiary]) -> None:
    typed = sheet(nights=ids(*people))
    assert ngo.post(SHEET, typed).status_code == 302
    assert ngo.post(SHEET, typed).status_code == 200
    assert Service.objects.count() == 3


def test_the_only_paying_project_is_chosen_beforehand(
    ngo: Client, people: list[Beneficiary], make: Makers
) -> None:
    project = make.project(state="funded")
    make.project()
    make.project("ngo_b", state="funded")
    answer = ngo.get(SHEET)
    form, page = answer.context["form"], answer.content.decode()
    assert form["project"].value() == form["night_project"].value() == project.uuid
    assert page.count(f'<option value="{project.uuid}" selected>') == 2
    assert page.count("P-") == 2
    make.project(state="funded")
    assert ngo.get(SHEET).context["form"]["project"].value() is None


def test_another_day_and_the_same_nights_as_the_day_before(
    ngo: Client, people: list[Beneficiary], make: Makers
) -> None:
    make.service(people[0], kind="emergency_housing", unit="nights", on=days_ago(3))
    page = ngo.get(SHEET, {"on": str(days_ago(2))}).content.decode()
    assert "The night before: 1 person." in page
    same = ngo.get(SHEET, {"on": str(days_ago(2)), "same": ""}).content.decode()
    assert same.count(" checked>") == 1
    for odd in ("2999-01-01", "0001-01-01", "vakar", "", "2026-13-45"):
        answer = ngo.get(SHEET, {"on": odd})
        assert answer.status_code == 200
        assert answer.context["form"].initial["on"] == TODAY


def test_the_sheet_holds_those_who_were_helped_that_day(
    ngo: Client, make: Makers, code: Any
) -> None:
    ended = make.beneficiary(
        family_name="A", closed_on=days_ago(5), outcome=code("closing_outcome", "died")
    )
    later = make.beneficiary(family_name="B", registered_on=days_ago(2))
    theirs = make.beneficiary("ngo_b")

    def on(day: Any) -> list[str]:
        context = ngo.get(SHEET, {"on": str(day)}).context
        return [line.person.code for line in (*context["recent"], *context["others"])]

    assert on(TODAY) == [later.code]
    assert on(days_ago(5)) == [ended.code]
    assert on(days_ago(3)) == []
    assert on(BEGUN) == [ended.code]
    assert theirs.code not in on(TODAY)


def test_people_of_others_cannot_be_ticked(
    ngo: Client, people: list[Beneficiary], make: Makers
) -> None:
    theirs = make.beneficiary("ngo_b", family_name="Svetima", given_name="Slapta")
    answer = ngo.post(SHEET, sheet(nights=ids(people[0], theirs)))
    assert answer.status_code == 200
    assert "Slapta" not in answer.content.decode()
    assert Service.objects.count() == 0


def test_showing_the_sheet_is_a_reading(ngo: Client, people: list[Beneficiary]) -> None:
    ngo.get(SHEET)
    entry = Entry.objects.get(verb="consultation")
    assert set(entry.records) == {person.uuid for person in people}


@pytest.mark.parametrize("user", ["officer", "funder", "coordinator", "administrator"])
def test_the_sheet_is_the_ngos(user: str, signed_in: SignIn) -> None:
    assert signed_in(user).get(SHEET).status_code == 403


def test_one_service_with_details_is_added_corrected_and_removed(
    ngo: Client, people: list[Beneficiary], make: Makers, kind: Any
) -> None:
    person = people[0]
    add = reverse("assistance:add_service", kwargs={"uuid": person.uuid})
    typed = {
        "kind": kind("emergency_housing").pk,
        "on": str(days_ago(9)),
        "ended_on": str(days_ago(6)),
        "units": "3",
        "place": "Vilnius",
        "cost": "1 200.50",
    }
    assert ngo.post(add, typed).status_code == 302
    row = Service.objects.get()
    assert (row.unit, row.place, row.cost) == ("nights", "Vilnius", Decimal("1200.50"))
    bad = ngo.post(add, typed)
    assert "Already recorded" in bad.content.decode()
    change = reverse("assistance:change_service", kwargs={"uuid": row.uuid})
    assert 'value="Vilnius"' in ngo.get(change).content.decode()
    wrong = ngo.post(change, {**typed, "units": "2.5", "version": row.version})
    assert "whole numbers" in wrong.content.decode()
    assert ngo.post(change, {**typed, "units": "2", "version": row.version}).status_code == 302
    assert ngo.post(change, {**typed, "units": "4", "version": row.version}).status_code == 409
    row.refresh_from_db()
    assert row.units == 2
    remove = reverse("assistance:remove_service", kwargs={"uuid": row.uuid})
    assert ngo.get(remove).status_code == 200
    assert ngo.post(remove).status_code == 302
    assert Service.objects.count() == 0
    assert ngo.get(remove).status_code == 404
