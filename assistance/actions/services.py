"""Recording help that was given: many people at once, all or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any, TypedDict, Unpack, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assistance.actions.common import locked, not_in_future, require
from assistance.choices import ProjectState, Unit
from assistance.models import Beneficiary, Project, Service
from assistance.queries import service_kinds
from thbcases.accounts.models import User
from thbcases.codes.models import ServiceKind

# The code of the error that says somebody has this service on this day already.
DUPLICATE = "duplicate"
WITH_MONEY = frozenset({ProjectState.FUNDED, ProjectState.FINISHED})
COUNTED = frozenset({Unit.NIGHTS, Unit.ITEMS})
HOURS_OF_A_DAY = 24


@dataclass(frozen=True)
class Given:
    """One service as it was given, apart from to whom."""

    kind: ServiceKind
    on: date
    units: Decimal
    project: Project | None = None
    unit: str = ""
    ended_on: date | None = None
    place: str = ""
    result: str = ""
    cost: Decimal | None = None
    worker_hours: Decimal | None = None

    @property
    def last_day(self) -> date:
        return self.ended_on or self.on

    def columns(self) -> dict[str, Any]:
        """The values as the columns of a service; the unit is the kind's unless one was said."""
        return {**vars(self), "unit": self.unit or self.kind.unit}


class Details(TypedDict, total=False):
    """What may be said of a service besides what must be."""

    unit: str
    ended_on: date | None
    place: str
    result: str
    cost: Decimal | None
    worker_hours: Decimal | None
    hours_of_all: Decimal | None


@transaction.atomic
def record_services(
    *,
    by: User,
    kind: ServiceKind,
    on: date,
    units: Decimal,
    beneficiaries: Iterable[Beneficiary],
    project: Project | None = None,
    again: bool = False,
    **details: Unpack[Details],
) -> list[Service]:
    """Record the same service for each of these people; for all of them or for none.

    Details: unit (else the kind's own), ended_on, place, result, cost and worker_hours of each
    service, or hours_of_all of the worker for all of them together. Who has this service on this
    day already is refused (code `DUPLICATE`) unless `again` says that it was given twice. The
    worker is `by`. Raises Refused and ValidationError.
    """
    require(by, "beneficiary.add")
    hours_of_all = details.pop("hours_of_all", None)
    given = Given(kind, on, units, project, **cast("dict[str, Any]", details))
    check_given(given)
    people = held(beneficiaries)
    problems = [*outside_help(people, given), *not_for_them(people, given)]
    if problems:
        raise ValidationError(problems)
    if not again:
        refuse_twice(people, given)
    columns = given.columns()
    rows = [Service(beneficiary=person, worker=by, **columns) for person in people]
    for row, part in zip(rows, shares(hours_of_all, len(rows)), strict=True):
        row.worker_hours = row.worker_hours if part is None else part
        row.full_clean(exclude=["custodian", "beneficiary", "project", "worker", "kind"])
        row.save(force_insert=True)
    return rows


@transaction.atomic
def change_service(*, by: User, service: Service, given: Given, again: bool = False) -> Service:
    """Correct a service; the same rules as for a new one."""
    require(by, "beneficiary.change")
    check_given(given)
    people = held([service.beneficiary])
    problems = [*outside_help(people, given), *not_for_them(people, given)]
    if problems:
        raise ValidationError(problems)
    row = locked(service)
    _refuse_sheet(row)
    if not again:
        refuse_twice(people, given, other_than=row)
    for name, value in given.columns().items():
        setattr(row, name, value)
    row.full_clean(exclude=["custodian", "beneficiary", "project", "worker", "kind"])
    row.save()
    return row


@transaction.atomic
def remove_service(*, by: User, service: Service) -> None:
    """Take out a service that was entered by mistake; the history keeps it."""
    require(by, "beneficiary.remove")
    row = locked(service)
    _refuse_sheet(row)
    row.delete()


def _refuse_sheet(service: Service) -> None:
    """Coming to a session is the service: only the session's sheet says who came."""
    if service.attendance_id is not None:
        raise ValidationError(
            _("This service is the session of a group. Correct the sheet of the session.")
        )


def same_services(given_on: date, last_day: date) -> QuerySet[Service]:
    """Services that were given on one of these days."""
    return Service.objects.annotate(last_day=Coalesce("ended_on", "on")).filter(
        on__lte=last_day, last_day__gte=given_on
    )


@dataclass
class _Problems:
    """What is wrong with a service, by field."""

    found: dict[str, list[ValidationError]] = field(default_factory=dict)

    def add(self, name: str, text: object, **params: object) -> None:
        error = ValidationError(text, params=params)  # type: ignore[arg-type]
        self.found.setdefault(name, []).append(error)


def check_given(given: Given) -> None:
    """Raise ValidationError unless the service could have been given so, to whomever."""
    not_in_future("on", given.on)
    problems = _Problems()
    if given.last_day < given.on:
        problems.add("ended_on", _("The end is before the start."))
    if not service_kinds(given.on).filter(pk=given.kind.pk).exists():
        problems.add("kind", _("This kind of service is not used on that day."))
    _check_units(given, problems)
    if given.project is not None:
        _check_project(given.project, given, problems)
    if problems.found:
        raise ValidationError(problems.found)
    not_in_future("ended_on", given.last_day)


def _check_units(given: Given, problems: _Problems) -> None:
    unit = given.unit or given.kind.unit
    if given.units <= 0:
        problems.add("units", _("How much is above zero."))
    elif unit in COUNTED and given.units != given.units.to_integral_value():
        problems.add("units", _("Nights and items are whole numbers."))
    elif unit == Unit.HOURS and given.last_day == given.on and given.units > HOURS_OF_A_DAY:
        problems.add("units", _("A day has 24 hours."))


def _check_project(project: Project, given: Given, problems: _Problems) -> None:
    if project.state not in WITH_MONEY:
        problems.add("project", _("This project is not funded."))
    elif given.on < project.starts_on or given.last_day > project.ends_on:
        problems.add(
            "project",
            _("The project runs from %(start)s until %(end)s."),
            start=project.starts_on.isoformat(),
            end=project.ends_on.isoformat(),
        )


def shares(
    whole: Decimal | None, among: int, places: Decimal = Decimal("0.01")
) -> list[Decimal | None]:
    """An amount in equal parts that add up to exactly the whole; the first get what is left over.

    What is not known stays not known in every part.
    """
    if whole is None or among == 0:
        return [None] * among
    each = (whole / among).quantize(places, rounding=ROUND_DOWN)
    left = int((whole - each * among) / places)
    return [each + places if number < left else each for number in range(among)]


def held(beneficiaries: Iterable[Beneficiary]) -> list[Beneficiary]:
    """The people, each once and locked, so that two recordings of the same help see each other."""
    wanted = {person.pk for person in beneficiaries}
    if not wanted:
        raise ValidationError(_("Choose at least one person."))
    rows = Beneficiary.objects.select_for_update(of=("self",)).select_related("person")
    found = list(rows.filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise ValidationError(_("Somebody chosen here is not helped by your organisation."))
    return found


def outside_help(people: Sequence[Beneficiary], given: Given) -> list[ValidationError]:
    """Services are given after the help began and before it ended."""
    problems = []
    for person in people:
        if given.on < person.registered_on:
            text = _("%(who)s: help began only on %(day)s.")
            problems.append(_named(text, person, day=person.registered_on.isoformat()))
        elif person.closed_on is not None and given.last_day > person.closed_on:
            text = _("%(who)s: help ended on %(day)s.")
            problems.append(_named(text, person, day=person.closed_on.isoformat()))
    return problems


def not_for_them(people: Sequence[Beneficiary], given: Given) -> list[ValidationError]:
    """Help that is only for children is not given to somebody known to be an adult."""
    if not given.kind.is_child_specific:
        return []
    text = _("%(who)s is not a child; this kind of service is only for children.")
    return [_named(text, p) for p in people if p.person.is_child_on(given.on) is False]


def refuse_twice(
    people: Sequence[Beneficiary], given: Given, other_than: Service | None = None
) -> None:
    same = same_services(given.on, given.last_day).filter(kind=given.kind)
    if other_than is not None:
        same = same.exclude(pk=other_than.pk)
    having = set(same.filter(beneficiary__in=people).values_list("beneficiary_id", flat=True))
    twice = [str(person) for person in people if person.pk in having]
    if twice:
        raise ValidationError(
            _("Already recorded on this day («%(kind)s»): %(who)s."),
            code=DUPLICATE,
            params={"kind": given.kind, "who": "; ".join(twice)},
        )


def _named(text: object, person: Beneficiary, **params: object) -> ValidationError:
    return ValidationError(text, params={"who": str(person), **params})  # type: ignore[arg-type]
