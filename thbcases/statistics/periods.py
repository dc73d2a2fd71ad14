"""The columns of a table of figures: how time is cut into periods, and what each is called."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from thbcases.core import periods as calendar
from thbcases.core.periods import Period
from thbcases.statistics.choices import Grouping

# Nothing is counted outside; a calendar that ends cannot be cut to its end.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


def cut(start: date, end: date, by: Grouping | str) -> list[Period]:
    """The years, halves, quarters or months of a stretch of time; the outer ones may be shorter.

    Raises ValueError when the end is before the start.
    """
    whole = Period(start, end)
    if by == Grouping.WHOLE:
        return [whole]
    cuts: list[Period] = []
    day = start
    while day <= end:
        part = _around(day, Grouping(by))
        cuts.append(Period(day, min(part.end, end)))
        day = part.end + timedelta(days=1)
    return cuts


def period_label(period: Period) -> str:
    """A period in the reader's words: «2012», «2012 half 1», «2012-03», or its days."""
    grouping, number = _calendar_name(period)
    words = {"year": period.start.year, "number": number}
    if grouping == Grouping.YEAR:
        return str(period.start.year)
    if grouping == Grouping.HALF:
        return _("%(year)s half %(number)s") % words
    if grouping == Grouping.QUARTER:
        return _("%(year)s quarter %(number)s") % words
    if grouping == Grouping.MONTH:
        return f"{period.start:%Y-%m}"
    if _is_years(period):
        return f"{period.start.year}–{period.end.year}"
    return f"{period.start} – {period.end}"


def period_code(period: Period) -> int | str:
    """A period for machines: 2012, "2012-H1", "2012-Q1", "2012-03", "2012-01-01/2012-05-15"."""
    grouping, number = _calendar_name(period)
    if grouping == Grouping.YEAR:
        return period.start.year
    if grouping in (Grouping.HALF, Grouping.QUARTER):
        return f"{period.start.year}-{grouping[0].upper()}{number}"
    if grouping == Grouping.MONTH:
        return f"{period.start:%Y-%m}"
    return f"{period.start}/{period.end}"


def _is_years(period: Period) -> bool:
    """Whether the period is whole calendar years."""
    ends = (period.start.month, period.start.day, period.end.month, period.end.day)
    return ends == (1, 1, 12, 31)


def _calendar_name(period: Period) -> tuple[Grouping, int]:
    """Which part of the calendar the period is, and its number in the year."""
    lengths = {Grouping.YEAR: 12, Grouping.HALF: 6, Grouping.QUARTER: 3, Grouping.MONTH: 1}
    for grouping, months in lengths.items():
        if _around(period.start, grouping) == period:
            return grouping, (period.start.month - 1) // months + 1
    return Grouping.WHOLE, 0


def _around(day: date, by: Grouping) -> Period:
    """The part of the calendar that a day lies in."""
    if by == Grouping.YEAR:
        return calendar.year(day.year)
    if by == Grouping.HALF:
        return calendar.half(day.year, 1 if day.month <= 6 else 2)
    if by == Grouping.QUARTER:
        return calendar.quarter(day.year, (day.month + 2) // 3)
    return calendar.month(day.year, day.month)
