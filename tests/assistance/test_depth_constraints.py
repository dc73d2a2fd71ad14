"""What the database refuses of help in depth: for each constraint a good and a bad row."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from assistance.models import (
    Appointment,
    Attendance,
    Enrolment,
    FollowUp,
    Goal,
    GoalStep,
    Group,
    GroupSession,
    Need,
    Offer,
    Plan,
    PlanReview,
    Service,
)
from tests.cast import Cast
from tests.world import build
from tests.world_help import DAY
from thbcases.codes.models import ListCode

BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
OURS = (
    Appointment, Attendance, Enrolment, FollowUp, Goal, GoalStep, Group, GroupSession, Need, Offer,
    Plan, PlanReview,
)  # fmt: skip


def code(name: str) -> Any:
    return lambda: ListCode.objects.filter(list=name).first()


# constraint: (model, a change of a good row that stays good, a change that breaks it)
CHANGES: dict[str, tuple[type[models.Model], dict[str, Any], dict[str, Any]]] = {
    "assistance_need_level_known": (Need, {"level": "none"}, {"level": "awful"}),
    "assistance_plan_review_order": (Plan, {"review_on": DAY}, {"review_on": BEFORE}),
    "assistance_plan_order": (Plan, {"ended_on": DAY}, {"ended_on": BEFORE}),
    "assistance_review_order": (PlanReview, {"next_on": DAY}, {"next_on": BEFORE}),
    "assistance_goal_says": (Goal, {"text": "a"}, {"text": ""}),
    "assistance_goal_outcome_known": (
        Goal,
        {"outcome": "reached", "closed_on": DAY},
        {"outcome": "won", "closed_on": DAY},
    ),
    "assistance_goal_closed_with_outcome": (
        Goal,
        {"outcome": "partly", "closed_on": DAY},
        {"outcome": "", "closed_on": DAY},
    ),
    "assistance_step_says": (GoalStep, {"text": "a"}, {"text": ""}),
    "assistance_step_doer_known": (GoalStep, {"doer": "together"}, {"doer": "nobody"}),
    "assistance_appointment_state_known": (Appointment, {"state": "kept"}, {"state": "lost"}),
    "assistance_appointment_order": (
        Appointment,
        {"ends_at": models.F("starts_at") + timedelta(minutes=1)},
        {"ends_at": models.F("starts_at")},
    ),
    "assistance_group_named": (Group, {"title": "a"}, {"title": ""}),
    "assistance_group_order": (Group, {"ends_on": DAY}, {"ends_on": BEFORE}),
    "assistance_group_places": (Group, {"places": 1}, {"places": 0}),
    "assistance_session_units": (
        GroupSession,
        {"units": Decimal("0.01")},
        {"units": Decimal(0)},
    ),
    "assistance_session_hours": (
        GroupSession,
        {"worker_hours": Decimal(0)},
        {"worker_hours": Decimal(-1)},
    ),
    "assistance_session_cost": (GroupSession, {"cost": Decimal(0)}, {"cost": Decimal(-1)}),
    "assistance_enrolment_order": (Enrolment, {"left_on": DAY}, {"left_on": BEFORE}),
    "assistance_completion_order": (
        Enrolment,
        {"certified_on": DAY},
        {"certified_on": BEFORE},
    ),
    "assistance_presence_known": (Attendance, {"presence": "absent"}, {"presence": "late"}),
    "assistance_offer_sex_known": (Offer, {"sex": "other"}, {"sex": "any"}),
    "assistance_offer_age_known": (Offer, {"age": "child"}, {"age": "old"}),
    "assistance_offer_answer_known": (
        Offer,
        {"answer": "accepted", "reason": None},
        {"answer": "perhaps", "reason": None},
    ),
    "assistance_offer_declined_with_reason": (
        Offer,
        {"answer": "undecided", "reason": None},
        {"answer": "declined", "reason": None},
    ),
    "assistance_follow_up_round_known": (
        FollowUp,
        {"round": "follow_up_third"},
        {"round": "follow_up_tenth"},
    ),
    "assistance_follow_up_result_known": (
        FollowUp,
        {"result": "no_contact"},
        {"result": "asleep"},
    ),
    "assistance_follow_up_safety_known": (FollowUp, {"note": "a"}, {"safety": "very"}),
    "assistance_follow_up_risk_known": (FollowUp, {"note": "b"}, {"risk": "none"}),
    "assistance_follow_up_answers": (
        FollowUp,
        {
            "result": "reached",
            "housing": code("follow_up_housing"),
            "work": code("follow_up_work"),
            "safety": "safe",
            "risk": "low",
        },
        {"result": "reached", "work": None},
    ),
    "assistance_service_hours": (
        Service,
        {"worker_hours": Decimal(0)},
        {"worker_hours": Decimal(-1)},
    ),
}
# A second row like the first is refused. The appointments' are in test_appointments.py.
TWICE: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "assistance_need_once_a_day": (Need, ("beneficiary", "domain", "on", "level")),
    "assistance_plan_one_open": (Plan, ("beneficiary", "agreed_on", "review_on")),
    "assistance_session_once": (GroupSession, ("group", "on", "units")),
    "assistance_enrolled_once": (Enrolment, ("group", "beneficiary", "enrolled_on")),
    "assistance_attendance_once": (Attendance, ("session", "beneficiary", "presence")),
    "assistance_follow_up_once": (FollowUp, ("beneficiary", "round", "on", "result")),
}
ELSEWHERE = {"assistance_appointment_of_person", "assistance_appointment_of_worker"}
ALL = set(CHANGES) | set(TWICE) | ELSEWHERE


def test_every_constraint_of_ours_is_tested() -> None:
    named = {c.name for model in OURS for c in model._meta.constraints}
    assert named == ALL - {"assistance_service_hours"}
    assert {m.__name__ for m in OURS} <= {
        m.__name__ for m in apps.get_app_config("assistance").get_models()
    }


@pytest.mark.parametrize("name", CHANGES)
def test_a_good_row_passes_and_a_bad_one_is_refused(name: str, cast: Cast) -> None:
    world = build(cast)
    model, good, bad = CHANGES[name]
    ready = {key: value() if callable(value) else value for key, value in good.items()}
    with cast.making("ngo_a"):
        changed = model._default_manager.filter(pk=world[model][0].pk)
        assert changed.update(**ready) == 1
        with pytest.raises(IntegrityError, match="assistance_") as error, transaction.atomic():
            changed.update(**bad)
        # a value nobody knows may break the rule of its neighbour first
        assert any(known in str(error.value) for known in (name, "assistance_follow_up_answers"))


@pytest.mark.parametrize("name", TWICE)
def test_nothing_is_there_twice(name: str, cast: Cast) -> None:
    world = build(cast)
    model, columns = TWICE[name]
    [row] = [r for r in world[model] if r.custodian_id == cast.org("ngo_a").pk][:1]
    with (
        cast.making("ngo_a"),
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
    ):
        model._default_manager.create(**{column: getattr(row, column) for column in columns})
