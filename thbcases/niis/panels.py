"""The button «Link chart» on the pages of records, and the way to the kept charts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item
from thbcases.web.parts import Action
from thbcases.web.sections import register_action

# The page of a record, and the address of the chart around it.
CHARTED = {
    "people.person": "niis:chart_of_person",
    "people.knownobject": "niis:chart_of_object",
    "investigations.investigation": "niis:chart_of_investigation",
    "investigations.suspect": "niis:chart_of_suspect",
    "victims.victim": "niis:chart_of_victim",
}


def _button(name: str) -> Callable[[HttpRequest, Any], Action]:
    def button(request: HttpRequest, record: Any) -> Action:
        url = reverse(name, kwargs={"uuid": record.uuid})
        return Action(_("Link chart"), url, right="chart.read")

    return button


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    for label, name in CHARTED.items():
        register_action(label, _button(name), order=80)
    register_item(NavItem(_("Link charts"), "niis:charts", "chart.read", group="search", order=40))
