"""What a person needs, what was agreed with them, and how far it came."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import Doer, GoalOutcome, NeedLevel
from assistance.models.people import Beneficiary, BeneficiaryPart
from thbcases.core.constraints import ends_after_start, not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, inherits_custodian


@tracked()
class Need(BeneficiaryPart):
    """How much help a person needed in one part of life on the day somebody looked.

    The second step of the Law on Assistance to Victims of Criminal Offences (XIV-169), after the
    information on rights. An assessment is never overwritten: a later day has a row of its own,
    and the newest row of a domain is what counts now.
    """

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="assessed_needs",
        verbose_name=_("beneficiary"),
    )
    domain = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "need_domain"},
        related_name="+",
        verbose_name=_("part of life"),
    )
    level = models.CharField(_("how much help"), max_length=10, choices=NeedLevel.choices)
    on = models.DateField(_("assessed on"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-on", "domain__position", "id"]
        constraints = [
            one_of("assistance_need_level_known", "level", NeedLevel.values),
            models.UniqueConstraint(
                fields=["beneficiary", "domain", "on"],
                name="assistance_need_once_a_day",
                violation_error_message=_("This need was already assessed on this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain}: {self.get_level_display()}"


@tracked()
class Plan(BeneficiaryPart):
    """The plan of help, agreed with the person on a day and looked at again on another.

    The third step of XIV-169. A person has one plan at a time; a new one ends the old one.
    """

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="plans",
        verbose_name=_("beneficiary"),
    )
    agreed_on = models.DateField(_("agreed on"))
    review_on = models.DateField(_("to be reviewed until"))
    summary = models.TextField(
        _("what was agreed"), blank=True, help_text=_("In the words of the person, if possible.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("plan of help")
        verbose_name_plural = _("plans of help")
        ordering = ["-agreed_on", "-id"]
        constraints = [
            ends_after_start(
                "assistance_plan_review_order",
                "agreed_on",
                "review_on",
                _("A plan is reviewed after it was agreed."),
            ),
            ends_after_start("assistance_plan_order", "agreed_on", "ended_on"),
            models.UniqueConstraint(
                fields=["beneficiary"],
                condition=Q(ended_on__isnull=True),
                name="assistance_plan_one_open",
                violation_error_message=_("This person has a plan already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.agreed_on}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:plan_of", kwargs={"uuid": self.beneficiary.uuid})


class PlanPart(Part):
    """Something that belongs to a plan."""

    class Meta(Part.Meta):
        abstract = True
        triggers = inherits_custodian("assistance_plan", "plan_id")


@tracked()
class PlanReview(PlanPart):
    """Worker and person looked at the plan again; it goes on until the next review."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="reviews", verbose_name=_("plan of help")
    )
    on = models.DateField(_("reviewed on"))
    note = models.TextField(_("what came out"), blank=True)
    next_on = models.DateField(_("next review until"))

    class Meta(PlanPart.Meta):
        verbose_name = _("review of a plan")
        verbose_name_plural = _("reviews of plans")
        ordering = ["-on", "-id"]
        constraints = [
            ends_after_start(
                "assistance_review_order",
                "on",
                "next_on",
                _("The next review is after this one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.on}"


@tracked()
class Goal(PlanPart):
    """What the person wants to reach with help, until when, and what became of it."""

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="goals", verbose_name=_("plan of help")
    )
    area = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "support_plan_type"},
        related_name="+",
        verbose_name=_("kind of support"),
    )
    text = models.CharField(_("goal"), max_length=300)
    due_on = models.DateField(_("to be reached until"))
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=GoalOutcome.choices, blank=True, editable=False
    )
    closed_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    outcome_note = models.CharField(_("note"), max_length=300, blank=True, editable=False)

    class Meta(PlanPart.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["due_on", "id"]
        constraints = [
            not_empty("assistance_goal_says", "text", _("Say what is to be reached.")),
            one_of("assistance_goal_outcome_known", "outcome", ["", *GoalOutcome.values]),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True)
                | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="assistance_goal_closed_with_outcome",
                violation_error_message=_("An outcome has its day."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()


@tracked()
class GoalStep(Part):
    """One step towards a goal: who takes it, until when, and the day it was done."""

    goal = models.ForeignKey(
        Goal, on_delete=models.CASCADE, related_name="steps", verbose_name=_("goal")
    )
    text = models.CharField(_("step"), max_length=300)
    doer = models.CharField(_("who takes it"), max_length=10, choices=Doer.choices)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("step towards a goal")
        verbose_name_plural = _("steps towards goals")
        ordering = ["id"]
        triggers = inherits_custodian("assistance_goal", "goal_id")
        constraints = [
            not_empty("assistance_step_says", "text", _("Say what the step is.")),
            one_of("assistance_step_doer_known", "doer", Doer.values),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.goal.get_absolute_url()
