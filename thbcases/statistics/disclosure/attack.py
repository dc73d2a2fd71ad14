"""Working hidden cells out, as somebody would who has the table and a solver.

Shares nothing with the way cells are chosen: the attacker knows what is shown and that the sums are
true, and asks for every hidden cell how small and how large it can be. Where this finds a narrow
interval, the table must not go out.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import highspy
import numpy as np

from thbcases.statistics.disclosure.kinds import Equation, Key, System
from thbcases.statistics.disclosure.suppress import Pattern

Interval = tuple[float, float]
NOISE = 1e-6
BOUNDLESS = math.inf
UNLIMITED = highspy.HighsModelStatus.kUnbounded


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
    knows = _Knowledge(system, frozenset(hidden))
    return {key: knows.interval(key) for key in knows.unknown}


def unsafe(system: System, pattern: Pattern, threshold: int) -> list[Unsafe]:
    """The cells that must be protected and are not: hidden ones, and small ones nobody prints.

    A cell is safe when the whole numbers it can be reach over at least the threshold.
    """
    knows = _Knowledge(system, pattern.hidden)
    must = pattern.hidden | system.sensitive(threshold)
    shown = sorted(must - set(knows.unknown), key=str)
    found = [Unsafe(key, system.value(key), system.value(key)) for key in shown]
    narrow = [k for k in knows.unknown if k in must and not knows.reaches(k, threshold)]
    return found + [Unsafe(key, *knows.interval(key)) for key in narrow]


def is_wide(low: float, high: float, threshold: int) -> bool:
    """Whether the whole numbers of an interval reach over at least the threshold."""
    if high == BOUNDLESS:
        return True
    if high < low:
        return False
    return math.floor(high + NOISE) - math.ceil(low - NOISE) >= threshold


class _Knowledge:
    """The unknown numbers as a linear program: rows are the sums with what is shown put in."""

    def __init__(self, system: System, hidden: frozenset[Key]) -> None:
        self.unknown = [
            key for key, cell in system.cells.items() if key in hidden or not cell.printed
        ]
        self.column = {key: number for number, key in enumerate(self.unknown)}
        size = len(self.unknown)
        self.seen_low, self.seen_high = np.full(size, np.inf), np.full(size, -np.inf)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("presolve", "off")
        for _key in self.unknown:
            self.solver.addVar(0.0, highspy.kHighsInf)
        for equation in system.equations:
            self._learn(equation, {k: system.cells[k].value for k, _f in equation})

    def _learn(self, equation: Equation, values: Mapping[Key, int]) -> None:
        known = sum(f * values[key] for key, f in equation if key not in self.column)
        terms = [(self.column[key], float(f)) for key, f in equation if key in self.column]
        if terms:
            index = np.array([column for column, _f in terms], dtype=np.int32)
            factors = np.array([factor for _column, factor in terms])
            self.solver.addRow(-known, -known, len(terms), index, factors)

    def interval(self, key: Key) -> Interval:
        """Both ends for one cell. Raises Impossible."""
        return self._end(key, 1.0), self._end(key, -1.0)

    def reaches(self, key: Key, threshold: int) -> bool:
        """Whether a cell is safe; tables found for other cells often answer it already."""
        number = self.column[key]
        for sign in (-1.0, 1.0):
            if is_wide(self.seen_low[number], self.seen_high[number], threshold):
                return True
            self._end(key, sign)
        return is_wide(self.seen_low[number], self.seen_high[number], threshold)

    def _end(self, key: Key, sign: float) -> float:
        """The smallest (sign 1) or largest (sign -1) the cell can be."""
        number = self.column[key]
        self.solver.changeColCost(number, sign)
        self.solver.run()
        status = self.solver.getModelStatus()
        self.solver.changeColCost(number, 0.0)
        if status == UNLIMITED:
            self.seen_high[number] = BOUNDLESS
            return BOUNDLESS
        if status != highspy.HighsModelStatus.kOptimal:
            raise Impossible(self.solver.modelStatusToString(status))
        values = np.array(self.solver.getSolution().col_value)
        self.seen_low = np.minimum(self.seen_low, values)
        self.seen_high = np.maximum(self.seen_high, values)
        return float(values[number])
