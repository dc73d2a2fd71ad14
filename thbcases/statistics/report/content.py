"""Which tables a report needs beside the country table, and the numbers that its text names.

Whatever the country table of the year says already is read from it, and from those of earlier
years as they were published: one number has one source, so that neither the text nor a smaller
table says what the country table hides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import localize
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.core.periods import year as calendar_year
from thbcases.statistics.builder.spec import MOST_FIGURES, TableSpec
from thbcases.statistics.indicators import COUNTRY_TABLE, INDICATORS
from thbcases.statistics.models import ReportChapter
from thbcases.statistics.periods import FIRST_DAY
from thbcases.statistics.publishing import FrozenBlock, FrozenCell, FrozenLine, FrozenTable
from thbcases.statistics.report.markup import figures
from thbcases.statistics.report.outline import LANGUAGES, in_both

IN_TEXT = _("Figures that the text names")
# A table of the country shows its year beside these before it, where they were published.
YEARS_SHOWN = 4
# How far back the text may name figures.
YEARS_NAMED = 10


@dataclass(frozen=True)
class Asked:
    """A table that a report needs, with its caption in each language."""

    spec: TableSpec
    captions: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """The tables of a report as they go out.

    `country` are the country tables by year: that of the report, and earlier ones as published.
    `tables` are all others by what they ask.
    """

    year: int
    country: Mapping[int, FrozenTable]
    tables: Mapping[TableSpec, FrozenTable]

    def table(self, spec: TableSpec) -> FrozenTable:
        """The table of a chapter; one of the country has the earlier years before its own."""
        if not is_of_country(spec, self.year):
            return self.tables[spec]
        blocks = [self.country[self.year].block(key) for key in spec.figures]
        return FrozenTable(tuple(self._with_earlier(block) for block in blocks if block))

    def say(self, key: str, year: int) -> str:
        """A number of the text, in the reader's language."""
        if key in COUNTRY_TABLE and year in self.country:
            return _said(self.country[year], key, 0)
        for spec in self.tables:
            if _holds(spec, key, year):
                return _said(self.tables[spec], key, year - spec.start.year)
        raise LookupError(f"{key} of {year} is in no table")

    def block(self, key: str) -> FrozenBlock:
        """A figure as it is named and defined. Raises LookupError."""
        for table in (self.country[self.year], *self.tables.values()):
            if (block := table.block(key)) is not None:
                return block
        raise LookupError(key)

    def _with_earlier(self, block: FrozenBlock) -> FrozenBlock:
        years = range(self.year - YEARS_SHOWN + 1, self.year + 1)
        shown = [year for year in years if year in self.country]
        found = (self.country[year].number(block.indicator) for year in shown)
        cells = tuple(cell or FrozenCell() for cell in found)
        periods = tuple(calendar_year(year) for year in shown)
        return replace(block, periods=periods, lines=(FrozenLine((), cells),))


def is_of_country(spec: TableSpec, year: int) -> bool:
    """Whether the country table of the year has everything that is asked."""
    whole = calendar_year(year)
    is_plain = not spec.by and not spec.where and set(spec.figures) <= set(COUNTRY_TABLE)
    return is_plain and (spec.start, spec.end) == (whole.start, whole.end)


def first_named(year: int) -> int:
    """The earliest year of which the text of a report may name figures."""
    return max(FIRST_DAY.year, year - YEARS_NAMED + 1)


def asked(year: int, chapters: Sequence[ReportChapter], country: set[int]) -> list[Asked]:
    """Every table that the chapters need beside the country table, each once.

    `country` are the earlier years whose country table was published. Raises BadSpec when a kept
    table can no longer be made.
    """
    found: dict[TableSpec, Asked] = {}
    for chapter in chapters:
        for table in chapter.tables:
            spec = TableSpec.from_json(table["spec"])
            if not is_of_country(spec, year):
                found.setdefault(spec, Asked(spec, table["captions"]))
    for number, spec in enumerate(_of_text(year, chapters, country)):
        captions = in_both(IN_TEXT)
        if number:
            captions = {key: f"{text} ({number + 1})" for key, text in captions.items()}
        found.setdefault(spec, Asked(spec, captions))
    return list(found.values())


def named(year: int, chapters: Sequence[ReportChapter]) -> set[tuple[str, int]]:
    """The figures that the text names in any language, with their years."""
    return {
        (figure.key, figure.year or year)
        for chapter in chapters
        for language in LANGUAGES
        for figure in figures(chapter.text(language))
    }


def _of_text(
    year: int, chapters: Sequence[ReportChapter], country: set[int]
) -> Iterator[TableSpec]:
    """Tables for those numbers of the text that no country table has."""
    known = {*country, year}
    others = [
        (key, of)
        for key, of in sorted(named(year, chapters))
        if key not in COUNTRY_TABLE or of not in known
    ]
    if others:
        keys = list(dict.fromkeys(key for key, _year in others))
        yield from _text_specs(keys, min(of for _key, of in others), year)


def _text_specs(keys: Sequence[str], first: int, last: int) -> Iterator[TableSpec]:
    for place in range(0, len(keys), MOST_FIGURES):
        some = tuple(keys[place : place + MOST_FIGURES])
        yield TableSpec(some, (), date(first, 1, 1), date(last, 12, 31))


def _holds(spec: TableSpec, key: str, year: int) -> bool:
    """Whether a table has a figure of a year as a whole."""
    is_plain = not spec.by and not spec.where and key in spec.figures and spec.grouping == "year"
    whole = (spec.start.month, spec.start.day, spec.end.month, spec.end.day) == (1, 1, 12, 31)
    return is_plain and whole and spec.start.year <= year <= spec.end.year


def _said(table: FrozenTable, key: str, period: int) -> str:
    """A number as it stands in a sentence.

    A hidden number that stands alone is a small one. Beside a whole or a part of it, it may be
    hidden so that nobody works out the other, and then nothing is said of its size.
    """
    block = table.block(key)
    cell = block.cell((), period) if block else None
    if block is None or cell is None or (cell.number is None and not cell.is_hidden):
        return _now("(no data)")
    if not cell.is_hidden:
        return str(localize(cell.number))
    if _relatives(key, table):
        return _now("(not shown)")
    return _now("fewer than %(least)s") % {"least": block.threshold}


def _relatives(key: str, table: FrozenTable) -> bool:
    """Whether the whole, a part, or another part of the same whole stands in the table, too."""
    whole = INDICATORS[key].part_of or key
    return any(
        other.indicator != key and whole in (other.indicator, other.part_of)
        for other in table.blocks
    )
