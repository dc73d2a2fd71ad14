"""What people and objects bring to an investigation's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from thbcases.people.panels import objects_section
from thbcases.people.queries import shown_links
from thbcases.web.sections import Section, register_section


def objects_of_investigation(request: HttpRequest, investigation: Any) -> Section:
    """What hangs on the case itself or on the exploitation of its victims."""
    url = reverse("investigations:object_add", kwargs={"uuid": investigation.uuid})
    return objects_section(shown_links().filter(investigation=investigation), url)


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    register_section(
        "investigations.investigation", objects_of_investigation, order=40, requires="object.read"
    )
