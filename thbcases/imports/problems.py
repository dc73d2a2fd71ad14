"""What is wrong with a spreadsheet: where, how badly, and in words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from thbcases.imports.choices import Level

# Beyond this nobody reads on; how many there are is still counted.
MOST_KEPT = 10_000


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, by sheet, row as the spreadsheet program counts it, and column.

    The text is in the language of who uploaded the file.
    """

    level: str
    text: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


@dataclass
class Problems:
    """All problems of a file, in the order in which they were found."""

    found: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def add(
        self,
        text: object,
        *,
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        level: Level = Level.ERROR,
    ) -> None:
        """Take a problem down."""
        if level == Level.ERROR:
            self.errors += 1
        else:
            self.warnings += 1
        if len(self.found) < MOST_KEPT or (level == Level.ERROR and self.errors <= MOST_KEPT):
            self.found.append(Problem(level.value, str(text), sheet, row, column))

    def in_order(self, sheets: Iterable[str]) -> list[Problem]:
        """By sheet, row and column, as one goes through the file to mend it."""
        place = {name: number for number, name in enumerate(sheets, start=1)}
        return sorted(self.found, key=lambda p: (place.get(p.sheet, 0), p.row or 0))
