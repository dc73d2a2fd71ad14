"""What an indicator is: what it counts, from which facts, by which day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from django.db.models import Aggregate, Count, Max, Min, Q, Sum
from django.utils import timezone

from thbcases.core.periods import Period
from thbcases.statistics.choices import Counted, RuleKind
from thbcases.statistics.models import Fact

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


# A value of a dimension: a word the software knows, or the number of a row.
Value = str | int
# What the records leave open: a word or a number that is not there.
NOTHING = ""


@dataclass(frozen=True)
class DateRule:
    """Which facts belong to a period."""

    kind: RuleKind
    starts: str
    ends: str = ""

    def falls(self, period: Period) -> Q:
        """The facts of a period; its first and its last day belong to it.

        What has no end yet lasts until today: nobody knows what will be open next year.
        """
        if self.kind is not RuleKind.STOCK:
            return Q(**{f"{self.starts}__range": (period.start, period.end)})
        lasts = Q(**{f"{self.ends}__gte": period.start})
        if period.start <= timezone.localdate():
            lasts |= Q(**{f"{self.ends}__isnull": True})
        return Q(**{f"{self.starts}__lte": period.end}) & lasts


def flow(day: str) -> DateRule:
    """What happened on a day of the period."""
    return DateRule(RuleKind.FLOW, day)


def stock(starts: str, ends: str) -> DateRule:
    """What lasted on at least one day of the period."""
    return DateRule(RuleKind.STOCK, starts, ends)


def cohort(day: str) -> DateRule:
    """What belongs to the investigations started in the period, whenever it happened itself."""
    return DateRule(RuleKind.COHORT, day)


class Measure(Enum):
    """What is made of the facts of a period."""

    COUNT = "count"  # how many different ones there are
    MIN = "min"
    MAX = "max"
    SUM = "sum"

    def aggregate(self, column: str, falls: Q) -> Aggregate:
        """The measure of a column over some facts, for the database."""
        if self is Measure.COUNT:
            return Count(column, distinct=True, filter=falls)
        kinds = {Measure.MIN: Min, Measure.MAX: Max, Measure.SUM: Sum}
        return kinds[self](column, filter=falls)


@dataclass(frozen=True)
class Indicator:
    """One figure, for any period.

    It is not known (and not zero) where no fact falls into the period; `known_with` names
    another indicator whose facts also say that there was something to count. A fact with the
    day `until_end` counts only when that day is not after the period.
    """

    key: str
    name: "StrPromise"
    definition: "StrPromise"
    counted: Counted
    source: type[Fact]
    rule: DateRule
    column: str
    where: Q = field(default_factory=Q)
    until_end: str = ""
    measure: Measure = Measure.COUNT
    part_of: str = ""
    known_with: str = ""
    # Of several facts of one person, the first by these columns speaks for the person.
    first_by: tuple[str, ...] = ()
    # Which records one opens behind the number, where they are not those of the source.
    behind: tuple[tuple[str, str], ...] = ()

    @property
    def records_behind(self) -> tuple[tuple[str, str], ...]:
        """The models behind the number, each with the column of the facts that holds its key."""
        return self.behind or self.source.records

    @property
    def is_count(self) -> bool:
        """Whether it says how many there are, so that it can be broken down."""
        return self.measure is Measure.COUNT

    @property
    def is_personal(self) -> bool:
        """Whether one unit of it is about a human being, who must not be found out by it."""
        return self.counted in (Counted.PERSON, Counted.OFFER)

    def counts(self, period: Period) -> Q:
        """The facts of a period that are counted."""
        counts = self.rule.falls(period) & self.where
        if self.until_end:
            counts &= Q(**{f"{self.until_end}__lte": period.end})
        return counts

    def aggregate(self, period: Period) -> Aggregate:
        """The figure of a period, for the database."""
        return self.measure.aggregate(self.column, self.counts(period))

    def records(self, period: Period) -> Aggregate:
        """How many facts fall into a period, counted or not."""
        return Count("pk", filter=self.rule.falls(period))


@dataclass(frozen=True)
class Dimension:
    """By what a figure can be broken down: a column of its facts, and the words of the values.

    Along a dimension that `splits`, a person is counted once for each value: once by every
    organisation that helps. Along all others each person has one value only.
    """

    key: str
    name: "StrPromise"
    column: str
    labels: Callable[[], Mapping[Value, str]]
    splits: bool = False
