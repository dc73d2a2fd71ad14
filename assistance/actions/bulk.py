"""Many services at once: nights of everybody over a range of days, and last week's again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import not_in_future, require
from assistance.actions.services import Given, held, record_services, same_services
from assistance.models import Beneficiary, Project, Service
from assistance.queries import night_kind
from thbcases.accounts.models import User

MOST_DAYS = 92
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Stay:
    """One person in the shelter, and the nights on which they were away."""

    beneficiary: Beneficiary
    away: frozenset[date] = field(default_factory=frozenset)


def days_between(first: date, last: date) -> list[date]:
    """All days of a range, both ends inclusive."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@transaction.atomic
def record_stays(
    *,
    by: User,
    first: date,
    last: date,
    stays: Iterable[Stay],
    project: Project | None = None,
    leave_out_recorded: bool = False,
) -> list[Service]:
    """Record the nights of many people over a range of days, for all of them or for none.

    A stretch without a night away is one service. A night that is recorded already is refused,
    or left out where `leave_out_recorded` says so; it is never recorded twice.
    """
    require(by, "beneficiary.add")
    wanted = {stay.beneficiary.pk: stay for stay in stays}
    _check_range(first, last)
    kind = night_kind(first)
    if kind is None or night_kind(last) is None:
        raise ValidationError(_("This kind of service is not used on that day."))
    people = held(stay.beneficiary for stay in wanted.values())
    recorded = _recorded(people, first, last)
    _check_stays([wanted[p.pk] for p in people], recorded, first, last, leave_out_recorded)
    alike: dict[tuple[date, date], list[Beneficiary]] = defaultdict(list)
    for person in people:
        gone = wanted[person.pk].away | set(recorded[person.pk])
        for stretch in stretches(d for d in days_between(first, last) if d not in gone):
            alike[stretch].append(person)
    made: list[Service] = []
    for (start, end), who in sorted(alike.items()):
        nights = Decimal((end - start).days + 1)
        given = Given(kind, start, nights, project, ended_on=end if end > start else None)
        # asked above, for all of them at once and with the nights named
        made += record_services(by=by, beneficiaries=who, again=True, **given.columns())
    return made


@transaction.atomic
def copy_services(
    *, by: User, services: Iterable[Service], later: timedelta = WEEK
) -> list[Service]:
    """Record the same services again some days later, for all of them or for none.

    What it cost and what came of it is not copied: that is another week's. Sessions of groups
    have their own sheets and are refused.
    """
    require(by, "beneficiary.add")
    alike: dict[Given, list[Beneficiary]] = defaultdict(list)
    for service in services:
        if service.attendance_id is not None:
            raise ValidationError(_("Sessions of groups are recorded on their own sheets."))
        alike[_again(service, later)].append(service.beneficiary)
    if not alike:
        raise ValidationError(_("Tick at least one service."))
    made: list[Service] = []
    problems: list[ValidationError] = []
    for given, people in alike.items():
        try:
            made += record_services(by=by, beneficiaries=people, **given.columns())
        except ValidationError as error:
            # all that is wrong is said at once
            problems.append(error)
    if problems:
        raise ValidationError([text for error in problems for text in _texts(error)])
    return made


def stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days in their order as unbroken stretches: first and last day of each."""
    start = end = None
    for day in days:
        if end is not None and day == end + timedelta(days=1):
            end = day
            continue
        if start is not None and end is not None:
            yield start, end
        start = end = day
    if start is not None and end is not None:
        yield start, end


def _again(service: Service, later: timedelta) -> Given:
    given = Given(
        service.kind,
        service.on,
        service.units,
        service.project,
        service.unit,
        service.ended_on,
        service.place,
        worker_hours=service.worker_hours,
    )
    end = given.ended_on + later if given.ended_on else None
    return replace(given, on=given.on + later, ended_on=end)


def _texts(error: ValidationError) -> list[str]:
    return list(error.messages)


def _check_range(first: date, last: date) -> None:
    not_in_future("last", last)
    if last < first:
        raise ValidationError({"last": _("The end is before the start.")})
    if (last - first).days >= MOST_DAYS:
        text = _("Record at most %(count)d days at once.") % {"count": MOST_DAYS}
        raise ValidationError({"last": text})


def _recorded(people: list[Beneficiary], first: date, last: date) -> dict[int, list[date]]:
    """Of each person the nights of the range that are recorded already."""
    found: dict[int, set[date]] = {person.pk: set() for person in people}
    kind = night_kind(first)
    for service in same_services(first, last).filter(kind=kind, beneficiary__in=people):
        end = service.ended_on or service.on
        nights = days_between(max(first, service.on), min(last, end))
        found[service.beneficiary_id].update(nights)
    return {key: sorted(days) for key, days in found.items()}


def _check_stays(
    stays: list[Stay],
    recorded: dict[int, list[date]],
    first: date,
    last: date,
    leave_out_recorded: bool,
) -> None:
    problems = []
    for stay in stays:
        who = str(stay.beneficiary)
        outside = sorted(day for day in stay.away if not first <= day <= last)
        twice = [day for day in recorded[stay.beneficiary.pk] if day not in stay.away]
        if outside:
            text = _("%(who)s: these days are not in the range: %(days)s.")
            problems.append(_problem(text, who, outside))
        if twice and not leave_out_recorded:
            text = _("%(who)s: these nights are recorded already: %(days)s.")
            problems.append(_problem(text, who, twice))
        if not set(days_between(first, last)) - stay.away - set(twice):
            text = _("%(who)s: no night is left to record.")
            problems.append(_problem(text, who, []))
    if problems:
        raise ValidationError(problems)


def _problem(text: object, who: str, days: list[date]) -> ValidationError:
    parts = [
        start.isoformat() if start == end else f"{start}\N{EN DASH}{end}"
        for start, end in stretches(days)
    ]
    return ValidationError(text, params={"who": who, "days": ", ".join(parts)})  # type: ignore[arg-type]
