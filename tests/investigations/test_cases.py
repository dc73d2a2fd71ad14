"""Registering an investigation and moving it through its stages."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation

from tests.cast import Cast
from tests.investigations.conftest import DAY, MakeCase, article, form, listed
from thbcases.codes.models import Country
from thbcases.investigations import actions
from thbcases.investigations.choices import (
    GROUND_STAGES,
    OPEN_STAGES,
    TRANSITIONS,
    StageKind,
)
from thbcases.investigations.models import Investigation, Stage

LATER = DAY + timedelta(days=30)


@contextmanager
def refused(field: str, text: str = "") -> Iterator[None]:
    """The block raises a ValidationError on this field, with these words."""
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        yield
    errors = caught.value.message_dict if hasattr(caught.value, "error_dict") else {}
    found = errors or {"": caught.value.messages}
    assert field in found, found
    assert text in " ".join(found[field]), found


def register(cast: Cast, number: str, who: str = "officer", **fields: Any) -> Investigation:
    extra = {k: fields.pop(k) for k in ("articles", "forms", "countries", "stage") if k in fields}
    row = Investigation(number=number, **{"registered_on": DAY, **fields})
    return actions.register_investigation(by=cast.user(who), investigation=row, **extra)


def test_registering_enters_the_case_with_all_that_belongs_to_it(cast: Cast) -> None:
    with cast.acting("officer"):
        made = register(
            cast,
            "N-1",
            articles=[(article("147.1"), date(2023, 1, 2)), (article("157"), None)],
            forms=[(form("LAB"), True), (form("BEG"), False)],
            countries=[(Country.objects.get(code="LT"), "origin")],
        )
        assert (made.stage, made.stage_on) == ("registered", DAY)
        assert made.custodian == cast.org("unit_a")
        assert [(s.kind, s.on) for s in made.stages.all()] == [("registered", DAY)]
        assert {r.article.code: r.offence_on for r in made.article_rows.all()} == {
            "147.1": date(2023, 1, 2), "157": None
        }  # fmt: skip
        assert [(r.form.code, r.is_main) for r in made.form_rows.all()] == [
            ("LAB", True), ("BEG", False)
        ]  # fmt: skip
        assert [str(r.country.code) for r in made.countries.all()] == ["LT"]
    with cast.acting("officer_b"):
        assert not Investigation.objects.exists()


@pytest.mark.parametrize("owner", ["unit_a", "unit_b"])
def test_a_taken_number_is_refused_in_the_same_words_whoever_has_it(
    cast: Cast, make_case: MakeCase, owner: str
) -> None:
    make_case("N-1", owner)
    with cast.acting("officer"), refused("number", "already registered"):
        register(cast, "N-1")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "x" * 41}, "number"),
        ({"reach": "moon"}, "reach"),
        ({"registered_on": timezone.localdate() + timedelta(days=1)}, "registered_on"),
        ({"stage": StageKind.FINAL}, ""),
    ],
)
def test_what_cannot_be_is_not_registered(cast: Cast, fields: dict[str, Any], field: str) -> None:
    with cast.acting("officer"):
        with refused(field):
            register(cast, **{"number": "N-1", **fields})
        assert not Investigation.objects.exists()


@pytest.mark.parametrize("who", ["analyst", "ngo", "coordinator", "administrator"])
def test_only_officers_register(cast: Cast, who: str) -> None:
    with cast.acting(who), pytest.raises(PermissionDenied):
        register(cast, "N-1", who)


@pytest.mark.parametrize("now", sorted(StageKind))
def test_only_the_tables_transitions_are_possible(
    cast: Cast, make_case: MakeCase, now: StageKind
) -> None:
    case = make_case("N-1", stage=now)
    moved = set()
    with cast.acting("officer"):
        for kind in StageKind:
            ground = listed("termination_ground") if kind in GROUND_STAGES else None
            with suppress(ValidationError), transaction.atomic():
                actions.move_stage(
                    by=cast.user("officer"), investigation=case, kind=kind, on=LATER, ground=ground
                )
                case.refresh_from_db()
                assert (case.stage, case.stage_on) == (kind, LATER)
                assert case.stages.last().kind == kind  # type: ignore[union-attr]
                moved.add(kind)
                transaction.set_rollback(True)
            assert case.stages.count() == 1
    # Joining and the first hand-over have verbs of their own.
    others = {StageKind.JOINED}
    if now in (StageKind.INDICTMENT, StageKind.PENAL_ORDER):
        others.add(StageKind.COURT_FIRST)
    assert moved == TRANSITIONS[now] - others


def test_the_refusal_says_what_is_possible(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"), refused("kind", "under investigation"):
        actions.move_stage(by=cast.user("officer"), investigation=case, kind="final", on=LATER)  # type: ignore[arg-type]


def test_stages_follow_each_other_in_time(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        move = {"by": cast.user("officer"), "investigation": case, "kind": StageKind.ONGOING}
        with refused("on", DAY.isoformat()):
            actions.move_stage(**move, on=DAY - timedelta(days=1))
        with refused("on", "not come yet"):
            actions.move_stage(**move, on=timezone.localdate() + timedelta(days=1))
        actions.move_stage(**move, on=DAY)


def test_ending_needs_a_ground_and_nothing_else_has_one(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        move = {"by": cast.user("officer"), "investigation": case, "on": LATER}
        with refused("ground"):
            actions.move_stage(**move, kind=StageKind.TERMINATED)
        with refused("ground"):
            actions.move_stage(**move, kind=StageKind.ONGOING, ground=listed("termination_ground"))
        with refused("ground"):
            actions.move_stage(**move, kind=StageKind.TERMINATED, ground=listed("court"))
        actions.move_stage(**move, kind=StageKind.TERMINATED, ground=listed("termination_ground"))


def test_a_report_becomes_an_investigation_when_it_is_registered(cast: Cast) -> None:
    with cast.acting("officer"):
        made = register(cast, "N-1", stage=StageKind.CHECKING)
        actions.move_stage(
            by=cast.user("officer"), investigation=made, kind=StageKind.REGISTERED, on=LATER
        )
        made.refresh_from_db()
        assert made.registered_on == LATER


def test_only_who_may_moves_a_stage(cast: Cast, case: Investigation) -> None:
    with cast.acting("analyst"), pytest.raises(PermissionDenied):
        actions.move_stage(
            by=cast.user("analyst"), investigation=case, kind=StageKind.ONGOING, on=LATER
        )
    with cast.acting("officer_b"), pytest.raises(PermissionDenied):
        actions.move_stage(
            by=cast.user("officer_b"), investigation=case, kind=StageKind.ONGOING, on=LATER
        )


def test_joining_ends_one_and_keeps_the_other(cast: Cast, make_case: MakeCase) -> None:
    one, other = make_case("N-1"), make_case("N-2")
    with cast.acting("officer"):
        actions.join_investigations(
            by=cast.user("officer"), investigation=one, into=other, on=LATER
        )
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.stage, one.joined_into) == ("joined", other)
        assert other.stage == "registered"
        with refused("kind"):
            actions.join_investigations(
                by=cast.user("officer"), investigation=one, into=other, on=LATER
            )
        actions.move_stage(
            by=cast.user("officer"), investigation=one, kind=StageKind.RENEWED, on=LATER
        )
        one.refresh_from_db()
        assert one.joined_into is None


def test_what_cannot_be_joined(cast: Cast, make_case: MakeCase) -> None:
    case, closed = make_case("N-1"), make_case("N-2", stage="final")
    younger = make_case("N-3", on=LATER)
    theirs = make_case("B-1", "unit_b")
    with cast.acting("officer"):
        join = {"by": cast.user("officer"), "investigation": case}
        with refused("into", "itself"):
            actions.join_investigations(**join, into=case, on=LATER)
        with refused("into", "not open"):
            actions.join_investigations(**join, into=closed, on=LATER)
        with refused("on"):
            actions.join_investigations(**join, into=younger, on=DAY)
        with pytest.raises(PermissionDenied):
            actions.join_investigations(**join, into=theirs, on=LATER)
        case.refresh_from_db()
        assert case.stage == "registered"


def test_separating_copies_what_the_case_is_about(cast: Cast) -> None:
    with cast.acting("officer"):
        source = register(
            cast,
            "N-1",
            reach="international",
            articles=[(article("147"), date(2023, 1, 2))],
            forms=[(form("LAB"), True)],
            countries=[(Country.objects.get(code="ES"), "destination")],
        )
        made = actions.separate_investigation(
            by=cast.user("officer"),
            investigation=source,
            separated=Investigation(number="N-2"),
            on=LATER,
        )
        assert (made.separated_from, made.registered_on, made.stage) == (source, LATER, "separated")
        assert made.reach == "international"
        assert [r.offence_on for r in made.article_rows.all()] == [date(2023, 1, 2)]
        assert [r.is_main for r in made.form_rows.all()] == [True]
        assert made.countries.count() == 1
        assert made.stage in OPEN_STAGES


def test_what_cannot_be_separated(cast: Cast, make_case: MakeCase) -> None:
    closed, case = make_case("N-1", stage="final"), make_case("N-2")
    with cast.acting("officer"):
        by = cast.user("officer")
        with refused("", "Only an open investigation"):
            actions.separate_investigation(
                by=by, investigation=closed, separated=Investigation(number="N-3"), on=LATER
            )
        with refused("registered_on"):
            actions.separate_investigation(
                by=by,
                investigation=case,
                separated=Investigation(number="N-3"),
                on=DAY - timedelta(days=1),
            )
        with refused("number"):
            actions.separate_investigation(
                by=by, investigation=case, separated=Investigation(number="N-1"), on=LATER
            )
        assert Investigation.objects.count() == 2


def test_the_registration_may_not_move_past_a_later_stage(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        by = cast.user("officer")
        actions.move_stage(by=by, investigation=case, kind=StageKind.ONGOING, on=LATER)
        case.refresh_from_db()
        case.registered_on = LATER + timedelta(days=1)
        with refused("registered_on"):
            actions.change_investigation(by=by, investigation=case)


def test_the_first_stage_has_the_day_of_the_registration(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        by = cast.user("officer")
        case.registered_on = DAY - timedelta(days=3)
        actions.change_investigation(by=by, investigation=case)
        case.refresh_from_db()
        assert case.stage_on == case.stages.get().on == DAY - timedelta(days=3)
        actions.move_stage(by=by, investigation=case, kind=StageKind.ONGOING, on=LATER)
        case.refresh_from_db()
        case.registered_on = DAY
        actions.change_investigation(by=by, investigation=case)
        case.refresh_from_db()
        assert [stage.on for stage in case.stages.all()] == [DAY, LATER]
        assert case.stage_on == LATER


def test_a_registration_is_not_before_its_report(cast: Cast) -> None:
    with cast.acting("officer"):
        by = cast.user("officer")
        made = register(cast, "N-1", stage=StageKind.REPORT_RECEIVED)
        actions.move_stage(by=by, investigation=made, kind=StageKind.REGISTERED, on=LATER)
        made.refresh_from_db()
        made.registered_on = DAY - timedelta(days=1)
        with refused("registered_on", DAY.isoformat()):
            actions.change_investigation(by=by, investigation=made)
        made.registered_on = DAY + timedelta(days=1)
        actions.change_investigation(by=by, investigation=made)
        assert [stage.on for stage in made.stages.all()] == [DAY, DAY + timedelta(days=1)]


def test_stages_and_their_repetition_cannot_disagree_after_a_failure(
    cast: Cast, case: Investigation
) -> None:
    with cast.acting("officer"):
        with refused("on"):
            actions.move_stage(
                by=cast.user("officer"),
                investigation=case,
                kind=StageKind.ONGOING,
                on=DAY - timedelta(days=9),
            )
        case.refresh_from_db()
        newest = Stage.objects.filter(investigation=case).last()
        assert newest is not None
        assert (case.stage, case.stage_on) == (newest.kind, newest.on)
