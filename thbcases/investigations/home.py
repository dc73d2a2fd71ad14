"""What investigations add to home pages and to the page of a person."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.investigations import queries
from thbcases.investigations.models import Investigation, Suspect
from thbcases.investigations.pills import STAGE_PILLS, STATE_PILLS
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item
from thbcases.web.parts import Action, Block, Row
from thbcases.web.sections import Section, register_section

SHOWN = 8


def changes(actor: Actor) -> Block:
    """The newest changes of stage."""
    return Block(
        title=_("Investigations: newest changes"),
        empty=_("No investigation yet."),
        rows=[_row(case, case.stage_on) for case in queries.changed_lately(SHOWN)],
        more_url=reverse("investigations:list"),
        more_label=_("All investigations"),
        actions=[
            Action(
                _("Register an investigation"),
                reverse("investigations:add"),
                right="investigation.add",
            )
        ],
    )


def newest(actor: Actor) -> Block:
    """The newest investigations of the whole country."""
    cases = Investigation.objects.select_related("custodian")
    return Block(
        title=_("Newest investigations in the country"),
        empty=_("No investigation yet."),
        rows=[_row(c, c.registered_on) for c in cases.order_by("-registered_on", "-id")[:SHOWN]],
        more_url=reverse("investigations:list"),
        more_label=_("All investigations"),
    )


def _row(case: Investigation, on: Any) -> Row:
    return Row(
        case.number,
        url=case.get_absolute_url(),
        note=str(case.custodian),
        on=on,
        pill=STAGE_PILLS(case.stage),
    )


def suspected_in(request: HttpRequest, person: Any) -> Section | None:
    """Where a person is a suspect; nothing where that may not be seen or is not so."""
    rows = Suspect.objects.filter(person=person).select_related("investigation")
    found = [
        Row(
            suspect.investigation.number,
            url=suspect.get_absolute_url(),
            on=suspect.state_on,
            pill=STATE_PILLS(suspect.state),
        )
        for suspect in rows.order_by("-state_on", "-id")
    ]
    return Section(title=_("Suspect in"), rows=found) if found else None


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    officers, analysts = (Role.OFFICER,), (Role.ANALYST,)
    read = "investigation.read"
    register_item(
        NavItem(
            _("Investigations"), "investigations:list", read, order=10, count=queries.count_open
        )
    )
    register_item(NavItem(_("Suspects"), "investigations:suspects", read, order=30))
    register_home_block(changes, requires=read, roles=officers, order=30)
    register_home_block(newest, requires=read, roles=analysts, order=10)
    register_section("people.person", suspected_in, order=10, requires=read)
