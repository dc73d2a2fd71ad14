"""The plan of one person: needs, what was agreed, goals and steps."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions import plans
from assistance.choices import GoalOutcome, NeedLevel
from assistance.forms.plans import (
    CloseGoalForm,
    GoalForm,
    NeedsForm,
    PlanForm,
    ReviewForm,
    StepForm,
)
from assistance.models import Beneficiary, Goal, GoalStep, Plan
from assistance.views.people import BeneficiaryPage, crumbs_to
from thbcases.access.marks import requires
from thbcases.audit.actions import log_reading
from thbcases.web.parts import Clock
from thbcases.web.pills import Pill, Pills
from thbcases.web.views import ActionView, Crumb

LEVEL_PILLS = Pills(
    NeedLevel,
    {
        NeedLevel.NONE: "closed",
        NeedLevel.SOME: "open",
        NeedLevel.MUCH: "presumed",
        NeedLevel.URGENT: "late",
    },
)
OUTCOME_PILLS = Pills(
    GoalOutcome,
    {
        GoalOutcome.REACHED: "recognised",
        GoalOutcome.PARTLY: "presumed",
        GoalOutcome.NOT_REACHED: "late",
        GoalOutcome.DROPPED: "closed",
    },
)


@requires("beneficiary.read")
class PlanOf(BeneficiaryPage):
    """The tab: what is needed now, the plan that runs, its goals with their steps."""

    template_name = "assistance/beneficiary_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        plan = queries.current_plan(self.object)
        is_open = self.object.closed_on is None
        may_change = self.may("change") and is_open
        earlier = self.object.plans.exclude(pk=plan.pk if plan else None)
        return {
            **context,
            "needs": [(now, LEVEL_PILLS(now.need.level)) for now in queries.needs_now(self.object)],
            "plan": plan,
            "goals": [(goal, _goal_pill(goal)) for goal in plan.goals.all()] if plan else [],
            "review": _review(plan) if plan and plan.ended_on is None else None,
            "earlier": earlier,
            "may_change": may_change,
            "may_work": may_change and plan is not None and plan.ended_on is None,
        }


def _goal_pill(goal: Goal) -> Pill:
    return OUTCOME_PILLS(goal.outcome) if goal.outcome else Pill(_("worked on"), "open")


def _review(plan: Plan) -> Clock:
    return Clock(_("plan to be reviewed"), plan.review_on, started_on=plan.agreed_on)


class OnPerson(ActionView):
    """A form about one person; the way back leads to their plan."""

    model: ClassVar[type[Model]] = Beneficiary
    queryset: QuerySet[Any] | None = Beneficiary.objects.select_related("person")
    template_name = "assistance/safe_form.html"

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object)

    def get_success_url(self) -> str:
        return reverse("assistance:plan_of", kwargs={"uuid": self.object.uuid})

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "record": self.object}


@requires("beneficiary.change")
class AssessNeeds(OnPerson):
    """How much help is needed, part of life by part of life."""

    form_class, title = NeedsForm, _("Assess the needs")
    template_name = "assistance/needs_form.html"
    submit_label = _("Save")
    success_message = _("The needs are recorded.")
    intro = _("Leave open what was not talked about. What was found before stays in the history.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "beneficiary": self.object}

    def save_forms(self, form: Any, formsets: Any) -> Beneficiary:
        plans.assess_needs(
            by=self.by,
            beneficiary=self.object,
            on=form.cleaned_data["on"],
            needs=form.needs(),
        )
        person: Beneficiary = self.object
        return person


@requires("beneficiary.change")
class AgreePlan(OnPerson):
    """What was agreed with the person; the plan before ends, its open goals go on."""

    form_class, title = PlanForm, _("Agree on a plan")
    submit_label = _("Save")
    success_message = _("The plan is recorded.")

    def act(self, obj: Any, data: dict[str, Any]) -> Plan:
        return plans.agree_plan(by=self.by, beneficiary=obj, **data)


class OnPlan(OnPerson):
    """A form about something in a person's plan."""

    def person(self) -> Beneficiary:
        """Whose plan it is."""
        found: Beneficiary = self.object.beneficiary
        return found

    def breadcrumbs(self) -> list[Crumb]:
        plan = reverse("assistance:plan_of", kwargs={"uuid": self.person().uuid})
        return [*crumbs_to(self.person()), Crumb(_("Plan"), plan)]

    def get_success_url(self) -> str:
        return reverse("assistance:plan_of", kwargs={"uuid": self.person().uuid})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_reading(self.person())
        return {**super().get_context_data(**kwargs), "record": self.person()}


@requires("beneficiary.change")
class ReviewPlan(OnPlan):
    """Look at the plan again."""

    model, form_class, title = Plan, ReviewForm, _("Review the plan")
    queryset = Plan.objects.select_related("beneficiary__person")
    submit_label = _("Save")
    success_message = _("The review is recorded.")

    def act(self, obj: Any, data: dict[str, Any]) -> Plan:
        plans.review_plan(by=self.by, plan=obj, **data)
        plan: Plan = obj
        return plan


@requires("beneficiary.change")
class AddGoal(OnPlan):
    """A goal and its first steps."""

    model, form_class, title = Plan, GoalForm, _("Add a goal")
    queryset = Plan.objects.select_related("beneficiary__person")
    submit_label = _("Save")
    success_message = _("The goal is recorded.")

    def act(self, obj: Any, data: dict[str, Any]) -> Goal:
        return plans.add_goal(by=self.by, plan=obj, **data)


class OnGoal(OnPlan):
    """A form about a goal."""

    model = Goal
    queryset = Goal.objects.select_related("plan__beneficiary__person")

    def person(self) -> Beneficiary:
        found: Beneficiary = self.object.plan.beneficiary
        return found

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"


@requires("beneficiary.change")
class AddStep(OnGoal):
    """One more step towards a goal."""

    form_class, title = StepForm, _("Add a step")
    submit_label = _("Save")
    success_message = _("The step is recorded.")

    def save_forms(self, form: Any, formsets: Any) -> GoalStep:
        return plans.add_step(by=self.by, goal=self.object, step=form.step())


@requires("beneficiary.change")
class CloseGoal(OnGoal):
    """What became of a goal."""

    form_class, title = CloseGoalForm, _("Outcome of the goal")
    submit_label = _("Save")
    success_message = _("The outcome is recorded.")

    def get_initial(self) -> dict[str, Any]:
        goal: Goal = self.object
        if not goal.outcome:
            return {}
        return {"outcome": goal.outcome, "on": goal.closed_on, "note": goal.outcome_note}

    def act(self, obj: Any, data: dict[str, Any]) -> Goal:
        outcome = GoalOutcome(data.pop("outcome"))
        return plans.close_goal(by=self.by, goal=obj, outcome=outcome, **data)


@requires("beneficiary.change")
class TickStep(OnPlan):
    """A step was taken, or was ticked by mistake: one press turns it round."""

    model = GoalStep
    queryset = GoalStep.objects.select_related("goal__plan__beneficiary__person")
    submit_label = _("Confirm")
    success_message = ""

    def person(self) -> Beneficiary:
        found: Beneficiary = self.object.goal.plan.beneficiary
        return found

    def get_title(self) -> str:
        words = _("Not done after all: %(step)s") if self.object.done_on else _("Done: %(step)s")
        return words % {"step": self.object}

    def act(self, obj: Any, data: dict[str, Any]) -> GoalStep:
        return plans.tick_step(by=self.by, step=obj, is_done=obj.done_on is None)
