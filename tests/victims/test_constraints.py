"""Every rule that the database holds about victims, with a row it takes and a row it refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from tests.cast import Cast, person
from tests.victims.children_rules import CHILD_RULES
from tests.victims.making import (
    REGISTERED,
    accepted_by_database,
    code,
    episode,
    period,
    permit,
    refused_by_database,
    today,
    victim,
)
from tests.victims.signs_rules import SIGN_RULES
from thbcases.codes.models import Currency
from thbcases.victims.models import ResidencePermit, Victim, VictimDecision

Write = Callable[[Victim], Any]
BEFORE = today() - timedelta(days=1)
LATER = today() + timedelta(days=100)


def decision(row: Victim, **fields: Any) -> Any:
    values = {"status": "presumed", "on": today(), "decider": "police", **fields}
    return VictimDecision.objects.create(victim=row, **values)


def claim(row: Victim, **fields: Any) -> Any:
    euro = Currency.objects.get(code="EUR")
    values = {"payer": "offender", "claimed_on": today(), "amount": 100, "currency": euro}
    return row.claims.create(**{**values, **fields})


def measure(row: Victim, **fields: Any) -> Any:
    return row.protection_measures.create(
        kind=code("protection_kind", "other"),
        decided_by="x",
        decided_on=today(),
        starts_on=today(),
        **fields,
    )


def recruited(row: Victim, *names: str) -> None:
    for name in names:
        row.recruitments.create(method=code("recruitment_method", name))


def controlled(row: Victim, *names: str) -> None:
    for name in names:
        row.controls.create(means=code("control_means", name))


def ended(make: Any, row: Victim, **fields: Any) -> Any:
    name = "reflection_end_ground" if make is period else "permit_withdrawal_ground"
    values = {"ended_on": today(), "end_ground": code(name, "fraud"), **fields}
    return make(row, "withdrawn", **values)


def twice(make: Any, row: Victim, second_start: Any) -> None:
    make(row, starts_on=today(), ends_on=today() + timedelta(days=10))
    make(row, starts_on=second_start, ends_on=second_start + timedelta(days=10))


def renewed(row: Victim, *states: str) -> None:
    first = permit(row, starts_on=today(), ends_on=today())
    for number, state in enumerate(states, start=1):
        start = today() + timedelta(days=100 * number)
        permit(row, state, renewal_of=first, starts_on=start)


def itself(row: Victim) -> None:
    made = permit(row)
    ResidencePermit.objects.filter(pk=made.pk).update(renewal_of=made)


def of_another(row: Victim) -> None:
    other = permit(victim(who=person(given_name="Kita")), starts_on=today(), ends_on=today())
    permit(row, renewal_of=other, starts_on=LATER)


def mains(row: Victim, *flags: bool) -> None:
    for flag in flags:
        episode(row, is_main=flag)


def again(row: Victim, other: bool) -> None:
    human = person(given_name="Kita") if other else row.person
    Victim.objects.create(investigation=row.investigation, person=human, status_on=today())


def stay_rules(name: str, make: Any) -> dict[str, tuple[Write, Write]]:
    """The rules that periods and permits share."""
    return {
        f"victims_{name}_state_known": (make, lambda v: make(v, "lost")),
        f"victims_{name}_order": (
            lambda v: make(v, ends_on=today()),
            lambda v: make(v, ends_on=BEFORE),
        ),
        f"victims_{name}_early_end": (
            lambda v: ended(make, v),
            lambda v: ended(make, v, ended_on=BEFORE),
        ),
        f"victims_{name}_decided": (
            lambda v: make(v, "proposed", decided_on=None),
            lambda v: make(v, "granted", decided_on=None),
        ),
        f"victims_{name}_end_has_ground": (
            lambda v: ended(make, v),
            lambda v: ended(make, v, end_ground=None),
        ),
        f"victims_{name}_no_overlap": (
            lambda v: twice(make, v, today() + timedelta(days=11)),
            lambda v: twice(make, v, today() + timedelta(days=10)),
        ),
    }


RULES: dict[str, tuple[Write, Write]] = {
    "victims_victim_status_known": (
        lambda v: Victim.objects.filter(pk=v.pk).update(status="declined"),
        lambda v: Victim.objects.filter(pk=v.pk).update(status="lost"),
    ),
    "victims_victim_once": (lambda v: again(v, other=True), lambda v: again(v, other=False)),
    "victims_decision_status_known": (decision, lambda v: decision(v, status="lost")),
    "victims_decision_decider_known": (decision, lambda v: decision(v, decider="nobody")),
    "victims_recognised_by_decision": (
        lambda v: decision(v, status="recognised", decider="court", basis="nutartis"),
        lambda v: decision(v, status="recognised", decider="ngo", basis="nutartis"),
    ),
    "victims_episode_order": (
        lambda v: episode(v, starts_on=today(), ends_on=today()),
        lambda v: episode(v, starts_on=today(), ends_on=BEFORE),
    ),
    "victims_one_main_form": (
        lambda v: mains(v, True, False, False),
        lambda v: mains(v, True, True),
    ),
    "victims_recruitment_once": (
        lambda v: recruited(v, "at_work", "family"),
        lambda v: recruited(v, "at_work", "at_work"),
    ),
    "victims_control_once": (
        lambda v: controlled(v, "uses_children", "withholds_documents"),
        lambda v: controlled(v, "uses_children", "uses_children"),
    ),
    **CHILD_RULES,
    **SIGN_RULES,
    **stay_rules("reflection", period),
    **stay_rules("permit", permit),
    "victims_permit_renewed_once": (
        lambda v: renewed(v, "refused", "refused", "granted"),
        lambda v: renewed(v, "granted", "proposed"),
    ),
    "victims_permit_not_own_renewal": (permit, itself),
    "victims_permit_same_person": (lambda v: renewed(v, "granted"), of_another),
    "victims_claim_state_known": (claim, lambda v: claim(v, state="lost")),
    "victims_claim_amount": (lambda v: claim(v, amount="0.01"), lambda v: claim(v, amount=0)),
    "victims_claim_order": (
        lambda v: claim(v, decided_on=today()),
        lambda v: claim(v, decided_on=BEFORE),
    ),
    "victims_claim_awarded": (
        lambda v: claim(v, state="awarded", decided_on=today(), awarded=1),
        lambda v: claim(v, state="awarded", decided_on=today()),
    ),
    "victims_claim_awarded_amount": (
        lambda v: claim(v, decided_on=today(), awarded=1),
        lambda v: claim(v, decided_on=today(), awarded=0),
    ),
    "victims_claim_paid": (
        lambda v: claim(v, state="paid", decided_on=today(), awarded=1, paid_on=today()),
        lambda v: claim(v, state="paid", decided_on=today(), awarded=1),
    ),
    "victims_claim_paid_order": (
        lambda v: claim(v, claimed_on=BEFORE, decided_on=BEFORE, paid_on=today()),
        lambda v: claim(v, claimed_on=BEFORE, decided_on=today(), paid_on=BEFORE),
    ),
    "victims_protection_order": (
        lambda v: measure(v, ends_on=today()),
        lambda v: measure(v, ends_on=BEFORE),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_good_row_is_taken_and_a_bad_one_refused_by_its_rule(cast: Cast, name: str) -> None:
    good, bad = RULES[name]
    with cast.making("unit_a"):
        good(victim(who=person()))
        accepted_by_database()
        row = victim(who=person())
        with refused_by_database() as caught:
            bad(row)
    cause = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_every_rule_of_the_app_is_tried() -> None:
    rules = {
        constraint.name
        for model in apps.get_app_config("victims").get_models()
        for constraint in model._meta.constraints
    }
    assert rules - set(RULES) == set()


def test_every_rule_says_what_to_do(cast: Cast) -> None:
    for model in apps.get_app_config("victims").get_models():
        for rule in model._meta.constraints:
            assert rule.violation_error_message != rule.default_violation_error_message, rule.name


def test_a_stay_keeps_its_person_and_custodian_whoever_saves_it(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim()
        stay = permit(row)
    with cast.acting("migration"):
        seen = ResidencePermit.objects.get(pk=stay.pk)
        seen.note = "patikrinta"
        seen.save()
        seen.refresh_from_db()
        assert (seen.note, seen.custodian_id) == ("patikrinta", row.custodian_id)
        assert (seen.person_id, seen.investigation_id) == (row.person_id, row.investigation_id)


def test_a_permit_without_a_victim_or_a_permit_before_it_belongs_to_nobody(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim()
    with cast.acting("migration"), refused_by_database():
        ResidencePermit.objects.create(
            victim_id=row.pk,
            person_id=row.person_id,
            state="granted",
            starts_on=REGISTERED,
            ends_on=REGISTERED,
            proposed_on=REGISTERED,
            decided_on=REGISTERED,
        )
