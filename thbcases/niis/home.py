"""What hit / no hit adds to the navigation and to the home pages of the police."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.niis.models import InformationRequest, SearchAlarm
from thbcases.niis.pills import MESSAGE_PILLS, REQUEST_PILLS
from thbcases.niis.queries import exchange
from thbcases.niis.queries import requests as queries
from thbcases.web.home import register_home_block
from thbcases.web.navigation import NavItem
from thbcases.web.navigation import register as register_item
from thbcases.web.parts import Action, Block, Row

SHOWN = 8
ALARM_DAYS = 7


def count_for_my_answer(actor: Actor) -> int:
    """How many requests wait for my unit."""
    return queries.for_my_answer(actor).count()


def for_my_answer(actor: Actor) -> Block | None:
    """Requests of other units that mine has to answer; nothing when there is none."""
    waiting = list(queries.for_my_answer(actor)[:SHOWN])
    if not waiting:
        return None
    return Block(
        title=_("Requests that wait for my answer"),
        empty="",
        rows=[
            Row(
                row.reference,
                url=row.get_absolute_url(),
                note=f"{row.custodian}: {row.purpose}",
                on=row.due_on,
                pill=REQUEST_PILLS(row.shown_state),
            )
            for row in waiting
        ],
        more_url=reverse("niis:requests"),
        more_label=_("All requests"),
    )


def answered(actor: Actor) -> Block | None:
    """The newest answers to my unit's requests; nothing while there is none."""
    rows = list(queries.answered(actor)[:SHOWN])
    if not rows:
        return None
    return Block(
        title=_("Answered requests"),
        empty="",
        rows=[_answer(row) for row in rows],
        more_url=reverse("niis:requests"),
        more_label=_("All requests"),
        actions=[Action(_("Ask a unit"), reverse("niis:ask"), right="request.add")],
    )


def _answer(row: InformationRequest) -> Row:
    return Row(
        row.reference,
        url=row.get_absolute_url(),
        note=f"{row.asked}: {row.purpose}",
        on=row.answered_at or row.due_on,
        pill=REQUEST_PILLS(row.shown_state),
    )


def count_of_partners(actor: Actor) -> int:
    """How many requests of partners wait for my unit."""
    return exchange.waiting().count()


def of_partners(actor: Actor) -> Block | None:
    """Requests of other installations that wait; nothing when there is none."""
    rows = list(exchange.waiting()[:SHOWN])
    if not rows:
        return None
    return Block(
        title=_("Requests of other installations"),
        empty="",
        rows=[
            Row(
                str(row),
                url=row.get_absolute_url(),
                note=str(row.partner),
                on=row.expires_at,
                pill=MESSAGE_PILLS(row.state),
            )
            for row in rows
        ],
        more_url=reverse("niis:messages"),
        more_label=_("All messages"),
    )


def alarms(actor: Actor) -> Block | None:
    """Who tried many names in the last week; nothing when nobody did."""
    since = timezone.now() - timedelta(days=ALARM_DAYS)
    rows = SearchAlarm.objects.filter(created_at__gt=since).select_related("user", "custodian")
    found = list(rows[:SHOWN])
    if not found:
        return None
    return Block(
        title=_("Search alarms of the last 7 days"),
        empty="",
        rows=[
            Row(
                str(alarm.user),
                note=str(alarm.custodian),
                on=timezone.localdate(alarm.created_at),
            )
            for alarm in found
        ],
        more_url=reverse("niis:alarms"),
        more_label=_("All alarms"),
    )


def register() -> None:
    """Tell the shell; called once when the app is ready."""
    police = (Role.OFFICER,)
    register_item(NavItem(_("Hit / no hit"), "niis:search", "search.add", group="search", order=10))
    register_item(
        NavItem(_("Search alarms"), "niis:alarms", "search_alarm.read", group="search", order=70)
    )
    register_home_block(alarms, requires="search_alarm.read", order=4)
    register_item(
        NavItem(
            _("Requests"),
            "niis:requests",
            "request.read",
            group="search",
            order=40,
            roles=police,
            count=count_for_my_answer,
        )
    )
    register_item(
        NavItem(
            _("Exchange"),
            "niis:messages",
            "exchange.read",
            group="search",
            order=60,
            count=count_of_partners,
        )
    )
    register_home_block(of_partners, requires="exchange.change", order=6)
    register_home_block(for_my_answer, requires="request.decide", roles=police, order=5)
    register_home_block(answered, requires="request.read", roles=police, order=40)
