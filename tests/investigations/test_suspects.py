"""Suspects, from «information collected» to a judgment."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast, person
from tests.investigations.conftest import DAY, OFFENCE, MakeCase, MakeSuspect, article
from tests.investigations.test_cases import refused
from thbcases.investigations import actions
from thbcases.investigations.choices import (
    FIRST_STATES,
    JUDGED_STATES,
    SUSPECT_TRANSITIONS,
    SuspectState,
)
from thbcases.investigations.models import Investigation, Suspect

LATER = DAY + timedelta(days=10)


def add(cast: Cast, case: Investigation, who: str = "officer", **said: Any) -> Suspect:
    about = {k: said.pop(k) for k in ("state", "on", "basis", "charges") if k in said}
    suspect = Suspect(investigation=case, **said)
    return actions.add_suspect(by=cast.user(who), suspect=suspect, **{"on": DAY, **about})


def test_a_person_is_entered_with_state_and_charge(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        made = add(
            cast,
            case,
            person=person(),
            state=SuspectState.SUSPECTED,
            basis="pranešimas",
            charges=[(article("147.2"), OFFENCE)],
        )
        assert (made.state, made.state_on) == ("suspected", DAY)
        assert [(s.state, s.on, s.basis) for s in made.statuses.all()] == [
            ("suspected", DAY, "pranešimas")
        ]
        assert [(c.article.code, c.offence_on) for c in made.charges.all()] == [("147.2", OFFENCE)]
        assert made.charges.get().investigation == case


def test_a_legal_person_is_entered_by_name(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        made = add(cast, case, kind="legal", legal_name="UAB „Darbas“", legal_code="300000000")
        assert str(made) == "UAB „Darbas“"
        assert made.person is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "__all__"),
        ({"kind": "legal"}, "__all__"),
        ({"kind": "legal", "legal_name": "x" * 201}, "legal_name"),
        ({"kind": "legal", "legal_name": "UAB", "state": SuspectState.CONVICTED}, "state"),
        ({"kind": "legal", "legal_name": "UAB", "on": timezone.localdate() + timedelta(1)}, "on"),
        (
            {
                "kind": "legal",
                "legal_name": "UAB",
                "state": SuspectState.SUSPECTED,
                "on": DAY - timedelta(1),
            },
            "on",
        ),
    ],
)
def test_what_cannot_be_is_not_entered(
    cast: Cast, case: Investigation, said: dict[str, Any], field: str
) -> None:
    with cast.acting("officer"):
        with refused(field):
            add(cast, case, **said)
        assert not Suspect.objects.exists()


def test_information_may_be_older_than_the_investigation(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        assert add(cast, case, person=person(), on=DAY - timedelta(days=30)).pk


def test_a_person_is_a_suspect_of_a_case_once(
    cast: Cast, case: Investigation, make_case: MakeCase
) -> None:
    other = make_case("N-9")
    with cast.acting("officer"):
        who = person()
        add(cast, case, person=who)
        with refused("__all__", "already a suspect here"):
            add(cast, case, person=who)
        add(cast, other, person=who)


@pytest.mark.parametrize("now", sorted(SuspectState))
def test_only_the_tables_transitions_are_possible(
    cast: Cast, case: Investigation, make_suspect: MakeSuspect, now: SuspectState
) -> None:
    suspect = make_suspect(case, state=now)
    moved = set()
    with cast.acting("officer"):
        for state in SuspectState:
            with suppress(ValidationError), transaction.atomic():
                actions.move_suspect(
                    by=cast.user("officer"), suspect=suspect, state=state, on=LATER, basis="x"
                )
                suspect.refresh_from_db()
                assert (suspect.state, suspect.state_on) == (state, LATER)
                assert suspect.statuses.count() == 2
                moved.add(state)
                transaction.set_rollback(True)
            assert suspect.statuses.count() == 1
    assert moved == SUSPECT_TRANSITIONS[now] - JUDGED_STATES


def test_states_follow_each_other_in_time(
    cast: Cast, case: Investigation, make_suspect: MakeSuspect
) -> None:
    suspect = make_suspect(case)
    move = {"by": cast.user("officer"), "suspect": suspect, "state": SuspectState.PROSECUTED}
    with cast.acting("officer"):
        with refused("on"):
            actions.move_suspect(**move, on=DAY - timedelta(days=1))
        with refused("on"):
            actions.move_suspect(**move, on=timezone.localdate() + timedelta(days=1))


def test_only_who_may_enters_and_moves(
    cast: Cast, case: Investigation, make_suspect: MakeSuspect
) -> None:
    suspect = make_suspect(case)
    for who in ("analyst", "officer_b", "ngo"):
        with cast.acting(who), pytest.raises(PermissionDenied):
            actions.move_suspect(
                by=cast.user(who), suspect=suspect, state=SuspectState.PROSECUTED, on=LATER
            )
    with cast.acting("analyst"), pytest.raises(PermissionDenied):
        add(cast, case, "analyst", kind="legal", legal_name="UAB")
    assert {SuspectState.INFORMATION, SuspectState.SUSPECTED} < FIRST_STATES
