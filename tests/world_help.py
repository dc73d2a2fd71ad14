"""What an NGO keeps of help in depth, for each side: plans, groups, appointments, offers."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

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
)
from tests.cast import Cast
from thbcases.codes.models import ListCode, ServiceKind

DAY = date(2026, 3, 9)


def build_help(keep: Any, world: Any, cast: Cast, side: str, beneficiary: Any, ended: Any) -> None:
    """One of everything for an NGO; `ended` is somebody whose help ended."""
    _plan(keep, world, side, beneficiary)
    _group(keep, world, side, beneficiary)
    starts = timezone.make_aware(datetime(2026, 3, 9, 10))
    keep(
        world,
        Appointment,
        beneficiary=beneficiary,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        worker=cast.user("ngo" if side == "a" else "ngo_b"),
        kind=ServiceKind.objects.get(code="medical"),
        note=f"slapta{side}",
    )
    keep(
        world,
        FollowUp,
        beneficiary=ended,
        round="follow_up_first",
        on=DAY + timedelta(days=90),
        result="not_reached",
        note=f"slapta{side}",
    )
    build_offer(keep, world, side, beneficiary=beneficiary)


def build_offer(keep: Any, world: Any, side: str, **more: Any) -> None:
    """An offer that was declined."""
    keep(
        world,
        Offer,
        on=DAY,
        way=_code("offer_way", "in_person"),
        sex="male",
        age="adult",
        answer="declined",
        reason=_code("decline_reason", "fear"),
        note=f"slapta{side}",
        **more,
    )


def _plan(keep: Any, world: Any, side: str, beneficiary: Any) -> None:
    keep(
        world,
        Need,
        beneficiary=beneficiary,
        domain=_code("need_domain", "housing"),
        level="urgent",
        on=DAY,
        note=f"slapta{side}",
    )
    plan = keep(
        world,
        Plan,
        beneficiary=beneficiary,
        agreed_on=DAY,
        review_on=DAY + timedelta(days=90),
        summary=f"slapta{side}",
    )
    keep(world, PlanReview, plan=plan, on=DAY, next_on=DAY + timedelta(days=90))
    goal = keep(
        world,
        Goal,
        plan=plan,
        area=_code("support_plan_type", "legal"),
        text=f"slapta{side}",
        due_on=DAY,
    )
    keep(world, GoalStep, goal=goal, text=f"slapta{side}", doer="person")


def _group(keep: Any, world: Any, side: str, beneficiary: Any) -> None:
    group = keep(
        world,
        Group,
        kind=_code("group_kind", "self_help"),
        title=f"slapta{side}",
        service=ServiceKind.objects.get(code="education"),
        starts_on=DAY,
        has_certificate=True,
    )
    session = keep(world, GroupSession, group=group, on=DAY, units=Decimal(2))
    keep(world, Enrolment, group=group, beneficiary=beneficiary, enrolled_on=DAY)
    keep(world, Attendance, session=session, beneficiary=beneficiary, presence="excused")


def _code(name: str, code: str) -> ListCode:
    return ListCode.objects.get(list=name, code=code)
