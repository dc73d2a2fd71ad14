"""When a worker and a person meet, or go somewhere together."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.choices import AppointmentState
from assistance.models.people import Beneficiary, BeneficiaryPart
from thbcases.core.constraints import SameNumber, one_of
from thbcases.core.history import tracked

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# An appointment that was cancelled or not kept takes nobody's time.
TAKES_TIME = (AppointmentState.PLANNED.value, AppointmentState.KEPT.value)


class Meanwhile(Func):
    """The time from a start to an end; another may begin at the minute this one ends.

    An end before the start is taken for the start: the check constraint says it better.
    """

    function = "tstzrange"
    output_field = DateTimeRangeField()

    def __init__(self, start: str = "starts_at", end: str = "ends_at") -> None:
        super().__init__(F(start), Greatest(F(start), F(end)), Value("[)"))


def _not_twice(name: str, of: str, message: "StrPromise") -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            (SameNumber(F("custodian_id")), RangeOperators.OVERLAPS),
            (SameNumber(F(of)), RangeOperators.OVERLAPS),
            (Meanwhile(), RangeOperators.OVERLAPS),
        ],
        condition=Q(state__in=TAKES_TIME),
        violation_error_message=message,
    )


@tracked()
class Appointment(BeneficiaryPart):
    """A meeting that was arranged with a person: when, where, with whom, and whether it was kept.

    Nobody is at two places: neither the person nor the worker has two at the same time. The
    worker's are compared within the organisation, so that no other one shows through.
    """

    beneficiary = models.ForeignKey(
        Beneficiary,
        on_delete=models.CASCADE,
        related_name="appointments",
        verbose_name=_("beneficiary"),
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    worker = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("worker"),
    )
    kind = models.ForeignKey(
        "codes.ServiceKind",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kind of service"),
    )
    meets = models.CharField(
        _("with whom"),
        max_length=150,
        blank=True,
        help_text=_("A doctor, an office; empty when the worker alone."),
    )
    place = models.CharField(_("place"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AppointmentState.choices,
        default=AppointmentState.PLANNED,
        editable=False,
    )

    # What was given there, once somebody recorded it with the appointment.
    service = models.OneToOneField(
        "assistance.Service",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="appointment",
        verbose_name=_("service"),
    )

    class Meta(BeneficiaryPart.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["custodian", "starts_at"], name="appointment_of_ngo")]
        constraints = [
            one_of("assistance_appointment_state_known", "state", AppointmentState.values),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="assistance_appointment_order",
                violation_error_message=_("The end is before the start."),
            ),
            _not_twice(
                "assistance_appointment_of_person",
                "beneficiary_id",
                _("The person has another appointment at this time."),
            ),
            _not_twice(
                "assistance_appointment_of_worker",
                "worker_id",
                _("The worker has another appointment at this time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}, {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("assistance:appointment", kwargs={"uuid": self.uuid})
