"""A message in words: what a person reads, in Lithuanian or in English, on a page or in a PDF."""

from dataclasses import dataclass, field
from typing import Any

from thbcases.niis.exchange.codes import LISTS, Words
from thbcases.niis.exchange.definition import ENVELOPE, PAYLOADS, TITLE, Field

Line = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it: lines, and parts of its own."""

    title: str
    lines: list[Line] = field(default_factory=list)
    parts: "list[Part]" = field(default_factory=list)


HEAD = Words("Apie pranešimą", "About the message")


def title(content: dict[str, Any], language: str) -> str:
    """«Exchange message: request»."""
    return f"{TITLE.of(language)}: {LISTS['kind'][content['kind']].of(language)}"


def readable(content: dict[str, Any], language: str) -> list[Part]:
    """A message that the format allows, in the words of one language; nothing of it is left out."""
    shown = tuple(row for row in ENVELOPE if row.form != "constant")
    body = _group(PAYLOADS[content["kind"]], content["payload"], language)
    kind = LISTS["kind"][content["kind"]].of(language)
    return [Part(_large(kind), body.lines, body.parts), _head(shown, content, language)]


def _head(fields: tuple[Field, ...], content: dict[str, Any], language: str) -> Part:
    return Part(HEAD.of(language), _group(fields, content, language).lines)


def _group(fields: tuple[Field, ...], values: dict[str, Any], language: str) -> Part:
    """The keys that are there, in the order of the definition."""
    made = Part("")
    for row in fields:
        if row.key in values:
            _add(made, row, values[row.key], language)
    return made


def _add(made: Part, row: Field, value: Any, language: str) -> None:
    name = _large(row.words.of(language))
    if row.form in ("group", "choice"):
        inner = _group(row.fields, value, language)
        made.parts.append(Part(name, inner.lines, inner.parts))
    elif row.form == "list":
        _add_list(made, row, value, language)
    else:
        made.lines.append((name, _one(row, value, language)))


def _add_list(made: Part, row: Field, values: list[Any], language: str) -> None:
    assert row.item is not None
    name = _large(row.words.of(language))
    if row.item.form != "group":
        words = ", ".join(_one(row.item, value, language) for value in values)
        made.lines.append((name, words or "—"))
        return
    for place, value in enumerate(values, start=1):
        inner = _group(row.item.fields, value, language)
        head = _large(row.item.words.of(language))
        numbered = f"{head} {place}" if len(values) > 1 else head
        made.parts.append(Part(numbered, inner.lines, inner.parts))


def _one(row: Field, value: Any, language: str) -> str:
    return LISTS[row.codes][value].of(language) if row.form == "code" else str(value)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
