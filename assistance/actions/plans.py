"""What a person needs and what is agreed: assessed, planned, reviewed, reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, not_in_future, require
from assistance.choices import Doer, GoalOutcome, NeedLevel
from assistance.models import Beneficiary, Goal, GoalStep, Need, Plan, PlanReview
from thbcases.accounts.models import User
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode


@dataclass(frozen=True)
class Assessed:
    """How much help is needed in one part of life."""

    level: NeedLevel
    note: str = ""


@dataclass(frozen=True)
class Step:
    """A step towards a goal, as it is agreed."""

    text: str
    doer: Doer
    due_on: date | None = None


@transaction.atomic
def assess_needs(
    *, by: User, beneficiary: Beneficiary, on: date, needs: Mapping[ListCode, Assessed]
) -> list[Need]:
    """Write down what was found on a day; the same day again corrects that day's rows."""
    require(by, "beneficiary.change")
    row = _helped(beneficiary, "on", on)
    if not needs:
        raise ValidationError(_("Say of at least one part of life how much help is needed."))
    if any(domain.list != ListName.NEED_DOMAIN for domain in needs):
        raise ValidationError({"domain": _("This value is not in the list.")})
    found = []
    for domain, assessed in needs.items():
        need, _new = Need.objects.update_or_create(
            beneficiary=row,
            domain=domain,
            on=on,
            defaults={"level": NeedLevel(assessed.level), "note": assessed.note},
        )
        found.append(need)
    return found


@transaction.atomic
def agree_plan(
    *, by: User, beneficiary: Beneficiary, agreed_on: date, review_on: date, summary: str = ""
) -> Plan:
    """Write down what was agreed with the person. The plan before ends, its open goals go on."""
    require(by, "beneficiary.change")
    row = _helped(beneficiary, "agreed_on", agreed_on)
    _after("review_on", agreed_on, review_on)
    before = row.plans.filter(ended_on=None).first()
    if before is not None:
        before = locked(before)
        if agreed_on < before.agreed_on:
            raise ValidationError(
                {
                    "agreed_on": _("The plan there is was agreed only on %(day)s.")
                    % {"day": before.agreed_on.isoformat()}
                }
            )
        before.ended_on = agreed_on
        before.save(update_fields=["ended_on"])
    plan = Plan.objects.create(
        beneficiary=row, agreed_on=agreed_on, review_on=review_on, summary=summary
    )
    if before is not None:
        for goal in before.goals.filter(outcome=""):
            goal.plan = plan
            goal.save(update_fields=["plan"])
    return plan


@transaction.atomic
def review_plan(*, by: User, plan: Plan, on: date, next_on: date, note: str = "") -> PlanReview:
    """Worker and person looked at the plan again; it goes on until the next review."""
    require(by, "beneficiary.change")
    row = _open_plan(plan)
    not_in_future("on", on)
    if on < row.agreed_on:
        raise ValidationError({"on": _("The plan was not agreed yet on this day.")})
    _after("next_on", on, next_on)
    review = PlanReview.objects.create(plan=row, on=on, next_on=next_on, note=note)
    row.review_on = next_on
    row.save(update_fields=["review_on"])
    return review


@transaction.atomic
def add_goal(
    *,
    by: User,
    plan: Plan,
    area: ListCode,
    text: str,
    due_on: date,
    steps: Iterable[Step] = (),
) -> Goal:
    """Agree on a goal of the plan and the steps towards it."""
    require(by, "beneficiary.change")
    row = _open_plan(plan)
    if area.list != ListName.SUPPORT_PLAN_TYPE:
        raise ValidationError({"area": _("This value is not in the list.")})
    if due_on < row.agreed_on:
        raise ValidationError({"due_on": _("The plan was not agreed yet on this day.")})
    goal = Goal(plan=row, area=area, text=text.strip(), due_on=due_on)
    goal.full_clean(exclude=["custodian", "plan", "area"])
    goal.save(force_insert=True)
    for step in steps:
        _add_step(goal, step)
    return goal


@transaction.atomic
def add_step(*, by: User, goal: Goal, step: Step) -> GoalStep:
    """One more step towards a goal that is still worked on."""
    require(by, "beneficiary.change")
    return _add_step(_open_goal(goal), step)


@transaction.atomic
def tick_step(*, by: User, step: GoalStep, is_done: bool) -> GoalStep:
    """The step was taken, or was ticked by mistake."""
    require(by, "beneficiary.change")
    _open_goal(step.goal)
    row = locked(step)
    row.done_on = timezone.localdate() if is_done else None
    row.save(update_fields=["done_on"])
    return row


@transaction.atomic
def close_goal(*, by: User, goal: Goal, outcome: GoalOutcome, on: date, note: str = "") -> Goal:
    """What became of a goal; a second time corrects the first."""
    require(by, "beneficiary.change")
    _open_plan(goal.plan)
    not_in_future("on", on)
    if on < goal.plan.agreed_on:
        raise ValidationError({"on": _("The plan was not agreed yet on this day.")})
    row = locked(goal)
    row.outcome, row.closed_on, row.outcome_note = GoalOutcome(outcome), on, note
    row.save(update_fields=["outcome", "closed_on", "outcome_note"])
    return row


def _add_step(goal: Goal, step: Step) -> GoalStep:
    row = GoalStep(goal=goal, text=step.text.strip(), doer=step.doer, due_on=step.due_on)
    row.full_clean(exclude=["custodian", "goal"])
    row.save(force_insert=True)
    return row


def _helped(beneficiary: Beneficiary, field: str, day: date) -> Beneficiary:
    """The person, who was being helped on that day and still is."""
    not_in_future(field, day)
    row = locked(beneficiary)
    if row.closed_on is not None:
        raise ValidationError(_("This help has already ended."))
    if day < row.registered_on:
        text = _("Help began only on %(day)s.") % {"day": row.registered_on.isoformat()}
        raise ValidationError({field: text})
    return row


def _open_plan(plan: Plan) -> Plan:
    row = locked(plan)
    if row.ended_on is not None:
        raise ValidationError(_("This plan has ended. Go on in the plan that replaced it."))
    return row


def _open_goal(goal: Goal) -> Goal:
    _open_plan(goal.plan)
    row = locked(goal)
    if row.outcome:
        raise ValidationError(_("This goal has its outcome already."))
    return row


def _after(field: str, day: date, later: date) -> None:
    if later <= day:
        raise ValidationError({field: _("The review is on a later day.")})
