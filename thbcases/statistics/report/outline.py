"""The standard outline of an annual report: its chapters, and the tables that fit each.

Headings and captions are kept in both languages from the beginning, because both are published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thbcases.statistics.builder.spec import TableSpec
from thbcases.statistics.indicators import DIMENSIONS, full_name

LANGUAGES = ("lt", "en")


@dataclass(frozen=True)
class StandardTable:
    """A table that belongs in every report."""

    key: str
    caption: "Promise"
    figures: tuple[str, ...]
    by: tuple[str, ...] = ()
    chart: bool = False

    def spec(self, year: int) -> TableSpec:
        """What it asks, for the report of a year."""
        return TableSpec(self.figures, self.by, date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True)
class StandardChapter:
    """A chapter of the outline; its tables by their keys."""

    heading: "Promise"
    tables: tuple[str, ...] = ()


STANDARD_TABLES: dict[str, StandardTable] = {
    table.key: table
    for table in (
        StandardTable(
            "overview",
            _("The country in figures"),
            (
                "investigations_started",
                "investigations_run",
                "presumed_victims",
                "recognised_same_year",
                "suspects",
                "prosecuted_same_year",
                "convicted",
                "assisted_persons",
            ),
        ),
        StandardTable(
            "investigations",
            _("Investigations and cases in court"),
            (
                "investigations_started",
                "investigations_run",
                "child_investigations_run",
                "cases_to_court",
                "cases_decided",
            ),
        ),
        StandardTable(
            "victims_sex", _("Presumed victims by sex"), ("presumed_victims",), ("sex",), True
        ),
        StandardTable(
            "victims_age",
            _("Presumed victims: children and adults"),
            ("presumed_victims",),
            ("age_group",),
        ),
        StandardTable(
            "victims_form",
            _("Presumed victims by main form of exploitation"),
            ("presumed_victims",),
            ("form",),
            True,
        ),
        StandardTable(
            "accused",
            _("Suspects, prosecuted and convicted persons"),
            (
                "suspects",
                "prosecuted_same_year",
                "convicted",
                "sentence_min_years",
                "sentence_max_years",
            ),
        ),
        StandardTable(
            "assistance",
            _("Persons assisted and projects"),
            ("assisted_persons", "assisted_men", "projects"),
        ),
        StandardTable("assisted_total", _("Persons assisted"), ("assisted_persons",), chart=True),
    )
}

OUTLINE: tuple[StandardChapter, ...] = (
    StandardChapter(_("Situation and law"), ("overview",)),
    StandardChapter(_("Pre-trial investigations"), ("investigations",)),
    StandardChapter(_("Victims"), ("victims_sex", "victims_age", "victims_form")),
    StandardChapter(_("Accused persons and courts"), ("accused",)),
    StandardChapter(_("Assistance to victims"), ("assistance", "assisted_total")),
    StandardChapter(_("Prevention")),
    StandardChapter(_("Difficulties")),
    StandardChapter(_("Plans")),
)


def in_both(text: "Promise") -> dict[str, str]:
    """A text of the catalogue in each language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(text)
    return found


def standard_titles(year: int) -> dict[str, str]:
    """What a report is called when nobody says otherwise."""
    text = _("Report on the fight against trafficking in human beings in Lithuania in %(year)s")
    return {language: words % {"year": year} for language, words in in_both(text).items()}


def kept(spec: TableSpec, captions: dict[str, str], *, chart: bool = False) -> dict[str, Any]:
    """A table as a chapter keeps it."""
    return {"spec": spec.as_json(), "captions": captions, "chart": chart}


def standard_chapters(year: int) -> Iterator[dict[str, Any]]:
    """The fields of the chapters of a new report, in their order; the text is empty."""
    for position, chapter in enumerate(OUTLINE, start=1):
        headings = in_both(chapter.heading)
        tables = [STANDARD_TABLES[key] for key in chapter.tables]
        yield {
            "position": position,
            "heading_lt": headings["lt"],
            "heading_en": headings["en"],
            "tables": [
                kept(table.spec(year), in_both(table.caption), chart=table.chart)
                for table in tables
            ],
        }


def captions_of(spec: TableSpec) -> dict[str, str]:
    """A caption in each language: that of the standard table, or what is counted and by what."""
    for table in STANDARD_TABLES.values():
        if table.spec(spec.end.year) == spec:
            return in_both(table.caption)
    found = {}
    for language in LANGUAGES:
        with override(language):
            names = "; ".join(full_name(indicator) for indicator in spec.indicators())
            by = ", ".join(str(DIMENSIONS[key].name) for key in spec.by)
            words = {"figure": names, "dimensions": by}
            found[language] = (_now("%(figure)s by: %(dimensions)s") % words if by else names)[:200]
    return found
