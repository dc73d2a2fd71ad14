"""Follow-ups: due by the rules, across leap years; reached only by a safe way; counted by sex."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assistance import actions, queries
from assistance.actions import appointments, plans
from assistance.actions.appointments import Arranged
from assistance.actions.followups import Found, record_follow_up, remove_follow_up
from assistance.choices import FollowUpResult, FollowUpRound
from assistance.models import Appointment, Beneficiary, FollowUp
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.codes.models import ListCode, TermRule

FIRST, SECOND, THIRD = FollowUpRound.FIRST, FollowUpRound.SECOND, FollowUpRound.THIRD
NOT_REACHED = Found(FollowUpResult.NOT_REACHED)


def reached(**more: str) -> Found:
    def code(name: str) -> ListCode:
        return ListCode.objects.get(list=name, code="unknown")

    return Found(
        FollowUpResult.REACHED,
        **{
            "housing": code("follow_up_housing"),
            "work": code("follow_up_work"),
            "safety": "safe",
            "risk": "low",
            **more,
        },  # type: ignore[arg-type]
    )


def ended(make: Makers, on: date, **fields: Any) -> Beneficiary:
    outcome = ListCode.objects.get(
        list="closing_outcome", code=fields.pop("outcome", "goals_reached")
    )
    return make.beneficiary(
        **{
            "registered_on": on - timedelta(days=100),
            "closed_on": on,
            "outcome": outcome,
            "safe_contact": "Rašyti seseriai",
            **fields,
        }
    )


def record(cast: Cast, person: Beneficiary, which: FollowUpRound, on: date, **more: Any) -> Any:
    with cast.acting("ngo"):
        return record_follow_up(
            by=cast.user("ngo"),
            beneficiary=person,
            which=which,
            on=on,
            **{"found": NOT_REACHED, **more},
        )


# Written by hand from the calendar: three, six and twelve months after the day.
DUE = [
    (date(2024, 2, 29), date(2024, 5, 29), date(2024, 8, 29), date(2025, 2, 28)),
    (date(2023, 11, 30), date(2024, 2, 29), date(2024, 5, 30), date(2024, 11, 30)),
    (date(2022, 11, 30), date(2023, 2, 28), date(2023, 5, 30), date(2023, 11, 30)),
    (date(2023, 8, 31), date(2023, 11, 30), date(2024, 2, 29), date(2024, 8, 31)),
    (date(2023, 2, 28), date(2023, 5, 28), date(2023, 8, 28), date(2024, 2, 28)),
    (date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 12, 31)),
]


@pytest.mark.parametrize(("end", "first", "second", "third"), DUE)
def test_due_days_across_leap_years(
    make: Makers, cast: Cast, end: date, first: date, second: date, third: date
) -> None:
    ended(make, end)
    with cast.acting("ngo"):
        found = queries.turns(queries.ended(), end)
    assert [turn.due_on for turn in found] == [first, second, third]
    assert [turn.round for turn in found] == [FIRST, SECOND, THIRD]


def test_a_changed_rule_counts_from_its_day(make: Makers, cast: Cast) -> None:
    with cast.making("it"):
        TermRule.objects.filter(event=FIRST.value).update(valid_to=date(2024, 6, 30))
        TermRule.objects.create(
            event=FIRST.value, length=10, unit="day", valid_from=date(2024, 7, 1), source="bandymas"
        )
    ended(make, date(2024, 6, 30))
    ended(make, date(2024, 7, 1))
    with cast.acting("ngo"):
        due = {
            t.starts_on: t.due_on for t in queries.turns(queries.ended(), TODAY) if t.round == FIRST
        }
    assert due == {date(2024, 6, 30): date(2024, 9, 30), date(2024, 7, 1): date(2024, 7, 11)}


def test_one_time_is_due_until_the_next_has_come(make: Makers, cast: Cast) -> None:
    person = ended(make, date(2024, 2, 29))
    with cast.acting("ngo"):
        [row] = queries.ended()
        open_on = {
            day: [t.round for t in queries.turns([row], day) if t.is_open and t.due_on <= day]
            for day in (
                date(2024, 5, 28), date(2024, 5, 29), date(2024, 8, 28), date(2024, 8, 29),
                date(2025, 2, 27), date(2025, 2, 28), date(2026, 2, 27), date(2026, 2, 28),
            )
        }  # fmt: skip
    assert list(open_on.values()) == [
        [], [FIRST], [FIRST], [SECOND], [SECOND], [THIRD], [THIRD], []
    ]  # fmt: skip
    assert person.closed_on == date(2024, 2, 29)


def test_nobody_is_asked_who_died_is_helped_again_or_does_not_want_it(
    make: Makers, cast: Cast
) -> None:
    ended(make, days_ago(100), outcome="died")
    again = ended(make, days_ago(100))
    make.beneficiary(person=again.person, registered_on=days_ago(50))
    unwilling = ended(make, days_ago(100))
    asked = ended(make, days_ago(100))
    record(cast, unwilling, FIRST, days_ago(5), found=Found(FollowUpResult.NO_CONTACT))
    with cast.acting("ngo"):
        assert [t.beneficiary for t in queries.follow_ups_due(TODAY)] == [asked]
        later = queries.follow_ups_due(TODAY + timedelta(days=200))
        assert [turn.round for turn in later] == [FIRST, SECOND]


def test_reached_only_by_a_safe_way(make: Makers, cast: Cast) -> None:
    hidden = ended(make, days_ago(100), safe_contact="")
    for found in (NOT_REACHED, reached()):
        with pytest.raises(ValidationError, match="nobody is looked for"):
            record(cast, hidden, FIRST, TODAY, found=found)
    record(cast, hidden, FIRST, TODAY, found=reached(), came_by_themselves=True)
    other = ended(make, days_ago(100), safe_contact="")
    record(cast, other, FIRST, TODAY, found=Found(FollowUpResult.NO_SAFE_WAY))
    safe = ended(make, days_ago(100))
    with pytest.raises(ValidationError, match="was agreed"):
        record(cast, safe, FIRST, TODAY, found=Found(FollowUpResult.NO_SAFE_WAY))
    record(cast, safe, FIRST, TODAY, found=Found(FollowUpResult.NO_CONTACT))
    with pytest.raises(ValidationError, match="does not want"):
        record(cast, safe, SECOND, TODAY, found=reached())


def test_answers_only_of_whoever_was_reached(make: Makers, cast: Cast) -> None:
    person = ended(make, days_ago(100))
    with pytest.raises(ValidationError, match="only that it is not known"):
        record(cast, person, FIRST, TODAY, found=reached(risk=""))
    with pytest.raises(ValidationError, match="only of whoever was reached"):
        record(cast, person, FIRST, TODAY, found=Found(FollowUpResult.NOT_REACHED, safety="safe"))
    with pytest.raises(ValidationError, match="not in the list"):
        record(cast, person, FIRST, TODAY, found=reached(safety="of course"))
    assert not FollowUp.objects.exists()


def test_each_time_once_and_in_order(make: Makers, cast: Cast) -> None:
    person = ended(make, days_ago(200))
    record(cast, person, SECOND, days_ago(10))
    with pytest.raises(ValidationError, match="already entered"):
        record(cast, person, SECOND, days_ago(9))
    with pytest.raises(ValidationError, match="order"):
        record(cast, person, FIRST, days_ago(9))
    first = record(cast, person, FIRST, days_ago(100))
    with pytest.raises(ValidationError, match="not ended yet"):
        record(cast, person, THIRD, days_ago(201))
    with pytest.raises(ValidationError, match="not come yet"):
        record(cast, person, THIRD, TODAY + timedelta(days=1))
    with cast.acting("ngo"), pytest.raises(ValidationError, match="later follow-up"):
        remove_follow_up(by=cast.user("ngo"), follow_up=first)
    helped = make.beneficiary()
    with pytest.raises(ValidationError, match="has not ended"):
        record(cast, helped, FIRST, TODAY)


def test_the_share_that_was_reached_by_sex(make: Makers, cast: Cast) -> None:
    women = [ended(make, days_ago(100)) for _each in range(3)]
    [man] = [ended(make, days_ago(100), sex="male")]
    ended(make, days_ago(100), outcome="died")
    ended(make, days_ago(10))
    record(cast, women[0], FIRST, TODAY, found=reached())
    record(cast, women[1], FIRST, TODAY)
    record(cast, man, FIRST, TODAY, found=reached())
    with cast.acting("ngo"):
        found = queries.reach()[FIRST]
    assert (found["female"].due, found["female"].reached, found["female"].percent) == (3, 1, 33)
    assert found["female"].not_asked == 1
    assert (found["male"].due, found["male"].percent) == (1, 100)
    assert found["other"].percent is None


def test_another_ngo_sees_nothing_and_enters_nothing(make: Makers, cast: Cast) -> None:
    person = ended(make, days_ago(100))
    record(cast, person, FIRST, TODAY)
    for user in ("ngo_b", "officer", "analyst", "coordinator"):
        with cast.acting(user):
            assert not FollowUp.objects.exists()
    with cast.acting("ngo_b"):
        assert queries.follow_ups_due(TODAY) == []
        with pytest.raises(ValidationError):
            record_follow_up(
                by=cast.user("ngo_b"), beneficiary=person, which=SECOND, on=TODAY,
                found=NOT_REACHED,
            )  # fmt: skip
    with cast.acting("officer"), pytest.raises(Refused):
        record_follow_up(
            by=cast.user("officer"), beneficiary=person, which=SECOND, on=TODAY, found=NOT_REACHED
        )


def test_the_end_of_help_ends_plan_groups_and_appointments(
    make: Makers, cast: Cast, code: Any, kind: Any
) -> None:
    person = make.beneficiary()
    with cast.acting("ngo"):
        by = cast.user("ngo")
        plan = plans.agree_plan(
            by=by, beneficiary=person, agreed_on=BEGUN, review_on=TODAY + timedelta(days=9)
        )
        at = timezone.now() + timedelta(days=3)
        appointments.arrange_appointment(
            by=by,
            beneficiary=person,
            arranged=Arranged(at, at + timedelta(hours=1), by, kind("medical")),
        )
        actions.close_beneficiary(
            by=by, beneficiary=person, on=TODAY, outcome=code("closing_outcome", "goals_reached")
        )
        plan.refresh_from_db()
        assert plan.ended_on == TODAY
        assert Appointment.objects.get().state == "cancelled"
