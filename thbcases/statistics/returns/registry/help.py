"""The report of NGOs on their projects to the ministry that funds them."""

from django.utils.translation import gettext_lazy as _

from thbcases.statistics.returns.kinds import FigureTable, ListTable, Return, SumTable
from thbcases.statistics.returns.listings import money
from thbcases.statistics.returns.mapping import projects_reported
from thbcases.statistics.returns.registry.common import TABLES

_BY_SERVICE = ("project", "service")

PROJECTS = Return(
    key="projects",
    name=_("Report on assistance projects"),
    receiver=_("Ministry of Social Security and Labour"),
    basis=_("Terms of the yearly call for assistance projects"),
    rights=("project.export",),
    formats=TABLES,
    handling=_("for the ministry that funds the projects, not for publication"),
    tables=(
        FigureTable(
            "persons",
            _("Men and women helped, by project"),
            ("project_persons",),
            ("project", "sex"),
        ),
        FigureTable(
            "children",
            _("Children and adults helped, by project"),
            ("project_persons",),
            ("project", "age_group"),
        ),
        FigureTable(
            "services", _("Services by project and kind"), ("project_services",), _BY_SERVICE
        ),
        SumTable(
            "units",
            _("Units of service by project and kind"),
            ("project_units",),
            _BY_SERVICE,
            "project_persons",
        ),
        FigureTable(
            "results",
            _("Results: how help ended, by project"),
            ("help_ended",),
            ("project", "result"),
        ),
        ListTable(
            "money",
            _("Money by project"),
            money,
            _(
                "The grant; what reports within the year that were handed in say was spent; and "
                "what services of the year cost, as recorded."
            ),
        ),
    ),
    obligatory=("project_persons",),
    checks=(projects_reported,),
    has_public=False,
)
