"""A message as a PDF that a screen reader reads, too (PDF/UA-1)."""

import json
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import override

from thbcases.niis.exchange import readable
from thbcases.niis.exchange.building import Content
from thbcases.niis.exchange.codes import LISTS

TEMPLATE = Path(__file__).with_name("message.typ")


def pdf(content: Content, language: str) -> bytes:
    """The message in one language. What it says is handed over as data and never as markup."""
    with override(language):
        site = str(settings.SITE_NAME)
    data = {
        "language": language,
        "title": readable.title(content, language),
        "number": content["id"],
        "handling": LISTS["handling"][content["handling"]].of(language),
        "site": site,
        "parts": [part.as_data() for part in readable.readable(content, language)],
    }
    given = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=given, pdf_standards=["ua-1"])
    except typst.TypstError:
        # A name in a script for which this machine has no font: the standard forbids empty boxes.
        # The document is tagged all the same, and the message itself has the name.
        made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=given)
    assert isinstance(made, bytes)
    return made
