"""The lists in returns that are no figures: articles in force, and the money of projects."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from assistance.choices import ProjectState, ReportState
from assistance.models import Project, ProjectReport
from thbcases.codes.models import Article, ArticleVersion
from thbcases.codes.models.base import DatedQuerySet
from thbcases.core.periods import Period
from thbcases.statistics.cubes import sums

REPORTED = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True)
class Listed:
    """Rows of a list under their heads; the keys of the heads are for machines."""

    heads: dict[str, str]
    rows: list[list[Any]] = field(default_factory=list)


def articles_in_force(period: Period) -> list[Article]:
    """The articles of trafficking in force on at least one day of a period, as a whole."""
    rows: DatedQuerySet[Article] = DatedQuerySet(Article)
    found = rows.filter(is_trafficking=True).overlapping(period.start, period.end)
    return list(found.order_by("position", "pk"))


def law(period: Period) -> Listed:
    """What is punishable, from when until when, how, and where that was read."""
    versions: DatedQuerySet[ArticleVersion] = DatedQuerySet(ArticleVersion)
    penalties = {
        version.article_id: version
        for version in versions.overlapping(period.start, period.end).order_by("valid_from")
    }
    heads = {
        "article": _("article"),
        "name": _("name of the article"),
        "valid_from": _("in force from"),
        "valid_to": _("until"),
        "penalty": _("penalty"),
        "source": _("source"),
        "certainty": _("certainty"),
    }
    rows = []
    for article in articles_in_force(period):
        penalty = penalties.get(article.pk)
        rows.append(
            [
                article.citation,
                article.name,
                article.valid_from,
                article.valid_to,
                penalty.penalty if penalty else _("penalty not recorded"),
                penalty.source if penalty else article.source,
                (penalty or article).get_certainty_display(),  # type: ignore[attr-defined]
            ]
        )
    return Listed(heads, rows)


def running_projects(period: Period) -> list[Project]:
    """Funded projects that ran on a day of the period, as far as the acting user sees them."""
    found = Project.objects.filter(
        state__in=[ProjectState.FUNDED, ProjectState.FINISHED],
        starts_on__lte=period.end,
        ends_on__gte=period.start,
    )
    return list(found.select_related("custodian", "call__currency").order_by("custodian", "number"))


def spent_in(period: Period) -> dict[int, Any]:
    """What the reports of a period say was spent, by project; drafts say nothing yet."""
    within = Q(starts_on__gte=period.start, ends_on__lte=period.end, state__in=REPORTED)
    reports = ProjectReport.objects.filter(within).values_list("project_id")
    return dict(reports.annotate(spent=Sum("spent")).order_by())


def money(period: Period) -> Listed:
    """What each project was granted, reported as spent, and gave as the cost of its services."""
    spent = spent_in(period)
    cost = sums("project_cost", ["project"], period)
    heads = {
        "organisation": _("organisation"),
        "project": _("project"),
        "starts_on": _("from"),
        "ends_on": _("until"),
        "granted": _("amount granted"),
        "spent": _("spent, as reported"),
        "cost": _("cost of services, as recorded"),
        "currency": _("currency"),
    }
    rows = [
        [
            str(project.custodian),
            str(project),
            project.starts_on,
            project.ends_on,
            project.granted,
            spent.get(project.pk),
            cost.get((project.pk,)),
            project.call.currency.code,
        ]
        for project in running_projects(period)
    ]
    return Listed(heads, rows)
