"""The table that comes out: lines and columns, what is hidden in it, and where a cell leads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.codes.choices import Audience
from thbcases.codes.models import DisclosureRule
from thbcases.codes.queries import disclosure_rule
from thbcases.core.periods import Period
from thbcases.statistics.builder.spec import TableSpec
from thbcases.statistics.cubes import ALL, Coordinates, Cube, cubes, in_order
from thbcases.statistics.disclosure.kinds import grid
from thbcases.statistics.disclosure.suppress import Pattern, protect
from thbcases.statistics.indicators import Dimension, Indicator, Value, full_name
from thbcases.statistics.opening import cell_url, may_open
from thbcases.statistics.periods import period_label
from thbcases.statistics.queries import Value as Number
from thbcases.statistics.queries import country_table

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Cell:
    """One number; hidden to protect people, or None where nothing of the kind was recorded."""

    number: Number = None
    is_hidden: bool = False
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a table: the words of its values, «in all» for a margin."""

    labels: list[str]
    at: Coordinates
    cells: list[Cell]

    @property
    def is_margin(self) -> bool:
        """Whether it adds up other lines."""
        return any(value is ALL for value in self.at)


@dataclass(frozen=True)
class Block:
    """One figure of a table. `threshold` is 0 where nothing is hidden."""

    indicator: Indicator
    dimensions: tuple[Dimension, ...]
    periods: list[Period]
    lines: list[Line]
    cubes: list[Cube]
    patterns: list[Pattern]
    threshold: int

    @property
    def hidden(self) -> int:
        """How many numbers are hidden."""
        return sum(cell.is_hidden for line in self.lines for cell in line.cells)

    @property
    def records(self) -> int:
        """How many facts fall into the periods, each in every column it belongs to."""
        return sum(cube.records for cube in self.cubes)

    @property
    def title(self) -> str:
        """What is counted, and by what."""
        by = ", ".join(str(dimension.name) for dimension in self.dimensions)
        name = full_name(self.indicator)
        return (
            _("%(figure)s by: %(dimensions)s") % {"figure": name, "dimensions": by} if by else name
        )

    @property
    def labels(self) -> list[str]:
        """The heads of the columns."""
        return [period_label(period) for period in self.periods]

    @property
    def splits(self) -> bool:
        """Whether a person may stand in more than one line."""
        return any(dimension.splits for dimension in self.dimensions)


@dataclass(frozen=True)
class Built:
    """A table with all its figures, and the rule by which numbers are hidden in it."""

    spec: TableSpec
    blocks: list[Block]
    rule: DisclosureRule | None

    @property
    def hidden(self) -> int:
        """How many numbers are hidden."""
        return sum(block.hidden for block in self.blocks)

    @property
    def records(self) -> int:
        """How many facts fall into the periods."""
        return sum(block.records for block in self.blocks)


def build(
    spec: TableSpec, audience: Audience | None = None, progress: Progress | None = None
) -> Built:
    """The table for whoever acts; for an audience, with its small numbers hidden.

    Without an audience, numbers of people are hidden from those who may count but not open the
    records. `progress(done, of)` is told after each figure. Raises BadSpec.
    """
    spec.check()
    rule = disclosure_rule(audience or Audience.INTERNAL, timezone.localdate())
    blocks = []
    for done, indicator in enumerate(spec.indicators(), start=1):
        hides = indicator.is_personal and (audience is not None or not may_open(indicator))
        threshold = rule.threshold if hides else 0
        if indicator.is_count:
            blocks.append(_block(spec, indicator, threshold, leads=audience is None))
        else:
            blocks.append(_measure(spec, indicator))
        if progress:
            progress(done, len(spec.figures))
    hides = any(block.threshold for block in blocks)
    return Built(spec, blocks, rule if hides else None)


def pattern_of(cube: Cube, threshold: int) -> Pattern:
    """What is hidden in a cross-table so that every hidden number could be many others."""
    return protect(grid(cube.values, cube.cells), threshold)


def _block(spec: TableSpec, indicator: Indicator, threshold: int, *, leads: bool) -> Block:
    periods = spec.periods()
    found = cubes(indicator.key, spec.by, periods, dict(spec.where))
    patterns = [pattern_of(cube, threshold) for cube in found] if threshold else []
    asked = spec if leads and may_open(indicator) else None
    hidden = [pattern.hidden for pattern in patterns] or [frozenset[Coordinates]()] * len(found)
    lines = [
        Line(labels, at, [_cell(*of, at, asked) for of in zip(found, hidden, strict=True)])
        for labels, at in _heads(found)
    ]
    lines = [line for line in lines if _says_something(line)]
    return Block(indicator, found[0].dimensions, periods, lines, found, patterns, threshold)


def _cell(
    cube: Cube, hidden: frozenset[Coordinates], at: Coordinates, spec: TableSpec | None
) -> Cell:
    """The number, leading to its records where the table's `spec` is given."""
    if cube.total is None:
        return Cell()
    if at in hidden:
        return Cell(is_hidden=True)
    count = cube.at(at)
    if spec is None or not count:
        return Cell(count)
    places = zip((dimension.key for dimension in cube.dimensions), at, strict=True)
    return Cell(count, url=cell_url(cube.indicator.key, cube.period, places, spec.where))


def _measure(spec: TableSpec, indicator: Indicator) -> Block:
    """A figure that is no count (a sum, the longest sentence): one line, never broken down."""
    periods = spec.periods()
    rows = country_table(periods, [indicator.key])
    cells = [Cell(row[indicator.key]) for row in rows]
    return Block(indicator, (), periods, [Line([], (), cells)], [], [], 0)


def _heads(found: Sequence[Cube]) -> Iterator[tuple[list[str], Coordinates]]:
    """The lines of a table: every combination of values that occurs, margins after their parts."""
    dimensions = found[0].dimensions
    labels = [dimension.labels() for dimension in dimensions]
    values = [
        in_order(words, {v for cube in found for v in cube.values[place]})
        for place, words in enumerate(labels)
    ]
    for at in product(*[[*of_one, ALL] for of_one in values]):
        yield [_word(words, value) for words, value in zip(labels, at, strict=True)], at


def _word(labels: Mapping[Value, str], value: Value | None) -> str:
    return _("in all") if value is ALL else labels.get(value, _("not known"))


def _says_something(line: Line) -> bool:
    """A line of zeros is left out, except the margin of everything."""
    return all(value is ALL for value in line.at) or any(
        cell.number or cell.is_hidden for cell in line.cells
    )
