"""Whom to ask how it goes, until when, and how many were reached."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from assistance.choices import FollowUpResult, FollowUpRound
from assistance.models import Beneficiary, FollowUp
from thbcases.codes.choices import ListName, TermEvent
from thbcases.codes.models import DatedQuerySet, ListCode, TermRule
from thbcases.codes.queries import add_term
from thbcases.people.choices import Sex

ROUNDS = (FollowUpRound.FIRST, FollowUpRound.SECOND, FollowUpRound.THIRD)
# The outcome of help after which nobody is asked anything.
DIED = "died"


@dataclass(frozen=True)
class Turn:
    """One time after the end of the help: when it is due, what was entered, whether it is open."""

    beneficiary: Beneficiary
    round: FollowUpRound
    starts_on: date
    due_on: date
    entered: FollowUp | None
    is_open: bool

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


@dataclass
class Reach:
    """Of the people of one sex whose help ended: how many were due at a time, and how it went."""

    due: int = 0
    results: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FollowUpResult.values, 0))

    @property
    def reached(self) -> int:
        return self.results[FollowUpResult.REACHED]

    @property
    def not_asked(self) -> int:
        return self.due - sum(self.results.values())

    @property
    def percent(self) -> int | None:
        """The share that was reached; None where nobody was due."""
        return round(100 * self.reached / self.due) if self.due else None


class Rules:
    """How long after the end of help each time is due, read once."""

    def __init__(self) -> None:
        self.rows: dict[str, list[TermRule]] = {}
        for rule in TermRule.objects.filter(event__in=[TermEvent(r.value) for r in ROUNDS]):
            self.rows.setdefault(rule.event, []).append(rule)

    def due_on(self, which: FollowUpRound, closed_on: date) -> date | None:
        """The day, by the rule in force when the help ended; None where no rule was."""
        for rule in self.rows.get(which.value, ()):
            begins, ends = rule.valid_from or date.min, rule.valid_to or date.max
            if begins <= closed_on <= ends:
                return add_term(closed_on, rule)
        return None

    def lapses_on(self, which: FollowUpRound, closed_on: date) -> date:
        """From when nobody is asked for this time any more: the next one has come.

        The last time stays open as long again as it was away from the end of the help.
        """
        number = ROUNDS.index(which)
        if which != ROUNDS[-1]:
            return self.due_on(ROUNDS[number + 1], closed_on) or date.max
        due = self.due_on(which, closed_on)
        return due + (due - closed_on) if due else date.max


def ended() -> QuerySet[Beneficiary]:
    """Help that ended, with what was entered afterwards, and whether the person is helped again."""
    again = Beneficiary.objects.filter(
        person=OuterRef("person"), registered_on__gte=OuterRef("closed_on")
    ).exclude(pk=OuterRef("pk"))
    return (
        Beneficiary.objects.filter(closed_on__isnull=False)
        .select_related("person", "outcome")
        .prefetch_related("follow_ups")
        .annotate(is_helped_again=Exists(again))
    )


def turns(people: Iterable[Beneficiary], day: date, rules: Rules | None = None) -> list[Turn]:
    """Each time of each person, as it stands on a day. `people` come from `ended()`."""
    known = rules or Rules()
    found: list[Turn] = []
    for person in people:
        closed_on = person.closed_on
        assert closed_on is not None
        entered = {row.round: row for row in person.follow_ups.all()}
        is_over = _is_over(person, entered)
        for which in ROUNDS:
            due = known.due_on(which, closed_on)
            if due is None:
                continue
            row = entered.get(which.value)
            is_open = row is None and not is_over and day < known.lapses_on(which, closed_on)
            found.append(Turn(person, which, closed_on, due, row, is_open))
    return found


def follow_ups_due(day: date) -> list[Turn]:
    """The times that are due until a day and were not entered, the longest due first."""
    rows = [turn for turn in turns(ended(), timezone.localdate(), Rules()) if turn.is_open]
    due = [turn for turn in rows if turn.due_on <= day]
    return sorted(due, key=lambda turn: (turn.due_on, turn.starts_on))


def reach(year: int | None = None) -> dict[FollowUpRound, dict[str, Reach]]:
    """How many were reached at each time, by sex; of one year in which help ended, or of all.

    Whoever died is not counted. A person is due at a time once its day has come.
    """
    people = ended().exclude(outcome__code=DIED)
    if year is not None:
        people = people.filter(closed_on__year=year)
    found = {which: {sex: Reach() for sex in Sex.values} for which in ROUNDS}
    today = timezone.localdate()
    for turn in turns(people, today):
        if turn.due_on > today and turn.entered is None:
            continue
        line = found[turn.round][turn.beneficiary.person.sex]
        line.due += 1
        if turn.entered is not None:
            line.results[turn.entered.result] += 1
    return found


def years_of_ending() -> list[int]:
    """The years in which help ended, the newest first."""
    rows = Beneficiary.objects.filter(closed_on__isnull=False).order_by()
    years = rows.values_list(F("closed_on__year"), flat=True).distinct()
    return sorted(years, reverse=True)


def follow_up_housing(day: date) -> DatedQuerySet[ListCode]:
    """How somebody may live."""
    return ListCode.objects.filter(list=ListName.FOLLOW_UP_HOUSING).valid_on(day)


def follow_up_work(day: date) -> DatedQuerySet[ListCode]:
    """What somebody may work or learn."""
    return ListCode.objects.filter(list=ListName.FOLLOW_UP_WORK).valid_on(day)


def _is_over(person: Beneficiary, entered: dict[str, FollowUp]) -> bool:
    """Nobody is asked who died, is helped again, or does not want it."""
    if person.is_helped_again:  # type: ignore[attr-defined]
        return True
    if person.outcome is not None and person.outcome.code == DIED:
        return True
    return any(row.result == FollowUpResult.NO_CONTACT for row in entered.values())
