"""What the home pages and the navigation say about administrative cases."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.sanctions import queries
from thbcases.sanctions.choices import CaseState
from thbcases.sanctions.models import AdministrativeCase
from thbcases.sanctions.pills import STATE_PILLS
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item
from thbcases.web.parts import Block, Row

SHOWN = 6


def _row(case: AdministrativeCase) -> Row:
    return Row(
        case.number,
        url=case.get_absolute_url(),
        note=str(case.person),
        on=case.act_on,
        pill=STATE_PILLS(case.state),
    )


def to_look_at(actor: Actor) -> Block | None:
    """The unit's fines that the specialised unit asks to be looked at again."""
    rows = queries.listed_cases().filter(state=CaseState.FINED, revisit_on__isnull=False)
    found = [_row(case) for case in rows.order_by("revisit_on", "pk")[:SHOWN]]
    if not found:
        return None
    return Block(title=_("Fines to be looked at again"), empty="", rows=found)


def became_known(actor: Actor) -> Block:
    """Fines of people who became known as victims afterwards."""
    rows = queries.to_revisit().filter(revisit_on__isnull=True).order_by("decided_on", "pk")
    return Block(
        title=_("Fines to revisit"),
        empty=_("Nobody who was fined is known as a victim."),
        rows=[_row(case) for case in rows[:SHOWN]],
        more_url=reverse("sanctions:revisit_list"),
        more_label=_("All fines to revisit"),
    )


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    police = (Role.OFFICER, Role.ANALYST)
    register_item(
        NavItem(_("Administrative cases"), "sanctions:list", "sanction.read", "work", 45, police)
    )
    register_item(
        NavItem(
            _("Fines to revisit"),
            "sanctions:revisit_list",
            "sanction.decide",
            order=46,
        )
    )
    register_home_block(to_look_at, requires="sanction.change", roles=(Role.OFFICER,), order=27)
    register_home_block(became_known, requires="sanction.decide", order=27, place="aside")
