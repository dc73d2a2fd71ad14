"""The objects that hang on a person, as a panel; higher apps show theirs in the same way."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.audit.actions import log_readings
from thbcases.people.linkage import counted_with
from thbcases.people.queries import is_editable, shown_links
from thbcases.people.tables import LinkTable
from thbcases.web.parts import Action, Row
from thbcases.web.sections import Section, register_section

# Two rows of one human happen; more of them are a person's page each.
MOST_BUTTONS = 3
TITLE = _("Vehicles, phones, addresses and other objects")
EMPTY = _("No vehicle, phone, address or other object is recorded here yet.")
ADD = _("Add an object")


def objects_of_person(request: HttpRequest, person: Any) -> Section:
    """What hangs on a person."""
    url = reverse("people:object_add", kwargs={"uuid": person.uuid})
    may_add = is_editable(person)
    return objects_section(shown_links().filter(person=person), url if may_add else "")


def objects_section(rows: Any, add_url: str) -> Section:
    """A panel of objects; `rows` are `shown_links()` of a record, `add_url` the way to add one."""
    links = list(rows)
    log_readings(link.object for link in links)
    return Section(
        title=TITLE,
        table=LinkTable(links),
        empty=EMPTY,
        actions=[Action(ADD, add_url, right="object.add")] if add_url else [],
    )


def alike_persons(request: HttpRequest, person: Any) -> Section | None:
    """Other rows of the own organisation that the country counts as the same human."""
    found = counted_with(person)
    if not found:
        return None
    log_readings(row for row, _is_parted in found)
    return Section(
        title=_("Counted as one person"),
        rows=[
            Row(
                str(row),
                url=row.get_absolute_url(),
                note=_("told apart: counted as two people")
                if is_parted
                else _("same name and birth date, or same number: counted once"),
            )
            for row, is_parted in found
        ],
        actions=[
            Action(
                _("They are two people") if not is_parted else _("Count them as one person again"),
                reverse("people:counting", kwargs={"uuid": person.uuid, "other": row.uuid}),
                right="person.change",
            )
            for row, is_parted in found[:MOST_BUTTONS]
        ],
    )


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    register_section("people.person", alike_persons, order=30, requires="person.change")
    register_section("people.person", objects_of_person, order=40, requires="object.read")
