"""A row of a spreadsheet on its way into the records, and what one run knows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from thbcases.accounts.models import User
from thbcases.imports.choices import Level
from thbcases.imports.problems import Problems
from thbcases.imports.reading import Row, SheetRows
from thbcases.imports.values import BadValue, Lists
from thbcases.people.models import Person

MOST_LINKED = 100


@dataclass
class Named:
    """Records that other rows of the file call by a number or code."""

    rows: dict[str, Any] = field(default_factory=dict)
    # where the file says it first, also when that row has errors
    places: dict[str, int] = field(default_factory=dict)


@dataclass
class Made:
    """How many rows of which kind were made, and the public numbers of the first ones."""

    counts: dict[str, int] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, row: models.Model | None = None) -> None:
        """Count a row; keep its number when there is a page to go to."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        links = self.links.setdefault(kind, [])
        if row is not None and len(links) < MOST_LINKED:
            links.append(str(row.uuid))  # type: ignore[attr-defined]


@dataclass
class Run:
    """One run over one file: who it is for, and what was found and made so far."""

    by: User
    organisation_id: int
    problems: Problems
    tick: Callable[[], None]
    lists: Lists = field(default_factory=Lists)
    made: Made = field(default_factory=Made)
    named: Named = field(default_factory=Named)
    # where in the file a person was entered, by the person's key
    persons: dict[int, int] = field(default_factory=dict)
    # persons of the records whose names the problems mention
    shown: dict[int, Person] = field(default_factory=dict)
    # accused by the judgment that the file says about them
    judged: dict[Any, list[Any]] = field(default_factory=dict)


class NeedsAnother(Exception):
    """The row belongs to another row of the file, which has errors itself."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


@dataclass
class Line:
    """One row: what its cells mean, and a place for what is wrong with it."""

    run: Run
    sheet: SheetRows
    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    # what is to be counted once the row has been taken
    made: list[tuple[str, models.Model | None]] = field(default_factory=list)
    # the row's number or code, by which others call it once it has been taken
    names: dict[str, Any] = field(default_factory=dict)
    # what a judgment says of the accused of this row, and which judgment it is
    judged: tuple[Any, Any] | None = None
    has_errors: bool = False

    def get(self, key: str) -> Any:
        """The value of a column, or None where the cell is empty."""
        return self.values.get(key)

    def text(self, key: str) -> str:
        """The text of a column, empty where the cell is."""
        return str(self.values.get(key, ""))

    def has(self, *keys: str) -> list[str]:
        """Those of the columns that are filled in this row."""
        return [key for key in keys if key in self.values]

    def error(self, text: object, key: str = "") -> None:
        """Say what is wrong; the row will not be taken."""
        self.has_errors = True
        self._say(text, key, Level.ERROR)

    def warn(self, text: object, key: str = "") -> None:
        """Say what is odd."""
        self._say(text, key, Level.WARNING)

    def require(self, key: str, text: object) -> Any:
        """The value of a column that must be filled here. Raises ValidationError."""
        if key not in self.values:
            raise ValidationError({key: text})
        return self.values[key]

    def refuse_all(self, keys: tuple[str, ...], text: object) -> None:
        """Say of each filled column that it cannot be filled here."""
        for key in self.has(*keys):
            self.error(text, key)

    def refuse(self, error: ValidationError) -> None:
        """Take down what an action refused, beside the columns it speaks of."""
        if not hasattr(error, "error_dict"):
            for message in error.messages:
                self.error(message)
            return
        for name, errors in error.error_dict.items():
            for message in ValidationError(errors).messages:
                self.error(message, name)

    def read(self) -> None:
        """Find out what the cells mean; every cell is looked at."""
        for column in self.sheet.sheet.columns:
            if column.key not in self.sheet.headers or column.key in self.row.bad:
                continue
            if column.key not in self.row.cells:
                if column.required:
                    self.error(_("This must be filled in."), column.key)
                continue
            try:
                self.values[column.key] = column.kind.read(
                    self.row.cells[column.key], self.run.lists
                )
            except BadValue as error:
                self.error(error, column.key)
        self.has_errors = self.has_errors or bool(self.row.bad) or self.sheet.lacks_required

    def note_name(self, key: str) -> None:
        """Note the number or code by which other rows call this one; it stands there once."""
        name = self.text(key)
        places = self.run.named.places
        if name and places.setdefault(name, self.row.number) != self.row.number:
            self.error(_("Row %(row)s has the same.") % {"row": places[name]}, key)

    def _say(self, text: object, key: str, level: Level) -> None:
        is_column = any(column.key == key for column in self.sheet.sheet.columns)
        self.run.problems.add(
            text,
            sheet=self.sheet.title,
            row=self.row.number,
            column=self.sheet.heading(key) if is_column else "",
            level=level,
        )


@contextmanager
def speaking(**columns: str) -> Iterator[None]:
    """Let an action that refuses its fields speak of columns: `speaking(on="stage_on")`."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        renamed: dict[str, list[ValidationError]] = {}
        for name, errors in error.error_dict.items():
            renamed.setdefault(columns.get(name, name), []).extend(errors)
        raise ValidationError(renamed) from error
