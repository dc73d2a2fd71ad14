"""What apps further up add to a record's page: sections, tabs, buttons, terms, events.

An investigation's page does not know victims; the victims app knows investigations. So it
registers, in its `ready()`, what it adds to that page:

    register_section("investigations.investigation", victims_section, order=10,
                     requires="victim.read")
    register_tab("investigations.investigation", lambda request, obj: Tab(_("Victims"), …),
                 requires="victim.read")
    register_action("investigations.investigation", add_victim_action)      # its Action has a right
    register_clocks("investigations.investigation", reflection_clocks, requires="permit.read")
    register_events("investigations.investigation", decisions, requires="victim.read")

Sections stand on the record's own page (`get_absolute_url`), tabs and buttons on each of its
tabs, terms and events wherever the page draws terms and a time line.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from thbcases.access import rights
from thbcases.web.parts import Action, Clock, Row, Tab, Text
from thbcases.web.timeline import TimelineEntry


@dataclass
class Section:
    """A panel on a record's page: a table, rows, or a template of its own with its context."""

    title: Text
    table: Any = None
    rows: list[Row] = field(default_factory=list)
    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    empty: Text = ""
    more_url: str = ""
    more_label: Text = ""
    actions: list[Action] = field(default_factory=list)

    def shown_actions(self) -> list[Action]:
        """The actions the acting user may take."""
        return [action for action in self.actions if action.is_allowed()]


Maker = Callable[[HttpRequest, Any], Any]


@dataclass(frozen=True)
class _Addition:
    part: str
    model_label: str
    make: Maker
    requires: str
    order: int


_registered: list[_Addition] = []


def register_section(
    model_label: str,
    make: Callable[[HttpRequest, Any], Section | None],
    *,
    order: int = 50,
    requires: str = "",
) -> None:
    """Add a panel to the page of a record («app.model»); None from the maker is no panel."""
    _register("section", model_label, make, order, requires)


def register_tab(
    model_label: str,
    make: Callable[[HttpRequest, Any], Tab | None],
    *,
    order: int = 50,
    requires: str = "",
) -> None:
    """Add a tab to all pages of a record."""
    _register("tab", model_label, make, order, requires)


def register_action(
    model_label: str, make: Callable[[HttpRequest, Any], Action | None], *, order: int = 50
) -> None:
    """Add a button to all pages of a record; the Action itself names its right."""
    _register("action", model_label, make, order, "")


def register_clocks(
    model_label: str,
    make: Callable[[HttpRequest, Any], Iterable[Clock]],
    *,
    order: int = 50,
    requires: str = "",
) -> None:
    """Add terms that run."""
    _register("clocks", model_label, make, order, requires)


def register_events(
    model_label: str,
    make: Callable[[HttpRequest, Any], Iterable[TimelineEntry]],
    *,
    order: int = 50,
    requires: str = "",
) -> None:
    """Add what happened to the time line."""
    _register("events", model_label, make, order, requires)


def sections_of(request: HttpRequest, obj: Model) -> list[Section]:
    """The panels for the acting user, in order."""
    return _made("section", request, obj)


def tabs_of(request: HttpRequest, obj: Model) -> list[Tab]:
    """The tabs for the acting user, in order."""
    return _made("tab", request, obj)


def actions_of(request: HttpRequest, obj: Model) -> list[Action]:
    """The buttons, in order; the page leaves out those the user may not press."""
    return _made("action", request, obj)


def clocks_of(request: HttpRequest, obj: Model) -> list[Clock]:
    """The terms for the acting user."""
    return [clock for clocks in _made("clocks", request, obj) for clock in clocks]


def events_of(request: HttpRequest, obj: Model) -> list[TimelineEntry]:
    """The events for the acting user."""
    return [event for events in _made("events", request, obj) for event in events]


def _register(part: str, model_label: str, make: Maker, order: int, requires: str) -> None:
    if requires:
        rights.split(requires)
    addition = _Addition(part, model_label.lower(), make, requires, order)
    if addition not in _registered:
        _registered.append(addition)


def _made(part: str, request: HttpRequest, obj: Model) -> list[Any]:
    label = obj._meta.label_lower
    wanted = [a for a in _registered if a.part == part and a.model_label == label]
    made = [
        addition.make(request, obj)
        for addition in sorted(wanted, key=lambda addition: addition.order)
        if not addition.requires or rights.may(addition.requires)
    ]
    return [one for one in made if one is not None]
