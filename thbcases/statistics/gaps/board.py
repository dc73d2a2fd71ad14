"""Reads of the board: lines of the own organisation with their records, numbers of all others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.facts import Area, counts_all
from thbcases.access.protected import PROTECTED
from thbcases.accounts.choices import OrganisationKind, Regime
from thbcases.accounts.models import Organisation
from thbcases.codes.choices import Audience
from thbcases.codes.queries import NotInForce, disclosure_rule
from thbcases.statistics.gaps.checks import CHECKS, Check, checks_for
from thbcases.statistics.models import GapFact

# What the name of a record is made of. Only what everybody sees who mends it: a join to a row
# that is not seen (a stay's investigation, for migration) would take the record off the list.
NAMING: dict[str, tuple[str, ...]] = {
    "victims.Victim": ("person",),
    "victims.ReflectionPeriod": ("person",),
    "victims.ResidencePermit": ("person",),
    "investigations.Suspect": ("person",),
    "investigations.CourtCase": ("court", "investigation"),
    "assistance.Service": ("kind", "beneficiary__person"),
    "assistance.ProjectReport": ("project",),
}
# What stands before a record that has no name of its own.
ABOUT = {
    "victims.ReflectionPeriod": "person",
    "victims.ResidencePermit": "person",
    "investigations.CourtCase": "investigation",
    "assistance.Service": "beneficiary",
}
# Where an organisation that recorded nothing begins to record.
BEGINS = {OrganisationKind.NGO: "assistance:register"}
BEGINS_ELSE = "victims:quick_entry"
# What stands for a number that is not told at all.
HIDDEN = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True)
class OwnGap:
    """One thing to mend in the own records: the record by kind and key, since when."""

    check: Check
    kind: str
    key: int
    since_on: date


@dataclass(frozen=True)
class GapLine:
    """One thing to mend in the own records; without a record where its page is not the reader's."""

    check: Check
    record: Any
    since_on: date
    url: str

    @property
    def name(self) -> str:
        """The record, with whom or what it is about; nothing where it may not be read."""
        if self.record is None:
            return ""
        about = ABOUT.get(self.record._meta.label)
        return f"{getattr(self.record, about)}: {self.record}" if about else str(self.record)

    @property
    def days(self) -> int:
        """How long it has been so."""
        return (timezone.localdate() - self.since_on).days


@dataclass(frozen=True)
class CheckLine:
    """How many of one check's faults one organisation has; a small number of people as «some»."""

    check: Check
    organisation: Organisation
    count: int
    since_on: date
    is_hidden: bool = False
    least: int = 1

    @property
    def number(self) -> int | str:
        """The number as the reader may know it."""
        if self.is_hidden:
            return f"1\N{EN DASH}{self.least - 1}" if self.least else HIDDEN
        return self.count


@dataclass(frozen=True)
class Board:
    """What one sees of completeness: the own lines, the others' numbers, and what is at zero."""

    own: list[OwnGap]
    counts: list[CheckLine]
    asked: list[Check]
    reached: list[Check]
    counts_others: bool
    threshold: int
    # What an administrator owes before numbers of people can be told; mostly nothing.
    owed: str

    @property
    def hidden(self) -> int:
        """How many numbers are not told exactly."""
        return sum(line.is_hidden for line in self.counts)


def board() -> Board:
    """The board of whoever acts."""
    actor = current_actor()
    others = actor is not None and any(counts_all(actor.role, area) for area in Area)
    own = own_gaps()
    counts = counted_lines() if others else []
    asked = checks_for(actor.role) if actor is not None else []
    wanting = {line.check.key for line in counts} | {gap.check.key for gap in own}
    reached = [check for check in asked if check.key not in wanting]
    return Board(
        own,
        counts,
        asked,
        reached,
        others,
        *_least(),
    )


def own_gaps() -> list[OwnGap]:
    """What the own organisation is to mend, in the order of the checks, the oldest first."""
    actor = current_actor()
    if actor is None:
        return []
    found = GapFact._default_manager.filter(custodian_id=actor.organisation_id)
    place = {key: number for number, key in enumerate(CHECKS)}
    rows = found.values_list("gap", "kind", "id", "since_on")
    ordered = sorted(rows, key=lambda row: (place[row[0]], row[3], row[2]))
    return [OwnGap(CHECKS[gap], kind, key, since) for gap, kind, key, since in ordered]


def own_counts() -> list[tuple[Check, int]]:
    """How many of each check's faults the own organisation has; none at zero."""
    numbers = Counter(gap.check.key for gap in own_gaps())
    return [(check, numbers[key]) for key, check in CHECKS.items() if numbers[key]]


def own_lines(gaps: Sequence[OwnGap]) -> list[GapLine]:
    """The records of some gaps with the pages where they are mended; one query for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for gap in gaps:
        wanted[gap.kind].add(gap.key)
    records = {kind: _records(kind, keys) for kind, keys in wanted.items()}
    lines = []
    for gap in gaps:
        record = records[gap.kind].get(gap.key)
        url = _page(gap.check, record) if record is not None else ""
        lines.append(GapLine(gap.check, record, gap.since_on, url))
    return lines


def counted_lines() -> list[CheckLine]:
    """By check and organisation, over all whom the acting user may count."""
    found = GapFact._default_manager.values("gap", "kind", "custodian_id")
    numbers: dict[tuple[str, int], list[Any]] = {}
    for row in found.annotate(number=Count("pk"), since=Min("since_on")):
        cell = numbers.setdefault((row["gap"], row["custodian_id"]), [0, row["since"], set()])
        cell[0] += row["number"]
        cell[1] = min(cell[1], row["since"])
        cell[2].add(row["kind"])
    organisations = Organisation.objects.in_bulk({custodian for _gap, custodian in numbers})
    least, _owed = _least()
    place = {key: number for number, key in enumerate(CHECKS)}
    lines = [
        CheckLine(
            CHECKS[gap],
            organisations[custodian],
            number,
            since,
            _hides(CHECKS[gap], organisations[custodian], kinds, number, least),
            least,
        )
        for (gap, custodian), (number, since, kinds) in numbers.items()
    ]
    return sorted(lines, key=lambda line: (place[line.check.key], line.organisation.sort_key))


def _least() -> tuple[int, str]:
    """The smallest number of people that is told; 0, and why, where no rule says it."""
    try:
        return disclosure_rule(Audience.INTERNAL, timezone.localdate()).threshold, ""
    except NotInForce as error:
        return 0, str(error)


def _hides(
    check: Check, organisation: Organisation, kinds: Iterable[str], number: int, least: int
) -> bool:
    """A small number of people is told exactly to those who may open their records.

    Without a rule every number of people is small.
    """
    if not check.is_personal or number >= least > 0:
        return False
    actor = current_actor()
    if actor is not None and actor.organisation_id == organisation.pk:
        return False
    is_open = organisation.regime == Regime.LED and all(_may_read(kind) for kind in kinds)
    return not is_open


def _may_read(kind: str) -> bool:
    table = apps.get_model(kind)._meta.db_table
    return table in PROTECTED and rights.may(f"{PROTECTED[table].kind}.read")


def _records(kind: str, keys: Iterable[int]) -> dict[int, Any]:
    """Records by key, as row security leaves them, with what names them."""
    rows = apps.get_model(kind)._default_manager.all()
    if naming := NAMING.get(kind):
        rows = rows.select_related(*naming)
    return rows.in_bulk(keys)


def _page(check: Check, record: Any) -> str:
    """Where a record is mended."""
    if isinstance(record, Organisation):
        return reverse(BEGINS.get(OrganisationKind(record.kind), BEGINS_ELSE))
    if check.page:
        return reverse(check.page, kwargs={"uuid": record.uuid})
    return str(record.get_absolute_url())
