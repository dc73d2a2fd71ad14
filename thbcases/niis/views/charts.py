"""Link charts on the screen: around a record, kept ones, and what the browser asks for."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.charts import collect, svg, timeline
from thbcases.niis.charts.collect import BadKey, Collected
from thbcases.niis.charts.nodes import key_of
from thbcases.niis.charts.wire import as_json, state_of
from thbcases.niis.filters.charts import ChartFilter
from thbcases.niis.forms.charts import ChartForm
from thbcases.niis.models import Chart
from thbcases.niis.tables.charts import ChartTable
from thbcases.people.models import KnownObject, Person
from thbcases.victims.models import Victim
from thbcases.web.views import (
    Action,
    Crumb,
    MarkedView,
    ObjectView,
    Page,
    RecordCreate,
    RecordList,
    RecordRemove,
    RecordUpdate,
)

MOST_STARTS = 20
CHARTS = _("Link charts")


def starts_of(request: HttpRequest) -> list[str]:
    """The nodes an address names. Raises BadKey when it names none or too many."""
    starts = request.GET.getlist("start")
    if not starts or len(starts) > MOST_STARTS:
        raise BadKey(f"{len(starts)} starts")
    for start in starts:
        collect.split_key(start)
    return starts


def with_starts(name: str, starts: list[str]) -> str:
    """The address of a page about these nodes."""
    return f"{reverse(name)}?{urlencode({'start': starts}, doseq=True)}"


class Drawn:
    """Mixin: a page that shows a graph as a picture, a table and a time line."""

    def drawing(self, collected: Collected, places: dict[str, Any]) -> dict[str, Any]:
        """What the template draws; everything shown is written down as read."""
        log_readings(collected.records.values())
        graph = collected.graph
        return {
            "graph": graph,
            "picture": svg.draw(graph, {key: (x, y) for key, (x, y) in places.items()}),
            "events": timeline.events(graph),
            "data_url": reverse("niis:chart_data"),
            "save_url": reverse("niis:chart_save"),
            "graph_json": as_json(graph, places),
        }


class ChartOfRecord(Drawn, ObjectView, TemplateView):
    """The chart around one record."""

    template_name = "niis/chart_page.html"
    logs_reading = False

    def starts(self) -> list[str]:
        """The nodes the chart begins with."""
        return [key_of(self.object)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return _now("Link chart: %(record)s") % {"record": self.object}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        starts = self.starts()
        context = super().get_context_data(**kwargs)
        return context | self.drawing(collect.around(starts), {}) | _ways_on(starts)


def _ways_on(starts: list[str]) -> dict[str, Any]:
    actions = [
        Action(_("Keep"), with_starts("niis:chart_save", starts), right="chart.add"),
        Action(_("Take out as a file"), with_starts("niis:chart_export", starts),
               right="chart.export"),
    ]  # fmt: skip
    return {"actions": [action for action in actions if action.is_allowed()]}


@requires("chart.read")
class PersonChart(ChartOfRecord):
    """The chart around a person."""

    model = Person


@requires("chart.read")
class InvestigationChart(ChartOfRecord):
    """The chart around an investigation."""

    model = Investigation


@requires("chart.read")
class ObjectChart(ChartOfRecord):
    """The chart around a vehicle, phone, address or other object."""

    model = KnownObject


@requires("chart.read")
class SuspectChart(ChartOfRecord):
    """The chart around a suspect: the person, or the legal person."""

    model = Suspect
    queryset = Suspect.objects.select_related("person")

    def starts(self) -> list[str]:
        return [key_of(self.object.person or self.object)]


@requires("chart.read")
class VictimChart(ChartOfRecord):
    """The chart around a victim."""

    model = Victim
    queryset = Victim.objects.select_related("person")

    def starts(self) -> list[str]:
        return [key_of(self.object.person)]


@requires("chart.read")
class SeveralChart(Drawn, Page):
    """The chart around several records at once, or around any node."""

    template_name = "niis/chart_page.html"
    title = CHARTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rights.check(self.right)
        if "start" not in request.GET:
            # Nothing to begin with: to the charts, where it says how.
            return redirect("niis:charts")
        try:
            self.around = starts_of(request)
        except BadKey:
            context = {"title": CHARTS, "breadcrumbs": self.breadcrumbs()}
            return self.render_to_response(context, status=400)
        return super().get(request, *args, **kwargs)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(CHARTS, reverse("niis:charts"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        collected = collect.around(self.around)
        found = ", ".join(node.label for node in collected.graph.nodes if node.is_start)
        context = super().get_context_data(**kwargs)
        title = _now("Link chart: %(record)s") % {"record": found} if found else CHARTS
        return context | {"title": title} | self.drawing(collected, {}) | _ways_on(self.around)


@requires("chart.read")
class ChartData(MarkedView):
    """A part of a chart for the browser: what hangs on these nodes, one step far."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        rights.check(self.right)
        try:
            collected = collect.around(starts_of(request), rounds=1)
        except BadKey:
            return JsonResponse({"error": _now("This is no node of a chart.")}, status=400)
        log_readings(collected.records.values())
        return JsonResponse(as_json(collected.graph, {}))


@requires("chart.read")
class ChartList(RecordList):
    """The charts I keep, and those colleagues share."""

    title = CHARTS
    intro = _(
        "Open a person, an investigation, a suspect, a victim or an object and choose «Link "
        "chart»; what you keep of it stands here."
    )
    queryset = Chart.objects.select_related("owner")
    table_class = ChartTable
    filterset_class = ChartFilter
    empty_hint = _("You keep no chart, and nobody shares one with your unit.")


@requires("chart.read")
class ChartDetail(Drawn, ObjectView, TemplateView):
    """A kept chart, with what the viewer may see of it today."""

    template_name = "niis/chart_page.html"
    model = Chart
    queryset = Chart.objects.select_related("owner")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return str(self.object)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(CHARTS, reverse("niis:charts"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = self.object.state
        wanted = [key for key in state["keys"] if key not in state["hidden"]]
        collected = collect.between(wanted)
        context = super().get_context_data(**kwargs)
        context |= self.drawing(collected, state["places"])
        context |= {
            "chart": self.object,
            "missing": len(wanted) - len(collected.graph.nodes),
            "put_away": len(state["hidden"]),
            "subtitle": _now("kept by %(owner)s") % {"owner": self.object.owner},
            "actions": [action for action in self.actions() if action.is_allowed()],
        }
        if is_mine(self.object):
            context["save_url"] = reverse("niis:chart_change", kwargs={"uuid": self.object.uuid})
        return context

    def actions(self) -> list[Action]:
        """Edit one's own; take out what one may see."""
        export = f"{reverse('niis:chart_export')}?{urlencode({'chart': self.object.uuid})}"
        actions = [Action(_("Take out as a file"), export, right="chart.export")]
        if is_mine(self.object):
            url = reverse("niis:chart_change", kwargs={"uuid": self.object.uuid})
            actions.insert(0, Action(_("Edit"), url, right="chart.change"))
            url = reverse("niis:chart_remove", kwargs={"uuid": self.object.uuid})
            actions.append(Action(_("Remove"), url, style="danger", right="chart.remove"))
        return actions


def is_mine(chart: Chart) -> bool:
    """Whether the acting user laid the chart out; colleagues read it only."""
    actor = current_actor()
    return actor is not None and chart.owner_id == actor.user_id


@requires("chart.add")
class SaveChart(RecordCreate):
    """Keep a chart: as the browser laid it out, or as the server drew it."""

    model, form_class, title = Chart, ChartForm, _("Keep the chart")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(CHARTS, reverse("niis:charts"))]

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        try:
            starts = starts_of(self.request)
        except BadKey:
            return initial
        graph = collect.around(starts).graph
        names = ", ".join(node.label for node in graph.nodes if node.is_start)
        return initial | {"title": names[:150], "state": state_of(graph)}


@requires("chart.change")
class ChartUpdate(RecordUpdate):
    """Rename a chart, share it, or keep its new drawing."""

    model, form_class, title = Chart, ChartForm, _("Edit the chart")

    def prepare(self) -> None:
        super().prepare()
        if not is_mine(self.object):
            raise rights.Refused(_("Only the person who made this chart may change it."))


@requires("chart.remove")
class RemoveChart(RecordRemove):
    """Throw a kept chart away; the records it was drawn from stay."""

    model = Chart
    title = _("Remove the chart")
    list_name = "niis:charts"
