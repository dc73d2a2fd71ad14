"""Appointments and sessions of a day and of a week, and who works here."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from assistance.choices import AppointmentState
from assistance.models import Appointment, GroupSession
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, User

DAYS_OF_WEEK = 7


@dataclass
class Day:
    """A day of the week's list."""

    day: date
    appointments: list[Appointment] = field(default_factory=list)
    sessions: list[GroupSession] = field(default_factory=list)

    @property
    def is_today(self) -> bool:
        return self.day == timezone.localdate()


def colleagues(user: User) -> QuerySet[User]:
    """Who works for the acting user's organisation today, in the same role."""
    actor = user.actor()
    organisation = actor.organisation_id if actor else None
    role = actor.role if actor else Role.NGO
    working = Membership.objects.valid_on(timezone.localdate())
    here = working.filter(organisation=organisation, role=role)
    return User.objects.filter(pk__in=here.values("user")).order_by("last_name", "first_name", "pk")


def appointments() -> QuerySet[Appointment]:
    """Appointments with everything a list shows of them."""
    return Appointment.objects.select_related("beneficiary__person", "worker", "kind", "service")


def begin_of(day: date) -> datetime:
    """Midnight of the country, with which a day begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def appointments_on(first: date, last: date) -> QuerySet[Appointment]:
    """Appointments that begin on these days, but for the cancelled ones."""
    return (
        appointments()
        .filter(starts_at__gte=begin_of(first), starts_at__lt=begin_of(last + timedelta(days=1)))
        .exclude(state=AppointmentState.CANCELLED)
    )


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def week(day: date, worker: User | None = None) -> list[Day]:
    """The week of a day: appointments (of one worker, or everybody's) and sessions of groups."""
    monday = monday_of(day)
    days = [Day(monday + timedelta(days=n)) for n in range(DAYS_OF_WEEK)]
    by_day = {row.day: row for row in days}
    rows = appointments_on(days[0].day, days[-1].day)
    if worker is not None:
        rows = rows.filter(worker=worker)
    for appointment in rows:
        by_day[timezone.localtime(appointment.starts_at).date()].appointments.append(appointment)
    sessions = GroupSession.objects.select_related("group").filter(
        on__range=(days[0].day, days[-1].day)
    )
    for session in sessions:
        by_day[session.on].sessions.append(session)
    return days


def unmarked(worker: User) -> QuerySet[Appointment]:
    """A worker's appointments that are over and nobody said whether they were kept."""
    return (
        appointments()
        .filter(worker=worker, state=AppointmentState.PLANNED, ends_at__lt=timezone.now())
        .order_by("-starts_at", "-pk")
    )
