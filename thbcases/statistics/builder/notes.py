"""What stands beneath every table of figures, on the page and in every file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thbcases.codes.models import DisclosureRule
from thbcases.statistics.indicators import DIMENSIONS, Indicator, Value, full_name


@dataclass(frozen=True)
class Notes:
    """Over which time and whose records was counted, when, what of it, and what is hidden."""

    start: date
    end: date
    scope: str
    run_at: datetime
    records: int | None = None
    where: Sequence[tuple[str, Value]] = ()
    rule: DisclosureRule | None = None
    hidden: int = 0

    def sentences(self) -> list[str]:
        """All of it, a sentence each."""
        return [
            _("Period: %(starts)s – %(ends)s, first and last day included.")
            % {"starts": self.start, "ends": self.end},
            _("Counted over: %(scope)s.") % {"scope": self.scope},
            *self._filters(),
            _("A person is counted once in the country, whoever recorded them and however often."),
            _("A dash: nothing of the kind was recorded; a part of something recorded can be 0."),
            *self._hidden(),
            _("Counted at %(moment)s.")
            % {"moment": f"{timezone.localtime(self.run_at):%Y-%m-%d %H:%M}"},
            *self._records(),
        ]

    def _filters(self) -> list[str]:
        """What the figures are narrowed to."""
        said = []
        for key, value in self.where:
            dimension = DIMENSIONS[key]
            said.append(f"{dimension.name}: {dimension.labels().get(value, value)}")
        return [_("Only: %(filters)s.") % {"filters": "; ".join(said)}] if said else []

    def _hidden(self) -> list[str]:
        if self.rule is None:
            return [_("No figure is hidden: for internal use.")]
        rule = _(
            "Numbers of people below %(least)s are hidden, and others so that nobody works them "
            "out; zero is shown."
        ) % {"least": self.rule.threshold}
        count = ngettext(
            "%(counter)s number is hidden.", "%(counter)s numbers are hidden.", self.hidden
        ) % {"counter": self.hidden}
        return [rule, count, *filter(None, [self.rule.reason])]

    def _records(self) -> list[str]:
        if self.records is None:
            return []
        text = _("Records behind the figures: %(records)s (each in every column it belongs to).")
        return [text % {"records": self.records}]


def how_counted(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Each figure with its definition."""
    return [(full_name(indicator), definition(indicator)) for indicator in indicators]


def definition(indicator: Indicator) -> str:
    """How a figure is counted, what one of it is, and by which day."""
    kinds = f"{indicator.counted.label}; {indicator.rule.kind.label}"
    return f"{indicator.definition} ({kinds})"
