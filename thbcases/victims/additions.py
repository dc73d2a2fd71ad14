"""What this app adds to the pages of investigations and of persons, and to the navigation."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.access.rights import may
from thbcases.access.roles import Role
from thbcases.audit.actions import log_readings
from thbcases.people.contact import register_careful
from thbcases.people.panels import objects_section
from thbcases.people.queries import is_editable, shown_links
from thbcases.victims import clocks, home, queries, tables, timelines
from thbcases.victims.children import reading, terms
from thbcases.victims.identification import Identification
from thbcases.victims.models import Victim
from thbcases.victims.pills import STATUS_PILLS, identification_pill
from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item
from thbcases.web.parts import Action, Clock, Row, Tab
from thbcases.web.sections import (
    Section,
    register_action,
    register_clocks,
    register_events,
    register_section,
    register_tab,
)
from thbcases.web.timeline import TimelineEntry

INVESTIGATION = "investigations.investigation"
PERSON = "people.person"


def _victims_of(investigation: Any) -> list[Victim]:
    rows = queries.listed_victims().filter(investigation=investigation)
    return list(rows.prefetch_related("decisions").order_by("person__sort_key", "id"))


def victims_section(request: HttpRequest, investigation: Any) -> Section:
    """The victims of an investigation: who, what was done to them, where they stand."""
    rows = _victims_of(investigation)
    return Section(
        title=_("Victims"),
        table=tables.CaseVictimTable(rows, help_words=queries.help_of(rows), orderable=False),
        empty=_("No victim is entered in this investigation yet."),
    )


def add_victim_action(request: HttpRequest, investigation: Any) -> Action:
    """The way to enter another victim."""
    url = reverse("victims:add", kwargs={"uuid": investigation.uuid})
    return Action(_("Add a victim"), url, style="primary", right="victim.add")


def stay_clocks(request: HttpRequest, investigation: Any) -> list[Clock]:
    """The running terms of all victims of an investigation."""
    return clocks.stay_clocks(_plain(investigation), named=True)


def decisions(request: HttpRequest, investigation: Any) -> list[TimelineEntry]:
    """The decisions on all victims of an investigation."""
    return timelines.decision_events(_plain(investigation).prefetch_related("decisions"))


def _plain(investigation: Any) -> Any:
    return Victim.objects.filter(investigation=investigation).select_related("person")


def victim_in(request: HttpRequest, person: Any) -> Section | None:
    """Where a person is a victim; nothing where that may not be seen or is not so."""
    rows = Victim.objects.filter(person=person).order_by("-status_on", "-id")
    found = list(queries.with_investigation(rows))
    if not found:
        return None
    return Section(
        title=_("Victim in"),
        rows=[
            Row(
                queries.investigation_words(victim) or str(_("a police investigation")),
                url=victim.get_absolute_url(),
                on=victim.status_on,
                pill=STATUS_PILLS(victim.status),
            )
            for victim in found
        ],
    )


def objects_of_victim(request: HttpRequest, victim: Any) -> Section:
    """What hangs on the victim and on the exploitation."""
    url = reverse("victims:object_add", kwargs={"uuid": victim.uuid})
    rows = shown_links().filter(Q(person=victim.person_id) | Q(episode__victim=victim))
    return objects_section(rows, url)


def signs_of(person: Any) -> Section | None:
    """What was noticed of a person, for those pages that show somebody."""
    rows = list(Identification.objects.filter(person=person).select_related("taken_from"))
    may_add = may("identification.add") and is_editable(person)
    if not rows and not may_add:
        return None
    log_readings(rows)
    url = reverse("victims:identification_of", kwargs={"uuid": person.uuid})
    return Section(
        title=_("Signs noticed"),
        rows=[
            Row(
                str(row.met_on),
                url=row.get_absolute_url(),
                note=str(row.taken_from or ""),
                pill=identification_pill(row),
            )
            for row in rows
        ],
        empty=_("Nobody wrote down signs of trafficking yet."),
        actions=[Action(_("Write down the signs"), url)] if may_add else [],
    )


def signs_of_person(request: HttpRequest, person: Any) -> Section | None:
    """What was noticed, on the person's page."""
    return signs_of(person)


def signs_of_victim(request: HttpRequest, victim: Any) -> Section | None:
    """What was noticed, on the victim's page."""
    return signs_of(victim.person)


def child_tab(request: HttpRequest, victim: Any) -> Tab | None:
    """The tab of a child's protection, where the record is a child's."""
    if not reading.concerns_child(victim):
        return None
    return Tab(_("Child"), reverse("victims:child", kwargs={"uuid": victim.uuid}))


def child_events(request: HttpRequest, victim: Any) -> list[TimelineEntry]:
    """What was done for a child: told, questioned, represented, placed."""
    dated = [
        *((part, part.on, part.office) for part in victim.child_notices.all()),
        *((part, part.on, part.place) for part in victim.child_interviews.all()),
        *((part, part.starts_on, part.name) for part in victim.representatives.all()),
        *((part, part.starts_on, part.get_kind_display()) for part in victim.arrangements.all()),
    ]
    return [
        TimelineEntry(on, capfirst(str(part._meta.verbose_name)), note=note)
        for part, on, note in dated
    ]


def enter_age_action(request: HttpRequest, victim: Any) -> Action | None:
    """Where nobody knows the age: the way to say what was found."""
    if victim.person.born or reading.concerns_child(victim):
        return None
    url = reverse("victims:add_child_age", kwargs={"uuid": victim.uuid})
    return Action(_("Enter the age when exploited"), url, right="victim.add")


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    clocks.register()
    register_careful(queries.careful_persons)
    register_section(PERSON, signs_of_person, order=10, requires="identification.read")
    register_section("victims.victim", signs_of_victim, order=50, requires="identification.read")
    register_section(INVESTIGATION, victims_section, order=10, requires="victim.read")
    register_action(INVESTIGATION, add_victim_action, order=10)
    register_clocks(INVESTIGATION, stay_clocks, requires="permit.read")
    register_events(INVESTIGATION, decisions, requires="victim.read")
    # for the police only: those who help read a victim by a grant and keep objects of their own
    register_tab("victims.victim", child_tab, order=10, requires="victim.read")
    register_events("victims.victim", child_events, requires="victim.read")
    register_action("victims.victim", enter_age_action, order=40)
    register_section("victims.victim", objects_of_victim, order=60, requires="investigation.read")
    register_section(PERSON, victim_in, order=20, requires="victim.read")
    terms.register()
    home.register()
    _register_navigation()


def _register_navigation() -> None:
    police = (Role.OFFICER, Role.ANALYST)
    register_item(
        NavItem(
            _("Signs noticed"),
            "victims:identifications",
            "identification.read",
            order=15,
            count=home.drafts_waiting,
        )
    )
    register_item(NavItem(_("Victims"), "victims:list", "victim.read", order=20, roles=police))
    register_item(
        NavItem(_("Children"), "victims:children", "investigation.read", order=25, roles=police)
    )
    register_item(
        NavItem(_("Opened to us"), "victims:list", "victim.read", "help", 60, (Role.NGO,))
    )
    register_item(
        NavItem(
            _("Permits and terms"),
            "victims:residence_permits",
            "permit.read",
            order=40,
            roles=police,
        )
    )
    register_item(
        NavItem(
            _("Permits and terms"),
            "victims:residence_permits",
            "permit.decide",
            order=10,
            count=home.proposals_waiting,
        )
    )
