"""A return as it was counted: tables of lines, each with what stands under it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.codes.choices import Audience
from thbcases.codes.models import DisclosureRule
from thbcases.codes.queries import disclosure_rule, population
from thbcases.core.periods import Period, year
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.disclosure.published import Published
from thbcases.statistics.indicators import INDICATORS, full_name
from thbcases.statistics.returns import hiding, lines
from thbcases.statistics.returns.checks import keepers
from thbcases.statistics.returns.kinds import (
    FigureTable,
    LinesTable,
    ListTable,
    Return,
    SumTable,
    Table,
    figures_of,
)
from thbcases.statistics.returns.lines import Line
from thbcases.statistics.returns.registry import RETURNS


@dataclass(frozen=True)
class MadeTable:
    """One table of a return. `words` are the heads of what a line is about, `numbers` of its cells.

    `names` and `number_names` are the same for machines. `notes` stand under the table.
    """

    key: str
    title: str
    words: list[str]
    names: list[str]
    numbers: list[str]
    number_names: list[str]
    lines: list[Line]
    notes: list[tuple[str, str]]
    figures: tuple[str, ...] = ()
    records: int = 0
    hidden: int = 0

    @property
    def shows_figure(self) -> bool:
        """Whether a line must say which figure it is of."""
        return bool(self.figures) and (len(self.figures) > 1 or not self.words)


@dataclass(frozen=True)
class Made:
    """A return of a year, for somebody. `left_out` names tables that would give people away."""

    what: Return
    year: int
    version: ReturnVersion | None
    tables: list[MadeTable]
    rule: DisclosureRule | None
    run_at: datetime
    left_out: list[str] = field(default_factory=list)

    @property
    def period(self) -> Period:
        """The calendar year."""
        return year(self.year)


def make(what: Return, of: int, version: ReturnVersion | None = None) -> Made:
    """Count a return of a year over the facts of whoever acts.

    Without a version: for the screen, where those who may not open the records see no small
    number of people.
    """
    maker = _Maker(what, of, version)
    tables = [table for item in what.tables for table in maker.tables_of(item)]
    left_out: list[str] = []
    if version == ReturnVersion.PUBLIC:
        before = _seen_before(what, of)
        tables, left_out, _seen = hiding.safe_together(tables, maker.published, before)
    return Made(what, of, version, tables, maker.rule, maker.run_at, left_out)


def _seen_before(what: Return, of: int) -> list[Published]:
    """What the public versions of the returns that stand before this one show of the same year."""
    seen: list[Published] = []
    for other in RETURNS.values():
        if other.key == what.key:
            break
        if other.tables and other.has_public:
            maker = _Maker(other, of, ReturnVersion.PUBLIC)
            tables = [table for item in other.tables for table in maker.tables_of(item)]
            _kept, _out, seen = hiding.safe_together(tables, maker.published, seen)
    return seen


class _Maker:
    """One counting of a return."""

    def __init__(self, what: Return, of: int, version: ReturnVersion | None) -> None:
        self.what = what
        self.period = year(of)
        self.version = version
        self.run_at = timezone.now()
        self.published: dict[str, list[Published]] = {}
        self.rule: DisclosureRule | None = None
        if version != ReturnVersion.RECEIVER:
            audience = Audience.PUBLIC if version == ReturnVersion.PUBLIC else Audience.INTERNAL
            self.rule = disclosure_rule(audience, timezone.localdate())

    def tables_of(self, table: Table) -> list[MadeTable]:
        """The table, and its full cross where the version has it."""
        if isinstance(table, FigureTable):
            made = [self._figures(table)]
            if table.full and self.version == ReturnVersion.RECEIVER:
                made.append(self._full(table))
            return made
        if isinstance(table, LinesTable):
            return [self._lines(table)]
        if isinstance(table, SumTable):
            return [self._sums(table)]
        return [self._list(table)]

    def _figures(self, table: FigureTable) -> MadeTable:
        periods = lines.periods_of(self.period, table.years)
        built = lines.build_figures(table, periods, self.version)
        self.published[table.key] = hiding.published_blocks(built.blocks)
        people = {p.start.year: population(p.start.year) for p in periods}
        heads, names = lines.period_heads(periods, with_rate=table.per_100_000)
        return self._made(
            table,
            lines.of_built(built, self.what.codes, people if table.per_100_000 else None),
            words=[str(d.name) for d in built.blocks[0].dimensions],
            names=list(table.by),
            numbers=heads,
            number_names=names,
            records=built.records,
        )

    def _full(self, table: FigureTable) -> MadeTable:
        made = lines.full_lines(table, self.period, self.what.codes)
        whole = FigureTable(f"{table.key}_full", table.title, table.figures, table.full)
        return self._made(
            whole,
            made,
            title=_("%(title)s: the full cross") % {"title": table.title},
            words=lines.words_of(table.full),
            names=list(table.full),
            numbers=[str(self.period.start.year)],
            number_names=[str(self.period.start.year)],
            records=sum(cell.number or 0 for line in made for cell in line.cells),
        )

    def _lines(self, table: LinesTable) -> MadeTable:
        periods = lines.periods_of(self.period, table.years)
        rows = lines.rows_of(table, periods)
        hidden = hiding.hidden_lines(rows, table.figures, self.version)
        if self.version == ReturnVersion.PUBLIC:
            self.published[table.key] = hiding.published_lines(rows, table.figures, hidden)
        heads, names = lines.period_heads(periods, with_rate=False)
        return self._made(
            table,
            lines.of_rows(rows, table.figures, hidden, self.what.codes),
            numbers=heads,
            number_names=names,
            records=sum(row.records for row in rows),
        )

    def _sums(self, table: SumTable) -> MadeTable:
        made = lines.of_sums(table, self.period, self.version)
        return self._made(
            table,
            made,
            words=lines.words_of(table.by),
            names=list(table.by),
            numbers=[str(self.period.start.year)],
            number_names=[str(self.period.start.year)],
        )

    def _list(self, table: ListTable) -> MadeTable:
        listed = table.rows(self.period)
        return MadeTable(
            key=table.key,
            title=str(table.title),
            words=list(listed.heads.values()),
            names=list(listed.heads),
            numbers=[],
            number_names=[],
            lines=[Line("", "", row, row, []) for row in listed.rows],
            notes=[
                (_("What it is"), str(table.note)),
                *self._notes(len(listed.rows), of_figures=False),
            ],
            records=len(listed.rows),
        )

    def _made(self, table: Table, made: list[Line], **parts: Any) -> MadeTable:
        cells = [cell for line in made for cell in line.cells if not cell.is_rate]
        hidden = sum(cell.is_hidden for cell in cells)
        records = parts.pop("records", 0)
        figures = tuple(figures_of(table))
        return MadeTable(
            **{
                "key": table.key,
                "title": str(table.title),
                "words": [],
                "names": [],
                "lines": made,
                "figures": figures,
                "records": records,
                "hidden": hidden,
                **parts,
                "notes": [
                    *_definitions(figures),
                    _source(figures),
                    *_where(table),
                    *self._notes(records, hidden=hidden),
                ],
            }
        )

    def _notes(
        self, records: int, *, hidden: int = 0, of_figures: bool = True
    ) -> list[tuple[str, str]]:
        """Period, run time, records and rule, as they stand under every table."""
        words = {"starts": self.period.start, "ends": self.period.end}
        run_at = timezone.localtime(self.run_at).strftime("%Y-%m-%d %H:%M")
        notes = [
            (_("Period"), _("%(starts)s – %(ends)s, first and last day included") % words),
            (_("Counted at"), run_at),
            (_("Records behind it"), str(records) if records else "–"),
        ]
        if of_figures:
            notes.append((_("Suppression rule"), self._rule_words(hidden)))
        return notes

    def _rule_words(self, hidden: int) -> str:
        if self.rule is None:
            return _("no number is hidden: only for the receiver named")
        text = _(
            "numbers of people below %(least)s are hidden from those who may not open the records, "
            "and others so that nobody works them out; zero is shown; hidden here: %(hidden)s"
        )
        return text % {"least": self.rule.threshold, "hidden": hidden}


def _definitions(figures: tuple[str, ...]) -> list[tuple[str, str]]:
    """How each figure is counted."""
    return [
        (
            full_name(INDICATORS[key]),
            f"{INDICATORS[key].definition} ({INDICATORS[key].rule.kind.label})",
        )
        for key in figures
    ]


def _source(figures: tuple[str, ...]) -> tuple[str, str]:
    """Whose records are counted, as some receivers ask of each table."""
    keeping = dict.fromkeys(keepers(key)[0] for key in figures)
    return _("Source"), _("records of: %(who)s") % {"who": "; ".join(keeping)}


def _where(table: Table) -> list[tuple[str, str]]:
    """What the table is narrowed to."""
    where: Mapping[str, Any] = dict(table.where) if isinstance(table, FigureTable) else {}
    return [(_("Filter"), lines.filter_words(where))]
