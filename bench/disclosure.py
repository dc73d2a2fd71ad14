"""`python -m bench.disclosure`: how long it takes to hide what is dangerous in large tables.

Tables of invented people, three dimensions each: a number of people per cell drawn at random, more
in some lines than in others. Each is protected, then attacked with a solver of its own. Needs no
database.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from thbcases.statistics.disclosure.attack import unsafe
from thbcases.statistics.disclosure.kinds import System, Value, grid
from thbcases.statistics.disclosure.suppress import Pattern, protect

GOAL = 10.0
# Lines per dimension, people per cell on average, threshold.
SHAPES = [
    ((20, 10, 10), 4, 5),
    ((20, 10, 10), 10, 5),
    ((20, 10, 10), 10, 11),
    ((20, 10, 10), 20, 11),
    ((60, 17, 2), 4, 5),
    ((60, 17, 2), 10, 11),
    ((50, 8, 5), 10, 5),
    ((13, 13, 12), 10, 11),
]


@dataclass(frozen=True)
class Run:
    """What was seen with one table."""

    shape: tuple[int, ...]
    threshold: int
    system: System
    pattern: Pattern
    seconds: float

    def line(self) -> str:
        """A line of the report."""
        inner = self.system.inner()
        filled = sum(self.system.value(key) > 0 for key in inner)
        primary = self.pattern.primary
        small = 100 * sum(key in primary for key in inner) / len(inner)
        sizes = "×".join(str(size) for size in self.shape)
        numbers = (self.threshold, len(inner), filled, len(primary), f"{small:.0f} %")
        found = (len(self.pattern.complementary), self.pattern.solved, f"{self.seconds:.1f}")
        return f"| {sizes} | " + " | ".join(str(number) for number in (*numbers, *found)) + " |"


def invented(shape: Sequence[int], mean: float, seed: int) -> System:
    """A table in which most people stand in few of the lines."""
    random = np.random.default_rng(seed)
    axes: list[list[Value]] = [
        [f"{n}.{line}" for line in range(size)] for n, size in enumerate(shape)
    ]
    rates = np.ones(tuple(shape))
    for number, size in enumerate(shape):
        factors = random.gamma(1.5, 1, size)
        rates *= factors.reshape([-1 if n == number else 1 for n in range(len(shape))])
    people = random.poisson(rates * mean / rates.mean())
    counts = {
        tuple(axes[n][place] for n, place in enumerate(places)): int(people[places])
        for places in np.ndindex(*shape)
        if people[places]
    }
    return grid(axes, counts)


def runs(seed: int) -> Iterator[Run]:
    """Every shape once."""
    for shape, mean, threshold in SHAPES:
        system = invented(shape, mean, seed)
        began = time.perf_counter()
        pattern = protect(system, threshold)
        yield Run(shape, threshold, system, pattern, time.perf_counter() - began)


def main() -> int:
    """0 when every table was safe and quick enough."""
    parser = argparse.ArgumentParser(prog="python -m bench.disclosure", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--attack", action="store_true", help="attack each table afterwards")
    options = parser.parse_args()
    print("| lines | k | inner cells | not 0 | small | of inner | hidden with them | LPs | s |")
    print("|---|---|---|---|---|---|---|---|---|")
    missed = 0
    for run in runs(options.seed):
        print(run.line(), flush=True)
        missed += run.seconds > GOAL
        if options.attack:
            found = unsafe(run.system, run.pattern, run.threshold)
            print(f"attack: {len(found)} of {len(run.pattern.hidden)} hidden numbers come out")
            missed += bool(found)
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
