"""The help that was given."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.choices import Unit
from assistance.models.funding import Project
from assistance.models.people import Beneficiary, BeneficiaryPart
from thbcases.core.constraints import one_of
from thbcases.core.history import tracked


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
    worker_hours = models.DecimalField(
        _("worker's hours"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    # Where coming to a session of a group is the service: the sheet of the session writes it.
    attendance = models.OneToOneField(
        "assistance.Attendance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="given",
        verbose_name=_("attendance"),
    )

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
            models.CheckConstraint(
                condition=Q(worker_hours__isnull=True) | Q(worker_hours__gte=0),
                name="assistance_service_hours",
                violation_error_message=_("Hours are not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
