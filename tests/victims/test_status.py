"""Identification and the decisions on the status."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast, person
from tests.victims.making import (
    REGISTERED,
    accepted_by_database,
    investigation,
    refused_by_database,
    today,
    victim,
)
from thbcases.access.rights import Refused
from thbcases.people.models import Person
from thbcases.victims.actions import add_victim, decide_status
from thbcases.victims.choices import FIRST, TRANSITIONS, Decider, VictimStatus
from thbcases.victims.models import Victim, VictimDecision

S = VictimStatus
GOOD = {"decider": Decider.PROSECUTOR, "decider_name": "D. Ambrazienė", "basis": "nutarimas 12"}


def errors(caught: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    """The fields that were refused."""
    return set(caught.value.message_dict)


def test_a_person_becomes_a_presumed_victim_with_a_decision(cast: Cast) -> None:
    with cast.making("unit_a"):
        case, human = investigation(), person()
    with cast.acting("officer"):
        row = add_victim(
            by=cast.user("officer"),
            victim=Victim(investigation=case, person=human),
            status=S.PRESUMED,
            on=REGISTERED,
            **GOOD,
        )
        assert (row.status, row.status_on) == (S.PRESUMED, REGISTERED)
        assert row.custodian == cast.org("unit_a")
        decision = row.decisions.get()
        assert (decision.status, decision.on, decision.basis) == (
            S.PRESUMED,
            REGISTERED,
            "nutarimas 12",
        )
        assert decision.investigation_id == case.pk


@pytest.mark.parametrize("status", [s for s in S if s not in FIRST])
def test_nobody_begins_as_recognised_or_refused(cast: Cast, status: VictimStatus) -> None:
    with cast.making("unit_a"):
        case, human = investigation(), person()
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        add_victim(
            by=cast.user("officer"),
            victim=Victim(investigation=case, person=human),
            status=status,
            on=REGISTERED,
            **GOOD,
        )
    assert errors(caught) == {"status"}


def test_the_same_person_is_a_victim_in_a_case_once(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("officer"), pytest.raises(ValidationError, match=r"already|jau"):
        add_victim(
            by=cast.user("officer"),
            victim=Victim(investigation=row.investigation, person=row.person),
            status=S.PRESUMED,
            on=REGISTERED,
            **GOOD,
        )


def test_a_person_or_case_that_is_not_seen_cannot_be_used(cast: Cast) -> None:
    with cast.making("unit_a"):
        case, human = investigation(), person()
    with cast.making("unit_b"):
        foreign_case, foreign_human = investigation("B-1"), person()
    for pair in ((foreign_case, human), (case, foreign_human)):
        with cast.acting("officer"), pytest.raises((ValidationError, Person.DoesNotExist)):
            add_victim(
                by=cast.user("officer"),
                victim=Victim(investigation_id=pair[0].pk, person_id=pair[1].pk),
                status=S.PRESUMED,
                on=REGISTERED,
                **GOOD,
            )


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_the_transition_table_is_what_the_action_follows(
    cast: Cast, before: VictimStatus, after: VictimStatus
) -> None:
    with cast.making("unit_a"):
        row = victim(status=before)
    with cast.acting("officer"):
        decide: dict[str, Any] = {
            "by": cast.user("officer"),
            "victim": row,
            "status": after,
            "on": today(),
            **GOOD,
        }
        if after in TRANSITIONS[before]:
            decide_status(**decide)
            row.refresh_from_db()
            assert (row.status, row.status_on) == (after, today())
            assert list(row.decisions.values_list("status", flat=True)) == [before, after]
        else:
            with pytest.raises(ValidationError) as caught:
                decide_status(**decide)
            assert errors(caught) == {"status"}
            assert row.decisions.count() == 1
        accepted_by_database()


@pytest.mark.parametrize(
    ("decider", "basis", "wrong"),
    [
        (Decider.NGO, "nutarimas 1", {"decider"}),
        (Decider.OTHER, "nutarimas 1", {"decider"}),
        (Decider.COURT, "", {"basis"}),
        (Decider.COURT, "   ", {"basis"}),
        (Decider.NGO, "", {"decider", "basis"}),
    ],
)
def test_recognition_is_an_officers_prosecutors_or_courts_and_names_its_basis(
    cast: Cast, decider: Decider, basis: str, wrong: set[str]
) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        decide_status(
            by=cast.user("officer"),
            victim=row,
            status=S.RECOGNISED,
            on=today(),
            decider=decider,
            basis=basis,
        )
    assert errors(caught) == wrong


@pytest.mark.parametrize("decider", [Decider.POLICE, Decider.PROSECUTOR, Decider.COURT])
def test_each_of_the_three_may_recognise(cast: Cast, decider: Decider) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("officer"):
        decide_status(
            by=cast.user("officer"),
            victim=row,
            status=S.RECOGNISED,
            on=today(),
            decider=decider,
            basis="nutarimas",
        )
        row.refresh_from_db()
        assert row.status == S.RECOGNISED


@pytest.mark.parametrize("on", [REGISTERED - timedelta(days=1), today() + timedelta(days=1)])
def test_decisions_are_in_order_and_not_in_the_future(cast: Cast, on: date) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        decide_status(by=cast.user("officer"), victim=row, status=S.DECLINED, on=on, **GOOD)
    assert errors(caught) == {"on"}


def test_nobody_is_identified_before_being_born(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = investigation()
        human = person(birth_precision="date", birth_date=REGISTERED)
    with cast.acting("officer"), pytest.raises(ValidationError) as caught:
        add_victim(
            by=cast.user("officer"),
            victim=Victim(investigation=case, person=human),
            status=S.PRESUMED,
            on=REGISTERED - timedelta(days=1),
            **GOOD,
        )
    assert errors(caught) == {"on"}


def test_two_decisions_of_one_day_keep_the_order_in_which_they_came(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("officer"):
        for status in (S.RECOGNISED, S.NOT_CONFIRMED, S.RECOGNISED):
            decide_status(by=cast.user("officer"), victim=row, status=status, on=today(), **GOOD)
        assert list(row.decisions.values_list("status", flat=True)) == [
            S.PRESUMED,
            S.RECOGNISED,
            S.NOT_CONFIRMED,
            S.RECOGNISED,
        ]


@pytest.mark.parametrize("name", ["analyst", "ngo", "migration", "coordinator", "auditor"])
def test_only_officers_decide(cast: Cast, name: str) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting(name), pytest.raises(Refused):
        decide_status(by=cast.user(name), victim=row, status=S.RECOGNISED, on=today(), **GOOD)


def test_an_officer_of_another_unit_cannot_decide(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("officer_b"), pytest.raises(Refused):
        decide_status(
            by=cast.user("officer_b"), victim=row, status=S.RECOGNISED, on=today(), **GOOD
        )


def test_the_database_refuses_a_recognised_victim_without_a_decision(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim()
        with refused_by_database("needs a decision"):
            Victim.objects.filter(pk=row.pk).update(status=S.RECOGNISED)
        VictimDecision.objects.create(
            victim=row, status=S.RECOGNISED, on=REGISTERED, decider="court", basis="nutartis"
        )
        Victim.objects.filter(pk=row.pk).update(status=S.RECOGNISED)
        accepted_by_database()


def test_the_decision_of_a_recognised_victim_cannot_be_taken_away(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(status=S.RECOGNISED)
        accepted_by_database()
        with refused_by_database("needs a decision"):
            row.decisions.all().delete()
        with refused_by_database("needs a decision"):
            row.decisions.update(status=S.PRESUMED)
