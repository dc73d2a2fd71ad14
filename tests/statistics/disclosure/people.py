"""Invented people, and tables of them as they would be published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from thbcases.core.periods import Period
from thbcases.statistics.disclosure.kinds import Value, grid
from thbcases.statistics.disclosure.published import Published, shown_by
from thbcases.statistics.disclosure.suppress import protect


@dataclass(frozen=True)
class Person:
    """Somebody who is counted once, on a day."""

    day: date
    sex: str
    form: str
    age: str
    recognised: bool

    def value(self, dimension: str) -> Value:
        return str(getattr(self, dimension))


def crowd(random: Random, size: int) -> list[Person]:
    """People of one year."""
    return [
        Person(
            date(2012, random.randint(1, 12), random.randint(1, 28)),
            random.choice("ffm"),
            random.choice(["sex", "sex", "labour", "crime", "begging"]),
            random.choice(["adult", "adult", "adult", "child"]),
            random.random() < 0.8,
        )
        for _ in range(size)
    ]


def publish(
    people: Iterable[Person],
    dimensions: Sequence[str],
    period: Period,
    threshold: int = 5,
    where: Mapping[str, Value] | None = None,
    part: bool = False,
) -> Published:
    """The protected table of these people; with `part`, of the recognised among them."""
    wanted = dict(where or {})
    counted = [
        person
        for person in people
        if person.day in period
        and (person.recognised or not part)
        and all(person.value(name) == value for name, value in wanted.items())
    ]
    counts: dict[tuple[Value, ...], int] = {}
    for person in counted:
        key = tuple(person.value(name) for name in dimensions)
        counts[key] = counts.get(key, 0) + 1
    axes = tuple(tuple(sorted({k[n] for k in counts}, key=str)) for n in range(len(dimensions)))
    pattern = protect(grid(axes, counts), threshold)
    return Published(
        indicator="recognised" if part else "presumed",
        part_of="presumed" if part else "",
        period=period,
        threshold=threshold,
        dimensions=tuple(dimensions),
        axes=axes,
        shown=shown_by(pattern),
        hidden=pattern.hidden,
        where=wanted,
        adds_up=True,
        name=" × ".join([*dimensions, str(period.start), str(period.end)]),
    )
