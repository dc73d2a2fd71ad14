"""Groups and courses: opening them, enrolling, and the sheet of who came.

Who came is written once, on the sheet; the services of those who came follow from it in the same
step, with their share of the worker's hours and of the cost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, not_in_future, require
from assistance.actions.services import (
    Given,
    check_given,
    held,
    not_for_them,
    outside_help,
    refuse_twice,
    shares,
)
from assistance.choices import Presence
from assistance.models import (
    Attendance,
    Beneficiary,
    Enrolment,
    Group,
    GroupSession,
    Service,
)
from assistance.queries import service_kinds
from thbcases.accounts.models import User
from thbcases.codes.choices import ListName

MOST_SESSIONS = 60


@dataclass(frozen=True)
class SessionPlan:
    """One session, or several with some days between them."""

    on: date
    units: Decimal
    begins: time | None = None
    topic: str = ""
    worker_hours: Decimal | None = None
    cost: Decimal | None = None


@transaction.atomic
def save_group(*, by: User, group: Group) -> Group:
    """Open a group, or change one. What its sheets have recorded stays true.

    Once somebody came, its kind of service and its project stay: they are what was recorded.
    """
    require(by, "group.change" if group.pk else "group.add")
    if group.kind.list != ListName.GROUP_KIND:
        raise ValidationError({"kind": _("This value is not in the list.")})
    if not service_kinds(group.starts_on).filter(pk=group.service_id).exists():
        raise ValidationError({"service": _("This kind of service is not used on that day.")})
    if group.pk:
        _check_change(group, locked(group))
    group.full_clean(exclude=["custodian", "kind", "service", "project"])
    group.save()
    group.refresh_from_db()
    return group


@transaction.atomic
def plan_sessions(
    *, by: User, group: Group, plan: SessionPlan, times: int = 1, every_days: int = 7
) -> list[GroupSession]:
    """Put sessions on the group's calendar: one, or several at equal distance."""
    require(by, "group.change")
    row = locked(group)
    if not 1 <= times <= MOST_SESSIONS:
        text = _("Plan between 1 and %(most)d sessions at once.") % {"most": MOST_SESSIONS}
        raise ValidationError({"times": text})
    made = []
    for number in range(times):
        values = {**vars(plan), "on": plan.on + timedelta(days=every_days * number)}
        session = GroupSession(group=row, **values)
        _check_session(row, session)
        session.save(force_insert=True)
        made.append(session)
    return made


@transaction.atomic
def change_session(*, by: User, session: GroupSession, plan: SessionPlan) -> GroupSession:
    """Correct a session. The services of those who came follow."""
    require(by, "group.change")
    row = locked(session)
    for name, value in vars(plan).items():
        setattr(row, name, value)
    _check_session(row.group, row)
    row.save()
    came = [a.beneficiary for a in row.attendances.filter(presence=Presence.PRESENT)]
    if came:
        require(by, "beneficiary.change")
        _write_services(by, row, came, again=True)
    return row


@transaction.atomic
def remove_session(*, by: User, session: GroupSession) -> Group:
    """Take a session off the calendar that nobody is marked for."""
    require(by, "group.remove")
    row = locked(session)
    if row.attendances.exists():
        raise ValidationError(_("Somebody is marked on the sheet. Empty the sheet first."))
    group = row.group
    row.delete()
    return group


@transaction.atomic
def enrol(
    *, by: User, group: Group, beneficiaries: Iterable[Beneficiary], on: date
) -> list[Enrolment]:
    """Let people take part from a day on; all of them or none, as far as there are places."""
    require(by, "group.change")
    require(by, "beneficiary.change")
    row = locked(group)
    people = held(beneficiaries)
    problems: list[ValidationError] = []
    inside = row.enrolments.filter(left_on=None)
    there = set(inside.values_list("beneficiary_id", flat=True))
    for person in people:
        if person.pk in there:
            problems.append(_named(_("%(who)s is already enrolled."), person))
        elif person.closed_on is not None:
            problems.append(_named(_("%(who)s: the help has ended."), person))
        elif on < person.registered_on:
            problems.append(_named(_("%(who)s: help began later than this day."), person))
    if row.places is not None and len(there) + len(people) > row.places:
        free = max(0, row.places - len(there))
        text = _("The group has %(free)d places left.") % {"free": free}
        problems.append(ValidationError(text))
    if row.ends_on is not None and on > row.ends_on:
        problems.append(ValidationError(_("The group has ended on this day.")))
    if problems:
        raise ValidationError(problems)
    return [Enrolment.objects.create(group=row, beneficiary=p, enrolled_on=on) for p in people]


@transaction.atomic
def leave_group(*, by: User, enrolment: Enrolment, on: date) -> Enrolment:
    """A person takes part no longer; from the next day the sheet is without them."""
    require(by, "beneficiary.change")
    row = locked(enrolment)
    if row.left_on is not None:
        raise ValidationError(_("This person has left the group already."))
    if on < row.enrolled_on:
        raise ValidationError({"on": _("The person was not enrolled yet on this day.")})
    sessions = Attendance.objects.filter(
        session__group=row.group_id, beneficiary=row.beneficiary_id, session__on__gt=on
    )
    last = sessions.order_by("-session__on").first()
    if last is not None:
        text = _("The sheet of %(day)s has this person, after this day.")
        raise ValidationError({"on": text % {"day": last.session.on.isoformat()}})
    row.left_on = on
    row.save(update_fields=["left_on"])
    return row


@transaction.atomic
def certify(*, by: User, enrolment: Enrolment, on: date) -> Enrolment:
    """The person completed the course and was given the certificate."""
    require(by, "beneficiary.change")
    not_in_future("on", on)
    row = locked(enrolment)
    if not row.group.has_certificate:
        raise ValidationError(_("This group gives no certificate."))
    if on < row.enrolled_on:
        raise ValidationError({"on": _("The person was not enrolled yet on this day.")})
    came = Attendance.objects.filter(
        session__group=row.group_id, beneficiary=row.beneficiary_id, presence=Presence.PRESENT
    )
    if not came.exists():
        raise ValidationError(_("This person came to no session."))
    row.certified_on = on
    row.save(update_fields=["certified_on"])
    return row


@transaction.atomic
def record_attendance(
    *,
    by: User,
    session: GroupSession,
    presences: Mapping[Beneficiary, Presence],
    again: bool = False,
) -> list[Service]:
    """Write the whole sheet of a session: who came, did not, was excused; the rest is not marked.

    Whoever came has received the service; whoever is taken off the sheet has it no more. For all
    of them or for none. Who has such a service on this day from elsewhere is refused unless
    `again` says that it was given twice.
    """
    require(by, "group.change")
    require(by, "beneficiary.add")
    row = locked(session)
    not_in_future("on", row.on)
    marked = {person.pk: Presence(presence) for person, presence in presences.items()}
    people = held(presences) if marked else []
    _require_enrolled(row, people)
    came = [person for person in people if marked[person.pk] == Presence.PRESENT]
    gone = row.attendances.exclude(beneficiary__in=came)
    Service.objects.filter(attendance__in=gone).delete()
    row.attendances.exclude(beneficiary__in=people).delete()
    for person in people:
        Attendance.objects.update_or_create(
            session=row, beneficiary=person, defaults={"presence": marked[person.pk]}
        )
    return _write_services(by, row, came, again) if came else []


def enrolled_on(session: GroupSession) -> Q:
    """Who takes part on the day of a session."""
    return Q(enrolled_on__lte=session.on) & (Q(left_on=None) | Q(left_on__gte=session.on))


def _write_services(
    by: User, session: GroupSession, came: list[Beneficiary], again: bool
) -> list[Service]:
    """The services of those who came, each with its share; they add up to the session."""
    group = session.group
    given = Given(
        group.service, session.on, session.units, group.project, place=group.place,
        result=session.topic,
    )  # fmt: skip
    check_given(given)
    if problems := [*outside_help(came, given), *not_for_them(came, given)]:
        raise ValidationError(problems)
    came = sorted(came, key=lambda person: person.pk)
    marks = {a.beneficiary_id: a for a in session.attendances.all()}
    there = {s.attendance_id: s for s in Service.objects.filter(attendance__session=session)}
    if not again:
        new = [person for person in came if marks[person.pk].pk not in there]
        refuse_twice(new, given)
    costs = shares(session.cost, len(came))
    hours = shares(session.worker_hours, len(came))
    made = []
    for person, cost, time_ in zip(came, costs, hours, strict=True):
        mark = marks[person.pk]
        service = there.get(mark.pk) or Service(beneficiary=person, worker=by, attendance=mark)
        for name, value in {**given.columns(), "cost": cost, "worker_hours": time_}.items():
            setattr(service, name, value)
        service.full_clean(
            exclude=["custodian", "beneficiary", "project", "worker", "kind", "attendance"]
        )
        service.save()
        made.append(service)
    return made


def _require_enrolled(session: GroupSession, people: list[Beneficiary]) -> None:
    there = session.group.enrolments.filter(enrolled_on(session))
    inside = set(there.values_list("beneficiary_id", flat=True))
    text = _("%(who)s is not enrolled on this day. Enrol the person first.")
    if problems := [_named(text, person) for person in people if person.pk not in inside]:
        raise ValidationError(problems)


def _check_session(group: Group, session: GroupSession) -> None:
    if session.on < group.starts_on or (group.ends_on and session.on > group.ends_on):
        end = group.ends_on.isoformat() if group.ends_on else "…"
        text = _("The group runs from %(start)s until %(end)s.")
        raise ValidationError({"on": text % {"start": group.starts_on.isoformat(), "end": end}})
    others = group.sessions.filter(on=session.on, begins=session.begins).exclude(pk=session.pk)
    if others.exists():
        raise ValidationError({"on": _("The group has a session at this time already.")})
    session.full_clean(exclude=["custodian", "group"], validate_constraints=False)
    for name in ("worker_hours", "cost"):
        if (value := getattr(session, name)) is not None and value < 0:
            raise ValidationError({name: _("An amount is not below zero.")})
    if session.units <= 0:
        raise ValidationError({"units": _("How much is above zero.")})


def _check_change(group: Group, stored: Group) -> None:
    came = Service.objects.filter(attendance__session__group=stored).exists()
    for name in ("service", "project"):
        key = f"{name}_id"
        if came and getattr(group, key) != getattr(stored, key):
            text = _("Sessions are recorded with it already. Open another group for the rest.")
            raise ValidationError({name: text})
    outside = Q(on__lt=group.starts_on)
    if group.ends_on:
        outside |= Q(on__gt=group.ends_on)
    if stored.sessions.filter(outside).exists():
        raise ValidationError({"ends_on": _("A session stands outside these days.")})


def _named(text: object, person: Beneficiary) -> ValidationError:
    return ValidationError(text, params={"who": str(person)})  # type: ignore[arg-type]
