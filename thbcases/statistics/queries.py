"""Figures, computed by the database over the facts that the acting user may count.

One pass over a source of facts answers all periods at once (`counting.py`); the facts outside them
are not looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Max, QuerySet

from thbcases.accounts.models import Organisation
from thbcases.core.periods import Period
from thbcases.investigations.court import MONTHS_IN_YEAR
from thbcases.statistics.choices import Counted
from thbcases.statistics.counting import by_rule, count, room
from thbcases.statistics.indicators import COUNTRY_TABLE_JSON, INDICATORS
from thbcases.statistics.indicators.kinds import Indicator
from thbcases.statistics.kept.keeping import settle
from thbcases.statistics.models import InvestigationFact, VictimFact
from thbcases.statistics.periods import period_code, period_label

Value = int | float | None


@dataclass(frozen=True)
class CountryRow:
    """The figures of one period; None where nothing of the kind was recorded.

    `records` is how many facts fall into the period, counted or not.
    """

    period: Period
    values: Mapping[str, Value]
    records: int

    def __getitem__(self, key: str) -> Value:
        return self.values[key]

    @property
    def label(self) -> str:
        """The period as the head of a column."""
        return period_label(self.period)

    def as_json(self) -> dict[str, Any]:
        """The row as it is handed on; a period that is no calendar year is named by a text."""
        return {"year": period_code(self.period), **{k: self[k] for k in COUNTRY_TABLE_JSON}}


@dataclass(frozen=True)
class Change:
    """What an organisation recorded lately."""

    organisation: Organisation
    investigations: int
    victims: int
    last_on: date


def country_table(
    periods: Sequence[Period], keys: Iterable[str] = COUNTRY_TABLE_JSON
) -> list[CountryRow]:
    """The figures of each period, over the facts of whoever acts; without an actor all None."""
    wanted = [INDICATORS[key] for key in keys]
    if not periods:
        return []
    answers = _answers(_with_company(wanted), periods)
    return [_row(wanted, period, answers, number) for number, period in enumerate(periods)]


def newest(since: date) -> list[Change]:
    """What each organisation recorded since a day: started investigations, registered victims."""
    cases = _since(InvestigationFact._default_manager.all(), since)
    victims = _since(VictimFact._default_manager.all(), since)
    nothing = (0, since)
    changes = []
    for key, organisation in Organisation.objects.in_bulk({*cases, *victims}).items():
        (of_cases, last_case), (of_victims, last_victim) = (
            cases.get(key, nothing),
            victims.get(key, nothing),
        )
        changes.append(Change(organisation, of_cases, of_victims, max(last_case, last_victim)))
    return sorted(changes, key=lambda change: change.last_on, reverse=True)


def _since(facts: QuerySet[Any], since: date) -> dict[int, tuple[int, date]]:
    """By organisation: how many facts were registered since a day, and the last day."""
    late = facts.filter(registered_on__gte=since).values("custodian_id")
    lines = late.annotate(number=Count("pk"), last_on=Max("registered_on"))
    return {line["custodian_id"]: (line["number"], line["last_on"]) for line in lines}


def _with_company(indicators: Iterable[Indicator]) -> list[Indicator]:
    """The indicators and those that say whether they are known."""
    wanted = {indicator.key: indicator for indicator in indicators}
    for indicator in list(wanted.values()):
        if indicator.known_with:
            wanted.setdefault(indicator.known_with, INDICATORS[indicator.known_with])
    return list(wanted.values())


def _answers(indicators: list[Indicator], periods: Sequence[Period]) -> dict[str, Any]:
    """The numbers of all indicators and periods, one pass for each source and rule."""
    settle()
    answers: dict[str, Any] = {}
    with room():
        for (source, rule), group in by_rule(indicators).items():
            for number, counted in enumerate(count(source, rule, group, periods)):
                answers |= {f"{key}_{number}": value for key, value in counted.values.items()}
                answers[_records(group[0], number)] = counted.records
    return answers


def _records(indicator: Indicator, number: int) -> str:
    """Under which name the facts of a period are counted: once for all figures of one rule."""
    rule = indicator.rule
    return f"{indicator.source.__name__}_{rule.starts}_{rule.ends}_records_{number}"


def _row(
    indicators: list[Indicator], period: Period, answers: dict[str, Any], number: int
) -> CountryRow:
    values = {
        indicator.key: _value(indicator, answers[f"{indicator.key}_{number}"])
        if _is_known(indicator, answers, number)
        else None
        for indicator in indicators
    }
    counted = {_records(indicator, number) for indicator in indicators}
    return CountryRow(period, values, sum(answers[name] for name in counted))


def _is_known(indicator: Indicator, answers: dict[str, Any], number: int) -> bool:
    """Whether anything of the kind was recorded in the period."""
    company = [INDICATORS[indicator.known_with]] if indicator.known_with else []
    return any(answers[_records(known, number)] for known in [indicator, *company])


def _value(indicator: Indicator, number: Any) -> Value:
    """Months of imprisonment become years, whole where they are whole."""
    if indicator.counted is not Counted.YEARS or number is None:
        return number  # type: ignore[no-any-return]
    years, rest = divmod(number, MONTHS_IN_YEAR)
    if not rest:
        return int(years)
    exact = Decimal(number) / MONTHS_IN_YEAR
    return float(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
