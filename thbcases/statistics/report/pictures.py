"""Pictures of the tables of a report, each with a text that says what it shows."""

from dataclasses import dataclass

import vl_convert
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thbcases.statistics.choices import Counted
from thbcases.statistics.publishing import FrozenBlock, FrozenCell, FrozenLine
from thbcases.web.charts import Chart, Point, bar_chart, line_chart

# More lines or bars cannot be told apart.
MOST_SERIES = 6
MOST_BARS = 12
# Word shows pixels, so that a picture needs more of them than the page it is drawn for.
PNG_SCALE = 3


@dataclass(frozen=True)
class Picture:
    """A chart for the page, and the text for whoever does not see it."""

    chart: Chart
    alt: str
    caption: str

    @property
    def svg(self) -> str:
        """The drawing, for the PDF."""
        return str(self.chart.svg)

    def png(self) -> bytes:
        """The drawing for Word, which does not draw vector pictures everywhere."""
        made: bytes = vl_convert.svg_to_png(self.svg, scale=PNG_SCALE)
        return made


def picture(block: FrozenBlock) -> Picture | None:
    """The picture that suits a figure; None where there is too much or too little to draw."""
    lines = [line for line in block.lines if not line.is_margin]
    if len(block.dimensions) > 1 or not any(_drawn(cell) for line in lines for cell in line.cells):
        return None
    if len(block.periods) > 1:
        chart = _trend(block, lines) if len(lines) <= MOST_SERIES else None
    else:
        chart = _bars(block, lines) if 1 < len(lines) <= MOST_BARS else None
    return Picture(chart, _alt(chart), chart.title) if chart else None


def _trend(block: FrozenBlock, lines: list[FrozenLine]) -> Chart:
    points: list[Point] = [
        (label, _drawn(cell), capfirst(" · ".join(block.words(line))))
        for line in lines
        for label, cell in zip(block.labels, line.cells, strict=True)
    ]
    return line_chart(
        title=block.name,
        points=points if block.dimensions else [point[:2] for point in points],
        category=_("period"),
        number=_unit(block),
        series=capfirst(block.dimensions[0].name) if block.dimensions else "",
    )


def _bars(block: FrozenBlock, lines: list[FrozenLine]) -> Chart:
    return bar_chart(
        title=f"{block.name}, {block.labels[0]}",
        points=[(capfirst(block.words(line)[0]), _drawn(line.cells[0])) for line in lines],
        category=block.dimensions[0].name,
        number=_unit(block),
    )


def _unit(block: FrozenBlock) -> str:
    """What is counted, in a word: the side of a picture has no room for how it is counted."""
    return str(Counted(block.counted).label).partition(",")[0]


def _drawn(cell: FrozenCell) -> int | float | None:
    """A hidden number is a gap, as an unknown one is."""
    return None if cell.is_hidden else cell.number


def _alt(chart: Chart) -> str:
    """What the picture shows, number by number."""
    said = []
    for *of, number in chart.rows:
        shown = _("not shown") if number is None else localize(number)
        said.append(f"{', '.join(map(str, of))}: {shown}")
    return _("Chart: %(title)s. %(points)s.") % {"title": chart.title, "points": "; ".join(said)}
