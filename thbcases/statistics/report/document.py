"""The report as it is read, in one language: the same for the page, the PDF and Word.

Nothing of it is markup: every text is a text, whatever stands in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from thbcases.codes.choices import Audience
from thbcases.codes.models.base import is_english
from thbcases.codes.queries import disclosure_rule
from thbcases.statistics.builder.spec import TableSpec
from thbcases.statistics.choices import Counted
from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.models import AnnualReport, ReportChapter
from thbcases.statistics.publishing import FrozenBlock, FrozenCell, FrozenTable
from thbcases.statistics.report.content import Content
from thbcases.statistics.report.markup import Run, TextBlock, blocks, printable
from thbcases.statistics.report.pictures import Picture, picture

HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
DASH = "\N{EN DASH}"


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is about, then its numbers as they are printed."""

    heads: list[str]
    cells: list[str]
    is_margin: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its numbered caption, heads of its columns, and how it was counted."""

    caption: str
    heads: list[str]
    periods: list[str]
    rows: list[Row]
    notes: list[str]
    pictures: list[Picture]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a list of a chapter's text, its figures filled in."""

    shape: str
    lines: list[list[dict[str, str]]]


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter."""

    number: int
    heading: str
    paragraphs: list[Paragraph]
    tables: list[Table]


@dataclass(frozen=True)
class Definition:
    """How a figure is counted."""

    name: str
    text: str


@dataclass(frozen=True)
class Document:
    """The whole report in one language."""

    language: str
    year: int
    title: str
    site: str
    status: str
    chapters: list[Chapter]
    definitions: list[Definition]
    methods: list[str]
    words: dict[str, str]


def document(
    report: AnnualReport,
    chapters: Sequence[ReportChapter],
    content: Content,
    language: str,
    published_at: datetime | None = None,
) -> Document:
    """The report in one language; without a day of publication it says that it is a draft."""
    with override(language):
        maker = _Maker(report, content)
        made = [maker.chapter(number, one) for number, one in enumerate(chapters, start=1)]
        return Document(
            language=language,
            year=report.year,
            title=printable(report.title),
            site=str(settings.SITE_NAME),
            status=_status(published_at),
            chapters=made,
            definitions=maker.definitions(),
            methods=_methods(),
            words=_words(),
        )


class _Maker:
    """Makes chapters one after another and numbers their tables."""

    def __init__(self, report: AnnualReport, content: Content) -> None:
        self.report, self.content = report, content
        self.tables = self.pictures = 0
        self.used: set[str] = set()

    def chapter(self, number: int, chapter: ReportChapter) -> Chapter:
        """One chapter, filled."""
        text = chapter.text_en if is_english() else chapter.text_lt
        return Chapter(
            number,
            printable(chapter.heading),
            [self.paragraph(block) for block in blocks(text)],
            [table for kept in chapter.tables for table in self.kept(kept)],
        )

    def definitions(self) -> list[Definition]:
        """Every figure of the tables and the text once, in the order of the registry."""
        used = [self.content.block(key) for key in INDICATORS if key in self.used]
        return [Definition(block.name, _definition(block)) for block in used]

    def paragraph(self, block: TextBlock) -> Paragraph:
        """The text with its figures filled in."""
        return Paragraph(
            block.shape.value, [[self.run(run) for run in line] for line in block.lines]
        )

    def run(self, run: Run) -> dict[str, str]:
        """A stretch of text; a figure becomes its number."""
        if run.figure is None:
            return {"text": run.text, "style": run.style.value}
        self.used.add(run.figure.key)
        said = self.content.say(run.figure.key, run.figure.year or self.report.year)
        return {"text": said, "style": run.style.value}

    def kept(self, kept: dict[str, Any]) -> Iterator[Table]:
        """The tables of what a chapter keeps: figures that are not broken down stand in one."""
        spec = TableSpec.from_json(kept["spec"])
        frozen = self.content.table(spec)
        caption = printable(kept["captions"]["en" if is_english() else "lt"])
        self.used |= {block.indicator for block in frozen.blocks}
        if not spec.by:
            yield self._flat(frozen, caption, chart=kept["chart"])
            return
        for block in frozen.blocks:
            of = f"{caption}: {block.name}" if len(frozen.blocks) > 1 else caption
            yield self._crossed(block, of, chart=kept["chart"])

    def _flat(self, frozen: FrozenTable, caption: str, *, chart: bool) -> Table:
        rows = [
            Row([capfirst(block.name)], [_cell(cell) for cell in line.cells])
            for block in frozen.blocks
            for line in block.lines
        ]
        drawn = [self._picture(block) for block in frozen.blocks] if chart else []
        notes = [f"{block.name}: {_definition(block)}" for block in frozen.blocks]
        return Table(
            self._next(caption),
            [capfirst(_("figure"))],
            frozen.blocks[0].labels,
            rows,
            [*notes, *_notes(frozen.blocks)],
            [one for one in drawn if one],
        )

    def _crossed(self, block: FrozenBlock, caption: str, *, chart: bool) -> Table:
        rows = [
            Row(
                [capfirst(word) for word in block.words(line)],
                [_cell(cell) for cell in line.cells],
                line.is_margin,
            )
            for line in block.lines
        ]
        drawn = self._picture(block) if chart else None
        return Table(
            self._next(caption),
            [capfirst(dimension.name) for dimension in block.dimensions],
            block.labels,
            rows,
            [_definition(block), *_notes([block])],
            [drawn] if drawn else [],
        )

    def _next(self, caption: str) -> str:
        """The caption with the next number."""
        self.tables += 1
        return _("Table %(number)s. %(title)s") % {"number": self.tables, "title": caption}

    def _picture(self, block: FrozenBlock) -> Picture | None:
        """The picture of a figure with the next number, where there is one."""
        if (drawn := picture(block)) is None:
            return None
        self.pictures += 1
        words = {"number": self.pictures, "title": drawn.chart.title}
        return replace(drawn, caption=_("Picture %(number)s. %(title)s") % words)


def _cell(cell: FrozenCell) -> str:
    if cell.is_hidden:
        return HIDDEN
    return DASH if cell.number is None else str(localize(cell.number))


def _definition(block: FrozenBlock) -> str:
    unit = Counted(block.counted).label
    rule = INDICATORS[block.indicator].rule.kind.label if block.indicator in INDICATORS else ""
    return f"{block.definition} ({unit}; {rule})" if rule else f"{block.definition} ({unit})"


def _notes(blocks_of: Sequence[FrozenBlock]) -> list[str]:
    """What stands under a table about all of it: what is hidden, and what the signs mean."""
    notes = []
    threshold = max(block.threshold for block in blocks_of)
    cells = [cell for block in blocks_of for line in block.lines for cell in line.cells]
    if threshold:
        notes.append(
            _(
                "Numbers of people below %(least)s are hidden, and others so that nobody works "
                "them out; zero is shown."
            )
            % {"least": threshold}
        )
    if any(cell.is_hidden for cell in cells):
        notes.append(_("«%(sign)s»: hidden to protect people.") % {"sign": HIDDEN})
    if any(cell.number is None and not cell.is_hidden for cell in cells):
        notes.append(_("«%(sign)s»: nothing of the kind was recorded.") % {"sign": DASH})
    if any(dimension.splits for block in blocks_of for dimension in block.dimensions):
        notes.append(
            _(
                "Somebody with two values (helped by two organisations, say) stands in both lines, "
                "so that lines may add up to more than all."
            )
        )
    elif any(block.dimensions for block in blocks_of):
        notes.append(_("Somebody with several values in the time stands in the line of the first."))
    return notes


def _status(published_at: datetime | None) -> str:
    if published_at is None:
        return _("Draft: not published")
    moment = timezone.localtime(published_at)
    return _("Published on %(day)s") % {"day": f"{moment:%Y-%m-%d}"}


def _methods() -> list[str]:
    """How the figures come about, for whoever reads the report and not the system."""
    rule = disclosure_rule(Audience.PUBLIC, timezone.localdate())
    return [
        _(
            "The figures are counted over the records of the investigating units, the "
            "organisations that help victims, and the ministries, without identities."
        ),
        _("A person is counted once in the country, whoever recorded them and however often."),
        _(
            "A year has its first and its last day in it. What was recorded later than the day of "
            "publication is not in these figures; it appears as a revision beside them."
        ),
        _(
            "Numbers of people below %(least)s are hidden, and others so that nobody works "
            "them out; zero is shown."
        )
        % {"least": rule.threshold}
        + f" {rule.reason}",
        _("A dash: nothing of the kind was recorded; a part of something recorded can be 0."),
    ]


def _words() -> dict[str, str]:
    """The words that the document itself needs, in its language."""
    return {
        "contents": _("Contents"),
        "annex": _("Annex"),
        "definitions": _("How each figure is counted"),
        "methods": _("Methods"),
    }
