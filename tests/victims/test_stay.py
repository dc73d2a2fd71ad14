"""Reflection periods and residence permits: proposing, deciding, renewing, ending early."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast, person
from tests.victims.making import code, days_ago, period, permit, today, victim
from thbcases.access.rights import Refused
from thbcases.victims import actions
from thbcases.victims.choices import PERMIT_TRANSITIONS, PermitState, VictimStatus
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.queries import chain_of, renewable_permits

P = PermitState
DAY = date(2026, 3, 1)


def fields_of(caught: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    """The fields that were refused."""
    return set(caught.value.message_dict)


def propose(cast: Cast, row: Victim, kind: str = "residence_permit", **fields: Any) -> Any:
    """An officer proposes a stay."""
    action = getattr(actions, f"propose_{kind}")
    return action(by=cast.user("officer"), victim=row, **{"starts_on": DAY, **fields})


@pytest.fixture
def row(cast: Cast) -> Victim:
    """A presumed victim of unit A."""
    with cast.making("unit_a"):
        return victim()


@pytest.mark.parametrize(
    ("kind", "starts_on", "last_day"),
    [
        ("reflection_period", date(2026, 3, 1), date(2026, 3, 31)),
        ("residence_permit", date(2026, 3, 1), date(2026, 9, 1)),
        ("residence_permit", date(2025, 8, 31), date(2026, 2, 28)),
    ],
)
def test_the_end_follows_from_the_rule_of_the_first_day(
    cast: Cast, row: Victim, kind: str, starts_on: date, last_day: date
) -> None:
    with cast.acting("officer"):
        stay = propose(cast, row, kind, starts_on=starts_on)
        assert stay.ends_on == last_day
        assert (stay.state, stay.proposed_on) == (P.PROPOSED, today())
        assert (stay.custodian_id, stay.person_id) == (row.custodian_id, row.person_id)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_on": DAY - timedelta(days=1)}, "ends_on"),
        ({"ends_on": date(2026, 9, 2)}, "ends_on"),
        ({"starts_on": date(1995, 1, 1)}, "starts_on"),
        ({"starts_on": date(1, 1, 1)}, "starts_on"),
        ({"on": today() + timedelta(days=1)}, "on"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(
    cast: Cast, row: Victim, fields: dict[str, Any], wrong: str
) -> None:
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        propose(cast, row, **fields)
    assert fields_of(caught) == {wrong}


def test_a_shorter_stay_than_the_rule_may_be_proposed(cast: Cast, row: Victim) -> None:
    with cast.acting("officer"):
        assert propose(cast, row, ends_on=DAY).ends_on == DAY


@pytest.mark.parametrize(
    "status", [s for s in VictimStatus if s not in {"presumed", "recognised", "declined"}]
)
def test_a_stay_is_for_presumed_and_recognised_victims(cast: Cast, status: str) -> None:
    with cast.making("unit_a"):
        other = victim(status=status)
    with cast.acting("officer"), pytest.raises(ValidationError):
        propose(cast, other)


@pytest.mark.parametrize("state", [P.PROPOSED, P.GRANTED, P.WITHDRAWN])
@pytest.mark.parametrize("model", [ReflectionPeriod, ResidencePermit])
def test_a_proposal_does_not_overlap_what_the_person_has(
    cast: Cast, row: Victim, model: Any, state: str
) -> None:
    make = period if model is ReflectionPeriod else permit
    kind = "reflection_period" if model is ReflectionPeriod else "residence_permit"
    ground = "reflection_end_ground" if model is ReflectionPeriod else "permit_withdrawal_ground"
    early: dict[str, Any] = (
        {"ended_on": DAY, "end_ground": code(ground, "recontact")} if state == P.WITHDRAWN else {}
    )
    with cast.making("unit_a"):
        make(row, state, starts_on=DAY - timedelta(days=9), ends_on=DAY + timedelta(9), **early)
    with cast.acting("officer"):
        with pytest.raises(ValidationError) as caught:
            propose(cast, row, kind, starts_on=DAY)
        assert fields_of(caught) == {"starts_on"}
        if state == P.WITHDRAWN:
            propose(cast, row, kind, starts_on=DAY + timedelta(days=1))


def test_what_was_refused_may_be_proposed_again(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        first = permit(row, starts_on=DAY, ends_on=DAY + timedelta(days=30))
        permit(row, P.REFUSED, starts_on=DAY + timedelta(days=31), renewal_of=first)
    with cast.acting("officer"):
        again = propose(cast, row, starts_on=DAY + timedelta(days=31), renewal_of=first)
        assert again.renewal_of == first


def test_a_second_permit_names_the_one_it_renews(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        first = permit(row, starts_on=DAY, ends_on=DAY + timedelta(days=30))
    with cast.acting("officer"):
        after = first.ends_on + timedelta(days=1)
        with pytest.raises(ValidationError) as caught:
            propose(cast, row, starts_on=after)
        assert fields_of(caught) == {"renewal_of"}
        with pytest.raises(ValidationError) as caught:
            propose(cast, row, starts_on=first.ends_on, renewal_of=first)
        assert fields_of(caught) == {"starts_on"}
        second = propose(cast, row, starts_on=after, renewal_of=first)
        assert chain_of(second) == [first, second]
        assert list(renewable_permits(row)) == []


@pytest.mark.parametrize("state", [P.PROPOSED, P.REFUSED])
def test_only_a_granted_permit_is_renewed(cast: Cast, row: Victim, state: str) -> None:
    with cast.making("unit_a"):
        first = permit(row, state, starts_on=DAY, ends_on=DAY)
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        propose(cast, row, starts_on=DAY + timedelta(days=1), renewal_of=first)
    assert fields_of(caught) == {"renewal_of"}


def test_a_permit_of_another_person_is_not_renewed(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        other = permit(victim(who=person(given_name="Kita")), starts_on=DAY, ends_on=DAY)
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        propose(cast, row, starts_on=DAY + timedelta(days=1), renewal_of=other)
    assert fields_of(caught) == {"renewal_of"}


def decide(cast: Cast, stay: Any, state: PermitState = P.GRANTED, **fields: Any) -> None:
    """The migration department decides."""
    values = {"number": "MD-77", "on": today(), **fields}
    actions.decide_stay(by=cast.user("migration"), stay=stay, state=state, **values)


@pytest.mark.parametrize("make", [period, permit])
@pytest.mark.parametrize("state", [P.GRANTED, P.REFUSED])
def test_the_migration_department_decides_without_seeing_the_victim(
    cast: Cast, row: Victim, make: Any, state: PermitState
) -> None:
    with cast.making("unit_a"):
        stay = make(row, P.PROPOSED)
    with cast.acting("migration"):
        assert not Victim.objects.exists()
        decide(cast, stay, state)
        stay.refresh_from_db()
        assert (stay.state, stay.decided_on, stay.decision_number) == (state, today(), "MD-77")
        assert (stay.custodian_id, stay.victim_id) == (row.custodian_id, row.pk)


@pytest.mark.parametrize("state", PermitState)
@pytest.mark.parametrize("to", [P.GRANTED, P.REFUSED])
def test_what_is_decided_is_decided(
    cast: Cast, row: Victim, state: PermitState, to: PermitState
) -> None:
    early = {"ended_on": today(), "end_ground": code("permit_withdrawal_ground", "fraud")}
    with cast.making("unit_a"):
        stay = permit(row, state, **(early if state == P.WITHDRAWN else {}))
    with cast.acting("migration"):
        if to in PERMIT_TRANSITIONS[state]:
            decide(cast, stay, to)
        else:
            with pytest.raises(ValidationError):
                decide(cast, stay, to)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"number": "  "}, "number"),
        ({"on": today() + timedelta(days=1)}, "on"),
        ({"on": days_ago(5)}, "on"),
        ({"starts_on": today(), "ends_on": days_ago(1)}, "ends_on"),
        ({"ends_on": today() + timedelta(days=400)}, "ends_on"),
    ],
)
def test_a_decision_has_number_day_and_possible_days(
    cast: Cast, row: Victim, fields: dict[str, Any], wrong: str
) -> None:
    with cast.making("unit_a"):
        stay = permit(row, P.PROPOSED, proposed_on=days_ago(4))
    with cast.acting("migration"):
        with pytest.raises(ValidationError) as caught:
            decide(cast, stay, **fields)
        assert fields_of(caught) == {wrong}
        stay.refresh_from_db()
        assert stay.state == P.PROPOSED


def test_other_days_than_the_proposed_may_be_granted(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        stay = permit(row, P.PROPOSED)
    with cast.acting("migration"):
        decide(cast, stay, starts_on=DAY)
        stay.refresh_from_db()
        assert (stay.starts_on, stay.ends_on) == (DAY, date(2026, 9, 1))


def test_a_granted_permit_does_not_overlap_another(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        second = victim(who=row.person)
        stay = permit(second, P.PROPOSED)
        permit(row)
    with cast.acting("migration"), pytest.raises(ValidationError) as caught:
        decide(cast, stay)
    assert fields_of(caught) == {"starts_on"}


def test_the_migration_department_renews_from_the_permit_before(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        first = permit(row, starts_on=days_ago(30), ends_on=days_ago(1))
    with cast.acting("migration"):
        user = cast.user("migration")
        new = actions.renew_permit(
            by=user, permit=first, number="MD-2", on=today(), starts_on=today()
        )
        assert new.state == P.GRANTED
        assert (new.victim_id, new.person_id) == (row.pk, row.person_id)
        assert (new.custodian_id, new.investigation_id) == (
            row.custodian_id,
            row.investigation_id,
        )
        with pytest.raises(ValidationError) as caught:
            actions.renew_permit(
                by=user, permit=first, number="MD-3", on=today(), starts_on=today()
            )
        assert fields_of(caught) == {"renewal_of"}
    with cast.acting("officer"):
        assert ResidencePermit.objects.count() == 2
    with cast.acting("officer_b"):
        assert ResidencePermit.objects.count() == 0


def test_an_early_end_has_its_day_and_a_ground_of_its_own_list(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        stay = period(row, starts_on=days_ago(10), ends_on=today() + timedelta(days=20))
    good = code("reflection_end_ground", "own_wish")
    with cast.acting("migration"):
        end: dict[str, Any] = {"by": cast.user("migration"), "stay": stay}
        for on, ground, wrong in (
            (days_ago(11), good, "on"),
            (today() + timedelta(days=1), good, "on"),
            (today(), code("permit_withdrawal_ground", "fraud"), "ground"),
        ):
            with pytest.raises(ValidationError) as caught:
                actions.end_stay_early(**end, on=on, ground=ground)
            assert fields_of(caught) == {wrong}
        actions.end_stay_early(**end, on=days_ago(1), ground=good)
        stay.refresh_from_db()
        assert (stay.state, stay.last_day, stay.end_ground) == (P.WITHDRAWN, days_ago(1), good)
        with pytest.raises(ValidationError):
            actions.end_stay_early(**end, on=days_ago(1), ground=good)


def test_a_renewed_permit_is_not_ended_but_its_renewal(cast: Cast, row: Victim) -> None:
    ground = code("permit_withdrawal_ground", "fraud")
    with cast.making("unit_a"):
        first = permit(row, starts_on=days_ago(30), ends_on=days_ago(1))
        second = permit(row, starts_on=today(), renewal_of=first)
    with cast.acting("migration"):
        user = cast.user("migration")
        with pytest.raises(ValidationError):
            actions.end_stay_early(by=user, stay=first, on=days_ago(2), ground=ground)
        actions.end_stay_early(by=user, stay=second, on=today(), ground=ground)


@pytest.mark.parametrize("name", ["analyst", "ngo", "migration", "coordinator"])
def test_only_officers_propose(cast: Cast, row: Victim, name: str) -> None:
    with cast.acting(name), pytest.raises(Refused):
        actions.propose_reflection_period(by=cast.user(name), victim=row, starts_on=DAY)


@pytest.mark.parametrize("name", ["officer", "analyst", "ngo", "coordinator"])
def test_only_the_migration_department_decides(cast: Cast, row: Victim, name: str) -> None:
    with cast.making("unit_a"):
        stay, old = permit(row, P.PROPOSED, starts_on=today() + timedelta(90)), permit(row)
    user = cast.user(name)
    ground = code("permit_withdrawal_ground", "fraud")
    with cast.acting(name):
        with pytest.raises(Refused):
            actions.decide_stay(by=user, stay=stay, state=P.GRANTED, number="1", on=today())
        with pytest.raises(Refused):
            actions.end_stay_early(by=user, stay=old, on=today(), ground=ground)
        with pytest.raises(Refused):
            actions.renew_permit(by=user, permit=old, number="1", on=today(), starts_on=today())


def test_an_officer_of_another_unit_cannot_propose(cast: Cast, row: Victim) -> None:
    with cast.acting("officer_b"), pytest.raises(Refused):
        actions.propose_residence_permit(by=cast.user("officer_b"), victim=row, starts_on=DAY)
