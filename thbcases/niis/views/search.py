"""The screen of hit / no hit: one box, three answers, and what to do next."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRefresh

from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.niis.actions.lists import take_list
from thbcases.niis.actions.search import (
    LimitReached,
    left_today,
    note_limit_reached,
    search_registers,
)
from thbcases.niis.filters.search import AlarmFilter, SearchesFilter
from thbcases.niis.forms.search import ListForm, SearchForm
from thbcases.niis.models import Search, SearchAlarm, SearchList
from thbcases.niis.panels import CHARTED
from thbcases.niis.queries.search import Line, lines_of
from thbcases.niis.registers.names import register_names
from thbcases.niis.tables.search import (
    ANSWER_PILLS,
    OF_FILES,
    AlarmTable,
    RowTable,
    SearchTable,
)
from thbcases.web.parts import Action, Crumb
from thbcases.web.pills import Pill
from thbcases.web.views import FormPage, RecordDetail, RecordList

LINE_PILLS = {
    "hits": Pill(_("hit"), "recognised"),
    "possible": Pill(_("possible"), "presumed"),
    "leads": Pill(_("lead"), "closed"),
}
SHOWN = 8
NOT_ASKED = Pill(_("not asked"), "late")


@dataclass(frozen=True)
class Shown:
    """A line of the answer with what can be done about it."""

    line: Line
    pill: Pill
    register: str
    chart_url: str = ""
    ask_url: str = ""


def crumb() -> Crumb:
    """The step back to the search."""
    return Crumb(_("Hit / no hit"), reverse("niis:search"))


@requires("search.add")
class SearchPage(FormPage):
    """Type something, say why, and get an answer; nothing of it stands in the address."""

    form_class = SearchForm
    template_name = "niis/search.html"
    title = _("Hit / no hit")
    submit_label = _("Search")
    success_message = ""
    is_over = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        if self.is_over:
            # After the refused search was taken back, or the alarm would go with it.
            note_limit_reached()
        return response

    def get_initial(self) -> dict[str, Any]:
        """The reason and the case of the last search: one seldom searches for one thing only."""
        last = Search.objects.filter(batch=None).first()
        return {"reason": last.reason, "basis": last.basis} if last else {}

    def save_forms(self, form: Any, formsets: Any) -> Search:
        try:
            return search_registers(by=self.by, **form.cleaned_data)
        except LimitReached:
            self.is_over = True
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        last = list(Search.objects.filter(batch=None)[:SHOWN])
        lately = SearchTable(last, orderable=False, exclude=OF_FILES)
        return {**context, "left": left_today(self.by), "lately": lately, "has_lately": last}


@requires("search.read")
class SearchAnswerPage(RecordDetail):
    """What a search answered; only whoever searched opens it."""

    model = Search  # type: ignore[misc]
    template_name = "niis/search_answer.html"
    logs_reading = False

    def get_title(self) -> str:
        return self.object.text or _now("A search of last month")

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def pill(self) -> Pill:
        return ANSWER_PILLS(self.object.answer)

    def subtitle(self) -> str:
        parts = [self.object.get_kind_display(), self.object.born, self.object.basis]
        return " · ".join(str(part) for part in parts if part)

    def actions(self) -> list[Action]:
        return [Action(_("Search again"), reverse("niis:search"), style="primary")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        lines = lines_of(self.object)
        log_readings(line.record for line in lines if line.record is not None)
        found = self.object.found
        names = register_names()
        silent = [(names.get(code, code), why) for code, why in found["not_asked"].items()]
        return {
            **context,
            "shown": [_shown(line, names) for line in lines],
            "silent": silent,
            "not_asked": NOT_ASKED,
            "summary": _summary(self.object),
            "at_least": found["at_least"],
            "left": left_today(self.by),
        }


def _shown(line: Line, names: dict[str, str]) -> Shown:
    name = names.get(line.register, line.register)
    pill = LINE_PILLS[line.answer]
    if line.record is not None:
        chart = CHARTED.get(line.record._meta.label_lower)
        url = reverse(chart, kwargs={"uuid": line.record.uuid}) if chart else ""
        return Shown(line, pill, name, chart_url=url)
    if line.unit is None:
        return Shown(line, pill, name)
    ask = f"{reverse('niis:ask')}?reference={line.reference}&asked={line.unit.uuid}"
    return Shown(line, pill, name, ask_url=ask)


def _summary(search: Search) -> str:
    """«2 hits, 1 possible, 1 lead» in words."""
    parts = []
    if search.hits:
        parts.append(
            ngettext("%(count)d hit", "%(count)d hits", search.hits) % {"count": search.hits}
        )
    if search.possible:
        parts.append(
            ngettext("%(count)d possible hit", "%(count)d possible hits", search.possible)
            % {"count": search.possible}
        )
    if search.leads:
        parts.append(
            ngettext("%(count)d lead", "%(count)d leads", search.leads) % {"count": search.leads}
        )
    return ", ".join(parts) or _now("No hit in the registers that answered")


@requires("search.read")
class SearchListing(RecordList):
    """My own searches."""

    title = _("My searches")
    table_class = SearchTable
    filterset_class = SearchesFilter
    add_url_name = "niis:search"
    add_label = _("Search")
    logs_reading = False
    export_name = "searches"
    empty_hint = _("Your searches appear here. Nobody else reads them but the supervisor's log.")

    def get_queryset(self) -> QuerySet[Search]:
        return Search.objects.select_related("batch")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {} if "export" in self.request.GET else {"exclude": OF_FILES}


@requires("search.add")
class SearchListUpload(FormPage):
    """Take in a list; it is searched in the background."""

    form_class = ListForm
    title = _("Search for a list")
    submit_label = _("Search for all rows")
    success_message = ""

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def save_forms(self, form: Any, formsets: Any) -> SearchList:
        file = form.cleaned_data.pop("file")
        return take_list(by=self.by, file_name=file.name, content=file.read(), **form.cleaned_data)


@requires("search.read")
class SearchListDetail(RecordDetail):
    """How far a list is, and what was answered for each row."""

    model = SearchList  # type: ignore[misc]
    logs_reading = False

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        target = self.request.htmx.target  # type: ignore[attr-defined]
        if target == "progress" and self.object.finished_at:
            return HttpResponseClientRefresh()
        return super().render_to_response(context, **kwargs)

    def get_template_names(self) -> list[str]:
        target = self.request.htmx.target  # type: ignore[attr-defined]
        return ["niis/list_progress.html" if target == "progress" else "niis/search_list.html"]

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def actions(self) -> list[Action]:
        return [Action(_("Search for another list"), reverse("niis:search_for_list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.object.searches.order_by("line")
        taken = f"{reverse('niis:searches')}?batch={self.object.uuid}&sort=line&export=xlsx"
        return super().get_context_data(
            rows=RowTable(list(rows), orderable=False),
            result_url=taken if self.object.finished_at and self.object.rows_done else "",
            **kwargs,
        )


@requires("search_alarm.read")
class AlarmList(RecordList):
    """Who tried many names in a short time, or used up a day's searches."""

    title = _("Search alarms")
    intro = _(
        "Raised when one person searches for many different names within ten minutes, or "
        "reaches the limit of a day. The audit trail tells what was searched for, and why."
    )
    table_class = AlarmTable
    filterset_class = AlarmFilter
    logs_reading = False
    empty_hint = _("An alarm appears here when somebody seems to try a list of names.")

    def get_queryset(self) -> QuerySet[SearchAlarm]:
        return SearchAlarm.objects.select_related("user", "custodian")
