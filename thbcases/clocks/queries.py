"""Which terms run, for whom, and how they stand. Visibility is the database's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from thbcases.access import rights
from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership
from thbcases.clocks.choices import OPEN, State
from thbcases.clocks.models import CalendarAddress, Wish
from thbcases.clocks.sources import Source, Term, sources
from thbcases.codes.choices import Moment, Warned
from thbcases.codes.models import TermRule, TermWarning
from thbcases.codes.queries import RuleBook, warning_day
from thbcases.web.parts import Clock

# Without a warning before the end a term is «soon» for so long.
SOON_DAYS = 14
ROLE_OF: dict[str, Role] = {
    Warned.SPECIALISED: Role.ANALYST,
    Warned.HELPER: Role.NGO,
    Warned.MIGRATION: Role.MIGRATION,
    Warned.FUNDER: Role.FUNDER,
    Warned.COORDINATOR: Role.COORDINATOR,
}


@dataclass(frozen=True)
class Deadline:
    """A term with its last day, the rule it goes by, and the days of its warnings."""

    source: Source
    term: Term
    due_on: date
    rule: TermRule | None
    warnings: tuple[tuple[date, TermWarning], ...] = ()

    @property
    def days_left(self) -> int:
        """Whole days until the due day; below zero when it has passed."""
        return self._clock.days_left

    @property
    def _clock(self) -> Clock:
        return Clock("", self.due_on)

    @property
    def soon_days(self) -> int:
        """So many days before the end it is «soon»: with the first warning before the end."""
        first = min(
            (day for day, warning in self.warnings if warning.moment == Moment.BEFORE),
            default=None,
        )
        return SOON_DAYS if first is None else (self.due_on - first).days

    @property
    def state(self) -> State:
        """How the term stands today."""
        if self.term.done_on is not None:
            return State.MET
        if self.days_left < 0:
            return State.OVER if self.term.lapses else State.LATE
        return State.SOON if self.days_left <= self.soon_days else State.CALM

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in OPEN

    @property
    def words(self) -> str:
        """The state in words, with its number of days."""
        if self.term.done_on is not None:
            return str(self.term.ended) or _met(self.due_on, self.term.done_on)
        if self.state == State.OVER:
            return gettext("over since %(day)s") % {"day": self.due_on.isoformat()}
        return self._clock.words

    @property
    def title(self) -> str:
        """Kind of term and what it is about, for whoever may read the record."""
        return f"{self.label}: {self.term.name}"

    @property
    def label(self) -> str:
        """The kind of term, by the rule where that differs."""
        return str(self.term.event.label if self.term.event else self.source.label)


def _met(due_on: date, done_on: date) -> str:
    days = (due_on - done_on).days
    if days == 0:
        return gettext("met on the last day")
    if days > 0:
        words = ngettext(
            "met %(days)d day before the end", "met %(days)d days before the end", days
        )
    else:
        words = ngettext("met %(days)d day late", "met %(days)d days late", -days)
    return words % {"days": abs(days)}


def deadline(source: Source, term: Term, book: RuleBook) -> Deadline | None:
    """The term with its last day; None when neither a decision nor a rule says it."""
    due = book.due(term.event or source.event, term.starts_on)
    due_on = term.due_on or (due.on if due else None)
    if due_on is None:
        return None
    rule = due.rule if due else None
    active = [one for one in rule.warnings.all() if one.is_active] if rule else []
    warnings = sorted(
        ((warning_day(one, due_on, book.days), one) for one in active),
        key=lambda pair: (pair[0], pair[1].pk),
    )
    return Deadline(source, term, due_on, rule, tuple(warnings))


def readable() -> list[Source]:
    """The kinds of terms that the acting user's role may read."""
    return [source for source in sources() if rights.may(source.requires)]


def running(kinds: Iterable[Source] | None = None) -> list[Deadline]:
    """All terms that run in the records the acting user sees, the one due first on top."""
    book = RuleBook.read()
    chosen = readable() if kinds is None else kinds
    found = [
        found
        for source in chosen
        for term in source.open_terms()
        if (found := deadline(source, term, book)) is not None and found.is_open
    ]
    return in_order(found)


def in_order(found: Iterable[Deadline]) -> list[Deadline]:
    """The one due first on top, always in the same order."""
    return sorted(found, key=lambda d: (d.due_on, d.source.key, d.term.code, str(d.term.starts_on)))


def of_record(record: Any) -> list[Deadline]:
    """The terms of one record, met ones included; the newest end on top."""
    label = record._meta.label_lower
    book = RuleBook.read()
    found = [
        found
        for source in readable()
        if source.terms_of is not None and source.model.lower() == label
        for term in source.terms_of(record)
        if (found := deadline(source, term, book)) is not None
    ]
    return in_order(found)[::-1]


# --- whose they are


def is_head(actor: Actor) -> bool:
    """Whether the actor heads the organisation they act for."""
    held = Membership.objects.valid_on(timezone.localdate())
    return held.filter(
        user_id=actor.user_id,
        organisation_id=actor.organisation_id,
        role=actor.role,
        is_head=True,
    ).exists()


def is_warned(who: str, found: Deadline, actor: Actor, *, heads: bool) -> bool:
    """Whether a warning for these people is for the actor, who may read the record."""
    is_ours = found.term.organisation_id == actor.organisation_id
    if who == Warned.ACTS:
        return is_ours and rights.may(found.source.acts or found.source.requires, actor)
    if who == Warned.HEAD:
        return is_ours and heads
    return ROLE_OF[who] == actor.role


def warnings_for(found: Deadline, actor: Actor, *, heads: bool) -> Iterator[tuple[date, Any]]:
    """The warnings of a term that are for the actor, with their days."""
    for day, warning in found.warnings:
        if is_warned(warning.who, found, actor, heads=heads):
            yield day, warning


def mine(actor: Actor) -> list[Deadline]:
    """Open terms that are the actor's: to act on, or to be warned of."""
    heads = is_head(actor)
    return [
        found
        for found in running()
        if is_warned(Warned.ACTS, found, actor, heads=heads)
        or any(warnings_for(found, actor, heads=heads))
    ]


# --- how one is reminded


def wish_of(actor: Actor) -> Wish:
    """How the actor wants to be reminded; an unsaved row when nothing was chosen yet."""
    mine = {"user_id": actor.user_id, "organisation_id": actor.organisation_id}
    return Wish.objects.filter(**mine).first() or Wish(**mine)


def address_of(membership: Membership) -> CalendarAddress | None:
    """The calendar's address of a membership, unless it is switched off."""
    return CalendarAddress.objects.filter(membership=membership, digest__isnull=False).first()
