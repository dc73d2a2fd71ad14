"""The country table, over what the acting user may count."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.facts import Area, counts_all
from thbcases.access.marks import requires
from thbcases.accounts.models import Organisation
from thbcases.core.periods import Period
from thbcases.statistics import charts
from thbcases.statistics.builder.document import country_document
from thbcases.statistics.builder.notes import Notes
from thbcases.statistics.forms import PeriodForm
from thbcases.statistics.indicators import COUNTRY_TABLE, INDICATORS, full_name
from thbcases.statistics.periods import period_label
from thbcases.statistics.queries import CountryRow, country_table
from thbcases.statistics.tables import CountryFile, CountryTable
from thbcases.web import export
from thbcases.web.charts import Chart
from thbcases.web.parts import Figure, Tab
from thbcases.web.pdf import Document, pdf_response
from thbcases.web.tables import BaseTable
from thbcases.web.views import Page

PDF = "pdf"


class FiguresPage(Page):
    """A page of figures for a time that the form asks for, also as a file."""

    file_name: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rights.check(self.right)
        form = request.GET.get("export", "")
        if form in (PDF, *export.WRITERS) and self.periods:
            rights.check("statistics.export")
            return self.file(form)
        return super().get(request, *args, **kwargs)

    def file(self, form: str) -> HttpResponse:
        """The figures to take out, with what stands beneath them."""
        first, last = self.periods[0].start, self.periods[-1].end
        name = f"{self.file_name}-{first}-{last}"
        if form == PDF:
            return pdf_response(self.document(), name, get_language() or settings.LANGUAGE_CODE)
        table = self.file_table()
        table.notes = self.notes().sentences()
        return export.WRITERS[form](table, name, str(self.title))

    @cached_property
    def form(self) -> PeriodForm:
        """What was asked; without an answer the last years."""
        return PeriodForm(self.request.GET)

    @cached_property
    def periods(self) -> list[Period]:
        """The columns."""
        return self.form.periods()

    def file_table(self) -> BaseTable:
        """The figures for a file."""
        raise NotImplementedError

    def document(self) -> Document:
        """The figures to print."""
        raise NotImplementedError

    def notes(self) -> Notes:
        """What stands beneath the figures."""
        raise NotImplementedError

    def shown(self) -> dict[str, Any]:
        """The figures for the page; asked only when the form is right."""
        raise NotImplementedError

    def tabs(self) -> list[Tab]:
        """The pages of figures, for the same time."""
        asked = {name: self.request.GET.get(name, "") for name in ("start", "end", "by")}
        query = urlencode({name: value for name, value in asked.items() if value})
        tail = f"?{query}" if query else ""
        pages = {
            reverse("statistics:country_table"): _("Country table"),
            reverse("statistics:builder"): _("Table builder"),
            reverse("statistics:ombudsman"): _("Children"),
            reverse("statistics:completeness"): _("Completeness"),
        }
        here = self.request.path
        return [Tab(name, url if url == here else url + tail) for url, name in pages.items()]

    def get_title(self) -> str:
        """The title with the time that is shown."""
        if not self.periods:
            return str(self.title)
        whole = Period(self.periods[0].start, self.periods[-1].end)
        words = {"title": self.title, "time": period_label(whole)}
        return _now("%(title)s, %(time)s") % words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query.pop("export", None)
        context |= {
            "form": self.form,
            "tabs": self.tabs(),
            "query": query.urlencode(),
            "may_export": rights.may("statistics.export"),
        }
        return context | (self.shown() if self.periods else {})


@requires("statistics.read")
class CountryTableView(FiguresPage):
    """The figures that are published each year, for any time."""

    template_name = "statistics/country_table.html"
    title = _("Country table")
    file_name = "country-table"

    @cached_property
    def rows(self) -> list[CountryRow]:
        """The figures, period by period."""
        return country_table(self.periods, COUNTRY_TABLE)

    def file_table(self) -> BaseTable:
        return CountryFile(self.rows, _keys(self.rows))

    def document(self) -> Document:
        indicators = [INDICATORS[key] for key in _keys(self.rows)]
        return country_document(
            self.rows, indicators, self.charts(), self.get_title(), self.notes()
        )

    def notes(self) -> Notes:
        first, last = self.periods[0].start, self.periods[-1].end
        records = sum(row.records for row in self.rows)
        return Notes(first, last, scope(), timezone.now(), records)

    def charts(self) -> list[Chart]:
        """The pictures for which there are figures."""
        made = charts.victims_chart(self.rows), charts.help_chart(self.rows)
        return [chart for chart in made if chart]

    def shown(self) -> dict[str, Any]:
        rows = self.rows
        keys = _keys(rows)
        return {
            "table": CountryTable(rows, keys) if keys else None,
            "indicators": [(INDICATORS[key], full_name(INDICATORS[key])) for key in keys],
            "figures": _figures(rows),
            "charts": self.charts(),
            "records": self.notes().records,
            "notes": self.notes().sentences(),
        }


def _keys(rows: list[CountryRow]) -> list[str]:
    """All lines for who counts the country; for others those in which they recorded anything."""
    actor = current_actor()
    if actor is not None and counts_all(actor.role, Area.CASES):
        return list(COUNTRY_TABLE)
    return [key for key in COUNTRY_TABLE if any(row[key] is not None for row in rows)]


# The boxes on top: a figure, its heading, and what stands under it.
BOXES: tuple[tuple[str, Any, Any], ...] = (
    (
        "investigations_run",
        _("Run in %(period)s"),
        _("started in it: %(investigations_started)s"),
    ),
    (
        "presumed_victims",
        _("Presumed victims"),
        _("recognised in the same year: %(recognised_same_year)s"),
    ),
    (
        "suspects",
        _("Suspects"),
        _("prosecuted in the same year: %(prosecuted_same_year)s"),
    ),
    (
        "assisted_persons",
        _("Persons assisted"),
        _("men and boys: %(assisted_men)s, projects: %(projects)s"),
    ),
)


def _figures(rows: list[CountryRow]) -> list[Figure]:
    """The newest period of which anything is known, in boxes."""
    known = [row for row in rows if row.records]
    if not known:
        return []
    row = known[-1]
    words = {key: "–" if value is None else value for key, value in row.values.items()}
    words["period"] = row.label
    return [
        Figure(str(label) % words, words[key], str(note) % words)
        for key, label, note in BOXES
        if row[key] is not None
    ]


def scope() -> str:
    """Over whose records the figures run."""
    actor = current_actor()
    if actor is None:
        return ""
    if counts_all(actor.role, Area.CASES):
        return _now("all organisations")
    if counts_all(actor.role, Area.HELP):
        return _now("all organisations, projects and help only")
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    return _now("only what %(organisation)s recorded") % {"organisation": organisation}
