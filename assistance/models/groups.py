"""Groups and courses of the rehabilitation programme, their sessions and who came."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import Presence
from assistance.models.funding import Project
from assistance.models.people import Beneficiary, BeneficiaryPart
from thbcases.core.constraints import ends_after_start, not_empty, one_of
from thbcases.core.history import tracked
from thbcases.core.models import Part, Record, inherits_custodian


@tracked()
class Group(Record):
    """A group or course that an organisation runs. Who comes to a session receives its service.

    The Programme for the Psychological Rehabilitation, Vocational Guidance and Employment of
    victims names professional training, groups of social competence, self-help, job placement.
    """

    kind = models.ForeignKey(
        "codes.ListCode",
        on_delete=models.PROTECT,
        limit_choices_to={"list": "group_kind"},
        related_name="+",
        verbose_name=_("kind of group"),
    )
    title = models.CharField(_("title"), max_length=150)
    service = models.ForeignKey(
        "codes.ServiceKind",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("service that taking part is"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    leader = models.CharField(
        _("led by"), max_length=150, blank=True, help_text=_("A worker or an invited teacher.")
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("project"),
    )
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty when there is room for everybody.")
    )
    place = models.CharField(_("place"), max_length=150, blank=True)
    has_certificate = models.BooleanField(_("gives a certificate at the end"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("group")
        verbose_name_plural = _("groups and courses")
        ordering = ["-starts_on", "-id"]
        constraints = [
            not_empty("assistance_group_named", "title", _("Give the group a title.")),
            ends_after_start("assistance_group_order", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gt=0),
                name="assistance_group_places",
                violation_error_message=_("A group has at least one place."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assistance:group", kwargs={"uuid": self.uuid})


@tracked()
class GroupSession(Part):
    """One meeting of a group. What it took, the sheet shares out over those who came."""

    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("group")
    )
    on = models.DateField(_("day"))
    begins = models.TimeField(_("begins"), null=True, blank=True)
    units = models.DecimalField(
        _("how much each receives"),
        max_digits=5,
        decimal_places=2,
        help_text=_("In what the kind of service is counted: hours, sessions."),
    )
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    worker_hours = models.DecimalField(
        _("worker's hours"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of all workers together, with preparation."),
    )
    cost = models.DecimalField(
        _("cost"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of the whole session: teacher, room, material."),
    )

    class Meta(Part.Meta):
        verbose_name = _("session of a group")
        verbose_name_plural = _("sessions of groups")
        ordering = ["on", "begins", "id"]
        triggers = inherits_custodian("assistance_group", "group_id")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on", "begins"],
                name="assistance_session_once",
                nulls_distinct=False,
                violation_error_message=_("The group has a session at this time already."),
            ),
            models.CheckConstraint(
                condition=Q(units__gt=0),
                name="assistance_session_units",
                violation_error_message=_("How much is above zero."),
            ),
            models.CheckConstraint(
                condition=Q(worker_hours__isnull=True) | Q(worker_hours__gte=0),
                name="assistance_session_hours",
                violation_error_message=_("Hours are not below zero."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="assistance_session_cost",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:session", kwargs={"uuid": self.uuid})


@tracked()
class Enrolment(BeneficiaryPart):
    """A person takes part in a group, from a day until they leave it."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("group")
    )
    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="enrolments",
        verbose_name=_("beneficiary"),
    )
    enrolled_on = models.DateField(_("enrolled on"))
    left_on = models.DateField(_("left on"), null=True, blank=True, editable=False)
    certified_on = models.DateField(
        _("certificate given on"), null=True, blank=True, editable=False
    )

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["enrolled_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "beneficiary"],
                condition=Q(left_on__isnull=True),
                name="assistance_enrolled_once",
                violation_error_message=_("This person is already enrolled."),
            ),
            ends_after_start("assistance_enrolment_order", "enrolled_on", "left_on"),
            models.CheckConstraint(
                condition=Q(certified_on__isnull=True) | Q(certified_on__gte=F("enrolled_on")),
                name="assistance_completion_order",
                violation_error_message=_("A certificate is given after the enrolment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.beneficiary}"

    def get_absolute_url(self) -> str:
        return self.group.get_absolute_url()


@tracked()
class Attendance(BeneficiaryPart):
    """Whether a person came to a session. Coming is the service: the sheet writes it, nobody else.

    A row that says «came» has exactly one service, and no other row has any.
    """

    session = models.ForeignKey(
        GroupSession,
        on_delete=models.CASCADE,
        related_name="attendances",
        verbose_name=_("session of a group"),
    )
    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.PROTECT,
        related_name="attendances",
        verbose_name=_("beneficiary"),
    )
    presence = models.CharField(_("came"), max_length=10, choices=Presence.choices)

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["session", "id"]
        constraints = [
            one_of("assistance_presence_known", "presence", Presence.values),
            models.UniqueConstraint(
                fields=["session", "beneficiary"],
                name="assistance_attendance_once",
                violation_error_message=_("This person is on the sheet already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_presence_display()}"
