"""Nights over a range of days and last week's services again: all or nothing, none twice."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance.actions.bulk import Stay, copy_services, record_stays, stretches
from assistance.models import Service
from tests.assistance.conftest import TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused


def nights(row: Service) -> set[date]:
    """Each night on paper."""
    last = row.ended_on or row.on
    return {row.on + timedelta(days=n) for n in range((last - row.on).days + 1)}


def stay(cast: Cast, first: int, last: int, *stays: Stay, user: str = "ngo", **more: Any) -> Any:
    with cast.acting(user):
        return record_stays(
            by=cast.user(user), first=days_ago(first), last=days_ago(last), stays=stays, **more
        )


def test_stretches_are_unbroken() -> None:
    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 5)]
    assert list(stretches(days)) == [(days[0], days[2]), (days[3], days[3])]
    assert list(stretches([])) == []


def test_nights_of_a_range_with_days_away(cast: Cast, make: Makers) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    project = make.project(state="funded")
    away = frozenset({days_ago(8), days_ago(4), days_ago(5)})
    stay(cast, 10, 1, Stay(a), Stay(b, away), project=project)
    [whole] = Service.objects.filter(beneficiary=a)
    assert (whole.on, whole.ended_on, whole.units) == (days_ago(10), days_ago(1), Decimal(10))
    assert (whole.unit, whole.project, whole.kind.code) == (
        "nights",
        project,
        "emergency_housing",
    )
    parts = list(Service.objects.filter(beneficiary=b).order_by("on"))
    assert [(row.on, row.ended_on, int(row.units)) for row in parts] == [
        (days_ago(10), days_ago(9), 2),
        (days_ago(7), days_ago(6), 2),
        (days_ago(3), days_ago(1), 3),
    ]
    assert set().union(*map(nights, parts)) == nights(whole) - away
    assert all(row.units == len(nights(row)) for row in parts)


def test_a_night_is_never_recorded_twice(cast: Cast, make: Makers) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    make.service(a, kind="emergency_housing", on=days_ago(5), ended_on=days_ago(4), unit="nights")
    with pytest.raises(ValidationError) as error:
        stay(cast, 6, 3, Stay(a), Stay(b))
    assert f"{days_ago(5)}–{days_ago(4)}" in " ".join(error.value.messages)
    assert a.code in " ".join(error.value.messages)
    assert Service.objects.count() == 1
    # a night away that was recorded stays recorded and is no double
    stay(cast, 6, 3, Stay(a, frozenset({days_ago(5), days_ago(4)})))
    assert sum(len(nights(row)) for row in Service.objects.filter(beneficiary=a)) == 4


def test_recorded_nights_can_be_left_out(cast: Cast, make: Makers) -> None:
    a = make.beneficiary()
    make.service(a, kind="emergency_housing", on=days_ago(4), unit="nights")
    stay(cast, 5, 3, Stay(a), leave_out_recorded=True)
    rows = Service.objects.filter(beneficiary=a)
    assert sorted(day for row in rows for day in nights(row)) == [
        days_ago(5),
        days_ago(4),
        days_ago(3),
    ]
    with pytest.raises(ValidationError, match="no night is left"):
        stay(cast, 5, 3, Stay(a), leave_out_recorded=True)


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [(1, 3, "end is before"), (3, -1, "not come yet"), (92, 0, "at most 92")],
)
def test_ranges_that_cannot_be(cast: Cast, make: Makers, first: int, last: int, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        stay(cast, first, last, Stay(make.beneficiary()))


def test_for_all_of_them_or_for_none(cast: Cast, make: Makers) -> None:
    good, late = make.beneficiary(), make.beneficiary(registered_on=days_ago(2))
    with pytest.raises(ValidationError, match="help began only"):
        stay(cast, 5, 1, Stay(good), Stay(late))
    with pytest.raises(ValidationError, match="not in the range"):
        stay(cast, 5, 1, Stay(good, frozenset({TODAY})))
    with pytest.raises(ValidationError, match="at least one person"):
        stay(cast, 5, 1)
    foreign = make.beneficiary("ngo_b")
    with pytest.raises(ValidationError, match="not helped by your organisation"):
        stay(cast, 5, 1, Stay(good), Stay(foreign))
    with pytest.raises(Refused):
        stay(cast, 5, 1, Stay(good), user="officer")
    assert not Service.objects.exists()


def test_last_weeks_services_again(cast: Cast, make: Makers) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    project = make.project(state="funded")
    more = {"project": project, "worker_hours": Decimal(2), "place": "Kaunas"}
    for person in (a, b):
        make.service(person, on=days_ago(9), cost=Decimal(30), result="Rami", **more)
    with cast.acting("ngo"):
        made = copy_services(by=cast.user("ngo"), services=Service.objects.all())
    assert {row.beneficiary for row in made} == {a, b}
    for row in made:
        assert (row.on, row.project, row.worker_hours) == (days_ago(2), project, Decimal(2))
        assert (row.place, row.cost, row.result) == ("Kaunas", None, "")
    old = Service.objects.filter(on=days_ago(9))
    with cast.acting("ngo"), pytest.raises(ValidationError, match="Already recorded"):
        copy_services(by=cast.user("ngo"), services=old)
    assert Service.objects.count() == 4


def test_a_copy_says_all_that_is_wrong_and_copies_nothing(cast: Cast, make: Makers) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    make.service(a, on=days_ago(6))
    make.service(b, on=days_ago(7), kind="medical")
    make.service(b, on=TODAY, kind="medical")
    with cast.acting("ngo"), pytest.raises(ValidationError) as error:
        copy_services(by=cast.user("ngo"), services=Service.objects.filter(on__lt=days_ago(1)))
    text = " ".join(error.value.messages)
    assert "not come yet" in text
    assert "Already recorded" in text
    assert Service.objects.count() == 3
