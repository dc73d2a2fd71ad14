"""Recording services: for all of them or for none, never by accident twice."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance import actions, queries
from assistance.actions import Given
from assistance.models import Service
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.codes.models import ServiceKind

Kinds = Callable[[str], ServiceKind]
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def record(cast: Cast, kind: Kinds) -> Callable[..., list[Service]]:
    def run(*beneficiaries: Any, user: str = "ngo", **fields: Any) -> list[Service]:
        what = {"kind": "psychological", "on": TODAY, "units": Decimal("1.5"), **fields}
        what["kind"] = kind(what["kind"])
        with cast.acting(user):
            return actions.record_services(by=cast.user(user), beneficiaries=beneficiaries, **what)

    return run


def messages(error: Any) -> str:
    return " ".join(error.value.messages)


def test_one_service_for_several_people(
    cast: Cast, make: Makers, record: Callable[..., list[Service]]
) -> None:
    people = [make.beneficiary(family_name=name) for name in ("A", "B", "C")]
    project = make.project(state="funded")
    rows = record(*people, project=project, place="Kaunas", result="Rami", cost=Decimal(20))
    assert len(rows) == 3
    for row in Service.objects.all():
        assert (row.units, row.unit, row.project) == (Decimal("1.5"), "sessions", project)
        assert (row.worker, row.place, row.result) == (cast.user("ngo"), "Kaunas", "Rami")


def test_the_unit_is_the_kinds_unless_another_was_said(
    make: Makers, record: Callable[..., list[Service]]
) -> None:
    person = make.beneficiary()
    assert record(person, kind="emergency_housing", units=Decimal(1))[0].unit == "nights"
    assert record(person, kind="legal_advice", unit="sessions")[0].unit == "sessions"


def test_all_or_nothing(make: Makers, record: Callable[..., list[Service]]) -> None:
    good = make.beneficiary()
    late = make.beneficiary(family_name="Vėlyva", registered_on=TODAY)
    with pytest.raises(ValidationError) as error:
        record(good, late, on=days_ago(1))
    assert late.code in messages(error)
    assert good.code not in messages(error)
    assert Service.objects.count() == 0


def test_no_service_before_help_began_or_after_it_ended(
    make: Makers, record: Callable[..., list[Service]], code: Any
) -> None:
    ended = make.beneficiary(
        closed_on=days_ago(10), outcome=code("closing_outcome", "goals_reached")
    )
    for bad in (
        {"on": BEGUN - timedelta(days=1)},
        {"on": days_ago(9)},
        {"on": days_ago(12), "ended_on": days_ago(9)},
    ):
        with pytest.raises(ValidationError, match="help"):
            record(ended, **bad)
    assert record(ended, on=days_ago(10))
    assert record(ended, on=BEGUN)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"on": TOMORROW}, "on"),
        ({"on": days_ago(2), "ended_on": TOMORROW}, "ended_on"),
        ({"ended_on": days_ago(1)}, "ended_on"),
        ({"units": Decimal(0)}, "units"),
        ({"units": Decimal(-1)}, "units"),
        ({"kind": "emergency_housing", "units": Decimal("0.5")}, "units"),
        ({"kind": "legal_advice", "units": Decimal("24.5")}, "units"),
        ({"units": Decimal("123456.7")}, "units"),
        ({"unit": "miles"}, "unit"),
        ({"cost": Decimal(-1)}, "__all__"),
        ({"place": "x" * 151}, "place"),
    ],
)
def test_a_service_that_cannot_have_been(
    bad: dict[str, Any], field: str, make: Makers, record: Callable[..., list[Service]]
) -> None:
    with pytest.raises(ValidationError) as error:
        record(make.beneficiary(), **bad)
    assert set(error.value.message_dict) == {field}


def test_a_service_lies_within_its_project_and_the_project_is_funded(
    make: Makers, record: Callable[..., list[Service]]
) -> None:
    person = make.beneficiary()
    project = make.project(state="funded", starts_on=days_ago(20), ends_on=days_ago(5))
    for bad in (
        {"on": days_ago(21)},
        {"on": days_ago(4)},
        {"on": days_ago(6), "ended_on": days_ago(4)},
    ):
        with pytest.raises(ValidationError) as error:
            record(person, project=project, **bad)
        assert set(error.value.message_dict) == {"project"}
    assert record(person, project=project, on=days_ago(20))
    for state in ("applied", "rejected"):
        with pytest.raises(ValidationError, match="not funded"):
            record(person, project=make.project(state=state), on=days_ago(6))


def test_no_accidental_second_entry_but_it_can_be_meant(
    make: Makers, record: Callable[..., list[Service]]
) -> None:
    had = make.beneficiary(family_name="Turi")
    new = make.beneficiary(family_name="Neturi")
    make.service(had)
    with pytest.raises(ValidationError) as error:
        record(had, new)
    assert error.value.error_list[0].code == actions.DUPLICATE
    assert had.code in messages(error)
    assert new.code not in messages(error)
    assert Service.objects.count() == 1
    assert record(had, kind="medical")
    assert record(had, on=days_ago(1))
    assert len(record(had, new, again=True)) == 2


def test_a_stay_that_overlaps_is_a_second_entry(
    make: Makers, record: Callable[..., list[Service]]
) -> None:
    person = make.beneficiary()
    make.service(person, kind="emergency_housing", on=days_ago(9), ended_on=days_ago(5))
    for day in (9, 7, 5):
        with pytest.raises(ValidationError) as error:
            record(person, kind="emergency_housing", units=Decimal(1), on=days_ago(day))
        assert error.value.error_list[0].code == actions.DUPLICATE
    assert record(person, kind="emergency_housing", units=Decimal(1), on=days_ago(4))


def test_help_for_children_only(make: Makers, record: Callable[..., list[Service]]) -> None:
    child = make.beneficiary(family_name="Vaikas", birth_date=days_ago(5000))
    adult = make.beneficiary(family_name="Suaugusi", birth_date=days_ago(9000))
    unknown = make.beneficiary(family_name="Nežinoma")
    with pytest.raises(ValidationError) as error:
        record(child, adult, kind="child_specific")
    assert adult.code in messages(error)
    assert len(record(child, unknown, kind="child_specific")) == 2


def test_nobody_records_for_others(
    cast: Cast, make: Makers, record: Callable[..., list[Service]]
) -> None:
    ours, theirs = make.beneficiary(), make.beneficiary("ngo_b")
    with pytest.raises(ValidationError, match="not helped by your organisation"):
        record(ours, theirs)
    for user in ("officer", "funder"):
        with pytest.raises(Refused):
            record(ours, user=user)
    with pytest.raises(ValidationError, match="at least one"):
        record()
    assert Service.objects.count() == 0


def test_a_service_is_corrected_by_the_same_rules_and_removed(
    cast: Cast, make: Makers, kind: Kinds
) -> None:
    person, user = make.beneficiary(), cast.user("ngo")
    first, other = make.service(person), make.service(person, on=days_ago(1))
    given = Given(kind("legal_advice"), days_ago(3), Decimal(2))
    with cast.acting("ngo"):
        actions.change_service(by=user, service=first, given=given)
        first.refresh_from_db()
        assert (first.kind.code, first.unit, first.on) == ("legal_advice", "hours", days_ago(3))
        for bad in (
            Given(kind("legal_advice"), TOMORROW, Decimal(2)),
            Given(kind("psychological"), days_ago(1), Decimal(2)),
            Given(kind("psychological"), BEGUN - timedelta(days=1), Decimal(2)),
        ):
            with pytest.raises(ValidationError):
                actions.change_service(by=user, service=first, given=bad)
        actions.remove_service(by=user, service=other)
        assert list(Service.objects.all()) == [first]
    with cast.acting("ngo_b"), pytest.raises(ValidationError):
        actions.change_service(by=cast.user("ngo_b"), service=first, given=given)


def test_a_project_in_numbers_counts_each_person_once(cast: Cast, make: Makers) -> None:
    project = make.project(state="funded")
    one, two = make.beneficiary(family_name="A"), make.beneficiary(family_name="B")
    make.service(one, project=project, on=days_ago(1), units=Decimal("1.5"))
    make.service(one, project=project)
    make.service(two, project=project, kind="medical")
    make.service(two, project=project, on=days_ago(40))
    make.service(two)
    with cast.acting("ngo"):
        numbers = queries.project_numbers(project, days_ago(30), TODAY)
        assert (numbers.persons, numbers.services) == (2, 3)
        assert [(n.kind.code, n.persons, n.services, n.units) for n in numbers.by_kind] == [
            ("psychological", 1, 2, Decimal("2.5")),
            ("medical", 1, 1, Decimal(1)),
        ]
    with cast.acting("funder"):
        assert queries.project_numbers(project, days_ago(30), TODAY).services == 0
