"""Working hidden cells out, as somebody would who has the table and a solver.

Shares nothing with the way cells are chosen: the attacker knows what is shown and that the sums are
true, and asks for every hidden cell how small and how large it can be. Where this finds a narrow
interval, the table must not go out.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from thbcases.statistics.disclosure.kinds import Equation, Key, System
from thbcases.statistics.disclosure.suppress import Pattern

Interval = tuple[float, float]
NOISE = 1e-6
BOUNDLESS = math.inf


class Impossible(ValueError):
    """No table has these numbers and sums; whoever shows them says something that is not true."""


@dataclass(frozen=True)
class Unsafe:
    """A cell that can be worked out too closely: it lies between `low` and `high`."""

    key: Key
    low: float
    high: float


def intervals(system: System, hidden: Iterable[Key]) -> dict[Key, Interval]:
    """How small and how large each hidden cell, and each that is not printed, can be.

    Over real numbers, none below zero; the upper end may be infinite.
    """
    unknowns, columns = _unknowns(system, frozenset(hidden))
    return {key: unknowns.interval(column) for key, column in columns.items()}


def unsafe(system: System, pattern: Pattern, threshold: int) -> list[Unsafe]:
    """The cells that must be protected and are not: hidden ones, and small ones nobody prints.

    A cell is safe when the whole numbers it can be reach over at least the threshold.
    """
    unknowns, columns = _unknowns(system, pattern.hidden)
    must = pattern.hidden | system.sensitive(threshold)
    shown = sorted(must - set(columns), key=str)
    found = [Unsafe(key, system.value(key), system.value(key)) for key in shown]
    narrow = [k for k, n in columns.items() if k in must and not unknowns.reaches(n, threshold)]
    return found + [Unsafe(key, *unknowns.interval(columns[key])) for key in narrow]


def is_wide(low: float, high: float, threshold: int) -> bool:
    """Whether the whole numbers of an interval reach over at least the threshold."""
    if high == BOUNDLESS:
        return True
    if high < low:
        return False
    return math.floor(high + NOISE) - math.ceil(low - NOISE) >= threshold


def _unknowns(system: System, hidden: frozenset[Key]) -> tuple["Unknowns", dict[Key, int]]:
    """What is not shown of a table, and the sums with what is shown put in."""
    keys = [key for key, cell in system.cells.items() if key in hidden or not cell.printed]
    columns = {key: number for number, key in enumerate(keys)}
    unknowns = Unknowns([(0.0, BOUNDLESS)] * len(keys))
    for equation in system.equations:
        _learn(unknowns, equation, columns, system)
    return unknowns, columns


def _learn(
    unknowns: "Unknowns", equation: Equation, columns: dict[Key, int], system: System
) -> None:
    known = sum(factor * system.value(key) for key, factor in equation if key not in columns)
    terms = [(columns[key], factor) for key, factor in equation if key in columns]
    if terms:
        unknowns.learn(terms, -known)


class Unknowns:
    """Numbers that are not known, each with its bounds, and what is known of their sums."""

    def __init__(self, bounds: Sequence[Interval]) -> None:
        self.seen_low = np.full(len(bounds), np.inf)
        self.seen_high = np.full(len(bounds), -np.inf)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("presolve", "off")
        for low, high in bounds:
            self.solver.addVar(low, high)

    def learn(self, terms: Sequence[tuple[int, int]], total: int) -> None:
        """That so many times these numbers add up to the total."""
        self.learn_between(terms, total, total)

    def learn_between(self, terms: Sequence[tuple[int, int]], low: float, high: float) -> None:
        """That they add up to something between two numbers, both possible."""
        index = np.array([number for number, _factor in terms], dtype=np.int32)
        factors = np.array([float(factor) for _number, factor in terms])
        self.solver.addRow(low, high, len(terms), index, factors)

    def interval(self, number: int) -> Interval:
        """Both ends for one number. Raises Impossible."""
        return self._end(number, 1.0), self._end(number, -1.0)

    def reaches(self, number: int, threshold: int) -> bool:
        """Whether a number is safe; what was found for others often answers it. Raises Impossible.

        The bounds make a range of possible numbers without gaps, so two of them far apart suffice.
        """
        for sign in (-1.0, 1.0):
            if self._is_wide(number, threshold):
                return True
            self._end(number, sign)
        return self._is_wide(number, threshold)

    def _is_wide(self, number: int, threshold: int) -> bool:
        return is_wide(float(self.seen_low[number]), float(self.seen_high[number]), threshold)

    def _end(self, number: int, sign: float) -> float:
        """The smallest (sign 1) or largest (sign -1) the number can be."""
        self.solver.changeColCost(number, sign)
        self.solver.run()
        status = self.solver.getModelStatus()
        self.solver.changeColCost(number, 0.0)
        if status == highspy.HighsModelStatus.kUnbounded:
            self.seen_high[number] = BOUNDLESS
            return BOUNDLESS
        if status != highspy.HighsModelStatus.kOptimal:
            raise Impossible(self.solver.modelStatusToString(status))
        values = np.array(self.solver.getSolution().col_value)
        self.seen_low = np.minimum(self.seen_low, values)
        self.seen_high = np.maximum(self.seen_high, values)
        return float(values[number])
