"""The board as tables: lines with their records, and numbers by organisation."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.statistics.gaps.board import CheckLine, GapLine
from thbcases.statistics.gaps.checks import TARGET, Check, Fault
from thbcases.web.pills import Pill
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    NumberColumn,
    PillColumn,
    TextColumn,
)

TONES = {Fault.UNSPECIFIED: "presumed", Fault.CONTRADICTORY: "late", Fault.LATE: "late"}


def fault_pill(fault: str) -> Pill:
    """The fault as a pill."""
    return Pill(Fault(fault).label, TONES[Fault(fault)])


class CheckColumn(TextColumn):
    """A check, leading to what it asks."""

    def render(self, value: Check) -> Any:
        return format_html('<a href="#how-{}">{}</a>', value.key, value.name)

    def value(self, value: Check) -> str:
        return str(value.name)


class GapTable(BaseTable):
    """What the own organisation is to mend, each line leading to where that is done."""

    caption = _("What is missing in the own records")
    record = TextColumn(
        empty_values=(), verbose_name=_("record"), linkify=lambda record: record.url or None
    )
    check = CheckColumn(verbose_name=_("what is wrong"))
    fault = PillColumn(pills=fault_pill, accessor="check__fault", verbose_name=_("kind"))
    since = DateColumn(accessor="since_on", verbose_name=_("since"))
    days = NumberColumn(verbose_name=_("days"))

    class Meta:
        orderable = False

    def __init__(self, lines: Sequence[GapLine]) -> None:
        super().__init__(lines)

    def render_record(self, record: GapLine) -> str:
        return _named(record)

    def value_record(self, record: GapLine) -> str:
        return _named(record)


class CountTable(BaseTable):
    """How many faults of each kind each organisation has, against the target."""

    caption = _("Completeness by organisation")
    check = CheckColumn(verbose_name=_("what is wrong"))
    fault = PillColumn(pills=fault_pill, accessor="check__fault", verbose_name=_("kind"))
    organisation = TextColumn(verbose_name=_("organisation"))
    number = NumberColumn(verbose_name=_("how many"))
    target = NumberColumn(empty_values=(), verbose_name=_("target"))
    since = DateColumn(accessor="since_on", verbose_name=_("the oldest since"))

    class Meta:
        orderable = False

    def __init__(self, lines: Sequence[CheckLine]) -> None:
        super().__init__(lines)

    def render_target(self) -> int:
        return TARGET

    def value_target(self) -> int:
        return TARGET

    def render_since(self, value: Any, record: CheckLine) -> Any:
        """The day of a single person's record is not told with a small number either."""
        if record.is_hidden:
            return "–"
        return format_html('<time datetime="{0}">{0}</time>', value.isoformat())

    def value_since(self, value: Any, record: CheckLine) -> Any:
        return None if record.is_hidden else value


def _named(line: GapLine) -> str:
    """The record by its name; one that may not be read has none."""
    return line.name or _now("a record you may not open")
