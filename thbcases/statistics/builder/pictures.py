"""Pictures of a built table: a line over time, bars for one period."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thbcases.statistics.builder.built import Block, Built, Cell
from thbcases.statistics.indicators import full_name
from thbcases.statistics.periods import period_label
from thbcases.web.charts import Chart, bar_chart, line_chart

# More lines or bars cannot be told apart.
MOST_SERIES = 6
MOST_BARS = 12


def pictures(built: Built) -> list[Chart]:
    """The pictures that suit the table; none where there is too much or too little to draw."""
    return [chart for chart in map(_picture, built.blocks) if chart]


def _picture(block: Block) -> Chart | None:
    if not block.indicator.is_count or len(block.dimensions) > 1:
        return None
    inner = [line for line in block.lines if not line.is_margin or not block.dimensions]
    if not any(cell.number for line in inner for cell in line.cells):
        return None
    if len(block.periods) > 1:
        return _trend(block) if len(inner) <= MOST_SERIES else None
    return _bars(block) if 1 < len(inner) <= MOST_BARS else None


def _trend(block: Block) -> Chart:
    inner = [line for line in block.lines if not line.is_margin or not block.dimensions]
    labels = [period_label(period) for period in block.periods]
    points = [
        (label, _drawn(cell), " · ".join(line.labels))
        for line in inner
        for label, cell in zip(labels, line.cells, strict=True)
    ]
    return line_chart(
        title=full_name(block.indicator),
        points=points if block.dimensions else [point[:2] for point in points],
        category=_("period"),
        number=str(block.indicator.counted.label),
        series=capfirst(str(block.dimensions[0].name)) if block.dimensions else "",
    )


def _bars(block: Block) -> Chart:
    inner = [line for line in block.lines if not line.is_margin]
    return bar_chart(
        title=f"{full_name(block.indicator)}, {period_label(block.periods[0])}",
        points=[(line.labels[0], _drawn(line.cells[0])) for line in inner],
        category=str(block.dimensions[0].name),
        number=str(block.indicator.counted.label),
    )


def _drawn(cell: Cell) -> int | float | None:
    """A hidden number is a gap, as an unknown one is."""
    return None if cell.is_hidden else cell.number
