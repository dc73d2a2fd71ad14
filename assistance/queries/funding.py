"""Calls, projects and reports: what waits, what runs out, what a project did in numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from assistance.choices import ProjectState, ReportState, Unit
from assistance.models import (
    FundingCall,
    Project,
    ProjectReport,
    Service,
)
from assistance.queries.costs import ProjectCosts, project_costs
from assistance.queries.help import quantity
from thbcases.access.acting import Actor
from thbcases.codes.models import Currency, ServiceKind

SOON_DAYS = 60


def calls() -> QuerySet[FundingCall]:
    """Calls with the number of the projects that the acting user sees in each."""
    return FundingCall.objects.select_related("currency").annotate(
        project_count=Count("projects"),
        waiting_count=Count("projects", filter=Q(projects__state=ProjectState.APPLIED)),
    )


def open_calls() -> QuerySet[FundingCall]:
    """Calls to which one can apply today, the one that closes first on top."""
    day = timezone.localdate()
    return FundingCall.objects.filter(opens_on__lte=day, closes_on__gte=day).order_by("closes_on")


def projects() -> QuerySet[Project]:
    """Projects with their NGO, call and money."""
    return Project.objects.select_related("custodian", "call__currency")


def projects_by_name() -> QuerySet[Project]:
    """Projects for those who may not read calls: joined with a call, no row would be left."""
    return Project.objects.select_related("custodian")


def funded_on(day: date) -> QuerySet[Project]:
    """Projects that pay for services on a day."""
    return projects().filter(state=ProjectState.FUNDED, starts_on__lte=day, ends_on__gte=day)


def usual_project(day: date) -> Project | None:
    """Of the projects that pay, the one with the newest service; the only one in any case."""
    newest = Service.objects.filter(project=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    paying = funded_on(day).annotate(newest=Subquery(newest))
    found = list(paying.order_by(F("newest").desc(nulls_last=True), "pk")[:2])
    if len(found) == 1 or (found and found[0].newest):
        return found[0]
    return None


def reports() -> QuerySet[ProjectReport]:
    """Reports with their project, NGO and money."""
    return ProjectReport.objects.select_related("project__custodian", "project__call__currency")


def waiting_reports() -> QuerySet[ProjectReport]:
    """Reports that wait for the ministry, the oldest first."""
    return reports().filter(state=ReportState.SUBMITTED).order_by("submitted_on", "pk")


def unfinished_reports() -> QuerySet[ProjectReport]:
    """Reports that wait for the NGO: returned ones first, then drafts."""
    order = Case(
        When(state=ReportState.RETURNED, then=Value(0)), default=1, output_field=IntegerField()
    )
    return (
        reports()
        .filter(state__in=[ReportState.RETURNED, ReportState.DRAFT])
        .order_by(order, "ends_on", "pk")
    )


def with_last_report(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add `reported_on`: the day on which the report of the last days was handed in."""
    last = ProjectReport.objects.filter(project=OuterRef("pk"), ends_on__gte=OuterRef("ends_on"))
    handed_in = last.filter(submitted_on__isnull=False).order_by("submitted_on")
    found: QuerySet[Any] = rows.annotate(
        reported_on=Subquery(handed_in.values("submitted_on")[:1], output_field=DateField())
    )
    return found


def owing_projects() -> QuerySet[Any]:
    """Funded projects whose time is over and whose last report was not handed in."""
    return (
        with_last_report(projects())
        .filter(state=ProjectState.FUNDED, ends_on__lt=timezone.localdate())
        .filter(reported_on__isnull=True)
        .order_by("ends_on", "pk")
    )


def unreported_projects() -> QuerySet[Any]:
    """Of those, the projects whose last report is not even begun."""
    begun = ProjectReport.objects.filter(project=OuterRef("pk"), ends_on__gte=OuterRef("ends_on"))
    return owing_projects().filter(~Exists(begun))


def waiting_applications() -> QuerySet[Project]:
    """Applications to be decided, the oldest first."""
    return projects().filter(state=ProjectState.APPLIED).order_by("created_at", "pk")


def decided_projects() -> QuerySet[Project]:
    """Projects that were decided on, the newest decision first."""
    return projects().filter(decided_on__isnull=False).order_by("-decided_on", "-pk")


def count_applications(actor: Actor) -> int:
    """How many applications wait; for the navigation."""
    return Project.objects.filter(state=ProjectState.APPLIED).count()


def count_waiting_reports(actor: Actor) -> int:
    """How many reports wait for the ministry; for the navigation."""
    return ProjectReport.objects.filter(state=ReportState.SUBMITTED).count()


@dataclass(frozen=True)
class Granted:
    """What was granted in one money."""

    currency: Currency
    granted: Decimal
    projects: int


def grants_of(year: int) -> list[Granted]:
    """The grants decided in a year, never added up across currencies."""
    totals = (
        Project.objects.filter(decided_on__year=year, granted__isnull=False)
        .order_by()
        .values("call__currency")
        .annotate(total=Sum("granted"), count=Count("pk"))
    )
    found = {row["call__currency"]: row for row in totals}
    return [
        Granted(currency, found[currency.pk]["total"], found[currency.pk]["count"])
        for currency in Currency.objects.filter(pk__in=found)
    ]


def ending_projects() -> QuerySet[Project]:
    """Funded projects that end within two months."""
    day = timezone.localdate()
    return (
        projects()
        .filter(
            state=ProjectState.FUNDED,
            ends_on__gte=day,
            ends_on__lte=day + timedelta(days=SOON_DAYS),
        )
        .order_by("ends_on", "pk")
    )


@dataclass(frozen=True)
class KindNumbers:
    """One kind of service in a project, in one unit."""

    kind: ServiceKind
    unit: Unit
    persons: int
    services: int
    units: Decimal
    hours: Decimal
    cost: Decimal
    unpriced: int

    @property
    def much(self) -> str:
        """`12,5 hours`."""
        return quantity(self.units, self.unit)


@dataclass(frozen=True)
class Numbers:
    """A project in numbers: people once each, and services by kind. Never who."""

    persons: int
    services: int
    by_kind: list[KindNumbers]
    costs: ProjectCosts


def project_numbers(project: Project, first: date, last: date) -> Numbers:
    """What a project did in a period, out of the services that the acting user may see.

    Hours and money are those of `project_costs`: one sum, wherever it is shown.
    """
    rows = Service.objects.filter(project=project, on__gte=first, on__lte=last)
    people = Count("beneficiary__person", distinct=True)
    total = rows.aggregate(persons=people, services=Count("pk"))
    found = list(
        rows.order_by()
        .values("kind", "unit")
        .annotate(
            persons=people,
            services=Count("pk"),
            units=Sum("units"),
            hours=Sum("worker_hours"),
            money=Sum("cost"),
            unpriced=Count("pk", filter=Q(cost=None)),
        )
    )
    kinds = ServiceKind.objects.filter(pk__in={row["kind"] for row in found})
    lines = [
        KindNumbers(
            kind,
            Unit(row["unit"]),
            row["persons"],
            row["services"],
            row["units"],
            row["hours"] or Decimal(0),
            row["money"] or Decimal(0),
            row["unpriced"],
        )
        for kind in kinds
        for row in found
        if row["kind"] == kind.pk
    ]
    costs = project_costs(project, first, last)
    return Numbers(total["persons"], total["services"], lines, costs)
