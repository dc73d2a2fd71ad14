"""A template is filled with a report."""

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText
from jinja2 import TemplateError, TemplateSyntaxError
from lxml.etree import LxmlError

from thbcases.statistics.report.document import (
    Chapter,
    Definition,
    Document,
    Paragraph,
    Row,
    Table,
)
from thbcases.statistics.report.markup import Shape, Style
from thbcases.statistics.report.pictures import Picture
from thbcases.statistics.report.word.checking import (
    KNOWN,
    BrokenTemplate,
    Names,
    require_paired,
    syntax_message,
)
from thbcases.statistics.report.word.standard import standard_template
from thbcases.web.charts import bar_chart
from thbcases.web.container import not_a_document

PICTURE_WIDTH = Mm(150)
# What the libraries raise over a document that is none, or one they cannot fill.
UNFILLABLE = (
    PackageNotFoundError,
    TemplateError,
    LxmlError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)


class _Image(InlineImage):  # type: ignore[misc]
    """A picture with a text for whoever does not see it."""

    def __init__(self, template: DocxTemplate, picture: Picture) -> None:
        super().__init__(template, io.BytesIO(picture.png()), width=PICTURE_WIDTH)
        self.alt = picture.alt

    def _insert_image(self) -> str:
        named = f'<wp:docPr descr="{escape(self.alt)}" '
        return str(super()._insert_image()).replace("<wp:docPr ", named, 1)


def word_of(document: Document, template: bytes = b"") -> bytes:
    """The document as .docx, by somebody's own template or the standard one.

    Raises BrokenTemplate.
    """
    filled = DocxTemplate(io.BytesIO(template or standard_template(document.language)))
    try:
        filled.render(_context(document, filled), Names(), autoescape=True)
    except TemplateSyntaxError as error:
        raise BrokenTemplate([syntax_message(error)]) from error
    properties = filled.docx.core_properties
    properties.title, properties.author = document.title, document.site
    properties.language = document.language
    made = io.BytesIO()
    filled.save(made)
    return made.getvalue()


def check_template(content: bytes) -> None:
    """Try a template on a report in which everything is there once. Raises BrokenTemplate."""
    try:
        require_paired(content)
        word_of(_sample(), content)
    except BrokenTemplate:
        raise
    except UNFILLABLE as error:
        raise BrokenTemplate([not_a_document()]) from error


def _sample() -> Document:
    """A small report with one of everything."""
    chart = bar_chart(title="–", points=[("A", 1), ("B", 2)], category="–", number="–")
    drawn = Picture(chart, "–", "–")
    table = Table("–", ["–"], ["–"], [Row(["–"], ["1"])], ["–"], [drawn])
    paragraph = Paragraph(Shape.PARAGRAPH, [[{"text": "–", "style": Style.PLAIN}]])
    return Document(
        language="lt",
        year=2012,
        title="–",
        site="–",
        status="–",
        chapters=[Chapter(1, "–", [paragraph], [table])],
        definitions=[Definition("–", "–")],
        methods=["–"],
        words=dict.fromkeys(KNOWN["words"], "–"),
    )


def _context(document: Document, template: DocxTemplate) -> dict[str, Any]:
    """What the placeholders stand for: `KNOWN`, filled."""
    return {
        "title": document.title,
        "site": document.site,
        "status": document.status,
        "year": document.year,
        "language": document.language,
        "words": document.words,
        "chapters": [
            {
                "number": chapter.number,
                "heading": chapter.heading,
                "paragraphs": [one for p in chapter.paragraphs for one in _paragraphs(p)],
                "tables": [_table(table, template) for table in chapter.tables],
            }
            for chapter in document.chapters
        ],
        "definitions": [{"name": one.name, "text": one.text} for one in document.definitions],
        "methods": document.methods,
    }


def _table(table: Table, template: DocxTemplate) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "heads": table.heads,
        "periods": table.periods,
        "rows": [
            {"heads": row.heads, "cells": row.cells, "is_margin": row.is_margin}
            for row in table.rows
        ],
        "notes": table.notes,
        "pictures": [
            {"image": _Image(template, one), "caption": one.caption} for one in table.pictures
        ],
    }


def _paragraphs(paragraph: Paragraph) -> Iterator[dict[str, Any]]:
    """A paragraph, or each line of a list; each list has numbers of its own, so they are text."""
    for number, line in enumerate(paragraph.lines, start=1):
        text = RichText()
        if paragraph.shape == Shape.NUMBERS:
            text.add(f"{number}. ")
        for run in line:
            style = Style(run["style"])
            text.add(run["text"], bold=style is Style.STRONG, italic=style is Style.EMPHASIS)
        yield {"text": text, "is_item": paragraph.shape == Shape.BULLETS}
