"""The differencing guard over what went out: every table that is there against a new one."""

from collections.abc import Iterable, Iterator, Mapping

from thbcases.statistics.disclosure.guard import Finding, findings
from thbcases.statistics.disclosure.kinds import Key, Value
from thbcases.statistics.disclosure.published import Published
from thbcases.statistics.publishing.frozen import FrozenBlock, FrozenTable

# Figures that are a value of a dimension of another: the same people under a second name.
TWINS: Mapping[str, tuple[str, str, Value]] = {
    "presumed_women": ("presumed_victims", "sex", "female"),
    "presumed_men": ("presumed_victims", "sex", "male"),
    "presumed_minors": ("presumed_victims", "age_group", "child"),
    "presumed_own_citizens": ("presumed_victims", "citizenship", "own"),
    "assisted_men": ("assisted_persons", "sex", "male"),
    "identified_victims": ("registered_victims", "identification", "identified"),
}


def as_published(table: FrozenTable, name: str) -> list[Published]:
    """A table as its readers have it: one for each figure of people and each period.

    `name` is what a finding calls it. A figure that is part of another under a name of its own is
    there twice, also as a part of the other.
    """
    return [
        one
        for block in table.blocks
        if block.threshold
        for number in range(len(block.periods))
        for one in _of_period(block, number, name)
    ]


def collisions(new: Iterable[Published], earlier: Iterable[Published]) -> list[Finding]:
    """Everything that the new tables give away together with the earlier ones and each other."""
    known = list(earlier)
    found: list[Finding] = []
    for table in new:
        found += findings(table, known)
        known.append(table)
    return found


def _of_period(block: FrozenBlock, number: int, name: str) -> Iterator[Published]:
    shown: dict[Key, int] = {}
    hidden: set[Key] = set()
    for line in block.lines:
        cell = line.cells[number]
        if cell.is_hidden:
            hidden.add(line.at)
        elif cell.number is not None:
            shown[line.at] = int(cell.number)
    if not shown and not hidden:
        return
    table = Published(
        indicator=block.indicator,
        period=block.periods[number],
        threshold=block.threshold,
        part_of=block.part_of,
        dimensions=tuple(dimension.key for dimension in block.dimensions),
        axes=tuple(tuple(value for value, _names in d.values) for d in block.dimensions),
        shown=shown,
        hidden=frozenset(hidden),
        where=dict(block.where),
        splitting=frozenset(d.key for d in block.dimensions if d.splits),
        adds_up=block.adds_up,
        base=block.base,
        name=name,
    )
    yield table
    twin = _twin(table)
    if twin:
        yield twin


def _twin(table: Published) -> Published | None:
    """The figure as a value of the other's dimension, where it does not stand in it already."""
    if table.indicator not in TWINS:
        return None
    indicator, dimension, value = TWINS[table.indicator]
    if dimension in (*table.dimensions, *table.where):
        return None
    return Published(
        indicator=indicator,
        period=table.period,
        threshold=table.threshold,
        dimensions=table.dimensions,
        axes=table.axes,
        shown=table.shown,
        hidden=table.hidden,
        where={**table.where, dimension: value},
        splitting=table.splitting,
        adds_up=table.adds_up,
        base=table.base,
        name=table.name,
    )
