"""Periods of days: a half, a quarter, a year, any range; both ends belong to the period."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both inclusive. Raises ValueError when turned round."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends on or after its first day")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def half(number: int, which: int) -> Period:
    """The first (1) or second (2) half of a year."""
    if which == 1:
        return Period(date(number, 1, 1), date(number, 6, 30))
    return Period(date(number, 7, 1), date(number, 12, 31))


def quarter(number: int, which: int) -> Period:
    """A quarter, 1 to 4."""
    first = date(number, 3 * which - 2, 1)
    return Period(first, month(number, 3 * which).end)


def month(number: int, which: int) -> Period:
    """A calendar month, 1 to 12."""
    first = date(number, which, 1)
    after = date(number + which // 12, which % 12 + 1, 1)
    return Period(first, after - timedelta(days=1))
