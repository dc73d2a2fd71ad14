"""Figures as tables: a line per indicator or value, a column per period."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.core.periods import Period
from thbcases.statistics.indicators import INDICATORS, full_name
from thbcases.statistics.opening import cell_url, may_open
from thbcases.statistics.periods import period_label
from thbcases.statistics.queries import CountryRow, Value
from thbcases.web.tables import BaseTable, NumberColumn, TextColumn


class IndicatorColumn(tables.Column):
    """The name of a figure, leading to how it is counted; part of the one above, set in."""

    def render(self, value: Any, record: dict[str, Any]) -> SafeString:
        look = "link-body-emphasis link-underline-opacity-0 link-underline-opacity-100-hover"
        indent = " ps-3" if record["is_part"] else ""
        return format_html(
            '<a class="{}" href="#how-{}">{}</a>', look + indent, record["key"], value
        )

    def value(self, record: dict[str, Any]) -> str:
        return str(record["title"])


class FigureColumn(NumberColumn):
    """The figures of one period; a dash where nothing was recorded.

    With `leads`, a number leads to its records where these are the reader's to open.
    """

    def __init__(self, period: Period, number: int, *, leads: bool = False) -> None:
        super().__init__(verbose_name=period_label(period), accessor=column(number), default="–")
        self.period, self.leads = period, leads

    def render(self, value: Any, record: dict[str, Any]) -> Any:
        if not (self.leads and value and record.get("is_open")):
            return value
        return format_html(
            '<a href="{}">{}<span class="visually-hidden">, {}</span></a>',
            cell_url(record["key"], self.period),
            value,
            _("open the records"),
        )

    def value(self, value: Any) -> Any:
        return value


def column(number: int) -> str:
    """The name of the column of a period."""
    return f"period_{number}"


def columns(periods: Sequence[Period], *, leads: bool = False) -> list[tuple[str, tables.Column]]:
    """A column per period."""
    return [
        (column(number), FigureColumn(period, number, leads=leads))
        for number, period in enumerate(periods)
    ]


def cells(values: Iterable[Value]) -> dict[str, Value]:
    """A line's figures by the names of their columns."""
    return {column(number): value for number, value in enumerate(values)}


class CountryTable(BaseTable):
    """The figures of several periods beside each other."""

    caption = _("Country table")
    indicator = IndicatorColumn(verbose_name=_("figure"))

    class Meta:
        orderable = False

    def __init__(self, rows: Sequence[CountryRow], keys: Iterable[str]) -> None:
        lines = [
            {
                "key": key,
                "indicator": INDICATORS[key].name,
                "title": full_name(INDICATORS[key]),
                "definition": INDICATORS[key].definition,
                "is_part": bool(INDICATORS[key].part_of),
                "is_open": INDICATORS[key].is_count and may_open(INDICATORS[key]),
                **cells(row[key] for row in rows),
            }
            for key in keys
        ]
        periods = [row.period for row in rows]
        super().__init__(lines, extra_columns=columns(periods, leads=True) + self.more_columns())

    def more_columns(self) -> list[tuple[str, tables.Column]]:
        """What stands behind the figures."""
        return []


class CountryFile(CountryTable):
    """The country table as a file, where each figure carries its definition."""

    def more_columns(self) -> list[tuple[str, tables.Column]]:
        return [("definition", TextColumn(verbose_name=_("definition")))]
