"""What a return is: tables of figures for one receiver, with what must be there, and until when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from thbcases.codes.choices import Certainty
from thbcases.core.periods import Period
from thbcases.statistics.indicators import Value

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from thbcases.statistics.returns.checks import CheckLine
    from thbcases.statistics.returns.extracts import Extract
    from thbcases.statistics.returns.listings import Listed

Text = TypeVar("Text")


@dataclass(frozen=True)
class FigureTable:
    """Figures by up to three dimensions, in the year of the return and `years` - 1 before it.

    `full` is a cross of any number of dimensions that only the receiver's complete file has.
    `per_100_000`: beside each number the number per 100,000 people.
    """

    key: str
    title: "StrPromise"
    figures: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, Value], ...] = ()
    years: int = 1
    full: tuple[str, ...] = ()
    per_100_000: bool = False


@dataclass(frozen=True)
class LinesTable:
    """Many figures under each other, none broken down: a country table."""

    key: str
    title: "StrPromise"
    figures: tuple[str, ...]
    years: int = 1


@dataclass(frozen=True)
class SumTable:
    """Units and money added up by dimensions.

    `people` is the figure that says how many people stand behind a line: whoever may not open
    the records reads no line of too few.
    """

    key: str
    title: "StrPromise"
    figures: tuple[str, ...]
    by: tuple[str, ...]
    people: str


@dataclass(frozen=True)
class ListTable:
    """Rows that are no figures: the law in force, the money of projects."""

    key: str
    title: "StrPromise"
    rows: Callable[[Period], "Listed"]
    note: "StrPromise"


Table = FigureTable | LinesTable | SumTable | ListTable


@dataclass(frozen=True)
class Deadline:
    """By when a return of a year is sent: month and day of the year after it.

    `since` is the first year that is owed.
    """

    wanted: tuple[int, int]
    latest: tuple[int, int]
    since: int
    source: "StrPromise"
    certainty: Certainty

    def wanted_on(self, year: int) -> date:
        """The day by which it should be sent where possible."""
        return date(year + 1, *self.wanted)

    def latest_on(self, year: int) -> date:
        """The last day."""
        return date(year + 1, *self.latest)

    @property
    def provenance(self) -> str:
        """Where the days come from, and how sure they are."""
        return f"{self.source} ({self.certainty.label})"


@dataclass(frozen=True)
class Share:
    """How many of a figure have a value that says nothing: sex not known, form not yet known."""

    figure: str
    dimension: str
    value: Value


@dataclass(frozen=True)
class Return:
    """What is sent to one receiver for a calendar year.

    Whoever has one of the `rights` may take it out. `obligatory` figures must be known, or be
    declared to be none. `codes` are the receiver's words for our values, by dimension; «figure»
    for the figures themselves, and None for all values together: where a dimension has an entry,
    every value needs one.
    """

    key: str
    name: "StrPromise"
    receiver: "StrPromise"
    basis: "StrPromise"
    rights: tuple[str, ...]
    formats: tuple[str, ...]
    handling: "StrPromise"
    tables: tuple[Table, ...] = ()
    extract: Callable[[Period, str], "Extract"] | None = None
    deadline: Deadline | None = None
    obligatory: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    checks: tuple[Callable[[Period], Iterable["CheckLine"]], ...] = ()
    codes: Mapping[str, Mapping[Value | None, str]] = field(default_factory=dict)
    has_public: bool = True

    def figures(self) -> list[str]:
        """Every figure of the return, once."""
        named = [key for table in self.tables for key in figures_of(table)]
        return list(dict.fromkeys(named))


def figures_of(table: Table) -> Sequence[str]:
    """The figures a table shows."""
    return () if isinstance(table, ListTable) else table.figures


def code_of(codes: Mapping[str, Mapping[Any, str]], dimension: str, value: Value, own: str) -> str:
    """The receiver's word for a value; our own where the receiver has none for the dimension."""
    return codes[dimension].get(value, own) if dimension in codes else own
