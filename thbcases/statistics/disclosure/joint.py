"""Several published tables of one figure as one set of unknown numbers.

The unknowns are the cells of the cross of all their dimensions, and of the stretches of time that
their periods cut out. What a table shows is a sum of them that is known; what it hides, one that
is looked for. Margins over a dimension along which persons stand in several lines are no sums, and
tell nothing here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, product
from math import prod

from thbcases.statistics.disclosure.attack import BOUNDLESS, Impossible, Interval, Unknowns
from thbcases.statistics.disclosure.kinds import Key, Value
from thbcases.statistics.disclosure.published import Place, Published
from thbcases.statistics.disclosure.rounding import between

MOST_CELLS = 30_000
# A value that no table names: whoever a filter left out may have it.
OTHER = "\N{BULLET}"
Cell = tuple[Value, ...]


class TooLarge(ValueError):
    """More cells together than can be checked."""


class Joint:
    """What all tables say together. Raises TooLarge, Impossible."""

    def __init__(self, tables: Sequence[Published]) -> None:
        self.tables = tables
        self.slices = _slices(tables)
        self.names = sorted({n for t in tables for n in (*t.dimensions, *t.where)})
        self.splitting = frozenset(n for t in tables for n in t.splitting)
        self.axes = [self._axis(name) for name in self.names]
        if prod(len(axis) for axis in self.axes) * len(self.slices) > MOST_CELLS:
            raise TooLarge
        self.cells = self._cells()
        self.sought: dict[frozenset[int], list[Place]] = defaultdict(list)
        self.known: dict[frozenset[int], int] = {}
        self.near: dict[frozenset[int], list[Interval]] = defaultdict(list)
        for table in tables:
            self._read(table)

    def narrow(self) -> Iterator[tuple[Place, float, float]]:
        """The hidden numbers that can be worked out too closely, and between what they lie."""
        sums = list(self.sought)
        size = len(self.cells)
        unknowns = Unknowns([(0.0, BOUNDLESS)] * (size + len(sums)))
        for members, number in self.known.items():
            unknowns.learn([(member, 1) for member in sorted(members)], number)
        for members, ranges in self.near.items():
            for low, high in ranges:
                unknowns.learn_between([(member, 1) for member in sorted(members)], low, high)
        for column, members in enumerate(sums, start=size):
            unknowns.learn([*((member, 1) for member in sorted(members)), (column, -1)], 0)
        for column, members in enumerate(sums, start=size):
            for place in self.sought[members]:
                if not unknowns.reaches(column, place.table.threshold):
                    yield place, *unknowns.interval(column)

    def _axis(self, name: str) -> list[Value]:
        values: dict[Value, None] = {}
        for table in self.tables:
            if name in table.dimensions:
                values |= dict.fromkeys(table.axes[table.dimensions.index(name)])
            if name in table.where:
                values[table.where[name]] = None
        return [*values, OTHER]

    def _cells(self) -> list[Cell]:
        """The cells that may hold somebody: slice of time first, then a value per dimension."""
        cross = product(range(len(self.slices)), *self.axes)
        return [cell for cell in cross if not any(self._is_empty(cell, t) for t in self.tables)]

    def _is_empty(self, cell: Cell, table: Published) -> bool:
        """Whether the table says that nobody is there, by not having a line for it."""
        if not self._meets(cell, table):
            return False
        axes = zip(table.dimensions, table.axes, strict=True)
        return any(cell[self._place(name)] not in axis for name, axis in axes)

    def _meets(self, cell: Cell, table: Published) -> bool:
        """Whether the table counts what is in the cell."""
        start, end = self.slices[int(cell[0])]
        if not (start in table.period and end in table.period):
            return False
        return all(cell[self._place(name)] == value for name, value in table.where.items())

    def _place(self, name: str) -> int:
        return 1 + self.names.index(name)

    def _read(self, table: Published) -> None:
        """Sort the cells under every number of the table. Raises Impossible."""
        members = self._members(table)
        for key, number in table.shown.items():
            if not self._adds(key, table):
                continue
            whom = frozenset(members.get(key, ()))
            if table.base:
                self._know_nearly(whom, number, Place(table, key))
            else:
                self._know(whom, number)
        for key in table.hidden:
            if self._adds(key, table):
                self.sought[frozenset(members.get(key, ()))].append(Place(table, key))

    def _members(self, table: Published) -> dict[Key, list[int]]:
        places = [self._place(name) for name in table.dimensions]
        found: dict[Key, list[int]] = defaultdict(list)
        for number, cell in enumerate(self.cells):
            if self._meets(cell, table):
                for key in product(*[(cell[place], None) for place in places]):
                    found[key].append(number)
        return found

    def _know(self, members: frozenset[int], number: int) -> None:
        if self.known.setdefault(members, number) != number or (number and not members):
            raise Impossible(f"{number} and {self.known[members]} are the same people")

    def _know_nearly(self, members: frozenset[int], number: int, place: Place) -> None:
        """A rounded number; where it may be of few people it is looked for as a hidden one is."""
        low, high = between(number, place.table.base)
        self.near[members].append((low, high))
        if low < place.table.threshold:
            self.sought[members].append(place)

    def _adds(self, key: Key, table: Published) -> bool:
        """Whether the number is a sum of cells: every splitting dimension is fixed in it."""
        return self.splitting <= set(table.group(key))


def _slices(tables: Sequence[Published]) -> list[tuple[date, date]]:
    """The stretches of time between any two ends of periods, first and last day."""
    starts = {table.period.start for table in tables}
    starts |= {table.period.end + timedelta(days=1) for table in tables}
    ordered = sorted(starts)
    return [(start, after - timedelta(days=1)) for start, after in pairwise(ordered)]
