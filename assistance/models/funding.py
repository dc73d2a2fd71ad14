"""The money of assistance: calls, projects, their reports."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.choices import ProjectState, ReportState
from thbcases.core.constraints import ends_after_start, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian


@tracked()
class FundingCall(Record):
    """A yearly call of the social ministry for projects that help victims of trafficking."""

    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=200)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    currency = models.ForeignKey(
        "codes.Currency", on_delete=models.PROTECT, related_name="+", verbose_name=_("currency")
    )

    class Meta(Record.Meta):
        verbose_name = _("call for projects")
        verbose_name_plural = _("calls for projects")
        ordering = ["-year", "-id"]
        constraints = [
            ends_after_start("assistance_call_order", "opens_on", "closes_on"),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2200)),
                name="assistance_call_year",
                violation_error_message=_("This year cannot be right."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:call", kwargs={"uuid": self.uuid})


@tracked()
class Project(Record):
    """A project of an NGO, funded in a call; the custodian is the NGO."""

    call = models.ForeignKey(
        FundingCall, on_delete=models.PROTECT, related_name="projects", verbose_name=_("call")
    )
    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=250)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ProjectState.choices,
        default=ProjectState.APPLIED,
        editable=False,
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    requested = models.DecimalField(_("amount asked for"), max_digits=12, decimal_places=2)
    granted = models.DecimalField(
        _("grant"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-starts_on", "-id"]
        constraints = [
            one_of("assistance_project_state_known", "state", ProjectState.values),
            ends_after_start("assistance_project_order", "starts_on", "ends_on"),
            models.UniqueConstraint(
                fields=["call", "number"],
                name="assistance_project_number",
                violation_error_message=_("A project with this number is already in the call."),
            ),
            models.CheckConstraint(
                condition=Q(requested__gt=0),
                name="assistance_project_requested",
                violation_error_message=_("The amount is above zero."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProjectState.FUNDED, ProjectState.FINISHED])
                # «above zero» is unknown, and would pass, where there is no grant at all
                | Q(granted__isnull=False, granted__gt=0, decided_on__isnull=False),
                name="assistance_project_granted",
                violation_error_message=_("A funded project has its grant and its date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:project", kwargs={"uuid": self.uuid})

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on < timezone.localdate()


@tracked()
class ProjectReport(Part):
    """An NGO's report on its project to the ministry, which accepts or returns it."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="reports", verbose_name=_("project")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    text = models.TextField(_("report"))
    spent = models.DecimalField(_("spent"), max_digits=12, decimal_places=2)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReportState.choices,
        default=ReportState.DRAFT,
        editable=False,
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    remark = models.TextField(_("remark of the ministry"), blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = _("project report")
        verbose_name_plural = _("project reports")
        ordering = ["-starts_on", "-id"]
        triggers = inherits_custodian("assistance_project", "project_id")
        constraints = [
            one_of("assistance_report_state_known", "state", ReportState.values),
            ends_after_start("assistance_report_order", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(spent__gte=0),
                name="assistance_report_spent",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.starts_on} – {self.ends_on}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:report", kwargs={"uuid": self.uuid})
