"""The report as a PDF for screen readers (PDF/UA-1) and for the archive (PDF/A-2a)."""

from collections.abc import Iterator
from typing import Any

from thbcases.statistics.report.document import Chapter, Document, Paragraph
from thbcases.statistics.report.markup import Shape, Style
from thbcases.web import pdf

_STYLES = {Style.PLAIN: "", Style.EMPHASIS: "emphasis", Style.STRONG: "strong"}


def pdf_of(document: Document, *, is_strict: bool) -> bytes:
    """The document as it is printed. Raises NotConforming when it must conform and cannot."""
    return pdf.pdf(_printed(document), document.language, is_strict=is_strict)


def _printed(document: Document) -> pdf.Document:
    words = document.words
    blocks: list[pdf.Block] = [pdf.Contents(words["contents"], depth=2), pdf.PageBreak()]
    for chapter in document.chapters:
        blocks += _chapter(chapter)
    definitions = [(one.name, one.text) for one in document.definitions]
    blocks += [pdf.PageBreak(), pdf.Heading(f"{words['annex']}. {words['definitions']}")]
    blocks += [pdf.Terms(definitions), pdf.Heading(words["methods"])]
    blocks += [pdf.Paragraph(text) for text in document.methods]
    return pdf.Document(
        title=document.title,
        blocks=blocks,
        number=document.title,
        mark=document.status,
        cover=[document.site, document.status],
    )


def _chapter(chapter: Chapter) -> Iterator[pdf.Block]:
    yield pdf.Heading(f"{chapter.number}. {chapter.heading}")
    for paragraph in chapter.paragraphs:
        yield _text(paragraph)
    for table in chapter.tables:
        yield pdf.Table(
            head=[*table.heads, *table.periods],
            rows=[[*row.heads, *row.cells] for row in table.rows],
            caption=table.caption,
            heads=len(table.heads),
            totals=[place for place, row in enumerate(table.rows) if row.is_margin],
            notes=table.notes,
        )
        for drawn in table.pictures:
            yield pdf.Picture(drawn.svg, drawn.alt, drawn.caption)


def _text(paragraph: Paragraph) -> pdf.Rich | pdf.RichItems:
    lines = [_runs(line) for line in paragraph.lines]
    if paragraph.shape == Shape.PARAGRAPH:
        return pdf.Rich(lines[0])
    return pdf.RichItems(lines, is_numbered=paragraph.shape == Shape.NUMBERS)


def _runs(line: list[dict[str, Any]]) -> list[pdf.Run]:
    return [pdf.Run(run["text"], _STYLES[Style(run["style"])]) for run in line]
