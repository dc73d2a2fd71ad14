"""The check list of a return: what is missing, what is not known, and where it is mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import Organisation
from thbcases.core.periods import Period, year
from thbcases.statistics.cubes import Cube, cubes
from thbcases.statistics.indicators import DIMENSIONS, INDICATORS, full_name
from thbcases.statistics.opening import kinds_of
from thbcases.statistics.queries import CountryRow, country_table
from thbcases.statistics.returns.hiding import threshold_of
from thbcases.statistics.returns.kinds import FigureTable, Return, Share

# Where the records of a kind are kept, for those who may read them.
LISTS = {
    "investigation": "investigations:list",
    "victim": "victims:list",
    "beneficiary": "assistance:beneficiaries",
    "project": "assistance:projects",
}
MOST_NAMED = 5


class State(StrEnum):
    """How much a line of the check list weighs."""

    MISSING = "missing"  # no file, unless it is declared that there was none
    UNMAPPED = "unmapped"  # no file until somebody mends it
    REMARK = "remark"  # a file, but the receiver will ask
    INFO = "info"


@dataclass(frozen=True)
class CheckLine:
    """One thing that is missing or worth knowing; `key` names what may be declared to be none."""

    state: State
    text: str
    where: str = ""
    url: str = ""
    key: str = ""

    @property
    def blocks(self) -> bool:
        """Whether no file is made while it stands."""
        return self.state in (State.MISSING, State.UNMAPPED)

    @property
    def word(self) -> str:
        """How much it weighs, in words; nothing where it is only worth knowing."""
        return {
            State.MISSING: _("missing"),
            State.UNMAPPED: _("to be mended"),
            State.REMARK: _("remark"),
            State.INFO: "",
        }[self.state]


Known = dict[tuple[Share, Period], list[CheckLine]]


def check_list(what: Return, of: int, known: Known | None = None) -> list[CheckLine]:
    """Everything about a return of a year, the heaviest first.

    `known` keeps what several returns of a page ask alike.
    """
    period = year(of)
    rows = country_table([period], what.figures() or what.obligatory)
    lines = [
        *_missing(what, rows[0]),
        *_uncoded(what, period),
        *(line for check in what.checks for line in check(period)),
        *_shares(what, period, {} if known is None else known),
        *_time(period),
        CheckLine(State.INFO, _("Records behind the figures: %(count)s") % {"count": _some(rows)}),
    ]
    order = list(State)
    return sorted(lines, key=lambda line: order.index(line.state))


def blocking(lines: Iterable[CheckLine], declared_none: Iterable[str] = ()) -> list[CheckLine]:
    """What stands in the way of a file, beside what was declared to be none."""
    declared = set(declared_none)
    return [
        line
        for line in lines
        if line.blocks and not (line.state is State.MISSING and line.key in declared)
    ]


def keepers(figure: str) -> tuple[str, str]:
    """Who keeps the records of a figure in words, and the list of them for who may read it."""
    kind = next(iter(sorted(kinds_of(INDICATORS[figure]))), "")
    who = {
        "investigation": _("police units"),
        "victim": _("police units and organisations that help"),
        "beneficiary": _("organisations that help"),
        "project": _("the ministry that funds projects"),
    }.get(kind, "")
    if kind in LISTS and rights.may(f"{kind}.read"):
        return who, reverse(LISTS[kind])
    return who, ""


def code_keeper(model: str, number: int | None = None) -> tuple[str, str]:
    """Who keeps a code list, and the page where an entry is mended for who may."""
    verb = "add" if number is None else "change"
    if rights.may(f"code_list.{verb}"):
        args = [] if number is None else [number]
        return _("code lists"), reverse(f"admin:codes_{model}_{verb}", args=args)
    return _("whoever keeps the code lists: the national coordinator, the administrator"), ""


def _missing(what: Return, row: CountryRow) -> Iterator[CheckLine]:
    """Obligatory figures of which nothing was recorded."""
    for key in what.obligatory:
        if row[key] is None:
            who, url = keepers(key)
            text = _("Nothing is recorded: %(figure)s, %(year)s.")
            words = {"figure": full_name(INDICATORS[key]), "year": row.label}
            yield CheckLine(State.MISSING, text % words, who, url, key)


def _uncoded(what: Return, period: Period) -> Iterator[CheckLine]:
    """Values that occur and that the receiver's list has no word for."""
    asked = {
        (figure, dimension): dict(table.where)
        for table in what.tables
        if isinstance(table, FigureTable)
        for figure in table.figures
        for dimension in (*table.by, *table.full)
        if dimension in what.codes
    }
    for (figure, dimension), where in asked.items():
        (cube,) = cubes(figure, [dimension], [period], where)
        yield from _without_code(what, cube, dimension)


def _without_code(what: Return, cube: Cube, dimension: str) -> Iterator[CheckLine]:
    labels = DIMENSIONS[dimension].labels()
    for (value,) in cube.cells:
        if value not in what.codes[dimension]:
            text = _("The receiver's list has no word for «%(value)s» (%(dimension)s).")
            words = {"value": labels[value], "dimension": DIMENSIONS[dimension].name}
            yield CheckLine(State.UNMAPPED, text % words, *keepers(cube.indicator.key))


def _shares(what: Return, period: Period, known: Known) -> Iterator[CheckLine]:
    """How many say nothing: form not yet known, sex or citizenship not known."""
    for share in what.shares:
        key = (share, period)
        if key not in known:
            known[key] = list(_silent(share, period))
        yield from known[key]


def _silent(share: Share, period: Period) -> Iterator[CheckLine]:
    (cube,) = cubes(share.figure, [share.dimension], [period])
    number, of = cube.cells.get((share.value,), 0), cube.total or 0
    if number:
        text = _("%(figure)s: %(dimension)s «%(value)s» for %(share)s.")
        words = {
            "figure": full_name(cube.indicator),
            "dimension": DIMENSIONS[share.dimension].name,
            "value": DIMENSIONS[share.dimension].labels()[share.value],
            "share": _share(number, of, threshold_of(cube.indicator, None)),
        }
        who, url = keepers(share.figure)
        yield CheckLine(State.REMARK, text % words, _named(share, period) or who, url)


def _share(number: int, of: int, threshold: int) -> str:
    """«13 of 26 (50 %)»; for those who see no small numbers only whether it is more than half.

    The exact number would give away what the tables hide beside it.
    """
    if not threshold:
        words = {"number": number, "of": of, "percent": round(100 * number / of)}
        return _("%(number)s of %(of)s (%(percent)s %%)") % words
    if of < 2 * threshold:
        return _("some")
    return _("more than half of them") if 2 * number > of else _("up to half of them")


def _named(share: Share, period: Period) -> str:
    """The organisations whose records say nothing, without numbers."""
    (cube,) = cubes(share.figure, ["organisation"], [period], {share.dimension: share.value})
    keys = [key for (key,) in cube.cells]
    names = [str(row) for row in Organisation.objects.filter(pk__in=keys)]
    more = _(" and others") if len(names) > MOST_NAMED else ""
    return ", ".join(sorted(names)[:MOST_NAMED]) + more


def _time(period: Period) -> Iterator[CheckLine]:
    if period.end >= timezone.localdate():
        text = _("The year %(year)s is not over: figures will still change.")
        yield CheckLine(State.REMARK, text % {"year": period.start.year})


def _some(rows: list[CountryRow]) -> int:
    return sum(row.records for row in rows)
