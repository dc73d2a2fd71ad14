"""Calls and projects: the ministry opens and decides, NGOs apply, everybody else reads."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import actions, queries
from assistance.choices import ProjectState
from assistance.filters import CallFilter, ProjectFilter
from assistance.forms import CallChangeForm, CallForm, DecisionForm, ProjectForm
from assistance.models import FundingCall, Project
from assistance.tables import (
    PROJECT_PILLS,
    CallTable,
    ProjectTable,
    ReportTable,
    money,
)
from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.access.roles import Role
from thbcases.web.parts import Clock, Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    RecordDetail,
    RecordList,
    RecordUpdate,
    TimelineEntry,
)

# The police reads projects by name: who runs them, not what they cost.
# A call's page shows this many of its projects; the list has them all.
MOST_SHOWN = 50
BY_NAME_ONLY = frozenset({Role.OFFICER, Role.ANALYST})


def call_crumb() -> Crumb:
    """The step back to the calls."""
    return Crumb(_("Calls"), reverse("assistance:calls"))


def project_crumb() -> Crumb:
    """The step back to the projects."""
    return Crumb(_("Projects"), reverse("assistance:projects"))


def sees_money() -> bool:
    """Whether the acting user's role reads what a project costs."""
    actor = current_actor()
    return actor is not None and actor.role not in BY_NAME_ONLY


def hidden_columns() -> tuple[str, ...]:
    """Columns of projects that the acting user's role does not read, or not on a screen."""
    return ("currency",) if sees_money() else ProjectTable.MONEY


def projects_seen() -> QuerySet[Project]:
    """Projects with all that the acting user's role reads of them."""
    return queries.projects() if sees_money() else queries.projects_by_name()


@requires("call.read")
class CallList(RecordList):
    """The yearly calls, the newest first."""

    title = _("Calls for projects")
    queryset = queries.calls()
    table_class = CallTable
    filterset_class = CallFilter
    add_url_name = "assistance:open_call"
    add_label = _("Open a call")
    logs_reading = False
    empty_hint = _("The social ministry opens a call each year.")


@requires("call.add")
class CallCreate(FormPage):
    """Open a call."""

    form_class = CallForm
    title = _("Open a call")
    submit_label = _("Open the call")
    success_message = _("The call is open to organisations from its first day.")

    def breadcrumbs(self) -> list[Crumb]:
        return [call_crumb()]

    def get_initial(self) -> dict[str, Any]:
        return {"year": timezone.localdate().year}

    def save_forms(self, form: Any, formsets: Any) -> FundingCall:
        return actions.open_call(by=self.by, **form.cleaned_data)  # type: ignore[arg-type]


@requires("call.read")
class CallDetail(RecordDetail):
    """A call with the projects that the acting user sees in it."""

    model = FundingCall
    queryset = queries.calls()
    template_name = "assistance/call_detail.html"
    logs_reading = False

    def subtitle(self) -> str:
        days = {
            "start": self.object.opens_on.isoformat(),
            "end": self.object.closes_on.isoformat(),
        }
        return _now("open from %(start)s until %(end)s") % days

    def pill(self) -> Pill:
        day = timezone.localdate()
        if day < self.object.opens_on:
            return Pill(_("not open yet"), "presumed")
        return Pill(_("open"), "open") if self._is_open() else Pill(_("closed"), "closed")

    def breadcrumbs(self) -> list[Crumb]:
        return [call_crumb()]

    def actions(self) -> list[Action]:
        url = {
            name: reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})
            for name in ("change_call", "apply")
        }
        found = [Action(_("Edit"), url["change_call"], right="call.change")]
        if self._is_open():
            found.append(Action(_("Apply"), url["apply"], style="primary", right="project.add"))
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        return [(_("year"), self.object.year), (_("amounts in"), self.object.currency)]

    def clocks(self) -> list[Clock]:
        if not self._is_open():
            return []
        call: FundingCall = self.object
        return [Clock(_("applications until"), call.closes_on, started_on=call.opens_on)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = queries.projects().filter(call=self.object)
        table = ProjectTable(rows[:MOST_SHOWN], exclude=hidden_columns())
        all_url = f"{reverse('assistance:projects')}?call={self.object.uuid}"
        more_url = all_url if rows[MOST_SHOWN:].exists() else ""
        return {**context, "projects": table, "more_url": more_url}

    def _is_open(self) -> bool:
        return bool(self.object.opens_on <= timezone.localdate() <= self.object.closes_on)


@requires("call.change")
class CallUpdate(RecordUpdate):
    """Correct a call's title or move its days."""

    model, form_class, title = FundingCall, CallChangeForm, _("Edit the call")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return [call_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def save_forms(self, form: Any, formsets: Any) -> FundingCall:
        fields = {name: form.cleaned_data[name] for name in form.Meta.fields}
        return actions.change_call(by=self.by, call=self.object, **fields)  # type: ignore[arg-type]


@requires("project.read")
class ProjectList(RecordList):
    """Projects: an NGO's own, all for the ministry, by name for the police."""

    title = _("Assistance projects")
    table_class = ProjectTable
    filterset_class = ProjectFilter
    export_name = "projects"
    logs_reading = False
    empty_hint = _("Projects appear here when organisations apply in a call.")

    def get_queryset(self) -> QuerySet[Project]:
        return projects_seen()

    def get_table_kwargs(self) -> dict[str, Any]:
        """On the screen the money stands beside the amount; a file has a column of its own."""
        is_file = "export" in self.request.GET and sees_money()
        return {} if is_file else {"exclude": hidden_columns()}


@requires("project.add")
class Apply(ActionView):
    """An NGO applies with a project in an open call."""

    model = FundingCall
    queryset = FundingCall.objects.select_related("currency")
    form_class = ProjectForm
    title = _("Apply for funding")
    submit_label = _("Apply")
    success_message = _("The application is handed in.")
    logs_reading = False

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def breadcrumbs(self) -> list[Crumb]:
        return [call_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "currency": self.object.currency}

    def act(self, obj: Any, data: dict[str, Any]) -> Project:
        return actions.apply_for_funding(by=self.by, call=obj, **data)  # type: ignore[arg-type]


class ProjectPage:
    """Mixin: what pages about one project share."""

    object: Project

    def breadcrumbs(self) -> list[Crumb]:
        return [project_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "currency": self.object.call.currency}


@requires("project.read")
class ProjectDetail(RecordDetail):
    """A project: its money, its reports, and what it did in numbers."""

    model = Project
    template_name = "assistance/project_detail.html"
    logs_reading = False

    def get_queryset(self) -> QuerySet[Project]:
        return projects_seen()

    def subtitle(self) -> str:
        return str(self.object.custodian)

    def pill(self) -> Pill:
        return PROJECT_PILLS(self.object.state)

    def breadcrumbs(self) -> list[Crumb]:
        return [project_crumb()]

    def actions(self) -> list[Action]:
        if self.object.state == ProjectState.APPLIED:
            return [
                self._action(_("Edit"), "change_project", "project.change"),
                self._action(_("Decide"), "decide_project", "project.decide", "primary"),
            ]
        if self.object.state == ProjectState.FUNDED:
            return [
                self._action(_("End the project"), "finish_project", "project.decide"),
                self._action(_("Write a report"), "add_report", "report.add", "primary"),
            ]
        return []

    def _action(self, label: Any, name: str, right: str, style: str = "secondary") -> Action:
        url = reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})
        return Action(label, url, style=style, right=right)

    def facts(self) -> list[tuple[Any, Any]]:
        project: Project = self.object
        rows = [
            (_("organisation"), project.custodian),
            (_("from"), project.starts_on),
            (_("until"), project.ends_on),
        ]
        if sees_money():
            currency = project.call.currency
            rows += [
                (_("call"), _link(project.call)),
                (_("asked for"), money(project.requested, currency)),
                (_("grant"), money(project.granted, currency)),
                (_("decided on"), project.decided_on),
            ]
        return rows

    def clocks(self) -> list[Clock]:
        project: Project = self.object
        if project.state != ProjectState.FUNDED:
            return []
        return [Clock(_("project ends"), project.ends_on, started_on=project.starts_on)]

    def timeline(self) -> Iterator[TimelineEntry]:
        project: Project = self.object
        yield TimelineEntry(project.created_at, _("Applied"))
        if project.decided_on:
            is_rejected = project.state == ProjectState.REJECTED
            decision = ProjectState.REJECTED if is_rejected else ProjectState.FUNDED
            yield TimelineEntry(project.decided_on, str(decision.label).capitalize())
        for report in self._reports():
            if report.submitted_on:
                yield TimelineEntry(
                    report.submitted_on, _("Report handed in"), report.get_absolute_url()
                )
            if report.decided_on:
                text = str(report.get_state_display())
                yield TimelineEntry(
                    report.decided_on,
                    _now("Report %(state)s") % {"state": text},
                    report.get_absolute_url(),
                )

    def _reports(self) -> list[Any]:
        return list(queries.reports().filter(project=self.object).order_by("-starts_on", "-pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        project: Project = self.object
        if rights.may("report.read"):
            exclude = ("project", "custodian", "currency")
            context["reports"] = ReportTable(self._reports(), exclude=exclude)
        if rights.may("beneficiary.read"):
            context["numbers"] = queries.project_numbers(
                project, project.starts_on, project.ends_on
            )
        return context


def _link(call: FundingCall) -> SafeString:
    return format_html('<a href="{}">{}</a>', call.get_absolute_url(), call)


@requires("project.change")
class ProjectUpdate(ProjectPage, RecordUpdate):
    """Correct an application; once decided on, saving is refused."""

    model, form_class, title = Project, ProjectForm, _("Edit the application")
    queryset = queries.projects()
    logs_reading = False


@requires("project.decide")
class Decide(ProjectPage, ActionView):
    """The ministry funds or rejects an application."""

    model, form_class, title = Project, DecisionForm, _("Decide on the application")
    queryset = queries.projects()
    submit_label = _("Decide")
    success_message = _("The decision is recorded.")
    logs_reading = False

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def get_initial(self) -> dict[str, Any]:
        return {"granted": self.object.requested}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project: Project = self.object
        intro = _("%(who)s asks for %(amount)s, from %(start)s until %(end)s.") % {
            "who": project.custodian,
            "amount": money(project.requested, project.call.currency),
            "start": project.starts_on.isoformat(),
            "end": project.ends_on.isoformat(),
        }
        return {**super().get_context_data(**kwargs), "intro": intro}

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        if data["decision"] == ProjectState.REJECTED:
            # The amount asked for stands there before anybody typed.
            data = {**data, "granted": None}
        actions.decide_project(by=self.by, project=obj, **data)  # type: ignore[arg-type]


@requires("project.decide")
class Finish(ActionView):
    """The ministry ends a project whose reports are accepted."""

    model, title = Project, _("End the project")
    queryset = queries.projects()
    submit_label = _("End the project")
    success_message = _("The project has ended.")
    logs_reading = False

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def breadcrumbs(self) -> list[Crumb]:
        return [project_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        actions.finish_project(by=self.by, project=obj)  # type: ignore[arg-type]
