"""Ways out where a table would vanish: fewer dimensions, several years together, rounding."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from thbcases.statistics.builder import TableSpec
from thbcases.statistics.choices import Grouping
from thbcases.statistics.cubes import cubes, system_of
from thbcases.statistics.disclosure.kinds import System
from thbcases.statistics.disclosure.suppress import Pattern
from thbcases.statistics.disclosure.waysout import Way, WayOut, is_too_much, ways_out
from thbcases.statistics.indicators import DIMENSIONS, Indicator, full_name
from thbcases.statistics.periods import FIRST_DAY
from thbcases.statistics.publishing.freezing import Frozen

# So many years are put together with the one that is published.
POOLED_YEARS = 4


@dataclass(frozen=True)
class Offer:
    """Another table in place of one that would vanish."""

    indicator: Indicator
    way: WayOut
    spec: TableSpec
    # To what multiple its numbers are rounded; 0: true numbers.
    base: int = 0

    @property
    def words(self) -> str:
        """What would be published instead, and how much of it would be seen."""
        kinds = {
            Way.ONE_WAY: _("only by %(dimension)s"),
            Way.POOLED: _("the years %(first)s–%(last)s together"),
            Way.ROUNDED: _("every number rounded to a multiple of %(base)s"),
        }
        words = {
            "dimension": DIMENSIONS[self.spec.by[0]].name if self.spec.by else "",
            "first": self.spec.start.year,
            "last": self.spec.end.year,
            "base": self.base,
            "figure": full_name(self.indicator),
            "shown": self.way.shown,
            "of": self.way.of,
        }
        words["kind"] = kinds[self.way.way] % words
        return (
            _("%(figure)s, %(kind)s: %(shown)s of %(of)s numbers that are not zero would be shown.")
            % words
        )


def offers(spec: TableSpec, frozen: Frozen, threshold: int) -> list[Offer]:
    """The ways out for every figure of which more than half would be hidden."""
    indicators = spec.indicators()
    return [
        offer
        for number, patterns in frozen.patterns.items()
        if indicators[number].is_personal and len(patterns) == 1 and is_too_much(patterns[0])
        for offer in _of_figure(spec, indicators[number], patterns[0], threshold)
    ]


def _of_figure(
    spec: TableSpec, indicator: Indicator, pattern: Pattern, threshold: int
) -> Iterator[Offer]:
    alone = replace(spec, figures=(indicator.key,))
    pooled = _pooled(alone)
    system = _system(pooled) if pooled else None
    for way in ways_out(pattern.system, pattern, threshold, pooled=system):
        if way.axis is not None:
            yield Offer(indicator, way, replace(alone, by=(spec.by[way.axis],)))
        elif way.way is Way.POOLED and pooled:
            yield Offer(indicator, way, pooled)
        elif way.base:
            yield Offer(indicator, way, alone, way.base)


def _pooled(spec: TableSpec) -> TableSpec | None:
    """The same table over several years; None where it is pooled already."""
    first = max(spec.end.year - POOLED_YEARS + 1, FIRST_DAY.year)
    if spec.start.year <= first:
        return None
    return replace(spec, start=date(first, 1, 1), grouping=Grouping.WHOLE.value)


def _system(spec: TableSpec) -> System:
    (cube,) = cubes(spec.figures[0], spec.by, spec.periods(), dict(spec.where))
    return system_of(cube)
