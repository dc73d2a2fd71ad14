"""Working days of Lithuania: weekends, public holidays as the law stood, and special days by row.

The public holidays come from the package `holidays`; a holiday that falls on a weekend is not
moved to another day (Labour Code, DK 123 str.). What the package does not know, or knows wrongly
of an earlier year, is a row of `SpecialDay`, which wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from holidays import HolidayBase, country_holidays

from thbcases.codes.models import SpecialDay

SATURDAY = 5
DAY = timedelta(days=1)
# Fills itself year by year, so that it is worth keeping; it knows nothing that changes here.
_public: HolidayBase = country_holidays("LT")


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked; `special` says it of single days, whatever the law says of others."""

    special: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether offices work on that day."""
        known = self.special.get(day)
        if known is not None:
            return known
        return day.weekday() < SATURDAY and day not in _public

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the first one after it that is."""
        while not self.works(day):
            day += DAY
        return day

    def after(self, start: date, days: int) -> date:
        """The working day that is so many after a day, which itself is not counted."""
        return self._walk(start, days, DAY)

    def before(self, end: date, days: int) -> date:
        """The working day that is so many before a day, which itself is not counted."""
        return self._walk(end, days, -DAY)

    def _walk(self, day: date, days: int, step: timedelta) -> date:
        while days:
            day += step
            days -= self.works(day)
        return day


def work_calendar() -> WorkCalendar:
    """The calendar with today's rows of special days."""
    return WorkCalendar(dict(SpecialDay.objects.values_list("on", "is_working")))
