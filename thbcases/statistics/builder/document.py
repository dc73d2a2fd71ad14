"""A built table as a document: each figure with its pictures, its lines and what stands beneath."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from thbcases.statistics.builder.built import Block, Built, Cell
from thbcases.statistics.builder.notes import Notes, definition, how_counted
from thbcases.statistics.builder.pictures import pictures_of
from thbcases.statistics.indicators import Indicator
from thbcases.statistics.periods import period_label
from thbcases.statistics.queries import CountryRow
from thbcases.web import pdf
from thbcases.web.charts import HIDDEN, Chart


def built_document(built: Built, title: str, notes: Notes) -> pdf.Document:
    """The document of a table from the builder."""
    blocks = [part for block in built.blocks for part in _figure(block, notes)]
    return pdf.Document(title, blocks, mark=_mark(notes), is_wide=_lies(blocks))


def country_document(
    rows: Sequence[CountryRow],
    indicators: Sequence[Indicator],
    charts: Iterable[Chart],
    title: str,
    notes: Notes,
) -> pdf.Document:
    """The document of the country table: the lines, the pictures, and how each is counted."""
    table = pdf.Table(
        head=[_("Figure"), *(period_label(row.period) for row in rows)],
        rows=[[_name(one), *(row[one.key] for row in rows)] for one in indicators],
        caption=title,
        notes=[" ".join(notes.sentences())],
    )
    counted: list[pdf.Block] = [
        pdf.Heading(_("How it is counted")),
        pdf.Terms(how_counted(indicators), True),
    ]
    drawn = [part for chart in charts for part in _picture(chart)]
    blocks = [table, *drawn, *counted]
    return pdf.Document(title, blocks, mark=_mark(notes), is_wide=_lies(blocks))


def _figure(block: Block, of_all: Notes) -> list[pdf.Block]:
    rule = of_all.rule if block.threshold else None
    records = block.records if block.cubes else None
    own = replace(of_all, records=records, hidden=block.hidden, rule=rule)
    notes = [definition(block.indicator), block.adds_up, " ".join(own.sentences())]
    heads = [str(dimension.name) for dimension in block.dimensions] or [_("Figure")]
    table = pdf.Table(
        head=[*heads, *block.labels],
        rows=[
            [*(line.labels or [_("in all")]), *(_number(cell) for cell in line.cells)]
            for line in block.lines
        ],
        caption=block.title,
        heads=len(heads),
        totals=[place for place, line in enumerate(block.lines) if line.is_margin],
        notes=[note for note in notes if note],
    )
    drawn = [part for chart in pictures_of(block) for part in _picture(chart)]
    return [pdf.Heading(block.title), table, *drawn]


def _picture(chart: Chart) -> list[pdf.Block]:
    told = _("Picture: %(title)s. Its figures stand in the table.") % {"title": chart.title}
    made: list[pdf.Block] = [pdf.Picture(str(chart.svg), f"{told} {chart.note}", chart.title)]
    return [*made, pdf.Paragraph(chart.note, is_small=True)]


def _name(indicator: Indicator) -> str:
    """A part of the figure above is set in, as on the page."""
    return f"\N{EM SPACE}{indicator.name}" if indicator.part_of else str(indicator.name)


def _number(cell: Cell) -> Any:
    return HIDDEN if cell.is_hidden else cell.number


def _lies(blocks: Iterable[pdf.Block]) -> bool:
    """Whether a table needs paper that lies on its side; then all of it does."""
    return any(isinstance(block, pdf.Table) and block.is_wide for block in blocks)


def _mark(notes: Notes) -> str:
    """What every page says of numbers in which nothing is hidden."""
    return "" if notes.rule else _("for internal use")
