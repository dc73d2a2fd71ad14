"""The small things pages are made of. Apps fill them; the templates in components/ draw them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from thbcases.access import rights
from thbcases.web.charts import Chart
from thbcases.web.pills import Pill

Text = str | Promise


@dataclass(frozen=True)
class Action:
    """A button of a page. Without `right` ("kind.verb") everybody who sees the page has it."""

    label: Text
    url: str
    style: str = "secondary"
    method: str = "get"
    right: str = ""

    def __post_init__(self) -> None:
        if self.style not in {"primary", "secondary", "danger"}:
            raise ValueError(f"unknown style {self.style!r}")
        if self.method not in {"get", "post"}:
            raise ValueError(f"unknown method {self.method!r}")

    def is_allowed(self) -> bool:
        """Ask the rights table about the acting user."""
        return not self.right or rights.may(self.right)


@dataclass(frozen=True)
class Tab:
    """A part of a record, with an address of its own."""

    label: Text
    url: str
    count: int | None = None
    right: str = ""

    def is_allowed(self) -> bool:
        """Ask the rights table about the acting user."""
        return not self.right or rights.may(self.right)


@dataclass(frozen=True)
class Crumb:
    """A step of the way back."""

    label: Text
    url: str


@dataclass(frozen=True)
class Row:
    """A line of a home block."""

    text: Text
    url: str = ""
    note: Text = ""
    on: date | datetime | None = None
    pill: Pill | None = None


@dataclass(frozen=True)
class Clock:
    """A term that runs: when it is due, how many days are left, how much of it has gone by."""

    label: Text
    due_on: date
    started_on: date | None = None
    note: Text = ""
    url: str = ""
    soon_days: int = 14

    @property
    def days_left(self) -> int:
        """Whole days until the due date; below zero when it has passed."""
        return (self.due_on - timezone.localdate()).days

    @property
    def state(self) -> str:
        """`late`, `soon` or `calm`: the class of the component."""
        if self.days_left < 0:
            return "late"
        return "soon" if self.days_left <= self.soon_days else "calm"

    @property
    def words(self) -> str:
        """Say the state in words, so that colour is never alone."""
        days = self.days_left
        if days < 0:
            return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        if days == 0:
            return gettext("due today")
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}

    @property
    def percent(self) -> int | None:
        """How much of the term has gone by; None when its start is not known."""
        if self.days_left < 0:
            return 100
        if self.started_on is None or self.due_on <= self.started_on:
            return None
        gone = (timezone.localdate() - self.started_on).days
        return max(0, min(100, round(100 * gone / (self.due_on - self.started_on).days)))


@dataclass(frozen=True)
class Figure:
    """A number in a box, with what it counts and a second line."""

    label: Text
    value: Any
    note: Text = ""
    url: str = ""


@dataclass
class Block:
    """A panel of a home page: rows, clocks or a picture, or the text that there is nothing."""

    title: Text
    empty: Text
    rows: list[Row] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    chart: Chart | None = None
    more_url: str = ""
    more_label: Text = ""
    actions: list[Action] = field(default_factory=list)

    def sorted_clocks(self) -> list[Clock]:
        """The term that is due first on top."""
        return sorted(self.clocks, key=lambda clock: clock.due_on)

    def shown_actions(self) -> list[Action]:
        """The actions the acting user may take."""
        return [action for action in self.actions if action.is_allowed()]
