"""Referrals, what was closed, cases nobody answers for: on the home pages of those who help."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.choices import ReferralState, Urgency
from assistance.models import Referral
from assistance.queries import desk, hand_over
from assistance.queries import referrals as queries
from assistance.tables.desk import REFERRAL_PILLS
from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.audit.actions import log_readings
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem, register
from thbcases.web.parts import Action, Block, Clock, Row

SHOWN = 8
LATELY_DAYS = 14
HELPING = (Role.OFFICER, Role.NGO, Role.RESPONDER)


def register_all() -> None:
    """Blocks and lines of the navigation, when the apps are ready."""
    for make, order in ((ended, 2), (to_answer, 4), (elsewhere, 6), (answered, 60)):
        register_home_block(make, requires="referral.read", roles=HELPING, order=order)
    register_home_block(nobodys, requires="hand_over.read", roles=HELPING, order=8)
    register_home_block(
        answers_due, requires="referral.read", roles=HELPING, order=5, place="aside"
    )
    for item in (
        NavItem(
            _("Referrals"),
            "assistance:referrals",
            "referral.read",
            order=35,
            roles=HELPING,
            count=queries.count_to_answer,
        ),
        NavItem(_("Directory of help"), "assistance:directory", "directory.read", "help", 30),
        NavItem(_("Certificates"), "assistance:certificates", "certificate.read", "help", 75),
        NavItem(_("Handing on cases"), "assistance:hand_overs", "hand_over.read", "help", 80),
    ):
        register(item)


def ended(actor: Actor) -> Block | None:
    """What came to us and is closed: consent withdrawn or taken back. It says no name."""
    rows = [
        Row(
            _("consent withdrawn, what was passed is closed")
            if row.state == ReferralState.WITHDRAWN
            else _("taken back by the sender, what was passed is closed"),
            url=row.get_absolute_url(),
            note=f"{row.number}, {row.custodian}",
            on=row.closed_at,
            pill=REFERRAL_PILLS(row.state),
        )
        for row in queries.ended_unseen(actor)[:SHOWN]
    ]
    return Block(title=_("Closed to us"), empty="", rows=rows) if rows else None


def to_answer(actor: Actor) -> Block | None:
    """Referrals that wait for our answer; whoever waits for the first sees the way to send one."""
    rows = [
        Row(
            row.number,
            url=row.get_absolute_url(),
            note=_note(row, str(row.custodian)),
            on=row.sent_at,
            pill=REFERRAL_PILLS(row.state),
        )
        for row in queries.to_answer(actor)[:SHOWN]
    ]
    if not rows and actor.role != Role.RESPONDER:
        return None
    return Block(
        title=_("Referrals that wait for our answer"),
        empty=_("No referral waits."),
        rows=rows,
        more_url=reverse("assistance:referrals"),
        more_label=_("All referrals"),
        actions=[
            Action(_("Directory of help"), reverse("assistance:directory"), right="directory.read"),
            Action(_("Persons"), reverse("people:list"), right="person.read"),
        ]
        if actor.role == Role.RESPONDER
        else [],
    )


def elsewhere(actor: Actor) -> Block | None:
    """Our referrals to an organisation that closed: somebody else has to take these people."""
    found = list(queries.to_send_elsewhere(actor)[:SHOWN])
    log_readings(row.person for row in found if row.person)
    rows = [
        Row(
            str(row.person or row.number),
            url=row.get_absolute_url(),
            note=_now("%(receiver)s has closed: send it elsewhere") % {"receiver": row.receiver},
            on=row.sent_at,
            pill=REFERRAL_PILLS(row.state),
        )
        for row in found
    ]
    return Block(title=_("To be sent elsewhere"), empty="", rows=rows) if rows else None


def answered(actor: Actor) -> Block | None:
    """The newest answers to our referrals."""
    since = timezone.localdate() - timedelta(days=LATELY_DAYS)
    found = list(queries.lately_answered(actor, since)[:SHOWN])
    log_readings(row.person for row in found if row.person)
    rows = [
        Row(
            str(row.person or row.number),
            url=row.get_absolute_url(),
            note=_note(row, str(row.receiver)),
            on=row.closed_at or row.answered_at,
            pill=REFERRAL_PILLS(row.state),
        )
        for row in found
    ]
    return Block(title=_("Answers to our referrals"), empty="", rows=rows) if rows else None


def answers_due(actor: Actor) -> Block | None:
    """The terms in which we owe an answer."""
    clocks = []
    for row in queries.to_answer(actor)[:SHOWN]:
        if due := desk.due_on(row):
            began = timezone.localdate(row.sent_at)
            label = _now("answer to %(number)s") % {"number": row.number}
            clocks.append(
                Clock(label, due, started_on=began, url=row.get_absolute_url(), soon_days=1)
            )
    return Block(title=_("Answers due"), empty="", clocks=clocks) if clocks else None


def nobodys(actor: Actor) -> Block | None:
    """Cases of workers who do not work here any more."""
    items = hand_over.unanswered()
    if not items:
        return None
    log_readings(item.record for item in items[:SHOWN])
    return Block(
        title=_("Nobody answers for these"),
        empty="",
        rows=[
            Row(
                str(item.record),
                url=item.record.get_absolute_url(),
                note=_now("was with %(who)s") % {"who": item.worker},
            )
            for item in items[:SHOWN]
        ],
        more_url=reverse("assistance:hand_overs"),
        more_label=_("Hand them on"),
    )


def _note(row: Referral, other: str) -> str:
    if row.urgency == Urgency.URGENT:
        return _now("urgent: %(who)s") % {"who": other}
    return other
