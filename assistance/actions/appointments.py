"""Arranging appointments, moving them, and writing down whether they were kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, move, require
from assistance.actions.services import Given, record_services
from assistance.choices import APPOINTMENT_TRANSITIONS, AppointmentState
from assistance.models import Appointment, Beneficiary, Service
from assistance.models.appointments import TAKES_TIME
from assistance.queries import colleagues
from thbcases.accounts.models import User
from thbcases.codes.models import ServiceKind

LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Arranged:
    """When, with whom, where and for what people meet."""

    starts_at: datetime
    ends_at: datetime
    worker: User
    kind: ServiceKind
    meets: str = ""
    place: str = ""
    note: str = ""


@transaction.atomic
def arrange_appointment(*, by: User, beneficiary: Beneficiary, arranged: Arranged) -> Appointment:
    """Arrange an appointment. Whoever has another one at this time is said by its time."""
    require(by, "beneficiary.add")
    person = _helped_then(beneficiary, arranged)
    appointment = Appointment(beneficiary=person, **vars(arranged))
    _check(by, appointment)
    appointment.save(force_insert=True)
    appointment.refresh_from_db()
    return appointment


@transaction.atomic
def move_appointment(*, by: User, appointment: Appointment, arranged: Arranged) -> Appointment:
    """Arrange it for another time, place or worker, as long as it has not taken place."""
    require(by, "beneficiary.change")
    _helped_then(appointment.beneficiary, arranged)
    row = locked(appointment)
    if row.state != AppointmentState.PLANNED:
        raise ValidationError(
            _("It is «%(now)s» already. Arrange a new appointment.")
            % {"now": row.get_state_display()}
        )
    for name, value in vars(arranged).items():
        setattr(row, name, value)
    _check(by, row)
    row.save()
    return row


@transaction.atomic
def keep_appointment(
    *, by: User, appointment: Appointment, given: Given | None = None, again: bool = False
) -> Appointment:
    """It took place; `given` records the help that was given there in the same step."""
    row = _mark(by, appointment, AppointmentState.KEPT)
    if given is not None:
        row.service = _given(by, row, given, again)
        row.save(update_fields=["service"])
    return row


@transaction.atomic
def miss_appointment(*, by: User, appointment: Appointment) -> Appointment:
    """The person did not come."""
    return _mark(by, appointment, AppointmentState.MISSED)


@transaction.atomic
def cancel_appointment(*, by: User, appointment: Appointment) -> Appointment:
    """It will not take place; the time is free again."""
    return _mark(by, appointment, AppointmentState.CANCELLED)


def _mark(by: User, appointment: Appointment, state: AppointmentState) -> Appointment:
    require(by, "beneficiary.change")
    row = locked(appointment)
    if state != AppointmentState.CANCELLED and row.starts_at > timezone.now():
        raise ValidationError(_("This appointment has not begun yet."))
    if row.service_id is not None and state == AppointmentState.MISSED:
        raise ValidationError(
            _("The help given at this appointment is recorded. Remove that service first.")
        )
    move(row, state, APPOINTMENT_TRANSITIONS)
    if state.value in TAKES_TIME:
        _refuse_overlap(row)
    row.save(update_fields=["state"])
    return row


def _given(by: User, appointment: Appointment, given: Given, again: bool) -> Service:
    [service] = record_services(
        by=by, beneficiaries=[appointment.beneficiary], again=again, **given.columns()
    )
    return service


def _helped_then(beneficiary: Beneficiary, arranged: Arranged) -> Beneficiary:
    """The person, locked, so that two arrangements of the same time see each other."""
    row = locked(beneficiary)
    day = timezone.localtime(arranged.starts_at).date()
    if row.closed_on is not None:
        raise ValidationError(_("This help has already ended."))
    if day < row.registered_on:
        text = _("Help began only on %(day)s.") % {"day": row.registered_on.isoformat()}
        raise ValidationError({"starts_at": text})
    return row


def _check(by: User, appointment: Appointment) -> None:
    if appointment.ends_at <= appointment.starts_at:
        raise ValidationError({"ends_at": _("The end is before the start.")})
    if appointment.ends_at - appointment.starts_at > LONGEST:
        raise ValidationError({"ends_at": _("An appointment takes a day at most.")})
    if not colleagues(by).filter(pk=appointment.worker_id).exists():
        raise ValidationError({"worker": _("This worker is not of your organisation.")})
    _refuse_overlap(appointment)
    appointment.full_clean(
        exclude=["custodian", "beneficiary", "worker", "kind"], validate_constraints=False
    )


def _refuse_overlap(appointment: Appointment) -> None:
    same_time = Appointment.objects.filter(
        state__in=TAKES_TIME,
        starts_at__lt=appointment.ends_at,
        ends_at__gt=appointment.starts_at,
    ).exclude(pk=appointment.pk)
    problems = []
    if other := same_time.filter(beneficiary_id=appointment.beneficiary_id).first():
        problems.append(_overlap(_("The person has another appointment then: %(when)s."), other))
    if other := same_time.filter(worker_id=appointment.worker_id).first():
        problems.append(_overlap(_("The worker has another appointment then: %(when)s."), other))
    if problems:
        raise ValidationError({"starts_at": problems})


def _overlap(text: object, other: Appointment) -> ValidationError:
    begins, ends = timezone.localtime(other.starts_at), timezone.localtime(other.ends_at)
    when = f"{begins:%Y-%m-%d %H:%M}\N{EN DASH}{ends:%H:%M}"
    return ValidationError(text, params={"when": when})  # type: ignore[arg-type]
