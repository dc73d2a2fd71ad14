"""Assistance to presumed and recognised victims: money, people helped, services."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.choices import BeneficiaryStatus, ProjectState, ReportState, Unit
from thbcases.core.constraints import ends_after_start, not_empty, one_of
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


@tracked()
class Beneficiary(Record):
    """A person whom an NGO helps. Nothing of it is seen by the police.

    The code is what the NGO says instead of the name, on lists and to others.
    """

    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="helped_as",
        verbose_name=_("person"),
    )
    code = models.CharField(_("code"), max_length=30)
    status = models.CharField(_("helped as"), max_length=12, choices=BeneficiaryStatus.choices)
    registered_on = models.DateField(_("help since"))
    referred_by = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("referred by"),
    )
    safe_contact = models.CharField(
        _("safe contact"),
        max_length=300,
        blank=True,
        help_text=_("How the person may be reached without danger. Shown before anything else."),
    )
    needs = models.TextField(_("needs"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    outcome = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        limit_choices_to={"list": "closing_outcome"},
        related_name="+",
        verbose_name=_("outcome"),
    )
    closing_note = models.TextField(_("note on closing"), blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("beneficiary")
        verbose_name_plural = _("beneficiaries")
        ordering = ["-registered_on", "-id"]
        indexes = [models.Index(fields=["custodian", "-registered_on"], name="beneficiary_of_ngo")]
        constraints = [
            one_of("assistance_status_known", "status", BeneficiaryStatus.values),
            not_empty("assistance_code_given", "code", _("Give a code.")),
            models.UniqueConstraint(
                fields=["custodian", "code"],
                name="assistance_code_once",
                violation_error_message=_("This code is already used."),
            ),
            models.UniqueConstraint(
                fields=["custodian", "person"],
                condition=Q(closed_on__isnull=True),
                name="assistance_open_once",
                violation_error_message=_("This person is already being helped."),
            ),
            ends_after_start(
                "assistance_closed_after_start",
                "registered_on",
                "closed_on",
                _("Help cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome__isnull=True)
                | Q(closed_on__isnull=False, outcome__isnull=False),
                name="assistance_closed_with_outcome",
                violation_error_message=_("Closing needs an outcome."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.person.given_name or self.person}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:beneficiary", kwargs={"uuid": self.uuid})


class BeneficiaryPart(Part):
    """Something that belongs to one beneficiary."""

    class Meta(Part.Meta):
        abstract = True
        triggers = inherits_custodian("assistance_beneficiary", "beneficiary_id")


@tracked()
class Consent(BeneficiaryPart):
    """The person agreed to one use of their data, from a day until withdrawn."""

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("beneficiary"),
    )
    purpose = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "consent_purpose"},
        related_name="+",
        verbose_name=_("agrees that"),
    )
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "id"]
        constraints = [
            ends_after_start(
                "assistance_consent_order",
                "given_on",
                "withdrawn_on",
                _("A consent cannot be withdrawn before it was given."),
            ),
            models.UniqueConstraint(
                fields=["beneficiary", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="assistance_consent_once",
                violation_error_message=_("This consent is already in force."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"


@tracked()
class Service(BeneficiaryPart):
    """Help that was given: what, when, how much, by whom, in which project, with what result."""

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("beneficiary"),
    )
    kind = models.ForeignKey(
        "codes.ServiceKind",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kind of service"),
    )
    on = models.DateField(_("on"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    units = models.DecimalField(_("how much"), max_digits=7, decimal_places=2)
    unit = models.CharField(
        pgettext_lazy("what a service is counted in", "unit"), max_length=10, choices=Unit.choices
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("project"),
    )
    worker = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("worker"),
    )
    place = models.CharField(_("place"), max_length=150, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["custodian", "-on", "-id"], name="service_of_ngo"),
            models.Index(fields=["on"], name="service_by_date"),
        ]
        constraints = [
            one_of("assistance_unit_known", "unit", Unit.values),
            models.CheckConstraint(
                condition=Q(units__gt=0),
                name="assistance_service_units",
                violation_error_message=_("How much is above zero."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("on")),
                name="assistance_service_order",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="assistance_service_cost",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
