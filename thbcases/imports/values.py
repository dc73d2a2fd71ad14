"""What a cell of a spreadsheet can mean, and the words for it when it means nothing."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cached_property
from typing import Any, ClassVar, Protocol

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from thbcases.imports.words import LONGEST_SHOWN, fold, short
from thbcases.web.forms import DATE_FORMATS

LANGUAGES = ("lt", "en")
# Excel shows so many digits of a number; what stands behind them is noise of the binary form.
DIGITS_SHOWN = 9
FIRST_DAY, LAST_DAY = date(1880, 1, 1), date(2200, 12, 31)

# What openpyxl gives for a cell.
Raw = str | int | float | bool | datetime | date | time | timedelta


class BadValue(ValueError):
    """A cell says nothing that can be kept; the text says why, in the reader's language."""


def as_text(raw: Raw) -> str:
    """A cell as the text that stands in it. Raises BadValue for what is no text at all."""
    if isinstance(raw, bool | time | timedelta):
        raise BadValue(_("Write text or a number here."))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(raw)
    return str(raw).strip()


class Lists:
    """The code lists as they are during one run, each fetched once."""

    def __init__(self) -> None:
        self._tables: dict[int, dict[str, list[Any]]] = {}
        self._guesses: dict[tuple[int, str], str] = {}

    def table(self, kind: "Listed") -> dict[str, list[Any]]:
        """What may be written, folded, and the values it can mean."""
        key = id(kind)
        if key not in self._tables:
            self._tables[key] = _table(kind.entries())
        return self._tables[key]

    def guess(self, kind: "Listed", text: str) -> str:
        """The nearest word of the list, or nothing."""
        key = (id(kind), text)
        if key not in self._guesses:
            table = self.table(kind)
            near = get_close_matches(fold(text)[:LONGEST_SHOWN], table, n=1, cutoff=0.75)
            self._guesses[key] = kind.name_of(table[near[0]][0]) if near else ""
        return self._guesses[key]


def _table(entries: Iterable[tuple[Any, Iterable[str]]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for value, words in entries:
        for word in words:
            meant = found.setdefault(fold(word), [])
            if word and value not in meant:
                meant.append(value)
    found.pop("", None)
    return found


class Kind(Protocol):
    """How cells of a column are read."""

    @property
    def hint(self) -> str | Promise:
        """What one writes here, in a few words."""

    def read(self, raw: Raw, lists: Lists) -> Any:
        """The value of a cell that is not empty. Raises BadValue."""


@dataclass(frozen=True, eq=False)
class Text:
    """Any text up to a length."""

    longest: int = 10_000
    hint: ClassVar[str | Promise] = gettext_lazy("text")

    def read(self, raw: Raw, lists: Lists) -> str:
        text = as_text(raw)
        if len(text) > self.longest:
            raise BadValue(
                _("This text has %(count)s characters; at most %(most)s fit.")
                % {"count": len(text), "most": self.longest}
            )
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in text):
            raise BadValue(_("There are characters here that cannot be kept. Type it anew."))
        return text


@dataclass(frozen=True, eq=False)
class Day:
    """A date, or text that is one."""

    hint: ClassVar[str | Promise] = gettext_lazy("yyyy-mm-dd")

    def read(self, raw: Raw, lists: Lists) -> date:
        day = self._day(raw)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise BadValue(_("This date cannot be right: %(day)s.") % {"day": day.isoformat()})
        return day

    def _day(self, raw: Raw) -> date:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        text = as_text(raw)
        if not isinstance(raw, str) and not re.fullmatch(r"\d{8}", text):
            raise BadValue(
                _("This is a number and no date. Give the cell a date format, or write 2026-03-09.")
            )
        return self._from_text(text)

    def _from_text(self, text: str) -> date:
        # A program that exports dates as text often adds midnight to them.
        day = re.sub(r"[ T]00:00(:00)?$", "", text).replace("/", "-")
        if re.fullmatch(r"[0-9]{4}([-.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{8}", day):
            for form in DATE_FORMATS:
                try:
                    return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day has no zone
                except ValueError:
                    continue
        raise BadValue(
            _("«%(value)s» is no date. Write it as 2026-03-09.") % {"value": short(text)}
        )


@dataclass(frozen=True, eq=False)
class Number:
    """An amount; the decimal sign is a comma or a point."""

    digits: int
    places: int = 2
    is_amount: bool = False
    hint: ClassVar[str | Promise] = gettext_lazy("number")

    def read(self, raw: Raw, lists: Lists) -> Decimal:
        amount = self._amount(raw)
        if amount is None or not amount.is_finite():
            raise BadValue(_("This is no number."))
        if self.is_amount and amount < 0:
            raise BadValue(_("An amount is not below zero."))
        if -int(amount.as_tuple().exponent) > self.places:
            raise BadValue(
                _("At most %(count)s digits stand after the decimal sign.") % {"count": self.places}
            )
        if abs(amount) >= Decimal(10) ** (self.digits - self.places):
            raise BadValue(_("This number is too large."))
        return amount

    def _amount(self, raw: Raw) -> Decimal | None:
        if isinstance(raw, bool | datetime | date | time | timedelta):
            return None
        if isinstance(raw, float):
            return _plain(Decimal(repr(round(raw, DIGITS_SHOWN))))
        text = re.sub(r"[\s\u00a0\u202f]", "", str(raw)).replace(",", ".")
        # Decimal would also take 1e5, 1_000 and the digits of other scripts.
        if not re.fullmatch(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?", text):
            return None
        return _plain(Decimal(text))


def _plain(amount: Decimal) -> Decimal:
    """The number without zeros that say nothing, and without an exponent above zero."""
    try:
        return amount.normalize() + 0 if amount.is_finite() else amount
    except InvalidOperation:
        return amount


@dataclass(frozen=True, eq=False)
class Whole:
    """A whole number from the least to the most."""

    least: int
    most: int
    hint: ClassVar[str | Promise] = gettext_lazy("whole number")

    def read(self, raw: Raw, lists: Lists) -> int:
        amount = Number(20, 9).read(raw, lists)
        if amount != amount.to_integral_value():
            raise BadValue(_("Write a whole number."))
        if not self.least <= amount <= self.most:
            raise BadValue(
                _("Write a number from %(least)s to %(most)s.")
                % {"least": self.least, "most": self.most}
            )
        return int(amount)


class Listed(Protocol):
    """A kind whose values stand in a list."""

    def entries(self) -> Iterable[tuple[Any, Iterable[str]]]:
        """Each value with the words for it."""

    def name_of(self, value: Any) -> str:
        """The value's name in the reader's language."""


class OneOfList:
    """What kinds with a list have in common: finding what a text means."""

    hint: str | Promise = gettext_lazy("from the list")

    def read(self: Any, raw: Raw, lists: Lists) -> Any:
        text = as_text(raw)
        meant = lists.table(self).get(fold(text), [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise BadValue(
                _("«%(value)s» can mean: %(meant)s. Write the code.")
                % {"value": short(text), "meant": ", ".join(self.code_of(m) for m in meant)}
            )
        raise BadValue(_not_in_list(text, lists.guess(self, text)))


def _not_in_list(text: str, guess: str) -> str:
    if not guess:
        return _("«%(value)s» is not in the list.") % {"value": short(text)}
    return _("«%(value)s» is not in the list. Did you mean «%(guess)s»?") % {
        "value": short(text),
        "guess": guess,
    }


@dataclass(frozen=True, eq=False)
class Choice(OneOfList):
    """A word that the software knows: its code, its name in either language, other spellings."""

    choices: type[models.TextChoices]
    also: Mapping[str, Sequence[str]] = field(default_factory=dict)
    only: Sequence[str] = ()

    @cached_property
    def values(self) -> list[str]:
        """The codes that may be written here."""
        return list(self.only or self.choices.values)

    def entries(self) -> Iterable[tuple[str, Iterable[str]]]:
        """Each code with its names in both languages."""
        for code in self.values:
            names = [code, *self.also.get(code, ())]
            for language in LANGUAGES:
                with override(language):
                    names.append(str(self.choices(code).label))
            yield code, names

    def name_of(self, value: Any) -> str:
        return str(self.choices(value).label)

    def code_of(self, value: Any) -> str:
        return str(value)


YES = ("taip", "yes", "t", "y", "x", "1", "true", "tiesa")
NO = ("ne", "no", "n", "0", "false", "netiesa")


@dataclass(frozen=True, eq=False)
class YesNo:
    """Yes or no."""

    hint: ClassVar[str | Promise] = gettext_lazy("yes or no")

    def read(self, raw: Raw, lists: Lists) -> bool:
        if isinstance(raw, bool):
            return raw
        word = fold(as_text(raw))
        if word in YES or word in NO:
            return word in YES
        raise BadValue(_("Write yes or no."))


@dataclass(frozen=True, eq=False)
class Code(OneOfList):
    """An entry of a code list: by its code, or its name in either language."""

    rows: Callable[[], Iterable[Any]]
    also: Callable[[Any], Iterable[str]] = lambda row: ()

    def entries(self) -> Iterable[tuple[Any, Iterable[str]]]:
        """Each entry with its code and names."""
        for row in self.rows():
            yield row, (row.code, row.name_lt, row.name_en, *self.also(row))

    def name_of(self, value: Any) -> str:
        return str(value.name)

    def code_of(self, value: Any) -> str:
        return str(value.code)


# How people write an article: «BK 147 str. 2 d.», «147-1 straipsnio 2 dalis», «147(2)», «147.2».
ARTICLE = re.compile(
    r"(?:bk)?\s*(?:art\w*|str\w*)?\s*(?P<number>\d{1,4}(?:\s?-\s?\d{1,2})?)"
    r"(?:\s*(?:str\w*|art\w*))?"
    r"(?:\s*(?:part|para\w*|d\w*)?\s*(?P<paragraph>\d{1,2})\s*(?:d\w*|part|para\w*)?)?"
)
SUPERSCRIPTS = str.maketrans({"¹": "-1", "²": "-2", "³": "-3", "\u2011": "-", "–": "-"})


class ArticleCode(Code):
    """An article of the Criminal Code or a paragraph of it, as lawyers write it."""

    hint = gettext_lazy("147 str. 2 d.; 147-1")

    def read(self, raw: Raw, lists: Lists) -> Any:
        text = as_text(raw)
        citation = re.sub(r"[.,()§]+", " ", text.casefold().translate(SUPERSCRIPTS)).strip()
        found = ARTICLE.fullmatch(re.sub(r"\s+", " ", citation))
        if found is None:
            return super().read(raw, lists)
        number = found["number"].replace(" ", "")
        code = f"{number}.{found['paragraph']}" if found["paragraph"] else number
        meant = [row for row in lists.table(self).get(fold(code), []) if row.code == code]
        if not meant:
            raise BadValue(_not_in_list(text, ""))
        return meant[0]


@dataclass(frozen=True, eq=False)
class Many:
    """Several values in one cell."""

    one: Any

    @property
    def hint(self) -> str | Promise:
        return f"{self.one.hint}; …"

    def read(self, raw: Raw, lists: Lists) -> list[Any]:
        text = as_text(raw)
        try:
            return [self.one.read(text, lists)]
        except BadValue:
            parts = self._parts(text, r"[;\n]")
            if len(parts) < 2:
                # a comma also stands inside names, so it is tried last
                parts = self._parts(text, r",\s|,$")
            if len(parts) < 2:
                raise
        values: list[Any] = []
        for part in parts:
            value = self.one.read(part, lists)
            if value not in values:
                values.append(value)
        return values

    def _parts(self, text: str, separator: str) -> list[str]:
        return [part.strip() for part in re.split(separator, text) if part.strip()]
