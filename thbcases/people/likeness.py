"""How alike a person row is to somebody described: a score and its reasons in words.

Names weigh most; the birth date decides between namesakes. The score ranks what a person looks
at; it decides nothing.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from rapidfuzz.distance import JaroWinkler

from thbcases.people.choices import BirthPrecision
from thbcases.people.models import Person, PersonName
from thbcases.people.names import search_key

LIKELY = 74
SAME = 0.995
# Below this two words are simply different ones.
ALIKE = 0.8
NAME_WEIGHT = 0.72
MISSING_WORD = 0.12


@dataclass(frozen=True)
class Wanted:
    """Somebody described: names as folded stems, and what is known of the birth."""

    names: list[list[str]]
    birth_date: date | None = None
    birth_year: int | None = None
    code: str = ""
    words: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, names: Iterable[str], birth_date: date | None, birth_year: int | None, code: str
    ) -> "Wanted":
        """Fold the names; empty ones fall away."""
        folded = [search_key(name).split() for name in names]
        words = sorted({word for name in folded for word in name})
        return cls([name for name in folded if name], birth_date, birth_year, code, words)


@dataclass(frozen=True)
class _Part:
    """How alike one aspect is (0 to 1), and in words."""

    score: float
    reason: str = ""


def judge(wanted: Wanted, person: Person) -> tuple[int, list[str]]:
    """The score from 0 to 100 and the reasons, the strongest first."""
    if wanted.code and any(i.normalised == wanted.code for i in person.identifiers.all()):
        return 100, [_("the same personal code or document number")]
    name = _name(wanted, person)
    born = _birth(wanted, person)
    if born is None:
        return round(100 * name.score), [name.reason]
    total = NAME_WEIGHT * name.score + (1 - NAME_WEIGHT) * born.score
    if born.score >= ALIKE and name.score >= 0.5:
        # One name and the birth date: a marriage, or one of the names is not known.
        total = max(total, LIKELY / 100)
    return round(100 * total), [part.reason for part in (name, born) if part.reason]


def _name(wanted: Wanted, person: Person) -> _Part:
    best = _Part(0)
    rows: list[Person | PersonName] = [person, *person.names.all()]
    for row in rows:
        for words in _variants(row):
            score = max((_words(name, words) for name in wanted.names), default=0)
            if score > best.score:
                best = _Part(score, _name_reason(score, row))
    return best


def _variants(row: Person | PersonName) -> list[list[str]]:
    latin = search_key(row.family_name, row.given_name).split()
    original = search_key(row.original_name).split()
    return [words for words in (latin, original) if words]


def _words(wanted: list[str], known: list[str]) -> float:
    """The mean and the worst of the best matches, less something for words only one side has."""
    short, long = sorted((wanted, known), key=len)
    matches = [max(_word(word, other) for other in long) for word in short]
    score = 0.7 * sum(matches) / len(matches) + 0.3 * min(matches)
    return max(0.0, score - MISSING_WORD * (len(long) - len(short)))


def _word(one: str, other: str) -> float:
    score = JaroWinkler.similarity(one, other)
    return score if score >= ALIKE else score / 2


def _name_reason(score: float, row: Person | PersonName) -> str:
    if isinstance(row, PersonName):
        return _("also known as %(name)s") % {"name": row}
    if score >= SAME:
        return _("the same name")
    return _("a similar name") if score >= ALIKE else _("one name in common")


def _birth(wanted: Wanted, person: Person) -> _Part | None:
    """None where one side knows nothing: then the names decide alone."""
    if wanted.birth_date and person.birth_date:
        return _dates(wanted.birth_date, person.birth_date)
    one = wanted.birth_date.year if wanted.birth_date else wanted.birth_year
    other = person.birth_date.year if person.birth_date else person.birth_year
    if one is None or other is None:
        return None
    return _years(one, other, person.birth_precision)


def _dates(one: date, other: date) -> _Part:
    if one == other:
        return _Part(1, _("the same birth date"))
    if other in swapped(one):
        return _Part(0.85, _("day and month of birth exchanged"))
    differing = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    if differing == 1:
        return _Part(0.6, _("the birth date differs in one digit"))
    if one.year == other.year:
        return _Part(0.2, _("the same birth year, another day"))
    return _Part(0, _("another birth date"))


def _years(one: int, other: int, precision: str) -> _Part:
    if one == other:
        return _Part(0.7, _("the same birth year"))
    if abs(one - other) <= (3 if precision == BirthPrecision.ESTIMATE else 1):
        return _Part(0.4, _("nearly the same birth year"))
    return _Part(0, _("another birth year"))


def swapped(day: date) -> list[date]:
    """The day with day and month exchanged, where that is another day."""
    with suppress(ValueError):
        other = date(day.year, day.day, day.month)
        return [other] if other != day else []
    return []
