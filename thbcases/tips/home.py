"""What waits: on the home pages and in the navigation of those who work on tips."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.tips import queries
from thbcases.tips.models import Tip
from thbcases.tips.pills import STATE_PILLS
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem, register
from thbcases.web.parts import Action, Block, Figure, Row

SHOWN = 6
WORKING = (Role.OFFICER, Role.NGO, Role.ANALYST)


def register_all() -> None:
    """Blocks and lines of the navigation, when the apps are ready."""
    keeping = (Role.COORDINATOR, Role.ADMINISTRATOR)
    register_home_block(waiting, requires="tip.read", roles=WORKING, order=35)
    register_home_block(counted, requires="statistics.read", roles=(Role.COORDINATOR,), order=60)
    for item in (
        NavItem(_("Tips"), "tips:tips", "tip.read", order=35, count=queries.count_new),
        NavItem(
            _("Tips in figures"),
            "tips:figures",
            "statistics.read",
            "figures",
            70,
            (*WORKING, Role.COORDINATOR),
        ),
        NavItem(_("Templates of answers"), "tips:templates", "tip_setting.change", "settings", 70),
        NavItem(
            _("Channels of tips"), "tips:channels", "tip_setting.change", "settings", 75, keeping
        ),
    ):
        register(item)


def waiting(actor: Actor) -> Block | None:
    """Tips of mine and of nobody, the oldest first; nothing for a unit that has none."""
    rows = queries.waiting()
    mine = list(rows.filter(assignee_id=actor.user_id)[:SHOWN])
    others = list(rows.filter(assignee=None)[:SHOWN])
    if not mine and not others and not Tip.objects.exists():
        return None
    return Block(
        title=_("Tips"),
        empty=_("No tip waits for you."),
        rows=[_row(tip) for tip in [*mine, *others][:SHOWN]],
        more_url=reverse("tips:tips"),
        more_label=_("All tips"),
        actions=[Action(_("Enter a call"), reverse("tips:call"), right="tip.add")],
    )


def _row(tip: Tip) -> Row:
    return Row(
        tip.code,
        url=tip.get_absolute_url(),
        note=tip.get_kind_display() or str(tip.channel),
        on=tip.received_at,
        pill=STATE_PILLS(tip.state),
    )


def counted(actor: Actor) -> Block:
    """For the coordinator: this year in numbers."""
    year = queries.figures(timezone.localdate().year)
    days = "—" if year.median_days is None else number_format(year.median_days, 1)
    return Block(
        title=_("Tips this year"),
        empty="",
        figures=[
            Figure(_("tips"), year.total, url=reverse("tips:figures")),
            Figure(_("days to the first answer"), days, note=_("median")),
        ],
        more_url=reverse("tips:figures"),
        more_label=_("All figures"),
    )
