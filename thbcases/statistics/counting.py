"""Counting many figures of many periods in one pass over the facts.

Each fact is put into its period once, and the figures of all periods come out of one grouping. A
human with one fact in a year is simply added; only the others are looked at together, so that each
is counted once (`Fact.sole`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.utils import timezone

from thbcases.core.periods import Period
from thbcases.statistics.choices import RuleKind
from thbcases.statistics.indicators import DateRule, Indicator
from thbcases.statistics.models import Fact

# Grouping a country's facts needs more than what a small query is given.
WORK_MEM = "64MB"


@dataclass(frozen=True)
class Counted:
    """What was found in one period: of each indicator its number, and how many facts fell in."""

    values: Mapping[str, Any] = field(default_factory=dict)
    records: int = 0


def count(
    source: type[Fact], rule: DateRule, indicators: Sequence[Indicator], periods: Sequence[Period]
) -> list[Counted]:
    """The figures of one source and one rule, for each of the periods."""
    asked = _Asked(source, rule, indicators, periods)
    found: list[dict[str, Any]] = [{} for _ in periods]
    records = [0] * len(periods)
    for number, facts, *values in _rows(*asked.direct()):
        records[number] = facts
        found[number] = dict(zip((i.key for i in indicators), values, strict=True))
    for column in dict.fromkeys(i.column for i in indicators if asked.is_shared(i)):
        several = [i for i in indicators if asked.is_shared(i) and i.column == column]
        for number, *values in _rows(*asked.shared(column, several)):
            for indicator, value in zip(several, values, strict=True):
                found[number][indicator.key] += value
    nothing = {i.key: 0 if i.is_count else None for i in indicators}
    return [Counted(nothing | values, facts) for values, facts in zip(found, records, strict=True)]


@dataclass(frozen=True)
class _Asked:
    source: type[Fact]
    rule: DateRule
    indicators: Sequence[Indicator]
    periods: Sequence[Period]

    def direct(self) -> tuple[str, list[Any]]:
        """Number of the period, facts, and what can be added up fact by fact."""
        placed, parameters = self._placed()
        measures = ", ".join(self._measure(number) for number in range(len(self.indicators)))
        return f"select n, count(*), {measures} from ({placed}) f group by n", parameters  # noqa: S608

    def shared(self, column: str, indicators: Sequence[Indicator]) -> tuple[str, list[Any]]:
        """Number of the period and how many different values the other facts have."""
        placed, parameters = self._placed()
        numbers = [self.indicators.index(indicator) for indicator in indicators]
        marks = ", ".join(f"bool_or({self._counts(n)}) as b{n}" for n in numbers)
        sums = ", ".join(f"count(*) filter (where b{n})" for n in numbers)
        others = f"{column} is not null"
        if self.adds(indicators[0]):
            others += " and sole is null"
        return (
            f"select n, {sums} from (select n, {column}, {marks} from ({placed}) f "  # noqa: S608
            f"where {others} group by n, {column}) g group by n",
            parameters,
        )

    def is_shared(self, indicator: Indicator) -> bool:
        """Whether some of what it counts may stand in several facts of a period."""
        return indicator.is_count and not (indicator.column == "id" and self.source.is_once)

    def adds(self, indicator: Indicator) -> bool:
        """Whether a fact that is the only one of its human in the year may be simply added.

        Where facts of a year are left out because another stands for them, the year has to be
        whole, and nothing may be asked in which the two could differ.
        """
        if indicator.column != self.source.sole_of:
            return False
        alike = self.source.alike_in_year
        if alike is None:
            return all(p.start.year == p.end.year for p in self.periods)
        asked = set().union(*(columns(i.where) for i in self.indicators if self.is_shared(i)))
        return asked <= alike and all(_is_year(p) for p in self.periods)

    def _measure(self, number: int) -> str:
        indicator, counts = self.indicators[number], self._counts(number)
        if not indicator.is_count:
            return f"{indicator.measure.value}({indicator.column}) filter (where {counts})"
        if not self.is_shared(indicator):
            return f"count(*) filter (where {counts})"
        if not self.adds(indicator):
            return "0"
        return f"count({indicator.column}) filter (where sole and {counts})"

    def _counts(self, number: int) -> str:
        until = self.indicators[number].until_end
        return f"w{number} and {until} <= last" if until else f"w{number}"

    def _facts(self) -> tuple[str, list[Any]]:
        """The facts that may fall into the periods, and whether each indicator counts them."""
        span = Period(min(p.start for p in self.periods), max(p.end for p in self.periods))
        wheres = {
            f"w{number}": ExpressionWrapper(indicator.where, BooleanField())
            if indicator.where
            else Value(True)
            for number, indicator in enumerate(self.indicators)
        }
        names = [self.rule.starts, self.rule.ends, *(i.column for i in self.indicators)]
        names += [i.until_end for i in self.indicators] + (["sole"] if self.source.sole_of else [])
        facts: QuerySet[Any, Any] = self.source._default_manager.filter(self.rule.falls(span))
        facts = facts.annotate(**wheres)
        wanted = [name for name in dict.fromkeys(names) if name]
        return facts.values_list(*wanted, *wheres).query.sql_with_params()  # type: ignore[return-value]

    def _placed(self) -> tuple[str, list[Any]]:
        """The facts with the number `n` and the `last` day of the period each falls into."""
        facts, parameters = self._facts()
        firsts, lasts = [p.start for p in self.periods], [p.end for p in self.periods]
        starts, ends = self.rule.starts, self.rule.ends
        is_stock = self.rule.kind is RuleKind.STOCK
        table = "unnest(%s::int[], %s::date[], %s::date[]) p(n, first, last)"
        listed = [list(range(len(firsts))), firsts, lasts]
        today = timezone.localdate()
        lasting = f"({ends} >= first or ({ends} is null and first <= %s))"
        if not _follow(self.periods):
            falls = f"{starts} <= last and " + (lasting if is_stock else f"{starts} >= first")
            sql = f"select q.*, p.n, p.last from ({facts}) q join {table} on {falls}"  # noqa: S608
            return sql, [*parameters, *listed, *([today] if is_stock else [])]
        # The periods follow each other: a search among their first days finds the one of a day.
        # Where they leave no gap, each day from the first to the last lies in one of them.
        inside = [f"{starts} <= last"] if _has_gap(self.periods) else []
        if is_stock:
            inside.append(lasting if _has_gap(self.periods) or max(firsts) > today else "m > 0")
        begun = (
            f"select * from (select q.*, (%s::date[])[m] as last, (%s::date[])[m] as first, "  # noqa: S608
            f"m - 1 as n from (select q.*, width_bucket({starts}, %s::date[]) as m "
            f"from ({facts}) q) q) q where {' and '.join(inside) or 'true'}"
        )
        given = [lasts, firsts, firsts, *parameters, *([today] if lasting in inside else [])]
        if not is_stock:
            return begun, given
        names = "q.*, p.last, p.first, p.n"
        return (
            f"select * from ({begun}) q union all "  # noqa: S608
            f"select {names} from (select q.*, 0 as m from ({facts}) q) q join {table} "
            f"on {starts} < first and {lasting} where {ends} is distinct from {starts}",
            [*given, *parameters, *listed, today],
        )


def columns(where: Q) -> set[str]:
    """The columns that a condition looks at."""
    found: set[str] = set()
    for child in where.children:
        if isinstance(child, Q):
            found |= columns(child)
        elif isinstance(child, tuple):
            name, value = child
            found.add(name.split("__")[0])
            if isinstance(value, F):
                found.add(value.name.split("__")[0])  # type: ignore[attr-defined]
        else:
            raise TypeError(f"no lookup: {child!r}")
    return found


def by_rule(indicators: Iterable[Indicator]) -> dict[tuple[type[Fact], DateRule], list[Indicator]]:
    """The indicators that one pass answers."""
    found: dict[tuple[type[Fact], DateRule], list[Indicator]] = {}
    for indicator in indicators:
        found.setdefault((indicator.source, indicator.rule), []).append(indicator)
    return found


def _is_year(period: Period) -> bool:
    start, end = period.start, period.end
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and (
        start.year == end.year
    )


def _follow(periods: Sequence[Period]) -> bool:
    return all(one.end < other.start for one, other in pairwise(periods))


def _has_gap(periods: Sequence[Period]) -> bool:
    return any(one.end + timedelta(days=1) != other.start for one, other in pairwise(periods))


def _rows(sql: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        yield from cursor.fetchall()


@contextmanager
def room() -> Iterator[None]:
    """Give the statements memory to group in; what was set before comes back."""
    set_it = "select current_setting('work_mem'), set_config('work_mem', %s, true)"
    ((before, _now),) = _rows(set_it, [WORK_MEM])
    yield
    for _row in _rows(set_it, [before]):
        pass
