"""Whether a Word template can be filled: every placeholder is looked at before anything is made.

A template is a program of somebody's, so it may do two things only: name what a report has, and
repeat or leave out. What it names is held against `KNOWN`; nothing is called and nothing computed.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

# What a report has: a text (None), a group of named things, or a list of alike ones.
Known = None | Mapping[str, Any] | list[Any]
_TABLE = {
    "caption": None,
    "heads": [None],
    "periods": [None],
    "rows": [{"heads": [None], "cells": [None], "is_margin": None}],
    "notes": [None],
    "pictures": [{"image": None, "caption": None}],
}
KNOWN: Mapping[str, Any] = {
    "title": None,
    "site": None,
    "status": None,
    "year": None,
    "language": None,
    "words": {"contents": None, "annex": None, "definitions": None, "methods": None},
    "chapters": [
        {
            "number": None,
            "heading": None,
            "paragraphs": [{"text": None, "is_item": None}],
            "tables": [_TABLE],
        }
    ],
    "definitions": [{"name": None, "text": None}],
    "methods": [None],
}
LOOP = {"index": None, "first": None, "last": None}
# Chapters, tables, rows, cells: nothing in a report is nested deeper.
DEEPEST = 4
MOST_FAULTS = 10
_TOKEN = re.compile(r"\{\{|\}\}|\{%|%\}")
_PAIRS = {"{{": "}}", "{%": "%}"}
_HARMLESS = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Const,
)


class BrokenTemplate(ValueError):
    """The template cannot be filled; `messages` name every placeholder that is wrong."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages[:MOST_FAULTS]


class Names(ImmutableSandboxedEnvironment):
    """Fills templates that do no more than name what a report has. Raises BrokenTemplate."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        found = list(dict.fromkeys(_faults(tree, dict(KNOWN), 0)))
        if found:
            raise BrokenTemplate(found)
        return tree


def require_paired(content: bytes) -> None:
    """Every placeholder is opened and closed in its paragraph. Raises BrokenTemplate."""
    found = [fault for text in _paragraphs(content) for fault in _unpaired(text)]
    if found:
        raise BrokenTemplate(list(dict.fromkeys(found)))


def syntax_message(error: TemplateSyntaxError) -> str:
    """What is wrong with the grammar of a placeholder, and where."""
    around = list(getattr(error, "docx_context", ()))
    place = min(3, (error.lineno or 1) - 1)
    near = around[place].strip()[:80] if place < len(around) else ""
    words = {"near": near, "reason": error.message}
    return _("The template has a broken placeholder near «%(near)s»: %(reason)s") % words


def _paragraphs(content: bytes) -> Iterator[str]:
    """The text of every paragraph, wherever in the document it stands."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                tree = etree.fromstring(archive.read(name))
                for paragraph in tree.iter(qn("w:p")):
                    yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _unpaired(text: str) -> Iterator[str]:
    """Placeholders that are opened and not closed in their paragraph, or the other way round."""
    opened: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if token[0] in _PAIRS:
            if opened:
                yield _not_closed(text[opened.start() : token.start()])
            opened = token
        elif opened is None or token[0] != _PAIRS[opened[0]]:
            yield _not_opened(text[: token.end()][-40:])
            opened = None
        else:
            opened = None
    if opened:
        yield _not_closed(text[opened.start() :])


def _not_closed(text: str) -> str:
    return _("The placeholder «%(text)s» is not closed.") % {"text": text.strip()[:60]}


def _not_opened(text: str) -> str:
    return _("The placeholder «%(text)s» is closed and was never opened.") % {"text": text.strip()}


def _faults(node: nodes.Node, scope: dict[str, Any], depth: int) -> Iterator[str]:
    """Every name that a report does not have, and everything that is no name."""
    if isinstance(node, nodes.For):
        yield from _loop_faults(node, scope, depth)
    elif isinstance(node, nodes.Name | nodes.Getattr):
        try:
            _known(node, scope)
        except LookupError:
            yield _("There is nothing called «%(name)s» in a report.") % {"name": _path(node)}
    elif isinstance(node, _HARMLESS):
        for child in node.iter_child_nodes():
            yield from _faults(child, scope, depth)
    else:
        what = type(node).__name__
        yield _(
            "Only names, «for» and «if» may stand in a placeholder; «%(what)s» (line %(line)s) may "
            "not."
        ) % {"what": what, "line": node.lineno}


def _loop_faults(node: nodes.For, scope: dict[str, Any], depth: int) -> Iterator[str]:
    try:
        of = _known(node.iter, scope)
    except LookupError:
        yield _("There is nothing called «%(name)s» in a report.") % {"name": _path(node.iter)}
        return
    if not isinstance(of, list) or not isinstance(node.target, nodes.Name) or depth >= DEEPEST:
        yield _("«%(name)s» cannot be repeated here.") % {"name": _path(node.iter)}
        return
    if node.test is not None or node.recursive:
        yield _("«%(name)s» cannot be repeated here.") % {"name": _path(node.iter)}
    inner = scope | {node.target.name: of[0], "loop": LOOP}
    for child in (*node.body, *node.else_):
        yield from _faults(child, inner, depth + 1)


def _known(node: nodes.Node, scope: Mapping[str, Any]) -> Known:
    """What a name stands for. Raises LookupError for what a report does not have."""
    if isinstance(node, nodes.Name):
        return scope[node.name]  # type: ignore[no-any-return]
    if isinstance(node, nodes.Getattr):
        of = _known(node.node, scope)
        if isinstance(of, Mapping):
            return of[node.attr]  # type: ignore[no-any-return]
    raise LookupError(_path(node))


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return type(node).__name__
