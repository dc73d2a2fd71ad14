"""Reports on projects: the NGO writes and hands in, the ministry accepts or returns."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import actions, queries
from assistance.choices import ReportState
from assistance.filters import ReportFilter
from assistance.forms import ReportForm, ReturnForm
from assistance.models import Project, ProjectReport
from assistance.tables import REPORT_PILLS, ReportTable, money
from assistance.views.funding import ProjectPage, project_crumb
from thbcases.access.marks import requires
from thbcases.web.parts import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    PartCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
    TimelineEntry,
)

OPEN_TO_NGO = frozenset({ReportState.DRAFT, ReportState.RETURNED})


@requires("report.read")
class ReportList(RecordList):
    """Reports, the newest first."""

    title = _("Reports")
    queryset = queries.reports()
    table_class = ReportTable
    filterset_class = ReportFilter
    export_name = "reports"
    logs_reading = False
    empty_hint = _("Reports are written on the page of a funded project.")

    def get_table_kwargs(self) -> dict[str, Any]:
        """On the screen the money stands beside the amount; a file has a column of its own."""
        return {} if "export" in self.request.GET else {"exclude": ("currency",)}


@requires("report.add")
class ReportCreate(ProjectPage, PartCreate):
    """A new report, as a draft."""

    model, form_class, parent_field = Project, ReportForm, "project"
    queryset = queries.projects()
    title = _("Write a report")
    submit_label = _("Save the draft")
    template_name = "assistance/report_form.html"
    logs_reading = False

    def save_forms(self, form: Any, formsets: Any) -> ProjectReport:
        report: ProjectReport = form.save(commit=False)
        actions.check_report(report)
        report.save()
        return report

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project: Project = self.object
        numbers = queries.project_numbers(project, project.starts_on, project.ends_on)
        return {**super().get_context_data(**kwargs), "numbers": numbers}


class ReportPage:
    """Mixin: the way back from pages about one report."""

    object: ProjectReport

    def breadcrumbs(self) -> list[Crumb]:
        project = self.object.project
        return [
            project_crumb(),
            Crumb(str(project), project.get_absolute_url()),
            Crumb(_("Report"), self.object.get_absolute_url()),
        ]


@requires("report.read")
class ReportDetail(RecordDetail):
    """A report with what the ministry said of it."""

    model = ProjectReport
    queryset = queries.reports()
    template_name = "assistance/report_detail.html"
    logs_reading = False

    def get_title(self) -> str:
        days = {
            "start": self.object.starts_on.isoformat(),
            "end": self.object.ends_on.isoformat(),
        }
        return _now("Report on %(start)s – %(end)s") % days

    def subtitle(self) -> str:
        return str(self.object.project.custodian)

    def pill(self) -> Pill:
        return REPORT_PILLS(self.object.state)

    def breadcrumbs(self) -> list[Crumb]:
        project = self.object.project
        return [project_crumb(), Crumb(str(project), project.get_absolute_url())]

    def actions(self) -> list[Action]:
        if self.object.state == ReportState.SUBMITTED:
            return [
                self._action(_("Return"), "return_report", "report.decide"),
                self._action(_("Accept"), "accept_report", "report.decide", "primary"),
            ]
        if self.object.state in OPEN_TO_NGO:
            return [
                self._action(_("Edit"), "change_report", "report.change"),
                self._action(_("Hand in"), "submit_report", "report.change", "primary"),
            ]
        return []

    def _action(self, label: Any, name: str, right: str, style: str = "secondary") -> Action:
        url = reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})
        return Action(label, url, style=style, right=right)

    def facts(self) -> list[tuple[Any, Any]]:
        report: ProjectReport = self.object
        currency = report.project.call.currency
        return [
            (_("project"), report.project),
            (_("from"), report.starts_on),
            (_("until"), report.ends_on),
            (_("spent"), money(report.spent, currency)),
            (_("grant"), money(report.project.granted, currency)),
        ]

    def timeline(self) -> Iterator[TimelineEntry]:
        report: ProjectReport = self.object
        yield TimelineEntry(report.created_at, _("Draft written"))
        if report.submitted_on:
            yield TimelineEntry(report.submitted_on, _("Handed in"))
        if report.decided_on:
            yield TimelineEntry(report.decided_on, str(report.get_state_display()).capitalize())


@requires("report.change")
class ReportUpdate(ReportPage, RecordUpdate):
    """Work on a draft, or correct a returned report, which hands it in again."""

    model, form_class, title = ProjectReport, ReportForm, _("Edit the report")
    queryset = queries.reports()
    template_name = "assistance/report_form.html"
    logs_reading = False

    @property
    def is_returned(self) -> bool:
        return bool(self.object.state == ReportState.RETURNED)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "currency": self.object.project.call.currency}

    def save_forms(self, form: Any, formsets: Any) -> ProjectReport:
        report: ProjectReport = form.save(commit=False)
        actions.check_report(report)
        if self.is_returned:
            return actions.correct_report(by=self.by, report=report)  # type: ignore[arg-type]
        report.save()
        return report

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        report: ProjectReport = self.object
        context["numbers"] = queries.project_numbers(
            report.project, report.starts_on, report.ends_on
        )
        if self.is_returned:
            context |= {"submit_label": _("Hand in again"), "remark": report.remark}
        return context


class ReportVerb(ReportPage, ActionView):
    """One verb on a report, with a question before it."""

    model = ProjectReport
    queryset = queries.reports()
    logs_reading = False

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"


@requires("report.change")
class Submit(ReportVerb):
    """Hand the report in to the ministry."""

    title = _("Hand in the report")
    submit_label = _("Hand in")
    success_message = _("The report is handed in.")
    intro = _("From now on only the ministry can change its state: it accepts or returns it.")

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        actions.submit_report(by=self.by, report=obj)  # type: ignore[arg-type]


@requires("report.decide")
class Accept(ReportVerb):
    """The ministry accepts the report."""

    title = _("Accept the report")
    submit_label = _("Accept")
    success_message = _("The report is accepted.")

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        actions.accept_report(by=self.by, report=obj)  # type: ignore[arg-type]


@requires("report.decide")
class Return(ReportVerb):
    """The ministry returns the report and says what is to be mended."""

    form_class = ReturnForm
    title = _("Return the report")
    submit_label = _("Return")
    success_message = _("The report is returned.")

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        actions.return_report(by=self.by, report=obj, remark=data["remark"])  # type: ignore[arg-type]
