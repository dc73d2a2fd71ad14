"""Where terms come from: apps say which of their records start a term, and how it is met.

A term is never stored: it is read from the dated rows of the record and from the rule that was in
force when it began, as the acting user may see them. So row security decides whose terms anybody
sees, is reminded of, or finds in the calendar.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thbcases.access import rights
from thbcases.codes.choices import TermEvent
from thbcases.web.parts import Text


@dataclass(frozen=True)
class Term:
    """One term that runs, or was met, for one record.

    The record has a uuid and a page. `name` is what the screen says to whoever may read the
    record; `code` is what may leave the system (reminders, calendars): a number or a code, never
    a name. `due_on` is given where a decision fixed the day; without it the rule in force on
    `starts_on` counts. `organisation_id` says who has to act. A term that `lapses` is over when
    its last day has passed, and nobody is late; `ended` says in words how it ended on `done_on`,
    where that was not by being met. `event` names the rule where it differs between terms of one
    kind: an investigation's, by its gravity.
    """

    record: Any
    name: str
    code: str
    starts_on: date
    organisation_id: int
    due_on: date | None = None
    done_on: date | None = None
    lapses: bool = False
    ended: Text = ""
    event: TermEvent | None = None


@dataclass(frozen=True)
class Source:
    """A kind of term: its rule, the right to read it, and how its terms are read.

    `open_terms` gives the terms that still run, of all records the acting user sees; `terms_of`
    those of one record (of `model`, «app.model»), met ones included, for its page. `acts` is the
    right by which somebody of the organisation acts on it, where reading is not enough.
    """

    key: str
    event: TermEvent
    label: Text
    requires: str
    open_terms: Callable[[], Iterable[Term]]
    model: str = ""
    terms_of: Callable[[Any], Iterable[Term]] | None = None
    acts: str = ""


_registered: dict[str, Source] = {}
_followers: list[Callable[[Source], None]] = []


def register_source(source: Source) -> None:
    """Add a kind of term. Call it in the app's `ready()`. Raises ValueError for a doubled key."""
    if _registered.get(source.key, source) != source:
        raise ValueError(f"two kinds of terms are called {source.key!r}")
    for right in filter(None, (source.requires, source.acts)):
        rights.split(right)
    _registered[source.key] = source
    for tell in _followers:
        tell(source)


def follow(tell: Callable[[Source], None]) -> None:
    """Be told of every kind of term, those registered later too."""
    _followers.append(tell)
    for source in sources():
        tell(source)


def sources() -> list[Source]:
    """All kinds of terms, in the order of their keys."""
    return [_registered[key] for key in sorted(_registered)]
