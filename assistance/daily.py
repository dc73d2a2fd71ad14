"""What an NGO worker has to do today: appointments, sheets, follow-ups, plans to look at again."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.models import Appointment
from assistance.views.appointments import APPOINTMENT_PILLS
from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.accounts.models import User
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem, register
from thbcases.web.parts import Action, Block, Clock, Row

SHOWN = 8
HELPERS = (Role.NGO, Role.RESPONDER)


def register_all() -> None:
    """Blocks and lines of the navigation, when the apps are ready."""
    ngo = (Role.NGO,)
    register_home_block(appointments_today, requires="beneficiary.read", roles=ngo, order=12)
    register_home_block(follow_ups_due, requires="beneficiary.read", roles=ngo, order=25)
    register_home_block(
        plans_to_review, requires="beneficiary.read", roles=ngo, order=20, place="aside"
    )
    register_home_block(offers, requires="offer.add", roles=(Role.RESPONDER,), order=40)
    for item in (
        NavItem(_("The week"), "assistance:week", "beneficiary.read", order=12),
        NavItem(_("Groups and courses"), "assistance:groups", "group.read", order=32),
        NavItem(_("Follow-ups"), "assistance:follow_ups", "beneficiary.read", order=34),
        NavItem(_("Offers of help"), "assistance:offers", "offer.read", order=36, roles=HELPERS),
    ):
        register(item)


def appointments_today(actor: Actor) -> Block:
    """The own appointments of today, those nobody said anything of, and sheets left empty."""
    worker = User.objects.get(pk=actor.user_id)
    today = timezone.localdate()
    mine = queries.appointments_on(today, today).filter(worker=worker)
    late = queries.unmarked(worker).exclude(pk__in=mine.values("pk"))[:SHOWN]
    rows = [_row(row) for row in mine] + [_row(row) for row in late]
    rows += [
        Row(
            str(session.group),
            url=session.get_absolute_url(),
            note=_("nobody is marked on the sheet"),
            on=session.on,
        )
        for session in queries.sessions_to_mark(today)[:SHOWN]
    ]
    return Block(
        title=_("Appointments today"),
        empty=_("Nothing is arranged for today, and nothing waits to be said."),
        rows=rows,
        more_url=reverse("assistance:week"),
        more_label=_("The week"),
    )


def _row(row: Appointment) -> Row:
    place = f", {row.place}" if row.place else ""
    return Row(
        str(row.beneficiary),
        url=row.get_absolute_url(),
        note=f"{row.kind}{place}",
        on=row.starts_at,
        pill=APPOINTMENT_PILLS(row.state),
    )


def follow_ups_due(actor: Actor) -> Block | None:
    """Whom to ask how it goes; nothing where nobody is due."""
    due = queries.follow_ups_due(timezone.localdate())
    if not due:
        return None
    rows = [
        Row(
            str(turn.beneficiary),
            url=reverse("assistance:follow_ups_of", kwargs={"uuid": turn.beneficiary.uuid}),
            note=turn.round.label
            if turn.beneficiary.safe_contact
            else _now("%(which)s; no safe contact was agreed") % {"which": turn.round.label},
            on=turn.due_on,
        )
        for turn in due[:SHOWN]
    ]
    return Block(
        title=_("Follow-ups due"),
        empty="",
        rows=rows,
        more_url=reverse("assistance:follow_ups"),
        more_label=_("All"),
    )


def plans_to_review(actor: Actor) -> Block | None:
    """Plans whose review comes within two weeks or is late."""
    clocks = [
        Clock(
            str(plan.beneficiary),
            plan.review_on,
            started_on=plan.agreed_on,
            url=plan.get_absolute_url(),
        )
        for plan in queries.plans_to_review()[:SHOWN]
    ]
    if not clocks:
        return None
    return Block(title=_("Plans to review"), empty="", clocks=clocks)


def offers(actor: Actor) -> Block:
    """For whoever meets people first: write down that help was offered."""
    rows = [
        Row(str(offer.kind or _("help as a whole")), url=offer.get_absolute_url(), on=offer.on)
        for offer in queries.offers()[:SHOWN]
    ]
    return Block(
        title=_("Offers of help"),
        empty=_("No offer is recorded yet. Record each, also when it was declined."),
        rows=rows,
        actions=[Action(_("Record an offer"), reverse("assistance:add_offer"), right="offer.add")],
    )
