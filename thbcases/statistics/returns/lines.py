"""The lines of a return's tables, in words for people and in codes for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from thbcases.codes.choices import Audience
from thbcases.core.periods import Period, year
from thbcases.statistics.builder import Block, Built, TableSpec, build
from thbcases.statistics.builder.built import Cell as BuiltCell
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.cubes import ALL, Coordinates, full_cross, sums
from thbcases.statistics.indicators import DIMENSIONS, INDICATORS, Value, full_name
from thbcases.statistics.queries import CountryRow, country_table
from thbcases.statistics.returns import hiding
from thbcases.statistics.returns.kinds import FigureTable, LinesTable, SumTable, code_of

TOTAL = "TOTAL"
PER = 100_000
# The word for machines of rows that stand behind a dimension; never their internal number.
ROW_CODES: Mapping[str, tuple[str, str]] = {
    "form_code": ("codes.ExploitationForm", "code"),
    "citizen_of": ("codes.Country", "code"),
    "destination": ("codes.Country", "code"),
    "municipality": ("codes.Municipality", "code"),
    "identified_by": ("accounts.Organisation", "code"),
    "registered_by": ("accounts.Organisation", "code"),
    "organisation": ("accounts.Organisation", "code"),
    "project": ("assistance.Project", "uuid"),
    "service": ("codes.ServiceKind", "code"),
    "article": ("codes.Article", "code"),
    "result": ("codes.ListCode", "code"),
}
Codes = Mapping[str, Mapping[Any, str]]
People = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True)
class Cell:
    """A number, hidden or not; a rate is the number before it per 100,000 people."""

    number: Any = None
    is_hidden: bool = False
    is_rate: bool = False


@dataclass(frozen=True)
class Line:
    """A line: the figure, what of it (in words and in codes), and its numbers."""

    figure: str
    figure_code: str
    words: list[Any]
    codes: list[Any]
    cells: list[Cell]
    is_margin: bool = False


def periods_of(period: Period, years: int) -> list[Period]:
    """The year of the return and those before it, the oldest first."""
    last = period.start.year
    return [year(number) for number in range(max(last - years + 1, 1990), last + 1)]


def period_heads(periods: Sequence[Period], *, with_rate: bool) -> tuple[list[str], list[str]]:
    """The heads of the numbers, in words and for machines."""
    heads, names = [], []
    for period in periods:
        number = str(period.start.year)
        heads.append(number)
        names.append(number)
        if with_rate:
            heads.append(_("%(year)s, per 100,000 people") % {"year": number})
            names.append(f"{number}_per_100000")
    return heads, names


def build_figures(
    table: FigureTable, periods: Sequence[Period], version: ReturnVersion | None
) -> Built:
    """The table as the table builder makes it."""
    spec = TableSpec(table.figures, table.by, periods[0].start, periods[-1].end, where=table.where)
    audience = Audience.PUBLIC if version == ReturnVersion.PUBLIC else None
    return build(spec, audience, complete=version == ReturnVersion.RECEIVER)


def of_built(built: Built, codes: Codes, people: People | None) -> list[Line]:
    """The lines of a built table; with `people`, the population by year, also the rates."""
    return [line for block in built.blocks for line in _of_block(block, codes, people)]


def _of_block(block: Block, codes: Codes, people: People | None) -> Iterator[Line]:
    coder = Coder([dimension.key for dimension in block.dimensions], codes)
    for line in block.lines:
        cells: list[Cell] = []
        for period, cell in zip(block.periods, line.cells, strict=True):
            cells.append(Cell(cell.number, cell.is_hidden))
            if people is not None:
                sex = coder.value("sex", line.at)
                cells.append(_rate(cell, people[period.start.year], sex))
        yield Line(
            full_name(block.indicator),
            coder.figure(block.indicator.key),
            line.labels,
            coder.codes(line.at),
            cells,
            line.is_margin,
        )


def _rate(cell: BuiltCell, people: Mapping[str, int], sex: Value | None) -> Cell:
    """How many of 100,000 people (of the sex); nothing where nobody said how many there are."""
    if cell.is_hidden:
        return Cell(is_hidden=True, is_rate=True)
    if sex is ALL:
        of = sum(people.values()) if len(people) == 2 else None
    else:
        of = people.get(str(sex))
    if of is None or cell.number is None:
        return Cell(is_rate=True)
    return Cell(round(cell.number * PER / of, 2), is_rate=True)


def full_lines(table: FigureTable, period: Period, codes: Codes) -> list[Line]:
    """The cells of the full cross that are not empty, in the order of their values."""
    coder = Coder(table.full, codes)
    labels = [DIMENSIONS[key].labels() for key in table.full]
    places = [{value: n for n, value in enumerate(words)} for words in labels]
    made = []
    for figure in table.figures:
        cells = full_cross(figure, table.full, period, dict(table.where))
        for at in sorted(cells, key=lambda key: [p[v] for p, v in zip(places, key, strict=True)]):
            words = [words[value] for words, value in zip(labels, at, strict=True)]
            name = full_name(INDICATORS[figure])
            line = Line(name, coder.figure(figure), words, coder.codes(at), [Cell(cells[at])])
            made.append(line)
    return made


def rows_of(table: LinesTable, periods: Sequence[Period]) -> list[CountryRow]:
    """The figures of each period."""
    return country_table(periods, table.figures)


def of_rows(
    rows: Sequence[CountryRow],
    figures: Sequence[str],
    hidden: Sequence[frozenset[str]],
    codes: Codes,
) -> list[Line]:
    """A line for each figure, a number for each period."""
    coder = Coder([], codes)
    return [
        Line(
            full_name(INDICATORS[key]),
            coder.figure(key),
            [],
            [],
            [
                Cell(is_hidden=True) if key in of_period else Cell(row[key])
                for row, of_period in zip(rows, hidden, strict=True)
            ],
        )
        for key in figures
    ]


def of_sums(table: SumTable, period: Period, version: ReturnVersion | None) -> list[Line]:
    """Units and money by dimensions; where few people stand behind a line, it may be hidden."""
    few = hiding.few_people(table, period, version)
    coder = Coder(table.by, {})
    labels = [DIMENSIONS[key].labels() for key in table.by]
    made = []
    for figure in table.figures:
        found = sums(figure, table.by, period)
        for at in sorted(found, key=lambda key: [list(w).index(v) for w, v in _pairs(labels, key)]):
            words = [words[value] for words, value in _pairs(labels, at)]
            cell = Cell(is_hidden=True) if at in few else Cell(found[at])
            name = full_name(INDICATORS[figure])
            made.append(Line(name, coder.figure(figure), words, coder.codes(at), [cell]))
    return made


def _pairs(labels: Sequence[Mapping[Value, str]], at: Coordinates) -> Iterator[tuple[Any, Any]]:
    return zip(labels, at, strict=True)


def words_of(keys: Sequence[str]) -> list[str]:
    """The names of dimensions."""
    return [str(DIMENSIONS[key].name) for key in keys]


def filter_words(where: Mapping[str, Value]) -> str:
    """What a table is narrowed to, in words."""
    said = [f"{DIMENSIONS[key].name}: {DIMENSIONS[key].labels()[v]}" for key, v in where.items()]
    return "; ".join(said) or _("none: everything in the period")


class Coder:
    """Values of dimensions as words for machines: the receiver's, else the code of the row."""

    def __init__(self, dimensions: Sequence[str], codes: Codes) -> None:
        self.dimensions = list(dimensions)
        self.given = codes
        self.rows = {key: _row_codes(*ROW_CODES[key]) for key in dimensions if key in ROW_CODES}

    def figure(self, key: str) -> str:
        """The receiver's word for a figure."""
        return code_of(self.given, "figure", key, key)

    def codes(self, at: Sequence[Value | None]) -> list[str]:
        """The words for the coordinates of a cell."""
        return [self._code(key, value) for key, value in zip(self.dimensions, at, strict=True)]

    def value(self, dimension: str, at: Coordinates) -> Value | None:
        """The value of a dimension; all of them where the table does not have it."""
        return at[self.dimensions.index(dimension)] if dimension in self.dimensions else ALL

    def _code(self, key: str, value: Value | None) -> str:
        if value is ALL:
            return self.given.get(key, {}).get(ALL, TOTAL)
        own = self.rows[key].get(value, "unknown") if key in self.rows else str(value)
        return code_of(self.given, key, value, own)


def _row_codes(model: str, column: str) -> dict[Value, str]:
    rows = apps.get_model(model)._default_manager.values_list("pk", column)
    return {key: str(code) for key, code in rows}
