"""The small markup of a chapter's text: paragraphs, lists, emphasis, and figures by their names.

An empty line parts paragraphs; lines that begin with «- » or «1. » are lists; *so* is emphasis
and **so** is strong; «{{ presumed_victims }}» is a figure of the report's year,
«{{ presumed_victims.2011 }}» of another one. Everything else is text, whatever it looks like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from django.utils.translation import gettext as _

from thbcases.statistics.indicators import INDICATORS

OPENS, CLOSES = "{{", "}}"
_NAME = re.compile(r"(?P<key>[A-Za-z_]\w*)(?:\.(?P<year>\d{4}))?", re.ASCII)
_BULLET = re.compile(r"[-*•]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
# Inside a paragraph: a placeholder first, so that its name is never taken for emphasis.
_INLINE = re.compile(
    r"\{\{(?P<figure>[^{}]*)\}\}"
    r"|\*\*(?P<strong>\S(?:[^*]*[^*\s])?)\*\*"
    r"|\*(?P<emphasis>\S(?:[^*]*[^*\s])?)\*"
)
# What no document format takes: control characters, half characters, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Style(StrEnum):
    """How a stretch of text is written."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"


class Shape(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Figure:
    """A figure that the text names; without a year that of the report."""

    key: str
    year: int | None = None


@dataclass(frozen=True)
class Run:
    """A stretch of text, or a figure in its place."""

    text: str = ""
    style: Style = Style.PLAIN
    figure: Figure | None = None


@dataclass(frozen=True)
class TextBlock:
    """A paragraph, or a list with its lines."""

    shape: Shape
    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Fault:
    """A placeholder that cannot be filled: its line, what stands there, and what to do."""

    line: int
    placeholder: str
    message: str


def printable(text: str) -> str:
    """The text without what no document can hold; line ends are one kind."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def blocks(text: str) -> list[TextBlock]:
    """The text as paragraphs and lists. What is broken stays as it was typed."""
    found = []
    for lines in _parts(printable(text)):
        for shape, group in _shapes(lines):
            found.append(TextBlock(shape, tuple(tuple(_runs(line)) for line in group)))
    return found


def figures(text: str) -> list[Figure]:
    """Every figure that the text names and the system knows, each once."""
    named = [run.figure for block in blocks(text) for line in block.lines for run in line]
    return list(dict.fromkeys(figure for figure in named if figure))


def faults(text: str, year: int, first_year: int) -> list[Fault]:
    """Every placeholder that cannot be filled, line by line."""
    return [
        fault
        for number, line in enumerate(printable(text).split("\n"), start=1)
        for fault in _faults_of(line, number, year, first_year)
    ]


def _parts(text: str) -> Iterator[list[str]]:
    for part in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in part.split("\n")]
        if kept := [line for line in lines if line]:
            yield kept


def _shapes(lines: list[str]) -> Iterator[tuple[Shape, list[str]]]:
    """Runs of lines of one shape; the lines of a paragraph are joined, and so is what is broken
    off in a list."""
    shape, group = Shape.PARAGRAPH, list[str]()
    for line in lines:
        now, text = _shape_of(line)
        if now is Shape.PARAGRAPH and group:
            # goes on, be it a paragraph or the line of a list
            group[-1] = f"{group[-1]} {text}"
        elif now is shape or not group:
            shape, group = now, [*group, text]
        else:
            yield shape, group
            shape, group = now, [text]
    yield shape, group


def _shape_of(line: str) -> tuple[Shape, str]:
    for shape, mark in ((Shape.BULLETS, _BULLET), (Shape.NUMBERS, _NUMBER)):
        if found := mark.match(line):
            return shape, line[found.end() :]
    return Shape.PARAGRAPH, line


def _runs(line: str, style: Style = Style.PLAIN) -> Iterator[Run]:
    last = 0
    for found in _INLINE.finditer(line):
        if found.start() > last:
            yield Run(line[last : found.start()], style)
        last = found.end()
        yield from _marked(found, style)
    if last < len(line):
        yield Run(line[last:], style)


def _marked(found: re.Match[str], style: Style) -> Iterator[Run]:
    if found["figure"] is not None:
        figure = _figure(found["figure"])
        yield Run(figure=figure, style=style) if figure else Run(found[0], style)
    elif found["strong"] is not None:
        yield from _runs(found["strong"], Style.STRONG)
    else:
        yield from _runs(found["emphasis"], Style.EMPHASIS)


def _figure(inside: str) -> Figure | None:
    name = _NAME.fullmatch(inside.strip())
    if name is None or name["key"] not in INDICATORS:
        return None
    return Figure(name["key"], int(name["year"]) if name["year"] else None)


def _faults_of(line: str, number: int, year: int, first_year: int) -> Iterator[Fault]:
    place = 0
    while (start := line.find(OPENS, place)) != -1 or CLOSES in line[place:]:
        end = line.find(CLOSES, place)
        if start == -1 or (end != -1 and end < start):
            stray = line[max(place, end - 20) : end + 2].strip()
            yield Fault(number, stray, _("It is closed and was never opened. Begin it with «{{»."))
            place = end + len(CLOSES)
            continue
        inner = line.find(OPENS, start + len(OPENS))
        if end == -1 or (inner != -1 and inner < end):
            stop = min(inner if inner != -1 else len(line), start + 30)
            text = _("It is not closed on its line. End it with «}}».")
            yield Fault(number, line[start:stop].strip(), text)
            place = inner if inner != -1 else len(line)
            continue
        if message := _wrong(line[start + len(OPENS) : end], year, first_year):
            yield Fault(number, line[start : end + len(CLOSES)], message)
        place = end + len(CLOSES)


def _wrong(inside: str, year: int, first_year: int) -> str:
    """Why this cannot be filled; empty when it can."""
    name = _NAME.fullmatch(inside.strip())
    if name is None:
        return _("Write the name of one figure, with a year behind a dot where it is another one.")
    if name["key"] not in INDICATORS:
        near = get_close_matches(name["key"], INDICATORS, n=1)
        if near:
            return _("There is no figure of this name. Did you mean «%(near)s»?") % {
                "near": near[0]
            }
        return _("There is no figure of this name. The names stand below the form.")
    if name["year"] and not first_year <= int(name["year"]) <= year:
        return _("Give a year from %(first)s to %(last)s.") % {"first": first_year, "last": year}
    return ""
