"""Cross-tables: a figure by up to three dimensions, and the records behind each of its cells.

A person with several facts in a period stands in one cell, by the first of them in the period, so
that the cells add up. Along a dimension that splits (organisation, project) a person is counted
once for each value, and the lines may add up to more than the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from thbcases.core.periods import Period
from thbcases.statistics.disclosure.kinds import System, grid
from thbcases.statistics.indicators import (
    DIMENSIONS,
    INDICATORS,
    NOTHING,
    Dimension,
    Indicator,
    Value,
    dimension_of,
)
from thbcases.statistics.kept.keeping import settle
from thbcases.statistics.queries import country_table

MOST_DIMENSIONS = 3
# A coordinate that is not fixed: all values of the dimension together.
ALL = None
Coordinates = tuple[Value | None, ...]


class TooManyDimensions(ValueError):
    """A table nobody could read."""


@dataclass(frozen=True)
class Cube:
    """A figure of one period by some dimensions; `total` is the truth, None where nothing is known.

    `cells` are the inner cells that are not empty; `margins` the sums over dimensions that split,
    where a person counts once. `records` is how many facts fall into the period, counted or not.
    """

    indicator: Indicator
    dimensions: tuple[Dimension, ...]
    period: Period
    cells: Mapping[tuple[Value, ...], int]
    total: int | None
    records: int
    where: Mapping[str, Value] = field(default_factory=dict)
    margins: Mapping[Coordinates, int] = field(default_factory=dict)

    def at(self, coordinates: Coordinates) -> int:
        """The number of a cell or a margin; the margin of everything is the true total."""
        if all(value is ALL for value in coordinates):
            return self.total or 0
        if any(d.splits and v is ALL for d, v in zip(self.dimensions, coordinates, strict=True)):
            return self.margins.get(coordinates, 0)
        return sum(
            number
            for key, number in self.cells.items()
            if all(wanted in (ALL, value) for wanted, value in zip(coordinates, key, strict=True))
        )

    @property
    def values(self) -> list[list[Value]]:
        """Per dimension the values that occur, in the order of their list."""
        found = [{key[place] for key in self.cells} for place in range(len(self.dimensions))]
        return [
            in_order(dimension.labels(), seen)
            for dimension, seen in zip(self.dimensions, found, strict=True)
        ]


def in_order(labels: Mapping[Value, str], seen: Iterable[Value]) -> list[Value]:
    """Values in the order of their list; what the list does not name (any more) comes last."""
    wanted = set(seen)
    return [
        *(value for value in labels if value in wanted),
        *sorted(wanted - labels.keys(), key=str),
    ]


def cubes(
    key: str,
    by: Sequence[str],
    periods: Sequence[Period],
    where: Mapping[str, Value] | None = None,
) -> list[Cube]:
    """A figure by dimensions, one cube per period, over the facts of whoever acts.

    `where` keeps only the facts with these values. Raises KeyError for no figure, NoDimension
    when a dimension does not fit it, TooManyDimensions beyond three.
    """
    indicator, dimensions, conditions = _asked(key, by, where)
    settle()
    cells: dict[int, dict[tuple[Value, ...], int]] = defaultdict(dict)
    for number, values, count in _counted(indicator, dimensions, periods, conditions):
        cells[number][values] = count
    wholes = _wholes(indicator, periods, conditions)
    margins = _split_margins(indicator, dimensions, periods, conditions)
    return [
        Cube(
            indicator,
            dimensions,
            period,
            cells[number],
            *wholes[number],
            dict(where or {}),
            margins[number],
        )
        for number, period in enumerate(periods)
    ]


def full_cross(
    key: str, by: Sequence[str], period: Period, where: Mapping[str, Value] | None = None
) -> dict[tuple[Value, ...], int]:
    """A figure by any number of dimensions at once, without margins: the cells that are not empty.

    Nobody can read or protect such a table; it is for a receiver that computes with it. Raises
    KeyError for no figure, NoDimension when a dimension does not fit it.
    """
    indicator = INDICATORS[key]
    dimensions = [dimension_of(indicator, name) for name in by]
    conditions = {dimension_of(indicator, name).column: v for name, v in (where or {}).items()}
    found = _counted(indicator, dimensions, [period], conditions)
    return {values: count for _number, values, count in found}


def sums(
    key: str, by: Sequence[str], period: Period, where: Mapping[str, Value] | None = None
) -> dict[tuple[Value, ...], Any]:
    """A figure that adds up (units, money) by dimensions; a fact without one has the value 0."""
    indicator = INDICATORS[key]
    columns = [DIMENSIONS[name].column for name in by]
    conditions = {DIMENSIONS[name].column: value for name, value in (where or {}).items()}
    facts = indicator.source._default_manager.filter(indicator.counts(period), **conditions)
    lines = facts.values_list(*columns).annotate(number=indicator.aggregate(period)).order_by()
    return {tuple(0 if v is None else v for v in line[:-1]): line[-1] for line in lines}


def records_of(
    key: str,
    by: Sequence[str],
    period: Period,
    at: Coordinates,
    where: Mapping[str, Value] | None = None,
) -> dict[str, list[int]]:
    """The keys of the records behind a cell or margin, by model: one for each that is counted."""
    indicator, dimensions, conditions = _asked(key, by, where)
    fixed = {
        dimension.column: value
        for dimension, value in zip(dimensions, at, strict=True)
        if value is not ALL
    }
    # A margin counts whoever stands in any of its cells, once.
    wanted = tuple(d for d, value in zip(dimensions, at, strict=True) if value is not ALL)
    models = indicator.records_behind
    facts = _first(indicator, wanted, period, conditions, [column for _model, column in models])
    found: dict[str, list[int]] = {model: [] for model, _column in models}
    columns = ", ".join(column for _model, column in models)
    for line in _rows(*_outer(f"select {columns} from", facts, fixed)):
        for (model, _column), number in zip(models, line, strict=True):
            if number is not None:
                found[model].append(number)
    return found


def counted_facts(
    key: str, by: Sequence[str], period: Period, where: Mapping[str, Value] | None = None
) -> list[tuple[tuple[int | None, ...], tuple[Value, ...]]]:
    """Everything a figure counts in a period: the keys of its records, and the cell it stands in.

    The keys are in the order of the figure's `source.records`.
    """
    indicator, dimensions, conditions = _asked(key, by, where)
    columns = [column for _model, column in indicator.source.records]
    if indicator.is_count:
        facts = _first(indicator, dimensions, period, conditions, columns)
    else:
        facts = indicator.source._default_manager.filter(indicator.counts(period), **conditions)
        facts = facts.values_list(*columns)
    wanted = [*columns, *(dimension.column for dimension in dimensions)]
    lines = _rows(*_outer(f"select {', '.join(wanted)} from", facts, {}))
    size = len(columns)
    return [
        (line[:size], tuple("" if value is None else value for value in line[size:]))
        for line in lines
    ]


def system_of(cube: Cube) -> System:
    """A cube as cells and sums; where persons stand in several lines, with its true margins."""
    splitting = [place for place, dimension in enumerate(cube.dimensions) if dimension.splits]
    margins = {**cube.margins, (ALL,) * len(cube.dimensions): cube.total or 0}
    return grid(
        cube.values,
        cube.cells,
        personal=cube.indicator.is_personal,
        splitting=splitting,
        margins=margins,
    )


def _asked(
    key: str, by: Sequence[str], where: Mapping[str, Value] | None
) -> tuple[Indicator, tuple[Dimension, ...], dict[str, Value]]:
    indicator = INDICATORS[key]
    if len(by) > MOST_DIMENSIONS or len(set(by)) != len(by):
        raise TooManyDimensions(f"{key} by {', '.join(by)}")
    dimensions = tuple(dimension_of(indicator, name) for name in by)
    conditions = {dimension_of(indicator, name).column: v for name, v in (where or {}).items()}
    return indicator, dimensions, conditions


def _first(
    indicator: Indicator,
    dimensions: Sequence[Dimension],
    period: Period,
    conditions: Mapping[str, Value],
    more: Sequence[str] = (),
) -> QuerySet[Any, Any]:
    """One fact for each that is counted: the first of the period."""
    once = [indicator.column, *(d.column for d in dimensions if d.splits)]
    order = [*once, *(indicator.first_by or (indicator.rule.starts,)), "pk"]
    facts = indicator.source._default_manager.filter(indicator.counts(period), **conditions)
    facts = facts.filter(**{f"{indicator.column}__isnull": False})
    columns = dict.fromkeys([*(d.column for d in dimensions), *more, "pk"])
    return facts.order_by(*order).distinct(*once).values_list(*columns)


def _counted(
    indicator: Indicator,
    dimensions: Sequence[Dimension],
    periods: Sequence[Period],
    conditions: Mapping[str, Value],
) -> Iterator[tuple[int, tuple[Value, ...], int]]:
    """Number of the period, values, count: one statement for all periods."""
    columns = "".join(f", {dimension.column}" for dimension in dimensions)
    statements: list[str] = []
    parameters: list[Any] = []
    for number, period in enumerate(periods):
        facts = _first(indicator, dimensions, period, conditions)
        sql, given = facts.query.sql_with_params()
        tail = f" group by {columns[2:]}" if columns else ""
        statements.append(f"select {number}{columns}, count(*) from ({sql}) first{tail}")  # noqa: S608
        parameters += given
    for number, *values, count in _rows(" union all ".join(statements), parameters):
        if count:
            yield number, tuple(NOTHING if value is None else value for value in values), count


def _split_margins(
    indicator: Indicator,
    dimensions: Sequence[Dimension],
    periods: Sequence[Period],
    conditions: Mapping[str, Value],
) -> dict[int, dict[Coordinates, int]]:
    """Per period every margin over a dimension that splits: no sum of the cells."""
    found: dict[int, dict[Coordinates, int]] = defaultdict(dict)
    for kept in product([True, False], repeat=len(dimensions)):
        dropped = [d for d, is_kept in zip(dimensions, kept, strict=True) if not is_kept]
        if not any(dimension.splits for dimension in dropped):
            continue
        part = [d for d, is_kept in zip(dimensions, kept, strict=True) if is_kept]
        for number, values, count in _counted(indicator, part, periods, conditions):
            given = iter(values)
            found[number][tuple(next(given) if is_kept else ALL for is_kept in kept)] = count
    return found


def _outer(
    head: str, facts: QuerySet[Any, Any], fixed: Mapping[str, Value]
) -> tuple[str, list[Any]]:
    """The facts as a table of their own, with what is asked of it after each spoke for itself."""
    sql, parameters = facts.query.sql_with_params()
    where = " and ".join(
        f"coalesce({column}::text, '') = ''" if value == NOTHING else f"{column} = %s"
        for column, value in fixed.items()
    )
    given = [value for value in fixed.values() if value != NOTHING]
    return f"{head} ({sql}) first where {where or 'true'}", [*parameters, *given]


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _wholes(
    indicator: Indicator, periods: Sequence[Period], conditions: Mapping[str, Value]
) -> list[tuple[int | None, int]]:
    """Per period the true total, None where nothing is known, and how many facts fall into it."""
    if not conditions:
        rows = country_table(periods, [indicator.key])
        return [(row[indicator.key], row.records) for row in rows]  # type: ignore[misc]
    asked = {}
    for number, period in enumerate(periods):
        asked[f"total_{number}"] = indicator.aggregate(period)
        asked[f"records_{number}"] = indicator.records(period)
    facts = indicator.source._default_manager.filter(**conditions).aggregate(**asked)
    return [
        (
            facts[f"total_{number}"] if facts[f"records_{number}"] else None,
            facts[f"records_{number}"],
        )
        for number in range(len(periods))
    ]
