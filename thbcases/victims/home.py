"""What the home pages say about victims and their stay: what waits, what runs out, what changed."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.victims import queries
from thbcases.victims.choices import IdentificationState, PermitState, Risk, VictimStatus
from thbcases.victims.identification import Identification
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim, VictimDecision
from thbcases.victims.pills import STATUS_PILLS, identification_pill, stay_pill
from thbcases.victims.tables import last_open_day
from thbcases.victims.timelines import STAYS
from thbcases.web.home import register_home_block
from thbcases.web.parts import Action, Block, Figure, Row

SHOWN = 8
STAY_LISTS = {
    ReflectionPeriod: "victims:reflection_periods",
    ResidencePermit: "victims:residence_permits",
}
LATELY_DAYS = 14


def waiting(actor: Actor) -> Block:
    """Victims on whom nobody has decided yet."""
    rows = queries.waiting_victims()[:SHOWN]
    return Block(
        title=_("Victims who wait for a decision"),
        empty=_("Nobody waits. Presumed victims stand here until somebody decides."),
        rows=[
            Row(
                str(victim),
                url=victim.get_absolute_url(),
                note=str(victim.investigation),
                on=victim.status_on,
                pill=STATUS_PILLS(victim.status),
            )
            for victim in rows
        ],
        more_url=f"{reverse('victims:list')}?status={VictimStatus.PRESUMED}",
        more_label=_("All presumed victims"),
        actions=[
            Action(
                _("Quick entry of a case"),
                reverse("victims:quick_entry"),
                right="investigation.add",
            )
        ],
    )


def _merged(read: Callable[[Any], QuerySet[Any]], key: Callable[[Any], Any]) -> list[Any]:
    """The first rows of both kinds of stay together."""
    rows: Iterable[Any] = chain.from_iterable(read(model)[:SHOWN] for model in STAYS)
    return list(islice(sorted(rows, key=key), SHOWN))


def proposals(actor: Actor) -> Block:
    """What waits for the migration department."""
    stays = _merged(queries.proposals, key=lambda stay: stay.proposed_on)
    return Block(
        title=_("Proposals that wait"),
        empty=_("No proposal waits. The police makes them on a victim's page."),
        rows=[_stay_row(stay, stay.proposed_on) for stay in stays],
        more_url=f"{reverse(STAY_LISTS[type(stays[0])])}?state={PermitState.PROPOSED}"
        if stays
        else reverse("victims:residence_permits"),
        more_label=_("Permits and terms"),
    )


def decided(actor: Actor) -> Block:
    """Stays that were decided on lately."""
    since = timezone.localdate() - timedelta(days=LATELY_DAYS)
    newest_first = _merged(
        lambda model: queries.decided_since(model, since),
        key=lambda s: -_last_change(s).toordinal(),
    )
    return Block(
        title=_("Decided lately"),
        empty=_("No decision on a stay in the last two weeks."),
        rows=[_stay_row(stay, _last_change(stay)) for stay in newest_first],
    )


def _last_change(stay: Any) -> Any:
    return stay.ended_on or stay.decided_on


def _stay_row(stay: Any, on: Any) -> Row:
    return Row(
        str(stay.person),
        url=stay.get_absolute_url(),
        note=f"{stay._meta.verbose_name}, {stay}",
        on=on,
        pill=stay_pill(stay),
    )


def status_changes(actor: Actor) -> Block:
    """The newest decisions on victims."""
    since = timezone.localdate() - timedelta(days=LATELY_DAYS)
    newest = VictimDecision.objects.filter(on__gte=since).order_by("-on", "-id")
    rows = newest.select_related("victim__person", "investigation")[:SHOWN]
    return Block(
        title=_("What changed for victims"),
        empty=_("No decision on a victim's status in the last two weeks."),
        rows=[
            Row(
                str(row.victim),
                url=row.victim.get_absolute_url(),
                note=str(row.investigation),
                on=row.on,
                pill=STATUS_PILLS(row.status),
            )
            for row in rows
        ],
        more_url=reverse("victims:list"),
        more_label=_("All victims"),
    )


def noticed(actor: Actor) -> Block:
    """What the own organisation noticed lately, drafts first."""
    own = Identification.objects.filter(custodian_id=actor.organisation_id)
    drafts = own.filter(state=IdentificationState.DRAFT).select_related("person")[:SHOWN]
    newest = own.exclude(state=IdentificationState.DRAFT).select_related("person")[:SHOWN]
    return Block(
        title=_("Signs noticed"),
        empty=_("Nothing yet. Write down the signs after the first talk."),
        rows=[
            Row(
                str(row.person),
                url=row.get_absolute_url(),
                note=_("high danger") if row.risk == Risk.HIGH else "",
                on=row.met_on,
                pill=identification_pill(row),
            )
            for row in islice(chain(drafts, newest), SHOWN)
        ],
        more_url=reverse("victims:identifications"),
        more_label=_("All signs noticed"),
        actions=[
            Action(
                _("New identification"),
                reverse("victims:identification_begin"),
                style="primary",
                right="identification.add",
            )
        ],
    )


def drafts_waiting(actor: Actor) -> int:
    """How many drafts of the own organisation wait to be finished."""
    own = Identification.objects.filter(custodian_id=actor.organisation_id)
    return own.filter(state=IdentificationState.DRAFT).count()


def in_figures(actor: Actor) -> Block:
    """How many victims wait, were recognised this year, and stay in the country."""
    today = timezone.localdate()
    recognised = Victim.objects.filter(
        status=VictimStatus.RECOGNISED, status_on__gte=today.replace(month=1, day=1)
    )
    staying = ResidencePermit.objects.filter(
        state=PermitState.GRANTED, starts_on__lte=today, ends_on__gte=today
    )
    victims = reverse("victims:list")
    return Block(
        title=_("Victims in figures"),
        empty="",
        figures=[
            Figure(
                _("presumed victims"),
                Victim.objects.filter(status=VictimStatus.PRESUMED).count(),
                _("wait for a decision"),
                f"{victims}?status={VictimStatus.PRESUMED}",
            ),
            Figure(
                _("recognised victims"),
                recognised.count(),
                _now("since %(year)s-01-01") % {"year": today.year},
                f"{victims}?status={VictimStatus.RECOGNISED}&status_on_from={today.year}-01-01",
            ),
            Figure(
                _("residence permits"),
                staying.count(),
                _("in force today"),
                f"{reverse('victims:residence_permits')}?state={PermitState.GRANTED}",
            ),
        ],
    )


def opened(actor: Actor) -> Block | None:
    """The records that police units opened to the acting NGO."""
    rows: Any = queries.open_until(Victim.objects.select_related("person"))
    rows = rows.order_by("open_until", "id")
    found = list(rows[:SHOWN])
    if not found:
        return None
    return Block(
        title=_("Opened to us"),
        empty="",
        rows=[
            Row(
                str(victim),
                url=victim.get_absolute_url(),
                note=_now("open until %(day)s") % {"day": last_open_day(victim.open_until)},
                pill=STATUS_PILLS(victim.status),
            )
            for victim in found
        ],
        more_url=reverse("victims:list"),
        more_label=_("All opened records"),
    )


def proposals_waiting(actor: Actor) -> int:
    """How much waits for the migration department, for the navigation."""
    return sum(queries.proposals(model).count() for model in STAYS)


def register() -> None:
    """Put the blocks on the home pages."""
    police = (Role.OFFICER, Role.ANALYST)
    register_home_block(in_figures, requires="victim.read", roles=(Role.ANALYST,), place="top")
    register_home_block(waiting, requires="victim.read", roles=(Role.OFFICER,), order=10)
    register_home_block(noticed, requires="identification.add", roles=(Role.RESPONDER,), order=10)
    register_home_block(
        noticed, requires="identification.add", roles=(Role.OFFICER, Role.NGO), order=35
    )
    register_home_block(proposals, requires="permit.decide", order=10)
    register_home_block(
        decided, requires="permit.read", roles=(Role.OFFICER, Role.MIGRATION), order=30
    )
    register_home_block(status_changes, requires="victim.read", roles=police, order=25)
    register_home_block(opened, requires="victim.read", roles=(Role.NGO,), order=40)
