"""Groups, their sheets, and how often somebody came."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from assistance.choices import Presence
from assistance.models import Attendance, Beneficiary, Enrolment, Group, GroupSession
from thbcases.codes.choices import ListName
from thbcases.codes.models import DatedQuerySet, ListCode


@dataclass(frozen=True)
class SheetLine:
    """A person on the sheet of a session, and what is marked."""

    enrolment: Enrolment
    presence: str


@dataclass(frozen=True)
class Taking:
    """A person who takes part, and how often they came."""

    enrolment: Enrolment
    came: int
    excused: int
    absent: int


def group_kinds(day: date) -> DatedQuerySet[ListCode]:
    """The kinds of groups and courses."""
    return ListCode.objects.filter(list=ListName.GROUP_KIND).valid_on(day)


def groups() -> QuerySet[Group]:
    """Groups with how many take part now, and the next session."""
    today = timezone.localdate()
    return Group.objects.select_related("kind", "service", "project").annotate(
        taking=Count("enrolments", filter=Q(enrolments__left_on=None), distinct=True),
        next_on=Min("sessions__on", filter=Q(sessions__on__gte=today)),
    )


def sessions_of(group: Group) -> QuerySet[GroupSession]:
    """The sessions of a group with how many came, in their order."""
    came = Q(attendances__presence=Presence.PRESENT)
    return group.sessions.annotate(
        came=Count("attendances", filter=came, distinct=True),
        marked=Count("attendances", distinct=True),
    )


def sheet(session: GroupSession) -> list[SheetLine]:
    """Who is enrolled on the day of a session, by code, with what is marked; two queries."""
    marks = dict(session.attendances.values_list("beneficiary_id", "presence"))
    on_day = Q(enrolled_on__lte=session.on) & (Q(left_on=None) | Q(left_on__gte=session.on))
    rows = (
        session.group.enrolments.filter(on_day)
        .select_related("beneficiary__person")
        .order_by("beneficiary__code", "pk")
    )
    once = {row.beneficiary_id: row for row in rows}
    return [SheetLine(row, marks.get(row.beneficiary_id, "")) for row in once.values()]


def taking_part(group: Group) -> list[Taking]:
    """Everybody who takes or took part, with how often they came; two queries."""
    counts: dict[int, dict[str, int]] = {}
    rows = Attendance.objects.filter(session__group=group).order_by()
    for row in rows.values("beneficiary", "presence").annotate(number=Count("pk")):
        counts.setdefault(row["beneficiary"], {})[row["presence"]] = row["number"]
    enrolments = group.enrolments.select_related("beneficiary__person").order_by(
        "beneficiary__code", "pk"
    )
    found = []
    for enrolment in enrolments:
        of_one = counts.get(enrolment.beneficiary_id, {})
        found.append(
            Taking(
                enrolment,
                of_one.get(Presence.PRESENT, 0),
                of_one.get(Presence.EXCUSED, 0),
                of_one.get(Presence.ABSENT, 0),
            )
        )
    return found


def may_enrol(group: Group) -> QuerySet[Beneficiary]:
    """People who are helped now and do not take part yet, by code."""
    inside = group.enrolments.filter(left_on=None).values("beneficiary")
    people = Beneficiary.objects.filter(closed_on=None).exclude(pk__in=inside)
    return people.select_related("person").order_by("code", "pk")


def groups_of(beneficiary: Beneficiary) -> list[tuple[Enrolment, int]]:
    """In what groups a person takes or took part, and how often they came."""
    rows = beneficiary.enrolments.select_related("group__kind").annotate(
        last_session=Max("group__sessions__on")
    )
    came = dict(
        beneficiary.attendances.filter(presence=Presence.PRESENT)
        .order_by()
        .values_list("session__group")
        .annotate(number=Count("pk"))
    )
    return [(row, came.get(row.group_id, 0)) for row in rows.order_by("-enrolled_on", "-pk")]


def sessions_to_mark(day: date) -> QuerySet[GroupSession]:
    """Sessions until a day on whose sheet nobody is marked, of groups somebody takes part in."""
    empty = Count("attendances", distinct=True)
    people = Count("group__enrolments", filter=Q(group__enrolments__left_on=None), distinct=True)
    return (
        GroupSession.objects.select_related("group")
        .filter(on__lte=day)
        .annotate(marked=empty, people=people)
        .filter(marked=0, people__gt=0)
        .order_by("-on", "-pk")
    )
