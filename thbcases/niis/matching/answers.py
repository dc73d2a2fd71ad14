"""What a search answers: hits, possible hits, leads, each with its reasons in words."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from thbcases.niis.matching.kinds import Query


class Lazy(Protocol):
    """A text in the reader's language."""

    def __str__(self) -> str: ...


class Reason(IntEnum):
    """Why something was found, or what speaks against it."""

    SAME_NAME = 1
    SAME_VALUE = 2
    ONE_SIGN_DIFFERS = 3
    MARRIED_FORM = 4
    UNMARRIED_FORM = 5
    OTHER_FORM = 6
    OTHER_SPELLING = 7
    CYRILLIC = 8
    OTHER_SCRIPT = 9
    ONE_LETTER = 10
    LETTERS = 11
    VARIANT = 12
    DIMINUTIVE = 13
    OTHER_ORDER = 14
    WORD_MISSING = 15
    WORD_MORE = 16
    ONLY_FAMILY = 17
    ONLY_GIVEN = 18
    OTHER_FAMILY = 19
    OTHER_GENDER = 20
    SAME_DATE = 21
    SWAPPED_DATE = 22
    ONE_DIGIT_DATE = 23
    SAME_YEAR = 24
    OTHER_DATE = 25
    NO_DATE = 26
    COMMON_NAME = 27
    SOUND = 28


WORDS: dict[Reason, Lazy] = {
    Reason.SAME_NAME: _("same name"),
    Reason.SAME_VALUE: _("same number or address"),
    Reason.ONE_SIGN_DIFFERS: _("one digit or letter differs"),
    Reason.MARRIED_FORM: _("surname in its married form"),
    Reason.UNMARRIED_FORM: _("surname in its unmarried form"),
    Reason.OTHER_FORM: _("another gender or case form"),
    Reason.OTHER_SPELLING: _("another transliteration"),
    Reason.CYRILLIC: _("written in Cyrillic"),
    Reason.OTHER_SCRIPT: _("written in another script"),
    Reason.ONE_LETTER: _("one letter differs"),
    Reason.LETTERS: _("more than one letter differs"),
    Reason.VARIANT: _("the given name in another language"),
    Reason.DIMINUTIVE: _("diminutive of the given name"),
    Reason.OTHER_ORDER: _("names in the other order"),
    Reason.WORD_MISSING: _("the record has one more name"),
    Reason.WORD_MORE: _("one of the names is not in the record"),
    Reason.ONLY_FAMILY: _("only the surname agrees"),
    Reason.ONLY_GIVEN: _("only the given name agrees"),
    Reason.OTHER_FAMILY: _("same given name, another surname"),
    Reason.OTHER_GENDER: _("the given name is of the other gender"),
    Reason.SAME_DATE: _("same birth date"),
    Reason.SWAPPED_DATE: _("day and month of birth exchanged"),
    Reason.ONE_DIGIT_DATE: _("one digit of the birth date differs"),
    Reason.SAME_YEAR: _("same birth year"),
    Reason.OTHER_DATE: _("another birth date"),
    Reason.NO_DATE: _("the record has no birth date"),
    Reason.COMMON_NAME: _("a common name: give the birth date"),
    Reason.SOUND: _("sounds alike"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found: opaque, with its register, how alike it is, and why."""

    entry_id: int
    register: int
    score: float
    because: tuple[Reason, ...]
    is_value: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons in the reader's language, the strongest first."""
        return tuple(str(WORDS[reason]) for reason in self.because)


@dataclass(frozen=True, slots=True)
class TooMany:
    """More bear the name than can be shown; `at_least` is how many are known of."""

    at_least: int

    def __str__(self) -> str:
        return str(
            _("More than %(count)s records fit: add a birth date or another name.")
            % {"count": self.at_least}
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The three answers, and leads apart: never a hit, but somebody to ask about."""

    hits: tuple[Found, ...]
    possible: tuple[Found, ...]
    leads: tuple[Found, ...]
    understood_as: Query
    too_many: TooMany | None = None

    @property
    def is_no_hit(self) -> bool:
        """Whether nothing was found, leads aside."""
        return not self.hits and not self.possible
