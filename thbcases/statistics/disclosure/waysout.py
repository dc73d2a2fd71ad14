"""What is left to publish where too much of a table would have to be hidden."""

from dataclasses import dataclass
from enum import StrEnum

from thbcases.statistics.disclosure.kinds import Key, System, Value, grid
from thbcases.statistics.disclosure.rounding import offer
from thbcases.statistics.disclosure.suppress import Pattern, protect

# With more of the numbers hidden than this, a table no longer says what it was made for.
TOO_MUCH = 0.5


class Way(StrEnum):
    """Another table in place of one that vanished."""

    ONE_WAY = "one_way"  # the totals by one dimension
    POOLED = "pooled"  # several years together
    ROUNDED = "rounded"


@dataclass(frozen=True)
class WayOut:
    """How many of its numbers that are not zero the other table would show.

    `axis` is the number of the dimension of one-way totals, `base` that of rounding.
    """

    way: Way
    shown: int
    of: int
    axis: int | None = None
    base: int | None = None


def is_too_much(pattern: Pattern) -> bool:
    """Whether more than half of the inner numbers that are not zero are hidden."""
    shown, of = _count(pattern)
    return of > 0 and of - shown > TOO_MUCH * of


def ways_out(
    system: System, pattern: Pattern, threshold: int, *, pooled: System | None = None
) -> list[WayOut]:
    """The other tables that would show something; none where the table itself is good enough.

    `pooled` is the same table over several years, where the caller has them. Each is protected by
    itself: publish one of them, and let the guard look at it before a second.
    """
    if not is_too_much(pattern):
        return []
    found = [_one_way(system, axis, threshold) for axis in range(len(system.axes))]
    if len(system.axes) < 2:
        found = []
    if pooled:
        found.append(WayOut(Way.POOLED, *_count(protect(pooled, threshold))))
    near = offer(system, threshold)
    if near:
        filled = [key for key in system.inner() if system.value(key)]
        seen = sum(near.numbers[key] > 0 for key in filled)
        found.append(WayOut(Way.ROUNDED, seen, len(filled), base=near.base))
    return [way for way in found if way.shown]


def totals(system: System, axis: int) -> System:
    """The one-way totals of a table along one of its dimensions."""
    size = len(system.axes)
    whole: Key = (None,) * size
    lines: dict[Value, Key] = {
        value: (*whole[:axis], value, *whole[axis + 1 :]) for value in system.axes[axis]
    }
    counts: dict[tuple[Value, ...], int] = {
        (value,): system.value(key) for value, key in lines.items()
    }
    true: dict[Key, int] = {(None,): system.value(whole)}
    personal = system.cells[whole].personal
    splits = sum(counts.values()) != system.value(whole)
    return grid(
        [system.axes[axis]],
        counts,
        personal=personal,
        splitting=[0] if splits else [],
        margins=true,
    )


def _one_way(system: System, axis: int, threshold: int) -> WayOut:
    return WayOut(Way.ONE_WAY, *_count(protect(totals(system, axis), threshold)), axis=axis)


def _count(pattern: Pattern) -> tuple[int, int]:
    """How many of the inner numbers that are not zero are shown, and how many there are."""
    filled = [key for key in pattern.system.inner() if pattern.system.value(key)]
    return sum(key not in pattern.hidden for key in filled), len(filled)
