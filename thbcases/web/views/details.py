"""The page of one record."""

from collections.abc import Iterable
from typing import Any

from django.views.generic import DetailView

from thbcases.web import sections
from thbcases.web.parts import Action, Clock, Tab
from thbcases.web.pills import Pill
from thbcases.web.timeline import TimelineEntry, newest_first
from thbcases.web.views.base import ObjectView


class RecordDetail(ObjectView, DetailView):  # type: ignore[type-arg]
    """A record: heading, status, actions, tabs, facts, clocks, time line.

    Extend `web/detail.html` and fill its blocks `body` and `aside`; override the methods below.
    Each tab is a RecordDetail of its own with its own address.
    """

    template_name = "web/detail.html"
    context_object_name = "record"

    def get_title(self) -> str:
        """The record's number or name."""
        return str(self.object)

    def subtitle(self) -> str:
        """What one must know at a glance, beside the title."""
        return ""

    def pill(self) -> Pill | None:
        """The record's status."""
        return None

    def actions(self) -> list[Action]:
        """What may be done; each is shown only to those who may."""
        return []

    def tabs(self) -> list[Tab]:
        """The parts of the record."""
        return []

    def facts(self) -> list[tuple[Any, Any]]:
        """Label and value, in reading order; empty values are left out."""
        return []

    def clocks(self) -> list[Clock]:
        """The terms that run; the one due first on top."""
        return []

    def timeline(self) -> Iterable[TimelineEntry]:
        """What happened, in any order."""
        return []

    def is_front(self) -> bool:
        """Whether this is the record's first tab: there the sections of other apps stand."""
        address = getattr(self.object, "get_absolute_url", None)
        return address is not None and self.request.path == address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        about = (self.request, self.object)
        actions = [*self.actions(), *sections.actions_of(*about)]
        tabs = [*self.tabs(), *sections.tabs_of(*about)]
        clocks = [*self.clocks(), *sections.clocks_of(*about)]
        context |= {
            "subtitle": self.subtitle(),
            "pill": self.pill(),
            "actions": [action for action in actions if action.is_allowed()],
            "tabs": [tab for tab in tabs if tab.is_allowed()],
            "facts": self.facts(),
            "clocks": sorted(clocks, key=lambda clock: clock.due_on),
            "timeline": newest_first([*self.timeline(), *sections.events_of(*about)]),
            "sections": sections.sections_of(*about) if self.is_front() else [],
        }
        return context
