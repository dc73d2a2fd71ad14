"""A table as a system: cells with their true numbers, and the sums that tie them together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

# A value of a dimension; None as a coordinate: all values of it together.
Value = str | int
Key = tuple[Value | None, ...]
# Cells and their coefficients, adding up to nothing.
Equation = tuple[tuple[Key, int], ...]

# What is lost when a cell is hidden. A margin is read more often than the cells it adds up.
INNER_WEIGHT = 1.0
MARGIN_FACTOR = 10.0
# «Nobody» is worth saying: a zero is hidden only where nothing else helps.
ZERO_FACTOR = 5.0

MOST_DIMENSIONS = 3
REST = "rest"
TWICE = "counted twice"
ELSEWHERE = "elsewhere only"


class NotASystem(ValueError):
    """Cells and sums that contradict each other, or a table with too many dimensions."""


@dataclass(frozen=True)
class Cell:
    """A number of a table.

    `weight` is how much is lost when it is hidden. What is not `printed` everybody may only work
    out. Only where one unit is a human being (`personal`) a small number is dangerous.
    """

    value: int
    weight: float = INNER_WEIGHT
    printed: bool = True
    personal: bool = True


@dataclass(frozen=True)
class System:
    """Cells and equations. Raises NotASystem for a negative number or a sum that is not true."""

    cells: Mapping[Key, Cell]
    equations: Sequence[Equation]
    axes: tuple[tuple[Value, ...], ...] = ()

    def __post_init__(self) -> None:
        for key, cell in self.cells.items():
            if cell.value < 0:
                raise NotASystem(f"{key} is {cell.value}")
        for equation in self.equations:
            if sum(self.cells[key].value * factor for key, factor in equation):
                raise NotASystem(f"does not add up: {equation}")

    def value(self, key: Key) -> int:
        """The true number of a cell."""
        return self.cells[key].value

    def sensitive(self, threshold: int) -> frozenset[Key]:
        """The cells with fewer people than the threshold, printed or not; zero tells of nobody."""
        return frozenset(
            key for key, cell in self.cells.items() if cell.personal and 0 < cell.value < threshold
        )

    def inner(self) -> list[Key]:
        """The printed cells without a margin among their coordinates."""
        return [k for k, cell in self.cells.items() if cell.printed and None not in k]


def grid(
    axes: Sequence[Sequence[Value]],
    counts: Mapping[tuple[Value, ...], int],
    *,
    personal: bool = True,
    splitting: Collection[int] = (),
    margins: Mapping[Key, int] | None = None,
) -> System:
    """The full cross of up to three dimensions, with all margins; a cell not in `counts` is 0.

    A key is the tuple of coordinates, None for all. Without `splitting` every margin is the sum of
    its cells; where persons stand in several lines that sum is larger than the true total, and
    supposes an attacker who knows it. With `splitting` (numbers of axes) and `margins` (the true
    numbers over them, each person once) a margin over such an axis is only known to be no less
    than any of its cells and no more than all of them.
    """
    if len(axes) > MOST_DIMENSIONS:
        raise NotASystem(f"{len(axes)} dimensions")
    lines = [tuple(dict.fromkeys(axis)) for axis in axes]
    stray = [key for key in counts if key not in set(product(*lines))] if counts else []
    if stray:
        raise NotASystem(f"outside the table: {stray[0]}")
    values = _values(lines, counts, dict(margins or {}) if splitting else {})
    cells = {key: Cell(value, _weight(key, value), True, personal) for key, value in values.items()}
    equations: list[Equation] = []
    for key in values:
        _tie(key, lines, splitting, cells, equations)
    return System(cells, equations, tuple(lines))


def _values(
    lines: Sequence[tuple[Value, ...]],
    counts: Mapping[tuple[Value, ...], int],
    margins: Mapping[Key, int],
) -> dict[Key, int]:
    values: dict[Key, int] = dict.fromkeys(product(*[(*line, None) for line in lines]), 0)
    for key, count in counts.items():
        for kept in product((True, False), repeat=len(lines)):
            values[tuple(v if k else None for v, k in zip(key, kept, strict=True))] += count
    values.update({key: number for key, number in margins.items() if key in values})
    return values


def _weight(key: Key, value: int) -> float:
    weight = INNER_WEIGHT * MARGIN_FACTOR ** key.count(None)
    return weight if value else weight * ZERO_FACTOR


def _tie(
    key: Key,
    lines: Sequence[tuple[Value, ...]],
    splitting: Collection[int],
    cells: dict[Key, Cell],
    equations: list[Equation],
) -> None:
    """The sums a margin stands in. Of equal sums along several axes one says it all."""
    open_axes = [place for place, value in enumerate(key) if value is None]
    adding = [place for place in open_axes if place not in splitting]
    if adding:
        equations.append(_sum(key, _children(key, adding[0], lines)))
    for place in open_axes:
        if place in splitting:
            equations += _bounds(key, _children(key, place, lines), place, cells)


def _children(key: Key, place: int, lines: Sequence[tuple[Value, ...]]) -> list[Key]:
    return [(*key[:place], value, *key[place + 1 :]) for value in lines[place]]


def _sum(key: Key, children: Sequence[Key]) -> Equation:
    return ((key, -1), *((child, 1) for child in children))


def _bounds(
    key: Key, children: Sequence[Key], place: int, cells: dict[Key, Cell]
) -> Iterator[Equation]:
    """No cell is larger than the margin, and the margin no larger than their sum.

    By the rule of the first fact a person may stand elsewhere in the margin than in a cell; where
    it is so an attacker could rely on neither, and nothing is supposed.
    """
    whole = cells[key].value
    more = sum(cells[child].value for child in children) - whole
    if more >= 0:
        twice = (*key, place, TWICE)
        cells[twice] = Cell(more, 0, printed=False, personal=False)
        yield (*_sum(key, children), (twice, -1))
    for child in children:
        rest = whole - cells[child].value
        if rest >= 0:
            others = (*child, place, ELSEWHERE)
            # Who is only elsewhere is told by the other lines, which are guarded themselves.
            cells[others] = Cell(rest, 0, printed=False, personal=False)
            yield ((key, -1), (child, 1), (others, 1))


def parts(
    totals: Mapping[str, int],
    within: Mapping[str, tuple[str, int]],
    *,
    personal: Collection[str] | None = None,
) -> System:
    """Totals with printed parts: of the presumed victims so many recognised, so many minors.

    `within` names for each part the total it belongs to. Parts of one total may overlap, so each
    has a rest of its own, `(part, REST)`: nobody prints it, anybody subtracts it, and it is as
    dangerous as a printed number. `personal` names the figures that count people (by default all).
    """
    people = {*totals, *within} if personal is None else set(personal)
    numbers = {**totals, **{part: number for part, (_whole, number) in within.items()}}
    cells: dict[Key, Cell] = {}
    equations: list[Equation] = []
    for name, number in numbers.items():
        factor = 1.0 if name in within else MARGIN_FACTOR
        weight = factor if number else factor * ZERO_FACTOR
        cells[(name,)] = Cell(number, weight, personal=name in people)
    for part, (whole, number) in within.items():
        rest: Key = (part, REST)
        cells[rest] = Cell(numbers[whole] - number, 0, printed=False, personal=part in people)
        equations.append((((whole,), -1), ((part,), 1), (rest, 1)))
    return System(cells, equations)
