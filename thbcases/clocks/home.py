"""What terms add to everybody's home page and navigation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.clocks.parts import clock_of
from thbcases.clocks.queries import mine
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item
from thbcases.web.parts import Block

SHOWN = 8


def my_terms(actor: Actor) -> Block | None:
    """The terms that are mine, the one due first on top; nothing for whom none runs."""
    found = mine(actor)
    if not found:
        return None
    return Block(
        title=_("My terms"),
        empty="",
        clocks=[clock_of(one) for one in found[:SHOWN]],
        more_url=reverse("clocks:terms"),
        more_label=_("All terms"),
    )


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    register_home_block(my_terms, requires="reminder.read", order=1, place="aside")
    register_item(NavItem(_("Terms"), "clocks:terms", "reminder.read", order=60))
