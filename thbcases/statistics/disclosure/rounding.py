"""Rounded tables: every number, also every total, rounded by itself to a multiple of a base."""

from collections.abc import Mapping
from dataclasses import dataclass

from thbcases.statistics.disclosure.attack import BOUNDLESS, Impossible, Interval, Unknowns
from thbcases.statistics.disclosure.kinds import Key, System

STEP = 5
# Beyond this base a table says little.
MOST_STEPS = 8


@dataclass(frozen=True)
class Rounded:
    """A table in multiples of `base`."""

    base: int
    numbers: Mapping[Key, int]


def rounded(value: int, base: int) -> int:
    """The nearest multiple; a half goes up."""
    return (value + base // 2) // base * base


def offer(system: System, threshold: int) -> Rounded | None:
    """The table rounded to the smallest base that keeps its small numbers secret, if there is one.

    The bases are the multiples of 5 from the threshold on. At the threshold itself «0» would still
    tell of at most two or seven people, so as a rule it is 15 for a threshold of 5 and 25 for 11.
    """
    first = -(-threshold // STEP) * STEP
    for base in range(first, first + MOST_STEPS * STEP, STEP):
        if is_safe(system, threshold, base):
            numbers = {k: rounded(c.value, base) for k, c in system.cells.items() if c.printed}
            return Rounded(base, numbers)
    return None


def is_safe(system: System, threshold: int, base: int) -> bool:
    """Whether every small number could be any of threshold + 1 or more, all sums considered."""
    keys = list(system.cells)
    columns = {key: number for number, key in enumerate(keys)}
    bounds = [_bounds(system, key, base) for key in keys]
    small = sorted(columns[key] for key in system.sensitive(threshold))
    if any(bounds[number][1] - bounds[number][0] < threshold for number in small):
        return False
    unknowns = Unknowns(bounds)
    for equation in system.equations:
        unknowns.learn([(columns[key], factor) for key, factor in equation], 0)
    try:
        return all(unknowns.reaches(number, threshold) for number in small)
    except Impossible:
        return False


def _bounds(system: System, key: Key, base: int) -> Interval:
    """The whole numbers that the table says a cell is one of."""
    cell = system.cells[key]
    return between(rounded(cell.value, base), base) if cell.printed else (0, BOUNDLESS)


def between(near: int, base: int) -> Interval:
    """The whole numbers that are rounded to this one."""
    return max(0, near - base // 2), near + (base - 1) // 2
