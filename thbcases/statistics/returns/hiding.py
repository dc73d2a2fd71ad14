"""Small numbers in a return's tables: lines under each other, sums, and tables side by side."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from thbcases.codes.choices import Audience
from thbcases.codes.queries import disclosure_rule
from thbcases.core.periods import Period
from thbcases.statistics.builder import Block
from thbcases.statistics.choices import ReturnVersion, RuleKind
from thbcases.statistics.cubes import cubes
from thbcases.statistics.disclosure.guard import findings
from thbcases.statistics.disclosure.kinds import parts
from thbcases.statistics.disclosure.published import Published, shown_by
from thbcases.statistics.disclosure.suppress import protect
from thbcases.statistics.indicators import INDICATORS, Indicator, Value
from thbcases.statistics.opening import may_open
from thbcases.statistics.queries import CountryRow
from thbcases.statistics.returns.kinds import SumTable

if TYPE_CHECKING:
    from thbcases.statistics.returns.made import MadeTable


def threshold_of(indicator: Indicator, version: ReturnVersion | None) -> int:
    """Below which number of people a figure is hidden; 0 where it is not."""
    if not indicator.is_personal or version == ReturnVersion.RECEIVER:
        return 0
    if version is None and may_open(indicator):
        return 0
    audience = Audience.PUBLIC if version == ReturnVersion.PUBLIC else Audience.INTERNAL
    return disclosure_rule(audience, timezone.localdate()).threshold


def hidden_lines(
    rows: Sequence[CountryRow], figures: Sequence[str], version: ReturnVersion | None
) -> list[frozenset[str]]:
    """Per period the figures that are hidden: small ones, and parts that would give them away."""
    threshold = max((threshold_of(INDICATORS[key], version) for key in figures), default=0)
    if not threshold:
        return [frozenset()] * len(rows)
    return [_hidden(row, figures, threshold) for row in rows]


def _hidden(row: CountryRow, figures: Sequence[str], threshold: int) -> frozenset[str]:
    known = [INDICATORS[key] for key in figures if row[key] is not None]
    counts = {indicator.key: row[indicator.key] for indicator in known if indicator.is_count}
    totals: dict[str, int] = {}
    within: dict[str, tuple[str, int]] = {}
    for key, number in counts.items():
        whole = INDICATORS[key].part_of
        if whole in counts:
            within[key] = (whole, int(number or 0))
        else:
            totals[key] = int(number or 0)
    people = {key for key in counts if INDICATORS[key].is_personal}
    pattern = protect(parts(totals, within, personal=people), threshold)
    hidden = {str(key[0]) for key in pattern.hidden if key[0] in counts}
    # The longest sentence of one convicted person is that person's sentence.
    measures = {i.key for i in known if not i.is_count and i.part_of in hidden}
    return frozenset(hidden | measures)


def few_people(
    table: SumTable, period: Period, version: ReturnVersion | None
) -> frozenset[tuple[Value, ...]]:
    """The lines of a table of sums behind which too few people stand; no sum over them is shown."""
    indicator = INDICATORS[table.people]
    threshold = threshold_of(indicator, version)
    if not threshold:
        return frozenset()
    (cube,) = cubes(table.people, table.by, [period])
    return frozenset(at for at, number in cube.cells.items() if number < threshold)


def safe_together(
    tables: "list[MadeTable]",
    published: Mapping[str, Sequence[Published]],
    before: Sequence[Published] = (),
) -> "tuple[list[MadeTable], list[str], list[Published]]":
    """The tables that may be published side by side, and the titles of those left out.

    Each is held against those before it, as a reader would who subtracts one from another; the last
    answer is all that readers have then.
    """
    kept: list[MadeTable] = []
    out: list[str] = []
    seen: list[Published] = list(before)
    for table in tables:
        new = list(published.get(table.key, ()))
        if any(findings(one, [*seen, *new[:number]]) for number, one in enumerate(new)):
            out.append(table.title)
            continue
        seen += new
        kept.append(table)
    return kept, out, seen


def published_blocks(blocks: Sequence[Block]) -> list[Published]:
    """The blocks of a built table as their readers have them."""
    return [one for block in blocks for one in _published(block)]


def published_lines(
    rows: Sequence[CountryRow], figures: Sequence[str], hidden: Sequence[frozenset[str]]
) -> list[Published]:
    """Figures under each other, each as a table of one number."""
    found = []
    for row, of_row in zip(rows, hidden, strict=True):
        for indicator in (INDICATORS[key] for key in figures):
            if indicator.is_personal and indicator.is_count and row[indicator.key] is not None:
                is_hidden = indicator.key in of_row
                one = Published(
                    indicator=indicator.key,
                    period=row.period,
                    threshold=threshold_of(indicator, ReturnVersion.PUBLIC),
                    part_of=indicator.part_of,
                    shown={} if is_hidden else {(): int(row[indicator.key] or 0)},
                    hidden=frozenset({()} if is_hidden else ()),
                    adds_up=indicator.rule.kind is RuleKind.FLOW,
                )
                found.append(one)
    return found


def _published(block: Block) -> list[Published]:
    """A block as its readers have it, one table for each period; none where nobody is counted."""
    if not block.threshold:
        return []
    return [
        Published(
            indicator=block.indicator.key,
            period=cube.period,
            threshold=block.threshold,
            part_of=block.indicator.part_of,
            dimensions=tuple(dimension.key for dimension in block.dimensions),
            axes=tuple(tuple(axis) for axis in pattern.system.axes),
            shown=shown_by(pattern),
            hidden=pattern.hidden,
            where=_where(cube.where),
            splitting=frozenset(d.key for d in block.dimensions if d.splits),
            adds_up=block.indicator.rule.kind is RuleKind.FLOW,
            personal=block.indicator.is_personal,
        )
        for cube, pattern in zip(block.cubes, block.patterns, strict=True)
    ]


def _where(where: Mapping[str, Any]) -> dict[str, Value]:
    return dict(where)
