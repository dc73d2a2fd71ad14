"""What a published table would say today, and which changes of records made the difference.

Every number is compared with what was counted when the table went out, the hidden ones too. For
each cell that differs the records are looked up that came into it or left it, and of those what
was added, changed or removed since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _

from thbcases.accounts.models import Organisation
from thbcases.statistics.builder import BadSpec, TableSpec
from thbcases.statistics.disclosure.kinds import Key
from thbcases.statistics.disclosure.rounding import rounded
from thbcases.statistics.indicators import DIMENSIONS, INDICATORS
from thbcases.statistics.models import PublishedTable
from thbcases.statistics.publishing.freezing import Counted, count
from thbcases.statistics.publishing.frozen import FrozenBlock, FrozenCell, FrozenTable
from thbcases.statistics.queries import Value as Number

# The keys of the records behind one that is counted.
Keys = tuple[int | None, ...]
# What was still being saved while the figures were counted bears an earlier time.
SAVING = timedelta(hours=1)


@dataclass(frozen=True)
class Cause:
    """What happened to records behind a cell since: rows of one kind, of one organisation."""

    kind: str
    verb: str
    organisation: str
    records: int
    first_on: date
    last_on: date

    @property
    def words(self) -> str:
        """«victims: added»."""
        verbs = {"insert": _("added"), "update": _("changed"), "delete": _("removed")}
        return f"{_kinds()[self.kind]}: {verbs[self.verb]}"


@dataclass(frozen=True)
class Difference:
    """A cell that would differ: as published, as counted then, as counted today.

    `came` and `went` are how many records came into the cell and left it.
    """

    block: FrozenBlock
    at: Key
    period: int
    published: FrozenCell
    then: Number
    now: Number
    came: int = 0
    went: int = 0
    causes: list[Cause] = field(default_factory=list)

    @property
    def by_organisation(self) -> list[tuple[str, date, list[Cause]]]:
        """The causes of each organisation, with the day of the last of them."""
        found: dict[str, list[Cause]] = {}
        for cause in self.causes:
            found.setdefault(cause.organisation, []).append(cause)
        return [(name, max(c.last_on for c in of), of) for name, of in found.items()]

    @property
    def place(self) -> str:
        """Which cell, in the reader's words."""
        return ", ".join(
            [self.block.name, *self._values(), self.block.labels[self.period]],
        )

    @property
    def is_told(self) -> bool:
        """Whether both numbers may be seen by whoever counts the country."""
        return not self.published.is_hidden and not self.is_small(self.now)

    @property
    def is_whole(self) -> bool:
        """Whether it is a total and no part of one."""
        return not self.block.part_of and all(value is None for value in self.at)

    @property
    def is_safe(self) -> bool:
        """Whether that it differs says nothing of few people: neither number is about few."""
        few = [self.is_small(self.then), self.is_small(self.now)]
        nobody = bool(self.block.threshold) and not (self.then and self.now)
        said = not self.published.is_hidden and not self.block.base
        return said and not any(few) and not nobody

    def is_small(self, number: Number) -> bool:
        """Whether a number is about fewer people than the table shows."""
        return not self.block.base and 0 < (number or 0) < self.block.threshold

    def _values(self) -> Iterator[str]:
        for dimension, value in zip(self.block.dimensions, self.at, strict=True):
            if value is not None:
                kept = dict(dimension.values)
                label = DIMENSIONS[dimension.key].labels().get(value, str(value))
                yield dimension.word(value) if value in kept else label


def differences(table: PublishedTable) -> list[Difference]:
    """The cells of a published table that would differ today, over the facts of whoever acts.

    Its basis must be readable, which it is for the coordinator alone. Raises BadSpec when the
    table names what is no longer counted.
    """
    frozen = FrozenTable.from_json(table.content)
    basis = table.basis.content["blocks"]
    spec = _spec(table.spec)
    found: list[Difference] = []
    since = table.publication.published_at
    for block, kept, counted in zip(frozen.blocks, basis, count(spec), strict=True):
        today = counted.basis()["periods"]
        for period, (then, now) in enumerate(zip(kept["periods"], today, strict=True)):
            found += _of_period(block, period, then, now, since, counted)
    return found


def nameable(found: Sequence[Difference]) -> list[Difference]:
    """Of the cells of a table that would differ, those that everybody may be told of.

    Where one beside them may not be told of, only totals are: a part that differs under a total
    that does not would say where somebody went.
    """
    is_safe = all(one.is_safe for one in found)
    return [one for one in found if one.is_safe and (is_safe or one.is_whole)]


def _spec(kept: Mapping[str, Any]) -> TableSpec:
    """What was asked. The country table has more figures than one may ask for."""
    if any(key not in INDICATORS for key in kept["figures"]):
        raise BadSpec(_("A figure of this table is no longer counted."))
    if kept["by"] or kept["where"]:
        return TableSpec.from_json(kept)
    start, end = (date.fromisoformat(kept[name]) for name in ("start", "end"))
    return TableSpec(tuple(kept["figures"]), (), start, end, kept["grouping"])


def _of_period(
    block: FrozenBlock,
    period: int,
    then: Mapping[str, Any],
    now: Mapping[str, Any],
    since: datetime,
    counted: Counted,
) -> Iterator[Difference]:
    numbers_then, numbers_now = _numbers(then), _numbers(now)
    records_then, records_now = _records(then), _records(now)
    for at in dict.fromkeys([*numbers_then, *numbers_now]):
        before, after = (
            _number(numbers, at, block.base) for numbers in (numbers_then, numbers_now)
        )
        if before == after:
            continue
        came, went = _moved(records_then, records_now, at)
        yield Difference(
            block,
            at,
            period,
            block.cell(at, period) or FrozenCell(0),
            before,
            after,
            len(came),
            len(went),
            _causes(counted, came | went, since) or _causes(counted, came | went, since - SAVING),
        )


def _number(numbers: Mapping[Key, Number], at: Key, base: int) -> Number:
    """As the table would show it; a line that is not there had nobody in it."""
    number = numbers.get(at, 0)
    return number if number is None or not base else rounded(int(number), base)


def _numbers(told: Mapping[str, Any]) -> dict[Key, Number]:
    return {tuple(at): number for at, number in told["numbers"]}


def _records(told: Mapping[str, Any]) -> list[tuple[Keys, Key]]:
    return [(tuple(keys), tuple(at)) for keys, at in told["records"]]


def _moved(
    then: list[tuple[Keys, Key]],
    now: list[tuple[Keys, Key]],
    at: Key,
) -> tuple[set[Keys], set[Keys]]:
    """The records that came into a cell and that left it."""
    before, after = _within(then, at), _within(now, at)
    return after - before, before - after


def _within(records: Iterable[tuple[Keys, Key]], at: Key) -> set[Keys]:
    return {
        keys
        for keys, place in records
        if all(wanted in (None, value) for wanted, value in zip(at, place, strict=True))
    }


SQL = """
select kind, verb, custodian_id, count(distinct record_id), min(changed_at)::date,
  max(changed_at)::date
from fact_change
where model = %s and record_id = any(%s) and changed_at >= %s
group by 1, 2, 3 order by 5, 1, 2, 3
"""


def _causes(counted: Counted, records: set[Keys], since: datetime) -> list[Cause]:
    """What happened since to these records. Whose rows they are is told, and no content."""
    lines: list[tuple[Any, ...]] = []
    for place, (model, _column) in enumerate(counted.indicator.source.records):
        keys = sorted({found for keys in records if (found := keys[place]) is not None})
        if keys:
            with connection.cursor() as cursor:
                cursor.execute(SQL, [model, keys, since])
                lines += cursor.fetchall()
    names = Organisation.objects.in_bulk({line[2] for line in lines})
    return [
        Cause(kind, verb, str(names[custodian]), number, first, last)
        for kind, verb, custodian, number, first, last in lines
    ]


def _kinds() -> dict[str, str]:
    """The plain name of every table whose changes are looked at."""
    return {
        model._meta.db_table: str(model._meta.verbose_name_plural) for model in apps.get_models()
    }
