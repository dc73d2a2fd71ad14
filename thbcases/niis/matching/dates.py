"""Birth dates in what was typed, and how two birth dates are related."""

import re
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

EARLIEST, LATEST = 1890, 2100
# «1990 m.», «g. 1990», «born 1990»: words that only say that a number is a birth date.
AROUND = r"(?:\b(?:gim(?:\.|ęs|usi|imo)?|gimimo data|born|ur\.|род\.?|р\.|dob|g\.)\s*)?"
FULL = re.compile(
    AROUND
    + r"(?<![\d+])(?:(?P<y>(?:18|19|20)\d\d)(?:[-./ ]|\s?m\.\s?)"
    + r"(?P<m>\d{1,2})[-./ ](?P<d>\d{1,2})"
    + r"|(?P<d2>\d{1,2})[-./ ](?P<m2>\d{1,2})[-./ ](?P<y2>(?:18|19|20)\d\d)"
    + r"|(?P<y3>(?:19|20)\d\d)(?P<m3>\d\d)(?P<d3>\d\d))(?!\d)(?:\s?d\.)?"
)
YEAR = re.compile(AROUND + r"(?<![\d+-])((?:19|20)\d\d)(?!\d)(?:\s?(?:m|r|г|р)\.)?")


class Unclear(ValueError):
    """What was typed cannot be searched for; the text says why and what to do."""


class Born(IntEnum):
    """How the birth date of a record is related to the one asked about."""

    UNKNOWN = 0
    EQUAL = 1
    SWAPPED = 2
    ONE_DIGIT = 3
    SAME_YEAR = 4
    OTHER = 5


class Birth(NamedTuple):
    """What is known of a birth: a date, or only its year, or nothing."""

    day: date | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        return self.year is not None


NOT_KNOWN = Birth()


def read_birth(text: str) -> Birth:
    """A date or year that stands alone. Raises Unclear for anything else."""
    birth, rest = take_birth(text)
    if rest.strip() or (text.strip() and not birth):
        raise Unclear(_("«%(text)s» is no birth date: write 1990-05-12 or 1990.") % {"text": text})
    return birth


def take_birth(text: str) -> tuple[Birth, str]:
    """The birth date or year in a text, and the text without it. Raises Unclear."""
    found = FULL.search(text)
    if found:
        part = found.groupdict()
        year, month, day = (int(part[k] or part[f"{k}2"] or part[f"{k}3"]) for k in "ymd")
        return _birth(year, month, day, found[0].strip()), _without(text, found)
    found = YEAR.search(text)
    if found:
        return Birth(None, int(found[1])), _without(text, found)
    return NOT_KNOWN, text


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _birth(year: int, month: int, day: int, text: str) -> Birth:
    try:
        return Birth(date(year, month, day), year)
    except ValueError:
        raise Unclear(_("There is no such date as %(text)s.") % {"text": text[:40]}) from None


def swapped(day: date) -> date | None:
    """The date with day and month exchanged, where there is such a date and it is another."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


@lru_cache(maxsize=4096)
def one_digit_away(day: date) -> tuple[date, ...]:
    """All dates that differ in one digit, the century's aside."""
    text = f"{day:%Y%m%d}"
    found = []
    for place in range(2, len(text)):
        for digit in "0123456789":
            other = text[:place] + digit + text[place + 1 :]
            try:
                changed = date(int(other[:4]), int(other[4:6]), int(other[6:]))
            except ValueError:
                continue
            if changed != day:
                found.append(changed)
    return tuple(found)
