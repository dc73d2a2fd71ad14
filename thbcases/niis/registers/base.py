"""What every register has in common: how it is asked, and what it answers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from thbcases.niis.matching.store import Named, Valued

Rows = Iterator[Named | Valued]


@dataclass(frozen=True)
class Status:
    """What one register said. A register that is down was not asked: that is never «no hit»."""

    answered: bool
    why_not: str = ""
    as_of: datetime | None = None
    # The keys that stand there now; None where the copy is what counts.
    standing: frozenset[str] | None = None

    def has(self, key: str) -> bool:
        """Whether the record stands there."""
        return self.standing is None or key in self.standing


class Adapter(Protocol):
    """One register at the moment of a search."""

    code: str

    def ask(self, found: Collection[str]) -> Status:
        """Whether it is there now, and which of the found keys still stand in it. Never raises."""

    def hang_up(self) -> None:
        """Stop waiting for it; called from another thread when the time is over."""
