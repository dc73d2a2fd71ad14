"""Ready-made tables: what is asked for year after year, one click away."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.access.facts import Area, counts_all
from thbcases.statistics.builder.spec import TableSpec
from thbcases.statistics.models import AssistanceFact, OfferFact, ProjectFact
from thbcases.statistics.opening import may_open

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

YEARS = 4


@dataclass(frozen=True)
class StandardTable:
    """Figures by dimensions under a name; the years are the last ones."""

    name: "StrPromise"
    figures: tuple[str, ...]
    by: tuple[str, ...] = ()

    def spec(self, last_year: int) -> TableSpec:
        """The table for the years up to one."""
        start, end = date(last_year - YEARS + 1, 1, 1), date(last_year, 12, 31)
        return TableSpec(self.figures, self.by, start, end)

    @property
    def is_offered(self) -> bool:
        """Whether the acting user counts over what it is about."""
        actor = current_actor()
        if actor is None:
            return False
        indicators = self.spec(date.max.year - 1).indicators()
        is_help = all(i.source in (AssistanceFact, OfferFact, ProjectFact) for i in indicators)
        area = Area.HELP if is_help else Area.CASES
        return counts_all(actor.role, area) or all(may_open(i) for i in indicators)


_COHORT = ("presumed_victims", "recognised_same_year")
_REGISTERED = ("registered_victims",)
_ACCUSED = ("suspects", "prosecuted_in_period")
_HELPED = ("assisted_persons",)
_CHILDREN = ("child_victims",)

STANDARD_TABLES: tuple[StandardTable, ...] = (
    StandardTable(
        _("Investigations of the country table"),
        (
            "investigations_started",
            "child_investigations_started",
            "investigations_run",
            "child_investigations_run",
        ),
    ),
    StandardTable(
        _("Victims of the country table"),
        (
            *_COHORT,
            "presumed_minors",
            "presumed_women",
            "presumed_men",
            "presumed_own_citizens",
            "presumed_in_period",
            "recognised_in_period",
        ),
    ),
    StandardTable(
        _("Accused and courts of the country table"),
        ("suspects", "prosecuted_same_year", "cases_to_court", "cases_decided", "convicted"),
    ),
    StandardTable(_("Help of the country table"), ("assisted_persons", "assisted_men", "projects")),
    StandardTable(
        _("Investigations by domestic or international"),
        ("investigations_started", "investigations_run"),
        ("reach",),
    ),
    StandardTable(
        _("Investigations by form of exploitation"),
        ("investigations_started", "investigations_run"),
        ("form",),
    ),
    StandardTable(
        _("Investigations by country of exploitation"),
        ("investigations_started",),
        ("destination",),
    ),
    StandardTable(
        _("Investigations by municipality"), ("investigations_started",), ("municipality",)
    ),
    StandardTable(_("Victims by sex and age"), _COHORT, ("sex", "age_group")),
    StandardTable(
        _("Victims by sex and age when exploited"),
        ("presumed_victims",),
        ("sex", "age_group_exploited"),
    ),
    StandardTable(_("Victims by citizenship"), _COHORT, ("citizenship",)),
    StandardTable(_("Victims by form of exploitation"), _COHORT, ("form",)),
    StandardTable(_("Victims by country of exploitation"), _COHORT, ("destination",)),
    StandardTable(_("Victims by identifying organisation"), _COHORT, ("identified_by",)),
    StandardTable(_("Victims by municipality"), ("presumed_victims",), ("municipality",)),
    StandardTable(_("Victims by domestic or international"), _COHORT, ("reach",)),
    StandardTable(
        _("Victims by sex, age and form of exploitation"),
        ("presumed_victims",),
        ("sex", "age_group", "form"),
    ),
    StandardTable(
        _("Registered victims by sex and age"),
        ("registered_victims", "identified_victims"),
        ("sex", "age_group"),
    ),
    StandardTable(_("Registered victims by citizenship"), _REGISTERED, ("citizenship",)),
    StandardTable(_("Registered victims by form, Eurostat's list"), _REGISTERED, ("eurostat",)),
    StandardTable(
        _("Registered victims by registering organisation"), _REGISTERED, ("registered_by",)
    ),
    StandardTable(
        _("Registered victims, identified or presumed"), _REGISTERED, ("identification",)
    ),
    StandardTable(_("Child victims by sex and age"), _CHILDREN, ("sex", "child_band")),
    StandardTable(_("Child victims by form of exploitation"), _CHILDREN, ("form",)),
    StandardTable(_("Child victims by notice in term"), _CHILDREN, ("notice",)),
    StandardTable(
        _("Administrative cases by how they ended"),
        ("administrative_cases",),
        ("conduct", "case_state"),
    ),
    StandardTable(
        _("Fines by year"), ("fines_imposed", "fines_sum_ltl", "fines_sum_eur", "fines_to_revisit")
    ),
    StandardTable(_("Suspects by sex and age"), _ACCUSED, ("sex", "age_group")),
    StandardTable(_("Suspects by citizenship"), _ACCUSED, ("citizenship",)),
    StandardTable(_("Suspects by form of exploitation"), _ACCUSED, ("form",)),
    StandardTable(
        _("Prosecutions by how they were decided"), ("prosecutions_decided",), ("decision",)
    ),
    StandardTable(_("Persons judged by outcome"), ("judged",), ("outcome",)),
    StandardTable(_("Convicted by sex and age"), ("convicted",), ("sex", "age_group")),
    StandardTable(_("Convicted by citizenship"), ("convicted",), ("citizenship",)),
    StandardTable(_("Persons assisted by organisation"), _HELPED, ("organisation",)),
    StandardTable(
        _("Persons assisted by sex and age"),
        ("assisted_persons", "assisted_at_risk"),
        ("sex", "age_group"),
    ),
    StandardTable(_("Persons assisted by citizenship"), _HELPED, ("citizenship",)),
    StandardTable(_("Persons assisted by municipality"), _HELPED, ("municipality",)),
    StandardTable(
        _("Help by kind of service"), ("assisted_persons", "services_given"), ("service",)
    ),
    StandardTable(_("Help by project"), ("assisted_persons", "services_given"), ("project",)),
)


def standard_tables() -> list[StandardTable]:
    """The ready-made tables that have something to say to whoever acts."""
    return [table for table in STANDARD_TABLES if table.is_offered]
