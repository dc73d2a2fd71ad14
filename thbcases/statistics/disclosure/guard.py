"""The guard against differences: does a new table give away what earlier ones hid, or they it?

Somebody who keeps every published table may subtract one from another, or put all of them into a
solver. Both is done here before a table goes out.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from thbcases.core.periods import Period
from thbcases.statistics.disclosure.attack import NOISE, Impossible
from thbcases.statistics.disclosure.joint import Joint, TooLarge
from thbcases.statistics.disclosure.kinds import Key, Value
from thbcases.statistics.disclosure.published import Place, Published, parted

# Stands for «no upper end» among whole numbers; there are not so many people.
UNTOLD = 10**9


class Kind(StrEnum):
    """What is wrong with a new table."""

    JOINT = "joint"  # all tables together tell a hidden number too closely
    PAIR = "pair"  # two shown numbers, subtracted, tell of very few people
    TOO_LARGE = "too_large"  # too many cells together to be checked
    CHANGED = "changed"  # the tables contradict each other: what they count has changed


@dataclass(frozen=True)
class Finding:
    """What collides. A pair has two places, the smaller group first, and their difference.

    A joint finding has the place of the hidden number, between what it lies, and the tables that
    were put together. Of the other two kinds only the tables are named.
    """

    kind: Kind
    tables: tuple[Published, ...]
    places: tuple[Place, ...] = ()
    difference: int = 0
    low: float = 0.0
    high: float = math.inf

    @property
    def mark(self) -> tuple[int, Key, int, int]:
        """Which hidden number, and in whole numbers between what it lies."""
        place, most = self.places[0], min(self.high, UNTOLD)
        return id(place.table), place.key, math.ceil(self.low - NOISE), math.floor(most + NOISE)

    @property
    def tells_of_few(self) -> bool:
        """Whether fewer people than the threshold are told of, not only a larger hidden number."""
        if self.kind is Kind.JOINT:
            return self.low < self.places[0].table.threshold
        return self.kind is Kind.PAIR


def findings(new: Published, earlier: Sequence[Published]) -> list[Finding]:
    """Everything that a new table gives away together with the earlier ones; empty: it may go."""
    if not new.personal:
        return []
    found = [
        finding
        for other in earlier
        for finding in pair_differences(new, other, min(new.threshold, other.threshold))
    ]
    return found + list(_together(new, [table for table in earlier if table.personal]))


def pair_differences(a: Published, b: Published, threshold: int) -> list[Finding]:
    """Two shown numbers of people, one group within the other, 1 to threshold - 1 apart.

    Also the same group twice: between two publications so few people came or went.
    """
    if not (a.personal and b.personal) or a.base or b.base:
        # What rounded numbers tell is asked with all tables together.
        return []
    found = [*_differences(a, b, threshold), *_differences(b, a, threshold)]
    return list({frozenset((id(p.table), p.key) for p in f.places): f for f in found}.values())


def _differences(inner: Published, outer: Published, threshold: int) -> Iterator[Finding]:
    """The groups of one table within those of the other."""
    if outer.indicator not in (inner.indicator, inner.part_of):
        return
    if not _within(inner.period, outer.period):
        return
    for key, number in inner.shown.items():
        for around in _around(inner.group(key), outer):
            whole = outer.shown.get(around)
            if whole is not None and 0 < abs(whole - number) < threshold:
                places = (Place(inner, key), Place(outer, around))
                yield Finding(Kind.PAIR, (inner, outer), places, abs(whole - number))


def _within(inner: Period, outer: Period) -> bool:
    return inner.start in outer and inner.end in outer


def _around(group: dict[str, Value], table: Published) -> Iterable[Key]:
    """The cells of a table whose group holds this one: the same values, or all of them."""
    if any(group.get(name) != value for name, value in table.where.items()):
        return ()
    choices: list[tuple[Value | None, ...]] = [
        (group[name], None) if name in group else (None,) for name in table.dimensions
    ]
    return product(*choices)


def _together(new: Published, earlier: Sequence[Published]) -> Iterator[Finding]:
    """The hidden numbers that come out when all tables of the figure are put together."""
    same = [part for t in earlier if t.indicator == new.indicator for part in parted(t)]
    for part in parted(new):
        yield from _joined(part, [other for other in same if other.splitting == part.splitting])


def _joined(new: Published, same: Sequence[Published]) -> Iterator[Finding]:
    """First the tables of all periods at once, as if nobody had facts in two parts of a period.

    Where that is not so they contradict each other, and each period stands for itself.
    """
    periods = [table for table in same if new.adds_up and table.adds_up]
    at_once = [table for table in same if table.period == new.period]
    if len(periods) > len(at_once):
        with suppress(TooLarge, Impossible):
            yield from _narrowed(new, periods)
            return
    try:
        yield from _narrowed(new, at_once)
    except TooLarge:
        yield Finding(Kind.TOO_LARGE, (*at_once, new))
    except Impossible:
        yield Finding(Kind.CHANGED, (*at_once, new))


def _narrowed(new: Published, earlier: Sequence[Published]) -> list[Finding]:
    """What the new table tells; what the earlier ones told already is not held against it."""
    found = _narrow([*earlier, new])
    told = {one.mark for one in _narrow(earlier)} if found and earlier else set()
    if found and new.base:
        # Alone it was attacked with the true numbers known; only what others add counts here.
        told |= {one.mark for one in _narrow([new])}
    return [one for one in found if one.mark not in told]


def _narrow(tables: Sequence[Published]) -> list[Finding]:
    """Every hidden number that lies too close. Raises TooLarge, Impossible."""
    together = tuple(tables)
    joint = Joint(tables)
    return [
        Finding(Kind.JOINT, together, (place,), low=low, high=high)
        for place, low, high in joint.narrow()
    ]
