"""A project's hours and money, by month and kind of service, against the grant."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.models import Project
from assistance.queries import ProjectCosts
from assistance.tables import CostTable, KindCostTable, money
from assistance.views.funding import project_crumb
from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.audit.actions import log_disclosure
from thbcases.web import export
from thbcases.web.parts import Figure
from thbcases.web.views import Action, Crumb, RecordDetail


@requires("beneficiary.read")
class ProjectCostsPage(RecordDetail):
    """What the project's services took; the ministry reads it in the report, as numbers."""

    model = Project
    queryset = queries.projects()
    template_name = "assistance/project_costs.html"
    logs_reading = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = request.GET.get("export", "")
        if form not in export.WRITERS:
            return super().get(request, *args, **kwargs)
        self.object = self.get_object()
        rights.check("project.export")
        log_disclosure(
            [self.object], reason="hours and cost of a project", recipient=f"{form} file"
        )
        table = CostTable(self._costs().lines)
        return export.WRITERS[form](table, f"project-{self.object.uuid}", self.get_title())

    def get_title(self) -> str:
        return _now("Hours and cost: %(project)s") % {"project": self.object.number}

    def subtitle(self) -> str:
        return str(self.object.title)

    def breadcrumbs(self) -> list[Crumb]:
        return [project_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def actions(self) -> list[Action]:
        here = self.request.path
        return [
            Action(name, f"{here}?export={form}", right="project.export")
            for name, form in (("CSV", "csv"), ("XLSX", "xlsx"))
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        costs = self._costs()
        return {
            **context,
            "costs": costs,
            "figures": self._figures(costs),
            "money": self._money(costs),
            "by_kind": KindCostTable(_kind_rows(costs)),
            "by_month": CostTable(costs.lines),
            "currency": self.object.call.currency,
        }

    def _costs(self) -> ProjectCosts:
        project: Project = self.object
        return queries.project_costs(project, project.starts_on, project.ends_on)

    def _figures(self, costs: ProjectCosts) -> list[Figure]:
        return [
            Figure(_("people"), costs.whole.persons, note=_("each once")),
            Figure(_("services"), costs.whole.services),
            Figure(
                _("worker's hours"),
                number_format(costs.hours),
                note=_unsaid(costs.whole.untimed),
            ),
        ]

    def _money(self, costs: ProjectCosts) -> list[tuple[Any, Any]]:
        currency = self.object.call.currency
        granted = self.object.granted
        facts = [
            (_("cost"), money(costs.cost, currency)),
            (_("services without a cost"), costs.whole.unpriced),
        ]
        if granted is not None:
            facts += [
                (_("grant"), money(granted, currency)),
                (_("left of the grant"), money(granted - costs.cost, currency)),
            ]
        return facts


def _unsaid(number: int) -> str:
    return _now("not said for: %(number)d") % {"number": number} if number else ""


def _kind_rows(costs: ProjectCosts) -> list[dict[str, Any]]:
    return [{"kind": kind, "spent": spent} for kind, spent in costs.by_kind]
