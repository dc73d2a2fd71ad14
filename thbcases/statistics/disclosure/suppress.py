"""Hiding cells: the small ones, and as many others as it takes that nobody works them out.

The others are chosen by linear programming (HiGHS). For a cell that is not safe yet, the least
costly other table is looked for that everybody would have to think possible: no number below zero,
all sums true, the cell moved far enough. What differs in it from the true table is hidden. Every
such table is a witness for all the cells that differ in it.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

from thbcases.statistics.disclosure.kinds import MARGIN_FACTOR, Key, System

# done, of, and what is being done: a key of WORDS
Progress = Callable[[int, int, str], None]
HIDING, CHECKING = "hiding", "checking"
Numbers = npt.NDArray[np.float64]

# HiGHS's number for its primal simplex.
PRIMAL = 4
# What a solver calls nothing.
NOISE = 1e-6
# How much a table is liked that makes other cells safe too; far less than hiding one more costs.
FAVOUR = 1e-3
# The same for a cell that falls: more than all that rises with it, less than one more hidden.
SINKING = 1e-1


class Unsolved(RuntimeError):
    """The solver gave up. A larger table of the same shape always exists, so one must be found."""


@dataclass(frozen=True)
class Pattern:
    """What is hidden in a table. `primary` are its small cells, also those nobody prints."""

    system: System
    hidden: frozenset[Key]
    primary: frozenset[Key]
    solved: int = 0

    def shown(self, key: Key) -> int | None:
        """The true number, or None where it is hidden or not printed."""
        cell = self.system.cells[key]
        return None if key in self.hidden or not cell.printed else cell.value

    @property
    def complementary(self) -> frozenset[Key]:
        """What is hidden only to protect the small cells."""
        return self.hidden - self.primary


def protect(
    system: System,
    threshold: int,
    *,
    complementary: bool = True,
    progress: Progress | None = None,
) -> Pattern:
    """Hide what is dangerous; every hidden number could be any of `threshold` + 1 or more.

    Without `complementary` only the small cells are hidden, which sums may give away. `progress`
    is told how many cells are safe, of how many. Raises Unsolved.
    """
    primary = system.sensitive(threshold)
    hidden = {key for key in primary if system.cells[key].printed}
    if not complementary or not primary:
        return Pattern(system, frozenset(hidden), primary)
    search = _Search(system, threshold, primary, hidden)
    search.run(progress or _silent)
    return Pattern(system, frozenset(search.hidden), primary, search.model.solved)


def _silent(_done: int, _of: int, _words_key: str) -> None:
    """Nobody looks."""


@dataclass
class _Search:
    """Which cells are hidden, and how far each is known to reach in the witnesses so far."""

    system: System
    threshold: int
    primary: frozenset[Key]
    hidden: set[Key]
    keys: list[Key] = field(init=False)
    number: dict[Key, int] = field(init=False)
    open: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = list(self.system.cells)
        self.number = {key: number for number, key in enumerate(self.keys)}
        self.value = np.array([self.system.value(key) for key in self.keys], dtype=float)
        self.low, self.high = self.value.copy(), self.value.copy()
        self.model = _Model(self.system, self.keys, self.number, self.value)
        self.open = set()
        self.free = np.array([not self.system.cells[key].printed for key in self.keys])
        self._hide(sorted(self.number[key] for key in self.hidden))
        self._open(sorted(self.number[key] for key in self.primary))

    def run(self, progress: Progress) -> None:
        """Until no cell is left that could be worked out. First the small ones, largest first."""
        words = HIDING
        while self.open:
            for number in sorted(self.open, key=self._turn):
                if number in self.open:
                    self._widen(number)
                    needed = self.primary | self.hidden
                    progress(len(needed) - len(self.open), len(needed), words)
            words = CHECKING

    def _turn(self, number: int) -> tuple[bool, float, int]:
        return self.keys[number] not in self.primary, -self.value[number], number

    def _widen(self, number: int) -> None:
        """Find the least costly table that moves a cell far enough, up or down."""
        cost, moves = self.model.move(number, self._up(number))
        if cost >= MARGIN_FACTOR and self.low[number] > NOISE:
            # What the cell can fall for nothing, it need not rise at a price.
            self._witness(self.model.sink(number))
            if number not in self.open:
                return
            cost, moves = self.model.move(number, self._up(number))
        if cost > NOISE and self._down(number):
            cost_down, moves_down = self.model.move(number, -self._down(number))
            if cost_down < cost:
                cost, moves = cost_down, moves_down
        if not math.isfinite(cost):
            raise Unsolved(str(self.keys[number]))
        self._witness(moves)

    def _up(self, number: int) -> int:
        """How far up would do."""
        low = math.ceil(self.low[number] - NOISE)
        return int(low + self.threshold - self.value[number])

    def _down(self, number: int) -> int:
        """How far down would do; 0 when below zero."""
        low = math.floor(self.high[number] + NOISE) - self.threshold
        return int(self.value[number]) - low if low >= 0 else 0

    def _witness(self, moves: Numbers) -> None:
        """A possible table: hide what differs in it, and note how far every cell reaches."""
        moved = np.abs(moves) > NOISE
        new = np.flatnonzero(moved & ~self.free)
        self._hide(int(n) for n in new)
        self._open(int(n) for n in new)
        other = self.value + moves
        self.low, self.high = np.minimum(self.low, other), np.maximum(self.high, other)
        safe = {n for n in self.open if self._is_wide(n)}
        self.model.favour(safe, 0)
        self.open -= safe

    def _is_wide(self, number: int) -> bool:
        """Counted in whole numbers, as people are."""
        low, high = float(self.low[number]), float(self.high[number])
        return math.floor(high + NOISE) - math.ceil(low - NOISE) >= self.threshold

    def _hide(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.hidden.add(self.keys[number])
            self.free[number] = True
            self.model.free(number)

    def _open(self, numbers: Iterable[int]) -> None:
        fresh = {number for number in numbers if not self._is_wide(number)}
        self.open |= fresh
        self.model.favour(fresh, self.threshold)


class _Model:
    """How all cells may move together: two columns each, up and down, and a row for each sum."""

    def __init__(
        self, system: System, keys: list[Key], number: dict[Key, int], value: Numbers
    ) -> None:
        self.solved = 0
        self.value = value
        self.cost = np.array(
            [system.cells[key].weight if system.cells[key].printed else 0.0 for key in keys]
        )
        self.favoured: dict[int, int] = {}
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        # Prices change from table to table, the rows never: primal simplex goes on from the last.
        self.solver.setOptionValue("presolve", "off")
        self.solver.setOptionValue("simplex_strategy", PRIMAL)
        self.solver.passModel(_program(system, number, value, self.cost))
        for key in keys:
            if not system.cells[key].printed:
                self.free(number[key])

    def free(self, number: int) -> None:
        """A hidden cell moves for nothing; its first column then stands for both ways."""
        self.cost[number] = 0.0
        self.solver.changeColCost(2 * number, 0.0)
        self.solver.changeColBounds(2 * number + 1, 0, 0)
        self._loosen(number)

    def favour(self, numbers: Iterable[int], most: int) -> None:
        """Like it when these hidden cells rise, up to so much (0: no longer)."""
        for number in numbers:
            if most:
                self.favoured[number] = most
            else:
                self.favoured.pop(number, None)
            self.solver.changeColCost(2 * number, -FAVOUR if most else 0.0)
            self._loosen(number)

    def move(self, number: int, by: int) -> tuple[float, Numbers]:
        """The least cost of moving a cell by so much, and how all cells move; infinite if never."""
        cost, moves = self._moved(number, by, by)
        if not math.isfinite(cost) and self.favoured:
            # The limits that came with favour were in the way.
            favoured = dict(self.favoured)
            self.favour(favoured, 0)
            cost, moves = self._moved(number, by, by)
            for other, most in favoured.items():
                self.favour([other], most)
        return cost, moves

    def sink(self, number: int) -> Numbers:
        """The cell as low as it goes with nothing more hidden, and how all cells move with it."""
        self.solver.changeColCost(2 * number, SINKING)
        cost, moves = self._moved(number, -int(self.value[number]), 0)
        self.solver.changeColCost(2 * number, -FAVOUR if number in self.favoured else 0.0)
        return moves if cost <= NOISE else np.zeros(len(self.value))

    def _moved(self, number: int, least: int, most: int) -> tuple[float, Numbers]:
        self.solver.changeColBounds(2 * number, least, most)
        self.solver.run()
        self.solved += 1
        found = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        solution = np.array(self.solver.getSolution().col_value) if found else np.zeros(0)
        self._loosen(number)
        if not found:
            return math.inf, solution
        moves = solution[0::2] - solution[1::2]
        return float(np.abs(moves) @ self.cost), moves

    def _loosen(self, number: int) -> None:
        """A hidden cell moves within what is possible and, if favoured, what is liked."""
        most = self.favoured.get(number) or highspy.kHighsInf
        self.solver.changeColBounds(2 * number, -self.value[number], most)


def _program(
    system: System, number: dict[Key, int], value: Numbers, cost: Numbers
) -> highspy.HighsLp:
    """The rows: in every other table, too, the sums are true."""
    starts, index, factors = [0], [], []
    for equation in system.equations:
        for key, factor in equation:
            index += [2 * number[key], 2 * number[key] + 1]
            factors += [float(factor), float(-factor)]
        starts.append(len(index))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = 2 * len(number), len(system.equations)
    program.col_cost_ = np.repeat(cost, 2)
    program.col_lower_ = np.zeros(2 * len(number))
    upper = np.full(2 * len(number), highspy.kHighsInf)
    upper[1::2] = value
    program.col_upper_ = upper
    program.row_lower_ = program.row_upper_ = np.zeros(len(system.equations))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(index, dtype=np.int32)
    program.a_matrix_.value_ = np.array(factors)
    return program
