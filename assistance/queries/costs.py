"""What a project did, how long it took and what it cost, by month and kind of service.

Each number is read from the services: the sheets of groups share what a session took out over
those who came. What a session took to which nobody came stands apart, and belongs to the whole.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from assistance.choices import Presence
from assistance.models import Attendance, GroupSession, Project, Service
from thbcases.codes.models import ServiceKind

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Spent:
    """Services, people once each, hours, money; and of how many services these are not said."""

    services: int = 0
    persons: int = 0
    hours: Decimal = NOTHING
    cost: Decimal = NOTHING
    unpriced: int = 0
    untimed: int = 0


@dataclass(frozen=True)
class CostLine:
    """One kind of service in one month."""

    month: date
    kind: ServiceKind
    spent: Spent


@dataclass(frozen=True)
class ProjectCosts:
    """A project's services in a period, by month and kind, and altogether."""

    lines: list[CostLine] = field(default_factory=list)
    by_month: list[tuple[date, Spent]] = field(default_factory=list)
    by_kind: list[tuple[ServiceKind, Spent]] = field(default_factory=list)
    whole: Spent = field(default_factory=Spent)
    # Sessions to which nobody came: how many, and what they took.
    empty_sessions: int = 0
    empty_hours: Decimal = NOTHING
    empty_cost: Decimal = NOTHING

    @property
    def hours(self) -> Decimal:
        """All hours of workers, the sessions included to which nobody came."""
        return self.whole.hours + self.empty_hours

    @property
    def cost(self) -> Decimal:
        """All the money that was recorded."""
        return self.whole.cost + self.empty_cost


def project_costs(project: Project, first: date, last: date) -> ProjectCosts:
    """What a project's services of a period took, out of those that the acting user may see.

    A service belongs to the month in which it began. Five queries, however many services.
    """
    rows = Service.objects.filter(project=project, on__range=(first, last)).order_by()
    kinds = {kind.pk: kind for kind in ServiceKind.objects.all()}
    place = {key: number for number, key in enumerate(kinds)}
    monthly = rows.annotate(month=TruncMonth("on"))
    lines = [
        CostLine(row["month"], kinds[row["kind"]], _spent(row))
        for row in _summed(monthly, "month", "kind")
    ]
    lines.sort(key=lambda line: (line.month, place[line.kind.pk]))
    by_month = [(row["month"], _spent(row)) for row in _summed(monthly, "month")]
    by_kind = [(kinds[row["kind"]], _spent(row)) for row in _summed(rows, "kind")]
    whole = rows.aggregate(**_sums())
    empty = _empty_sessions(project, first, last)
    return ProjectCosts(
        lines,
        sorted(by_month, key=lambda pair: pair[0]),
        sorted(by_kind, key=lambda pair: place[pair[0].pk]),
        _spent(whole),
        empty["number"],
        empty["hours"] or NOTHING,
        empty["cost"] or NOTHING,
    )


def _sums() -> dict[str, Any]:
    return {
        "services": Count("pk"),
        "persons": Count("beneficiary__person", distinct=True),
        "hours": Sum("worker_hours"),
        "money": Sum("cost"),
        "unpriced": Count("pk", filter=Q(cost=None)),
        "untimed": Count("pk", filter=Q(worker_hours=None)),
    }


def _summed(rows: QuerySet[Service], *by: str) -> Any:
    return rows.values(*by).annotate(**_sums())


def _spent(row: dict[str, Any]) -> Spent:
    return Spent(
        row["services"],
        row["persons"],
        row["hours"] or NOTHING,
        row["money"] or NOTHING,
        row["unpriced"],
        row["untimed"],
    )


def _empty_sessions(project: Project, first: date, last: date) -> dict[str, Any]:
    came = Attendance.objects.filter(session=OuterRef("pk"), presence=Presence.PRESENT)
    rows = GroupSession.objects.filter(group__project=project, on__range=(first, last))
    took = Q(worker_hours__gt=0) | Q(cost__gt=0)
    return rows.filter(took, ~Exists(came)).aggregate(
        number=Count("pk"), hours=Sum("worker_hours"), cost=Sum("cost")
    )
