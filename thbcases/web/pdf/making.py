"""A document becomes a file."""

import json
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thbcases.web.pdf.blocks import Document
from thbcases.web.pdf.measures import UPRIGHT, WIDE

TEMPLATE = Path(__file__).with_name("document.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]


class NotConforming(ValueError):
    """The document cannot be made as the standards ask; the text is the compiler's reason."""


def pdf(document: Document, language: str, *, is_strict: bool = False) -> bytes:
    """The document in one language. What it says is handed over as data and never as markup.

    Raises NotConforming when it must conform (`is_strict`) and cannot.
    """
    with override(language):
        data = _data(document, timezone.localtime())
    given = {"data": json.dumps(data | {"language": language}, ensure_ascii=False)}
    try:
        made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=given, pdf_standards=STANDARDS)
    except typst.TypstError as error:
        if is_strict:
            raise NotConforming(str(error)) from error
        # A name in a script for which this machine has no font: the standards forbid empty boxes.
        # The document is tagged all the same.
        made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=given)
    assert isinstance(made, bytes)
    return made


def pdf_response(document: Document, name: str, language: str) -> HttpResponse:
    """The document as a file to keep; `name` without its ending."""
    response = HttpResponse(pdf(document, language), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _data(document: Document, made_at: datetime) -> dict[str, Any]:
    room = WIDE if document.is_wide else UPRIGHT
    blocks = [data for block in document.blocks for data in block.as_data(room)]
    _without_leaps(blocks)
    if document.is_numbered:
        _numbered(blocks)
    return {
        "title": str(document.title),
        "number": str(document.number),
        "mark": str(document.mark),
        "site": str(settings.SITE_NAME),
        "wide": document.is_wide,
        "cover": [str(line) for line in document.cover],
        "made": [made_at.year, made_at.month, made_at.day],
        "blocks": _on_their_side(blocks),
    }


def _on_their_side(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Wide tables after each other share their paper."""
    made: list[dict[str, Any]] = []
    for is_wide, group in groupby(blocks, key=lambda block: bool(block.get("wide"))):
        run = list(group)
        made += [{"kind": "wide", "blocks": run}] if is_wide else run
    return made


def _without_leaps(blocks: list[dict[str, Any]]) -> None:
    """A heading is at most one level below the one before: readers jump from level to level."""
    before = 1
    for block in blocks:
        if block["kind"] == "heading":
            before = block["level"] = min(block["level"], before + 1)


def _numbered(blocks: list[dict[str, Any]]) -> None:
    """Tables and pictures get numbers, a table that goes on keeps its own."""
    counts = {"table": 0, "picture": 0}
    last = ""
    for block in blocks:
        kind = block["kind"]
        if kind not in counts:
            last = ""
            continue
        caption = block["caption"]
        counts[kind] += (kind, caption) != ("table", last)
        words = {"number": counts[kind], "title": caption}
        form = (
            _("Table %(number)s. %(title)s")
            if kind == "table"
            else _("Picture %(number)s. %(title)s")
        )
        block["caption"] = form % words
        last = caption if kind == "table" else ""
