"""Terms of projects: the last report after the end, and the ministry's decision on a report."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.choices import ProjectState, ReportState
from assistance.models import Project, ProjectReport
from assistance.queries.funding import owing_projects, reports, with_last_report
from thbcases.clocks.sources import Source, Term, register_source
from thbcases.codes.choices import TermEvent


def _owed(project: Any) -> Term:
    return Term(
        record=project,
        name=str(project),
        code=project.number,
        starts_on=project.ends_on,
        organisation_id=project.custodian_id,
        done_on=project.reported_on,
    )


def open_owed() -> Iterable[Term]:
    """Projects that are over and did not hand in their last report."""
    return [_owed(project) for project in owing_projects()]


def owed_of(project: Project) -> Iterable[Term]:
    """The last report of one project, once it is owed."""
    rows = with_last_report(Project.objects.filter(pk=project.pk))
    over = rows.filter(state__in=[ProjectState.FUNDED, ProjectState.FINISHED])
    return [_owed(row) for row in over if row.is_over]


def _decision(report: ProjectReport) -> Term:
    return Term(
        record=report,
        name=str(report.project),
        code=report.project.number,
        starts_on=report.submitted_on,  # type: ignore[arg-type]
        organisation_id=report.project.call.custodian_id,
        done_on=report.decided_on,
    )


def _submitted(rows: QuerySet[ProjectReport]) -> Iterable[Term]:
    return [_decision(report) for report in rows.filter(submitted_on__isnull=False)]


def open_decisions() -> Iterable[Term]:
    """Reports that wait for the ministry."""
    return _submitted(reports().filter(state=ReportState.SUBMITTED))


def decision_of(report: ProjectReport) -> Iterable[Term]:
    """The decision on one report."""
    return _submitted(reports().filter(pk=report.pk))


def register() -> None:
    """Tell the clocks; called once when the app is ready."""
    register_source(
        Source(
            key="assistance.report",
            event=TermEvent.PROJECT_REPORT,
            label=_("last report of a project"),
            # the police reads projects by name, and has nothing to do with their reports
            requires="report.read",
            acts="report.add",
            open_terms=open_owed,
            model="assistance.project",
            terms_of=owed_of,
        )
    )
    register_source(
        Source(
            key="assistance.decision",
            event=TermEvent.REPORT_DECISION,
            label=_("decision on a report of a project"),
            requires="report.read",
            acts="report.decide",
            open_terms=open_decisions,
            model="assistance.projectreport",
            terms_of=decision_of,
        )
    )
