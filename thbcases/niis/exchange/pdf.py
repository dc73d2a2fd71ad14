"""A message as a PDF that a screen reader reads, too."""

from collections.abc import Iterator

from thbcases.niis.exchange import readable
from thbcases.niis.exchange.building import Content
from thbcases.niis.exchange.codes import LISTS
from thbcases.web.pdf import Block, Document, Heading, Terms
from thbcases.web.pdf import pdf as made

DEEPEST = 5


def pdf(content: Content, language: str) -> bytes:
    """The message in one language."""
    parts = readable.readable(content, language)
    document = Document(
        title=readable.title(content, language),
        number=content["id"],
        mark=LISTS["handling"][content["handling"]].of(language),
        blocks=[block for part in parts for block in _blocks(part, 2)],
    )
    return made(document, language)


def _blocks(part: readable.Part, level: int) -> Iterator[Block]:
    yield Heading(part.title, level)
    yield Terms(part.lines)
    for inner in part.parts:
        yield from _blocks(inner, min(level + 1, DEEPEST))
