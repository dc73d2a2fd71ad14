"""A table as it was published: complete in itself, whatever becomes of names and definitions."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thbcases.codes.models.base import is_english
from thbcases.core.periods import Period
from thbcases.statistics.choices import Counted
from thbcases.statistics.disclosure.kinds import Key, Value
from thbcases.statistics.indicators import DIMENSIONS
from thbcases.statistics.periods import period_label
from thbcases.statistics.queries import Value as Number

# How a hidden number is written: a word, which nobody takes for a number.
HIDDEN = "hidden"
# Lithuanian and English.
Names = Mapping[str, str]


def canonical(content: Any) -> bytes:
    """The one way to write something down, so that a checksum says the same everywhere."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def checksum(content: Any) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()


def in_language(names: Names) -> str:
    """A name in the reader's language."""
    return names["en" if is_english() else "lt"]


@dataclass(frozen=True)
class FrozenCell:
    """One number; hidden, or None where nothing of the kind was recorded."""

    number: Number = None
    is_hidden: bool = False

    def as_json(self) -> Any:
        """The number, null, or the word for hidden."""
        return HIDDEN if self.is_hidden else self.number

    @classmethod
    def from_json(cls, kept: Any) -> "FrozenCell":
        """What `as_json` gave."""
        return cls(is_hidden=True) if kept == HIDDEN else cls(kept)


@dataclass(frozen=True)
class FrozenDimension:
    """By what a figure was broken down, with the words of its values at that time."""

    key: str
    names: Names
    values: tuple[tuple[Value, Names], ...]
    splits: bool = False

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.names)

    def word(self, value: Value | None) -> str:
        """A value in the reader's words; «in all» for all of them."""
        if value is None:
            return _("in all")
        return in_language(dict(self.values)[value])

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return {
            "key": self.key,
            "names": dict(self.names),
            "splits": self.splits,
            "values": [[value, dict(names)] for value, names in self.values],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "FrozenDimension":
        """What `as_json` gave."""
        values = tuple((value, names) for value, names in kept["values"])
        return cls(kept["key"], kept["names"], values, kept["splits"])


@dataclass(frozen=True)
class FrozenLine:
    """A line: its value of each dimension (None for all), and a cell for each period."""

    at: Key
    cells: tuple[FrozenCell, ...]

    @property
    def is_margin(self) -> bool:
        """Whether it adds up other lines."""
        return None in self.at


@dataclass(frozen=True)
class FrozenBlock:
    """One figure of a table. `threshold` is 0 where nothing had to be hidden: no people.

    With a `base` every number is rounded to a multiple of it, and none is hidden.
    """

    indicator: str
    names: Names
    definitions: Names
    counted: str
    threshold: int
    periods: tuple[Period, ...]
    lines: tuple[FrozenLine, ...]
    dimensions: tuple[FrozenDimension, ...] = ()
    part_of: str = ""
    adds_up: bool = False
    where: tuple[tuple[str, Value], ...] = ()
    base: int = 0

    @property
    def name(self) -> str:
        """What is counted, in the reader's language."""
        return in_language(self.names)

    @property
    def definition(self) -> str:
        """How it is counted, in the reader's language."""
        return in_language(self.definitions)

    @property
    def unit(self) -> str:
        """What one unit of it is."""
        return str(Counted(self.counted).label)

    @property
    def narrowed(self) -> str:
        """To what it is narrowed, in words."""
        said = [
            f"{DIMENSIONS[key].name}: {DIMENSIONS[key].labels().get(value, value)}"
            for key, value in self.where
            if key in DIMENSIONS
        ]
        return ", ".join(said)

    @property
    def title(self) -> str:
        """What is counted, by what, of whom."""
        by = ", ".join(dimension.name for dimension in self.dimensions)
        words = {"figure": self.name, "dimensions": by}
        said = _("%(figure)s by: %(dimensions)s") % words if by else self.name
        said = f"{said} ({self.narrowed})" if self.narrowed else said
        near = _("rounded to multiples of %(base)s") % {"base": self.base}
        return f"{said}, {near}" if self.base else said

    @property
    def labels(self) -> list[str]:
        """The heads of the columns."""
        return [period_label(period) for period in self.periods]

    @property
    def hidden(self) -> int:
        """How many numbers are hidden."""
        return sum(cell.is_hidden for line in self.lines for cell in line.cells)

    @property
    def rows(self) -> list[tuple[list[str], FrozenLine]]:
        """The lines that say something, each with its words; one of zeros only says nothing."""
        return [(self.words(line), line) for line in self.lines if self._says_something(line)]

    def _says_something(self, line: FrozenLine) -> bool:
        whole = all(value is None for value in line.at)
        return whole or bool(self.base) or any(cell.number or cell.is_hidden for cell in line.cells)

    def words(self, line: FrozenLine) -> list[str]:
        """The words of a line's values."""
        return [of.word(value) for of, value in zip(self.dimensions, line.at, strict=True)]

    def cell(self, at: Key = (), period: int = 0) -> FrozenCell | None:
        """A cell by its values and the number of its period; None where there is no such line."""
        found = (line.cells[period] for line in self.lines if line.at == at)
        return next(found, None)

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return {
            "indicator": self.indicator,
            "names": dict(self.names),
            "definitions": dict(self.definitions),
            "counted": self.counted,
            "threshold": self.threshold,
            "part_of": self.part_of,
            "adds_up": self.adds_up,
            "where": [list(pair) for pair in self.where],
            "base": self.base,
            "dimensions": [dimension.as_json() for dimension in self.dimensions],
            "periods": [[p.start.isoformat(), p.end.isoformat()] for p in self.periods],
            "lines": [
                {"at": list(line.at), "cells": [cell.as_json() for cell in line.cells]}
                for line in self.lines
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "FrozenBlock":
        """What `as_json` gave."""
        return cls(
            indicator=kept["indicator"],
            names=kept["names"],
            definitions=kept["definitions"],
            counted=kept["counted"],
            threshold=kept["threshold"],
            part_of=kept["part_of"],
            adds_up=kept["adds_up"],
            where=tuple((key, value) for key, value in kept["where"]),
            base=kept["base"],
            dimensions=tuple(FrozenDimension.from_json(one) for one in kept["dimensions"]),
            periods=tuple(_period(*ends) for ends in kept["periods"]),
            lines=tuple(
                FrozenLine(tuple(line["at"]), tuple(map(FrozenCell.from_json, line["cells"])))
                for line in kept["lines"]
            ),
        )


@dataclass(frozen=True)
class FrozenTable:
    """A table with all its figures."""

    blocks: tuple[FrozenBlock, ...]

    @property
    def hidden(self) -> int:
        """How many numbers are hidden."""
        return sum(block.hidden for block in self.blocks)

    @property
    def is_plain(self) -> bool:
        """Whether no figure is broken down, so that all of them stand in one table."""
        return not any(block.dimensions for block in self.blocks)

    @property
    def labels(self) -> list[str]:
        """The heads of the columns of periods."""
        return self.blocks[0].labels

    def block(self, indicator: str) -> FrozenBlock | None:
        """The figure of this key."""
        return next((block for block in self.blocks if block.indicator == indicator), None)

    def number(self, indicator: str, at: Key = (), period: int = 0) -> FrozenCell | None:
        """One cell of a figure; None where the table does not have it."""
        block = self.block(indicator)
        return block.cell(at, period) if block else None

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return {"blocks": [block.as_json() for block in self.blocks]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Sequence[Any]]) -> "FrozenTable":
        """What `as_json` gave."""
        return cls(tuple(FrozenBlock.from_json(block) for block in kept["blocks"]))


def _period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))
