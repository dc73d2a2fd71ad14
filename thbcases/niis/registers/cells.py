"""What a cell of a delivery may say, and why it is refused. What stood in it is never quoted."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.niis.matching.dates import EARLIEST, Birth
from thbcases.niis.matching.kinds import Kind, value_of
from thbcases.niis.registers.fields import SEPARATOR, SEX_WORDS, VALUES, Field
from thbcases.web.words import fold

# The one thing of a record that is shown and exported, so nothing in it may mean more than itself.
KEY = re.compile(r"[^\W_][\w ./:()-]*", re.UNICODE)
DAY = re.compile(r"([0-9]{4})[-./]?([0-9]{2})[-./]?([0-9]{2})(?:[ T]00:00(?::00)?)?")
YEAR = re.compile(r"[0-9]{4}")
UNKNOWN = "00"
# What spreadsheet programs take for the beginning of a formula, full-width forms included.
BEGINS = "=+-@"
HARMLESS = re.compile(r"\+[0-9 ()./-]+(;\s*\+?[0-9 ()./-]+)*|[+@-][\w.@-]+", re.UNICODE)


class BadCell(ValueError):
    """A cell says nothing that can be kept; the text says why, and not what it said."""


def as_text(raw: Any) -> str:
    """A cell as text on one line. Raises BadCell."""
    if isinstance(raw, bool | time | timedelta):
        raise BadCell(_("Write text or a number here."))
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(raw)
    text = str(raw)
    if any(_is_bad(c) for c in text):
        raise BadCell(_("There are characters here that cannot be kept. Type it anew."))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _is_bad(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Co") and character not in "\n\r\t"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program would calculate it; phones and nicknames are none."""
    plain = unicodedata.normalize("NFKC", text).lstrip()
    return plain[:1] in BEGINS and plain != "" and not HARMLESS.fullmatch(plain)


def read_cell(field: Field, raw: Any) -> str:
    """A cell of this field. Raises BadCell."""
    text = as_text(raw)
    if is_formula(text):
        raise BadCell(_("A formula stands here. Put its value in its place."))
    if len(text) > field.longest:
        raise BadCell(_("This is too long: at most %(most)s signs.") % {"most": field.longest})
    if not any(c.isalnum() for c in text):
        raise BadCell(_("There is no name, number or address in this."))
    check = CHECKS.get(field.key)
    return check(text) if check else _checked_value(field, text)


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise BadCell(
            _("A reference begins with a letter or digit and has letters, digits and - . / : only.")
        )
    return text


def _sex(text: str) -> str:
    word = fold(text)
    if word not in SEX_WORDS:
        raise BadCell(_("Write «vyras» or «moteris», «male» or «female»."))
    return word


def _checked_value(field: Field, text: str) -> str:
    kind = VALUES.get(field.key)
    if kind is None:
        return text
    for part in text.split(SEPARATOR):
        _check_value(kind, part)
    return text


def _check_value(kind: Kind, text: str) -> None:
    if not text.strip():
        return
    value = value_of(kind, text)
    if not value or len(value) > 60:
        raise BadCell(_("There is no number or address in this."))
    if kind is Kind.EMAIL and "@" not in value:
        raise BadCell(_("This is no e-mail address."))
    if kind is Kind.PHONE and not 5 <= len(value) <= 15:
        raise BadCell(_("A phone number has 5 to 15 digits."))


CHECKS: dict[str, Callable[[str], str]] = {"key": _key, "sex": _sex}


def read_birth(text: str) -> Birth:
    """A birth date, or its year where the day is not known. Raises BadCell."""
    if not text:
        return Birth()
    if YEAR.fullmatch(text):
        return Birth(None, _year(int(text)))
    found = DAY.fullmatch(text)
    if not found:
        raise BadCell(_("This is no date. Write it as 1990-05-12, or the year alone."))
    year, month, day = found.groups()
    if UNKNOWN in (month, day):
        return Birth(None, _year(int(year)))
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        raise BadCell(_("There is no such date.")) from None
    if born > timezone.localdate():
        raise BadCell(_("This date has not come yet."))
    return Birth(born, _year(born.year))


def _year(year: int) -> int:
    if not EARLIEST <= year <= timezone.localdate().year:
        raise BadCell(_("This cannot be a year of birth."))
    return year
