"""Making the frozen table: count, hide, and write down in both languages.

Beside it stands its basis: every true number and the keys of the records that were counted.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from thbcases.core.periods import Period
from thbcases.statistics.builder import BadSpec, TableSpec
from thbcases.statistics.choices import RuleKind
from thbcases.statistics.cubes import ALL, Coordinates, Cube, counted_facts, cubes, system_of
from thbcases.statistics.disclosure.rounding import is_safe, rounded
from thbcases.statistics.disclosure.suppress import Pattern, protect
from thbcases.statistics.indicators import COUNTRY_TABLE, Dimension, Indicator, Value, full_name
from thbcases.statistics.publishing.country import country_system
from thbcases.statistics.publishing.frozen import (
    FrozenBlock,
    FrozenCell,
    FrozenDimension,
    FrozenLine,
    FrozenTable,
)
from thbcases.statistics.queries import Value as Number
from thbcases.statistics.queries import country_table

LANGUAGES = ("lt", "en")
Word = TypeVar("Word")
# done, of
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Frozen:
    """A table as it would go out, and what it was counted from."""

    table: FrozenTable
    basis: dict[str, Any]
    # For each figure with dimensions, by its number: what is hidden in each period.
    patterns: dict[int, list[Pattern]] = field(default_factory=dict)


def country_spec(period: Period) -> TableSpec:
    """What the country table of a year asks; it has more figures than a table of the builder."""
    return TableSpec(COUNTRY_TABLE, (), period.start, period.end)


@dataclass(frozen=True)
class Counted:
    """One figure as it is counted: all true numbers per period, by the cells of its dimensions."""

    indicator: Indicator
    by: tuple[str, ...]
    where: tuple[tuple[str, Value], ...]
    periods: tuple[Period, ...]
    numbers: list[dict[Coordinates, Number]]
    dimensions: tuple[FrozenDimension, ...] = ()
    cubes: tuple[Cube, ...] = ()

    def basis(self) -> dict[str, Any]:
        """Per period: the numbers, and which records stood in which cell."""
        return {
            "indicator": self.indicator.key,
            "periods": [
                {
                    "numbers": [[list(at), number] for at, number in told.items()],
                    "records": [
                        [list(keys), list(at)]
                        for keys, at in counted_facts(
                            self.indicator.key, self.by, period, dict(self.where)
                        )
                    ],
                }
                for period, told in zip(self.periods, self.numbers, strict=True)
            ],
        }


def freeze(
    spec: TableSpec,
    threshold: int,
    *,
    base: int = 0,
    complementary: bool = True,
    progress: Progress | None = None,
) -> Frozen:
    """Any table for an audience with this threshold, counted over the facts of whoever acts.

    With a `base` figures of people by dimensions are rounded to it in place of hiding any. Raises
    BadSpec where that would give somebody away.
    Figures without dimensions are protected together, because one may be a part of the other.
    `complementary` is switched off by tests, to see that the attack then succeeds.
    """
    counted = count(spec)
    together = _hidden_together(counted, threshold, complementary)
    blocks, patterns = [], {}
    for number, one in enumerate(counted):
        hidden: list[Collection[Coordinates]]
        if base and one.cubes and one.indicator.is_personal:
            blocks.append(_rounded(one, threshold, base))
            continue
        if one.cubes:
            patterns[number] = [
                protect(system_of(cube), threshold, complementary=complementary)
                for cube in one.cubes
            ]
            hidden = [pattern.hidden for pattern in patterns[number]]
        else:
            hidden = [gone.get(one.indicator.key, set()) for gone in together]
        blocks.append(_block(one, threshold, hidden))
        if progress:
            progress(number + 1, len(counted))
    basis = {"blocks": [one.basis() for one in counted]}
    return Frozen(FrozenTable(tuple(blocks)), basis, patterns)


def count(spec: TableSpec) -> list[Counted]:
    """Every figure of a table, over the facts of whoever acts; nothing is hidden."""
    asked = spec.indicators()
    plain = [one for one in asked if not one.is_count or not (spec.by or spec.where)]
    periods = tuple(spec.periods())
    rows = country_table(periods, [one.key for one in plain]) if plain else []
    found = []
    for indicator in asked:
        if indicator in plain:
            numbers: list[dict[Coordinates, Number]] = [{(): row[indicator.key]} for row in rows]
            found.append(Counted(indicator, (), (), periods, numbers))
        else:
            found.append(_crossed(spec, indicator))
    return found


def _crossed(spec: TableSpec, indicator: Indicator) -> Counted:
    """A figure by its dimensions."""
    found = cubes(indicator.key, spec.by, spec.periods(), dict(spec.where))
    dimensions = _dimensions(found)
    axes = [[*(value for value, _names in dimension.values), ALL] for dimension in dimensions]
    numbers: list[dict[Coordinates, Number]] = [
        {at: None if cube.total is None else cube.at(at) for at in product(*axes)} for cube in found
    ]
    periods = tuple(cube.period for cube in found)
    return Counted(indicator, spec.by, spec.where, periods, numbers, dimensions, tuple(found))


def _hidden_together(
    counted: Sequence[Counted], threshold: int, complementary: bool
) -> list[dict[str, set[Coordinates]]]:
    """Per period which of the figures without dimensions are hidden."""
    plain = [one for one in counted if not one.cubes]
    found: list[dict[str, set[Coordinates]]] = []
    for number in range(len(plain[0].periods) if plain else 0):
        system = country_system({one.indicator.key: one.numbers[number][()] for one in plain})
        hidden = protect(system, threshold, complementary=complementary).hidden
        found.append({str(key): {()} for (key,) in hidden})
    return found


def _dimensions(found: Sequence[Cube]) -> tuple[FrozenDimension, ...]:
    """Each with the values that occur in any period, in the order of their list."""
    of_cubes = [cube.values for cube in found]
    return tuple(
        _dimension(dimension, {v for values in of_cubes for v in values[place]})
        for place, dimension in enumerate(found[0].dimensions)
    )


def _dimension(dimension: Dimension, seen: set[Value]) -> FrozenDimension:
    labels = in_both(dimension.labels)
    values = tuple(
        (value, {language: labels[language][value] for language in LANGUAGES})
        for value in labels["lt"]
        if value in seen
    )
    names = in_both(lambda: str(dimension.name))
    return FrozenDimension(dimension.key, names, values, dimension.splits)


def _rounded(one: Counted, threshold: int, base: int) -> FrozenBlock:
    """Every number a multiple of the base; attacked first."""
    if not all(is_safe(system_of(cube), threshold, base) for cube in one.cubes):
        raise BadSpec(
            _("Rounded to multiples of %(base)s it would still give people away.") % {"base": base}
        )
    near: list[dict[Coordinates, Number]] = [
        {at: None if n is None else rounded(int(n), base) for at, n in told.items()}
        for told in one.numbers
    ]
    nothing: list[Collection[Coordinates]] = [()] * len(near)
    block = _block(replace(one, numbers=near), threshold, nothing)
    return replace(block, base=base)


def _block(one: Counted, threshold: int, hidden: Sequence[Collection[Coordinates]]) -> FrozenBlock:
    indicator = one.indicator
    lines = [
        FrozenLine(
            at,
            tuple(
                FrozenCell(is_hidden=True) if at in gone else FrozenCell(told[at])
                for told, gone in zip(one.numbers, hidden, strict=True)
            ),
        )
        for at in one.numbers[0]
    ]
    return FrozenBlock(
        indicator=indicator.key,
        names=in_both(lambda: full_name(indicator)),
        definitions=in_both(lambda: str(indicator.definition)),
        counted=indicator.counted.value,
        threshold=threshold if indicator.is_personal else 0,
        periods=one.periods,
        lines=tuple(lines),
        dimensions=one.dimensions,
        part_of=indicator.part_of,
        adds_up=indicator.rule.kind is not RuleKind.STOCK and not indicator.until_end,
        where=one.where,
    )


def in_both(words: Callable[[], Word]) -> dict[str, Word]:
    """What something is called in Lithuanian and in English."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = words()
    return said


def is_empty(table: FrozenTable) -> bool:
    """Whether nothing of the kind was recorded at all."""
    cells = [cell for block in table.blocks for line in block.lines for cell in line.cells]
    return not any(cell.is_hidden or cell.number for cell in cells)
