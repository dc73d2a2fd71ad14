"""Making the frozen table: count, hide, and write down in both languages.

Beside it stands its basis: every true number and the keys of the records that were counted.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeVar

from django.utils.translation import override

from thbcases.core.periods import Period
from thbcases.statistics.builder import TableSpec
from thbcases.statistics.choices import RuleKind
from thbcases.statistics.cubes import ALL, Coordinates, Cube, counted_facts, cubes, system_of
from thbcases.statistics.disclosure.suppress import protect
from thbcases.statistics.indicators import COUNTRY_TABLE, Dimension, Indicator, Value, full_name
from thbcases.statistics.publishing.country import country_system
from thbcases.statistics.publishing.frozen import (
    FrozenBlock,
    FrozenCell,
    FrozenDimension,
    FrozenLine,
    FrozenTable,
)
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


def country_spec(period: Period) -> TableSpec:
    """What the country table of a year asks; it has more figures than a table of the builder."""
    return TableSpec(COUNTRY_TABLE, (), period.start, period.end)


def freeze(
    spec: TableSpec,
    threshold: int,
    *,
    complementary: bool = True,
    progress: Progress | None = None,
) -> Frozen:
    """Any table for an audience with this threshold, counted over the facts of whoever acts.

    Figures without dimensions are protected together, because one may be a part of the other.
    `complementary` is switched off by tests, to see that the attack then succeeds.
    """
    asked = spec.indicators()
    if not spec.by and not spec.where:
        return _plain(spec, asked, threshold, complementary)
    blocks, bases = [], []
    for done, indicator in enumerate(asked, start=1):
        block, basis = _crossed(spec, indicator, threshold, complementary)
        blocks.append(block)
        bases.append(basis)
        if progress:
            progress(done, len(asked))
    return Frozen(FrozenTable(tuple(blocks)), {"blocks": bases})


def _plain(
    spec: TableSpec, asked: Sequence[Indicator], threshold: int, complementary: bool
) -> Frozen:
    """Figures without dimensions, each in one line."""
    periods = spec.periods()
    rows = country_table(periods, [indicator.key for indicator in asked])
    columns = []
    for row in rows:
        hidden = protect(country_system(row.values), threshold, complementary=complementary).hidden
        columns.append({key: (number, (key,) in hidden) for key, number in row.values.items()})
    blocks, bases = [], []
    for indicator in asked:
        cells = tuple(
            FrozenCell(is_hidden=True) if is_hidden else FrozenCell(number)
            for number, is_hidden in (column[indicator.key] for column in columns)
        )
        blocks.append(_block(spec, indicator, threshold, (), [FrozenLine((), cells)]))
        numbers = [[((), row[indicator.key])] for row in rows]
        bases.append(_basis(spec, indicator, numbers))
    return Frozen(FrozenTable(tuple(blocks)), {"blocks": bases})


def _crossed(
    spec: TableSpec, indicator: Indicator, threshold: int, complementary: bool
) -> tuple[FrozenBlock, dict[str, Any]]:
    """A figure by its dimensions."""
    if not indicator.is_count:
        rows = country_table(spec.periods(), [indicator.key])
        cells = tuple(FrozenCell(row[indicator.key]) for row in rows)
        block = _block(spec, indicator, threshold, (), [FrozenLine((), cells)])
        return block, _basis(spec, indicator, [[((), row[indicator.key])] for row in rows])
    found = cubes(indicator.key, spec.by, spec.periods(), dict(spec.where))
    hidden = [
        protect(system_of(cube), threshold, complementary=complementary).hidden for cube in found
    ]
    dimensions = _dimensions(found)
    axes = [[*(value for value, _names in dimension.values), ALL] for dimension in dimensions]
    lines, numbers = [], [[] for _cube in found]  # type: list[FrozenLine], list[list[Any]]
    for at in product(*axes):
        for cube, told in zip(found, numbers, strict=True):
            told.append((at, _number(cube, at)))
        cells = tuple(_cell(cube, at, gone) for cube, gone in zip(found, hidden, strict=True))
        lines.append(FrozenLine(at, cells))
    block = _block(spec, indicator, threshold, dimensions, lines)
    return block, _basis(spec, indicator, numbers)


def _number(cube: Cube, at: Coordinates) -> int | None:
    return None if cube.total is None else cube.at(at)


def _cell(cube: Cube, at: Coordinates, hidden: Iterable[Coordinates]) -> FrozenCell:
    return FrozenCell(is_hidden=True) if at in hidden else FrozenCell(_number(cube, at))


def _dimensions(found: Sequence[Cube]) -> tuple[FrozenDimension, ...]:
    """Each with the values that occur in any period, in the order of their list."""
    of_cubes = [cube.values for cube in found]
    return tuple(
        _dimension(dimension, {v for values in of_cubes for v in values[place]})
        for place, dimension in enumerate(found[0].dimensions)
    )


def _dimension(dimension: Dimension, seen: set[Value]) -> FrozenDimension:
    labels = _in_both(dimension.labels)
    values = tuple(
        (value, {language: labels[language][value] for language in LANGUAGES})
        for value in labels["lt"]
        if value in seen
    )
    names = _in_both(lambda: str(dimension.name))
    return FrozenDimension(dimension.key, names, values, dimension.splits)


def _block(
    spec: TableSpec,
    indicator: Indicator,
    threshold: int,
    dimensions: tuple[FrozenDimension, ...],
    lines: Sequence[FrozenLine],
) -> FrozenBlock:
    return FrozenBlock(
        indicator=indicator.key,
        names=_in_both(lambda: full_name(indicator)),
        definitions=_in_both(lambda: str(indicator.definition)),
        counted=indicator.counted.value,
        threshold=threshold if indicator.is_personal else 0,
        periods=tuple(spec.periods()),
        lines=tuple(lines),
        dimensions=dimensions,
        part_of=indicator.part_of,
        adds_up=indicator.rule.kind is not RuleKind.STOCK and not indicator.until_end,
        where=spec.where if indicator.is_count else (),
    )


def _basis(
    spec: TableSpec, indicator: Indicator, numbers: Sequence[Sequence[tuple[Coordinates, Any]]]
) -> dict[str, Any]:
    """Per period: the numbers, and which records stood in which cell."""
    by = spec.by if indicator.is_count else ()
    where = dict(spec.where) if indicator.is_count else {}
    return {
        "indicator": indicator.key,
        "periods": [
            {
                "numbers": [[list(at), number] for at, number in told],
                "records": [
                    [list(keys), list(at)]
                    for keys, at in counted_facts(indicator.key, by, period, where)
                ],
            }
            for period, told in zip(spec.periods(), numbers, strict=True)
        ],
    }


def _in_both(words: Callable[[], Word]) -> dict[str, Word]:
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
