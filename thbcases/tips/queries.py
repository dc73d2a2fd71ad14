"""Reads about tips: what waits, who can get one, what is alike, how many there were."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.accounts.choices import ROLES_OF_KIND, Regime
from thbcases.accounts.models import Membership, Organisation, User
from thbcases.clocks.sources import Term
from thbcases.tips.choices import ChannelKind, EntryState, TipState
from thbcases.tips.models import Attachment, Channel, MailEntry, Tip, TipFact

WAITING = (TipState.NEW, TipState.OPEN)
# Panels of tips that are alike show this many and say how many there are.
MOST_ALIKE = 10


def tips() -> QuerySet[Tip]:
    """All visible tips, with what lists show of them."""
    return Tip.objects.select_related("channel", "custodian", "handler", "assignee").annotate(
        has_files=Exists(Attachment.objects.filter(tip=OuterRef("pk")))
    )


def waiting() -> QuerySet[Tip]:
    """Tips somebody has to do something about, the oldest first."""
    return tips().filter(state__in=WAITING).order_by("received_at", "id")


def count_new(actor: Actor) -> int:
    """How many nobody looked at yet."""
    return Tip.objects.filter(state=TipState.NEW).count()


def not_read() -> QuerySet[MailEntry]:
    """Mails that could not be taken in as tips, the newest first."""
    states = (EntryState.UNREADABLE, EntryState.TOO_LARGE)
    return MailEntry.objects.filter(state__in=states).select_related("channel")


def hotlines(actor: Actor) -> QuerySet[Channel]:
    """The hotlines of the acting user's organisation."""
    return Channel.objects.filter(
        kind=ChannelKind.HOTLINE, is_active=True, keeper_id=actor.organisation_id
    )


def receiving_units(tip: Tip) -> QuerySet[Organisation]:
    """To whom a tip can be handed: those who investigate, and back to who keeps it."""
    kinds = [kind for kind, roles in ROLES_OF_KIND.items() if Role.OFFICER in roles]
    investigating = Q(kind__in=kinds, regime=Regime.LED, is_active=True)
    return Organisation.objects.filter(investigating | Q(pk=tip.custodian_id))


def colleagues(unit: Organisation) -> QuerySet[User]:
    """Who works on tips in a unit today."""
    roles = [Role.OFFICER, Role.NGO]
    today = timezone.localdate()
    held = Membership.objects.valid_on(today).filter(organisation=unit, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"))


@dataclass(frozen=True)
class Alike:
    """Other tips of the same words, or of the same sender, as far as the reader sees them."""

    same_text: list[Tip]
    same_text_count: int
    same_sender: list[Tip]
    same_sender_count: int

    def __bool__(self) -> bool:
        return bool(self.same_text_count or self.same_sender_count)


def alike(tip: Tip) -> Alike:
    """Tips with the same words, and tips of the same sender."""
    text, sender = Tip.objects.none(), Tip.objects.none()
    if tip.text_hash:
        text = Tip.objects.filter(text_hash=tip.text_hash).exclude(pk=tip.pk)
    if tip.sender_hash:
        sender = Tip.objects.filter(sender_hash=tip.sender_hash).exclude(pk=tip.pk)
    return Alike(list(text[:MOST_ALIKE]), text.count(), list(sender[:MOST_ALIKE]), sender.count())


def open_terms() -> Iterable[Term]:
    """Tips that wait for their first answer."""
    for tip in Tip.objects.filter(state__in=WAITING, first_answer_at=None):
        yield _term(tip)


def terms_of(tip: Tip) -> Iterable[Term]:
    """The term of one tip: its first answer."""
    if tip.state != TipState.FORGOTTEN and (tip.is_open or tip.first_answer_at):
        yield _term(tip)


def _term(tip: Tip) -> Term:
    answered = tip.first_answer_at
    return Term(
        record=tip,
        name=tip.code,
        code=tip.code,
        starts_on=timezone.localdate(tip.received_at),
        organisation_id=tip.handler_id,
        done_on=timezone.localdate(answered) if answered else None,
    )


@dataclass(frozen=True)
class Figures:
    """Tips of a year in numbers."""

    total: int
    answered: int
    median_days: float | None
    by_kind: dict[tuple[str, str], int]
    by_month: dict[int, Counter[str]]
    by_outcome: Counter[str]
    median_by_channel: dict[str, float]


def figures(year: int) -> Figures:
    """Count the tips that came in within a year, over what the acting user may count."""
    rows = list(TipFact.objects.filter(year=year))
    days = [row.days_to_answer for row in rows if row.days_to_answer is not None]
    by_month: dict[int, Counter[str]] = {month: Counter() for month in range(1, 13)}
    for row in rows:
        by_month[row.month.month][row.channel] += 1
    medians = {}
    for kind in ChannelKind:
        own = [
            row.days_to_answer
            for row in rows
            if row.channel == kind and row.days_to_answer is not None
        ]
        if own:
            medians[kind.value] = median(own)
    return Figures(
        total=len(rows),
        answered=len(days),
        median_days=median(days) if days else None,
        by_kind=dict(Counter((row.kind, row.channel) for row in rows)),
        by_month=by_month,
        by_outcome=Counter(row.outcome for row in rows if row.outcome),
        median_by_channel=medians,
    )


def years() -> list[int]:
    """Years in which tips came in, the newest first; this year is always there."""
    found = set(TipFact.objects.values_list("year", flat=True).distinct())
    return sorted(found | {timezone.localdate().year}, reverse=True)


def open_counts() -> dict[str, int]:
    """How many tips wait in each state, for the home page."""
    rows = Tip.objects.filter(state__in=WAITING).values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in rows.order_by("state")}
