"""Figures as tables: a line per indicator or value, a column per period."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thbcases.core.periods import Period
from thbcases.statistics.choices import DraftState
from thbcases.statistics.indicators import INDICATORS, full_name
from thbcases.statistics.models import Publication, TakenReturn
from thbcases.statistics.opening import cell_url, may_open
from thbcases.statistics.periods import period_label
from thbcases.statistics.publishing import FrozenBlock, FrozenTable
from thbcases.statistics.queries import CountryRow
from thbcases.statistics.returns.checks import CheckLine, State
from thbcases.web.pills import Pill, Pills
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    MomentColumn,
    NumberColumn,
    RecordColumn,
    TextColumn,
)

# What stands in a file where a number is hidden; never a number that could be added up.
HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
DRAFT_PILLS = Pills(
    DraftState,
    {
        DraftState.WAITING: "open",
        DraftState.COUNTING: "open",
        DraftState.READY: "presumed",
        DraftState.COLLIDING: "late",
        DraftState.QUEUED: "open",
        DraftState.PUBLISHING: "open",
        DraftState.PUBLISHED: "recognised",
        DraftState.FAILED: "late",
    },
)


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


def cells(values: Iterable[Any]) -> dict[str, Any]:
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


class PublicationTable(BaseTable):
    """One published year a line."""

    caption = _("publications")
    year = RecordColumn()
    published_at = MomentColumn()
    threshold = NumberColumn()
    checksum = TextColumn()

    class Meta:
        model = Publication
        fields = ("year", "published_at", "threshold", "checksum")

    def render_checksum(self, value: str) -> str:
        return f"{value[:12]}…"

    def value_checksum(self, value: str) -> str:
        return value


class FrozenFile(BaseTable):
    """A published table as a file: what its readers see, with every definition."""

    figure = TextColumn(verbose_name=_("figure"))

    class Meta:
        orderable = False

    def __init__(self, table: FrozenTable, caption: str) -> None:
        self.caption = caption
        dimensions = max((block.dimensions for block in table.blocks), key=len)
        heads: list[tuple[str, tables.Column]] = [
            (f"value_{number}", TextColumn(verbose_name=dimension.name))
            for number, dimension in enumerate(dimensions)
        ]
        last: list[tuple[str, tables.Column]] = [
            ("definition", TextColumn(verbose_name=_("definition")))
        ]
        lines = [line for block in table.blocks for line in _frozen_lines(block)]
        periods = table.blocks[0].periods
        super().__init__(lines, extra_columns=[*heads, *columns(periods), *last])


def _frozen_lines(block: FrozenBlock) -> list[dict[str, Any]]:
    return [
        {
            "figure": block.name,
            "definition": block.definition,
            **{f"value_{number}": word for number, word in enumerate(words)},
            **cells(HIDDEN if cell.is_hidden else cell.number for cell in line.cells),
        }
        for words, line in block.rows
    ]


def state_pill(lines: Sequence[CheckLine]) -> Pill:
    """What the check list comes to, in a word."""
    stands = sum(line.blocks for line in lines)
    remarks = sum(line.state is State.REMARK for line in lines)
    if stands:
        text = ngettext("%(count)d missing", "%(count)d missing", stands)
        return Pill(text % {"count": stands}, "late")
    if remarks:
        text = ngettext("%(count)d remark", "%(count)d remarks", remarks)
        return Pill(text % {"count": remarks}, "presumed")
    return Pill(_("complete"), "recognised")


class ReturnTable(BaseTable):
    """The returns of a year: until when, what is missing, when last taken out."""

    caption = _("returns")
    name = tables.Column(verbose_name=_("return"))
    receiver = TextColumn(verbose_name=_("receiver"))
    due = DateColumn(verbose_name=_("to be sent by"))
    state = tables.Column(verbose_name=_("check list"))
    taken = MomentColumn(verbose_name=_("last taken out"))

    class Meta:
        orderable = False

    def render_name(self, value: Any, record: dict[str, Any]) -> SafeString:
        return format_html('<a href="{}">{}</a>', record["url"], value)


class TakenTable(BaseTable):
    """Who took a return out, for whom, and the fingerprint of the file."""

    caption = _("taken out as files")
    created_at = MomentColumn(verbose_name=_("when"))
    digest = tables.Column(
        verbose_name=TakenReturn._meta.get_field("digest").verbose_name,
        attrs={"td": {"class": "num"}},
    )

    class Meta:
        model = TakenReturn
        orderable = False
        fields = ("created_at", "version_taken", "file_format", "recipient", "taken_by", "digest")

    def render_digest(self, value: str) -> SafeString:
        return format_html('<span title="{}">{}…</span>', value, value[:12])
