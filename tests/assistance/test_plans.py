"""Needs by domain, one plan at a time, goals with steps, reviews by their day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance import queries
from assistance.actions import plans
from assistance.actions.plans import Assessed, Step
from assistance.choices import Doer, GoalOutcome, NeedLevel
from assistance.models import Goal, GoalStep, Need, Plan, PlanReview
from assistance.terms import open_reviews, reviews_of
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.clocks.sources import sources
from thbcases.codes.models import ListCode

LATER = TODAY + timedelta(days=30)


def domain(code: str) -> ListCode:
    return ListCode.objects.get(list="need_domain", code=code)


def area(code: str = "legal") -> ListCode:
    return ListCode.objects.get(list="support_plan_type", code=code)


def agree(cast: Cast, person: Any, on: date = BEGUN, review: date = LATER) -> Plan:
    with cast.acting("ngo"):
        return plans.agree_plan(
            by=cast.user("ngo"), beneficiary=person, agreed_on=on, review_on=review
        )


def goal_of(cast: Cast, plan: Plan, *steps: Step) -> Goal:
    with cast.acting("ngo"):
        return plans.add_goal(
            by=cast.user("ngo"), plan=plan, area=area(), text="Būstas", due_on=LATER, steps=steps
        )


def assess(cast: Cast, person: Any, on: date, **levels: NeedLevel) -> Any:
    with cast.acting("ngo"):
        needs = {domain(code): Assessed(level) for code, level in levels.items()}
        return plans.assess_needs(by=cast.user("ngo"), beneficiary=person, on=on, needs=needs)


def test_needs_are_reassessed_and_what_was_found_before_stays(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    assess(cast, person, days_ago(50), housing=NeedLevel.URGENT, health=NeedLevel.SOME)
    assess(cast, person, days_ago(5), housing=NeedLevel.NONE)
    with cast.acting("ngo"):
        now = {row.need.domain.code: row for row in queries.needs_now(person)}
    assert now["housing"].need.level == NeedLevel.NONE
    assert now["housing"].before is not None
    assert now["housing"].before.level == NeedLevel.URGENT
    assert now["health"].before is None
    assess(cast, person, days_ago(5), housing=NeedLevel.SOME)
    assert Need.objects.count() == 3


def test_needs_that_cannot_be(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    with pytest.raises(ValidationError, match="at least one"):
        assess(cast, person, TODAY)
    with pytest.raises(ValidationError, match="not come yet"):
        assess(cast, person, LATER, housing=NeedLevel.SOME)
    with pytest.raises(ValidationError, match="began only"):
        assess(cast, person, BEGUN - timedelta(days=1), housing=NeedLevel.SOME)
    with cast.acting("ngo"), pytest.raises(ValidationError, match="not in the list"):
        plans.assess_needs(
            by=cast.user("ngo"),
            beneficiary=person,
            on=TODAY,
            needs={area(): Assessed(NeedLevel.SOME)},
        )
    assert not Need.objects.exists()


def test_a_new_plan_ends_the_old_one_and_takes_its_open_goals(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    old = agree(cast, person)
    done, open_ = goal_of(cast, old), goal_of(cast, old)
    with cast.acting("ngo"):
        plans.close_goal(
            by=cast.user("ngo"), goal=done, outcome=GoalOutcome.REACHED, on=days_ago(3)
        )
    new = agree(cast, person, on=days_ago(2))
    for row in (old, done, open_):
        row.refresh_from_db()
    assert old.ended_on == days_ago(2)
    assert (done.plan, open_.plan) == (old, new)
    with cast.acting("ngo"):
        assert queries.current_plan(person) == new
        with pytest.raises(ValidationError, match="has ended"):
            plans.add_goal(by=cast.user("ngo"), plan=old, area=area(), text="x", due_on=LATER)
    with pytest.raises(ValidationError, match="agreed only on"):
        agree(cast, person, on=days_ago(3))


def test_a_review_moves_the_day_and_is_kept(cast: Cast, make: Makers) -> None:
    plan = agree(cast, make.beneficiary(), review=days_ago(10))
    with cast.acting("ngo"):
        by = cast.user("ngo")
        assert [row.pk for row in queries.plans_to_review()] == [plan.pk]
        with pytest.raises(ValidationError, match="later day"):
            plans.review_plan(by=by, plan=plan, on=days_ago(4), next_on=days_ago(4))
        plans.review_plan(by=by, plan=plan, on=days_ago(4), next_on=LATER, note="Gerai")
        assert not queries.plans_to_review().exists()
    plan.refresh_from_db()
    assert plan.review_on == LATER
    assert PlanReview.objects.get().on == days_ago(4)


def test_steps_are_ticked_until_the_goal_has_its_outcome(cast: Cast, make: Makers) -> None:
    plan = agree(cast, make.beneficiary())
    goal = goal_of(cast, plan, Step("Dokumentai", Doer.WORKER))
    step = GoalStep.objects.get()
    with cast.acting("ngo"):
        by = cast.user("ngo")
        assert plans.tick_step(by=by, step=step, is_done=True).done_on == TODAY
        assert plans.tick_step(by=by, step=step, is_done=False).done_on is None
        with pytest.raises(ValidationError):
            plans.add_step(by=by, goal=goal, step=Step("  ", Doer.PERSON))
        plans.close_goal(by=by, goal=goal, outcome=GoalOutcome.PARTLY, on=TODAY, note="Pusė")
        with pytest.raises(ValidationError, match="outcome already"):
            plans.tick_step(by=by, step=step, is_done=True)
        assert plans.close_goal(by=by, goal=goal, outcome=GoalOutcome.REACHED, on=TODAY).outcome


def test_nobody_plans_for_whose_help_ended(cast: Cast, make: Makers, code: Any) -> None:
    ended = make.beneficiary(
        closed_on=days_ago(3), outcome=code("closing_outcome", "goals_reached")
    )
    with pytest.raises(ValidationError, match="already ended"):
        agree(cast, ended)
    with pytest.raises(ValidationError, match="already ended"):
        assess(cast, ended, days_ago(5), housing=NeedLevel.SOME)


def test_another_ngo_sees_no_plan_and_the_police_none_at_all(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    plan = agree(cast, person)
    goal_of(cast, plan, Step("Dokumentai", Doer.WORKER))
    assess(cast, person, TODAY, housing=NeedLevel.SOME)
    for user in ("ngo_b", "officer", "analyst", "migration", "responder", "coordinator", "auditor"):
        with cast.acting(user):
            for model in (Need, Plan, Goal, GoalStep):
                assert not model.objects.exists(), (user, model)
    with cast.acting("ngo_b"), pytest.raises(ValidationError):
        plans.review_plan(by=cast.user("ngo_b"), plan=plan, on=TODAY, next_on=LATER)
    with cast.acting("officer"), pytest.raises(Refused):
        plans.review_plan(by=cast.user("officer"), plan=plan, on=TODAY, next_on=LATER)


def test_the_terms_of_help_are_registered_and_read_by_row_security(
    cast: Cast, make: Makers
) -> None:
    keys = {source.key for source in sources()}
    assert {"plan_review", "follow_up_first", "follow_up_second", "follow_up_third"} <= keys
    person = make.beneficiary()
    plan = agree(cast, person, review=days_ago(10))
    with cast.acting("ngo"):
        [term] = open_reviews()
        assert (term.due_on, term.done_on, term.code) == (days_ago(10), None, person.code)
        assert person.person.family_name not in term.code
        plans.review_plan(by=cast.user("ngo"), plan=plan, on=days_ago(4), next_on=LATER)
        assert [(t.due_on, t.done_on) for t in reviews_of(person)] == [
            (days_ago(4), days_ago(4)),
            (LATER, None),
        ]
    with cast.acting("ngo_b"):
        assert list(open_reviews()) == []
