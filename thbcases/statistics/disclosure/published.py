"""A table as its readers have it: what was shown, what was hidden, and of whom it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from thbcases.core.periods import Period
from thbcases.statistics.disclosure.kinds import Key, Value
from thbcases.statistics.disclosure.suppress import Pattern


@dataclass(frozen=True)
class Published:
    """One figure of one period by some dimensions.

    `axes` are the values of each dimension; a value that is not among them had nobody. `where`
    keeps only the facts with these values. Along the dimensions in `splitting` a person stands in
    several lines. `adds_up` where the parts of a period add up to the period: events, no stocks.
    Of a rounded table the shown numbers are multiples of `base`, and none is hidden. `name` is the
    publisher's word or number for the table, for whoever reads a finding.
    """

    indicator: str
    period: Period
    threshold: int
    part_of: str = ""
    dimensions: tuple[str, ...] = ()
    axes: tuple[tuple[Value, ...], ...] = ()
    shown: Mapping[Key, int] = field(default_factory=dict)
    hidden: frozenset[Key] = frozenset()
    where: Mapping[str, Value] = field(default_factory=dict)
    splitting: frozenset[str] = frozenset()
    adds_up: bool = False
    personal: bool = True
    base: int = 0
    name: str = ""

    def group(self, key: Key) -> dict[str, Value]:
        """Of whom a cell speaks: the value of every dimension that is fixed in it."""
        fixed = zip(self.dimensions, key, strict=True)
        return {**self.where, **{name: value for name, value in fixed if value is not None}}


def shown_by(pattern: Pattern) -> dict[Key, int]:
    """The numbers a pattern leaves to be seen, for `Published.shown`."""
    numbers = ((key, pattern.shown(key)) for key in pattern.system.cells)
    return {key: number for key, number in numbers if number is not None}


@dataclass(frozen=True)
class Place:
    """A cell of a published table."""

    table: Published
    key: Key

    @property
    def group(self) -> dict[str, Value]:
        """Of whom the cell speaks."""
        return self.table.group(self.key)

    @property
    def number(self) -> int | None:
        """What is shown there."""
        return self.table.shown.get(self.key)


def parted(table: Published) -> list[Published]:
    """The table and, where persons stand in several lines, its true margins as one of their own."""
    if not table.splitting & set(table.dimensions):
        return [table]
    if table.splitting & set(table.where):
        return [table]
    kept = [n for n, name in enumerate(table.dimensions) if name not in table.splitting]
    margins = {
        key: tuple(key[n] for n in kept)
        for key in (*table.shown, *table.hidden)
        if all(value is None for n, value in enumerate(key) if n not in kept)
    }
    whole = replace(
        table,
        dimensions=tuple(table.dimensions[n] for n in kept),
        axes=tuple(table.axes[n] for n in kept),
        shown={short: table.shown[key] for key, short in margins.items() if key in table.shown},
        hidden=frozenset(short for key, short in margins.items() if key in table.hidden),
        splitting=frozenset(),
    )
    return [table, whole]
