"""How alike a record is to what was typed, from the stems both have: a score and its reasons.

Given names and surname are weighed apart, a surname must agree, and a birth date decides between
namesakes. Where a date only nearly agrees, the score also asks how many people would agree as well
by chance: for «Jonas Kazlauskas» there are many, for a rare name none.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from thbcases.niis.matching.aliases import Kin
from thbcases.niis.matching.answers import Reason
from thbcases.niis.matching.dates import Born
from thbcases.niis.matching.expand import Stem, Typed, slips
from thbcases.niis.matching.fold import Ending, Script, Word
from thbcases.niis.matching.kinds import Kind
from thbcases.niis.matching.store import IS_ALTERNATIVE, IS_GIVEN, form_of

HIT, POSSIBLE = 0.84, 0.70
MEAN, WORST = 0.7, 0.3
NAME, DATE = 0.72, 0.28
DATES = {
    Born.EQUAL: 1.0,
    Born.SWAPPED: 0.85,
    Born.ONE_DIGIT: 0.6,
    Born.SAME_YEAR: 0.2,
    Born.OTHER: 0.0,
}
WORD_MORE, WORD_MISSING, NO_DATE = 0.17, 0.03, 0.05
OTHER_GENDER, MAYBE_GENDER, DIMINUTIVE_FORM = 0.74, 0.90, 0.95
# By how many dates a date may agree by chance, of those that people are born on.
BIRTH_DATES = 25_000
CHANCES = {Born.SWAPPED: 1, Born.ONE_DIGIT: 33, Born.SAME_YEAR: 365}
MOST_BY_CHANCE = 0.10
ONLY_A_SURNAME = 0.78
UNKNOWN = 1 << 62
PATRONYMIC = ("ovic", "evic", "ovn", "evn", "icn", "ovc")
NOMINATIVE = {Ending.MASCULINE, Ending.NONE, Ending.ADJECTIVE}
FEMININE = {Ending.FEMININE, Ending.MARRIED, Ending.UNMARRIED}

# As the database gives it: see Relation; then up to six words, each a number or None.
Row = tuple[Any, ...]


@dataclass(slots=True)
class Match:
    """A typed word and the word of the record it agrees with."""

    place: int
    stem: Stem
    form: int
    alike: float

    @property
    def is_given(self) -> bool:
        return bool(self.form & IS_GIVEN)


@dataclass(slots=True)
class Scored:
    """A record with its score, and what its reasons are made from."""

    row: Row
    score: float
    matches: list[Match]
    over: int = 0
    missing: int = 0
    is_lead: bool = False


class Relation(IntEnum):
    """Columns of a found row."""

    ENTRY, REGISTER, KIND, SEX, BORN, TOTAL, FIRST = range(7)


class Scorer:
    """Scores rows against one query."""

    def __init__(self, typed: list[Typed], records: int, *, has_day: bool, has_year: bool) -> None:
        self.typed = typed
        self.records = max(records, 1)
        self.has_day = has_day
        self.has_year = has_year
        self.by_number: dict[int, list[tuple[int, Stem]]] = {}
        self._forms = [form_of(item.word, 0) for item in typed]
        for place, item in enumerate(typed):
            for stem in item.stems:
                self.by_number.setdefault(stem.number, []).append((place, stem))

    def score(self, row: Row) -> Scored | None:
        """The score of one row, or None when nothing speaks for it."""
        matches, left = self._align(row)
        if not matches:
            return None
        born = Born(row[Relation.BORN])
        over = max(len(self.typed) - len(matches) - self._patronymics(matches), 0)
        name = self._name(matches, left, over)
        if name is not None and row[Relation.KIND] == Kind.PERSON:
            name = _limited(name, matches, len(left))
        if name is None:
            return self._lead(row, matches, born)
        missing = len(left) - min(over, len(left))
        return Scored(row, self._with_date(name, born, matches), matches, over, missing)

    # --- which word is which

    def _align(self, row: Row) -> tuple[list[Match], list[int]]:
        options: list[tuple[float, int, int, Stem, int]] = []
        left: dict[int, int] = {}
        for column, token in enumerate(row[Relation.FIRST :]):
            if token is None:
                break
            if token >= UNKNOWN:
                left[column] = token & 3
                continue
            form = token & 0xFFFF
            left[column] = form & 3
            for place, stem in self.by_number.get(token >> 16, ()):
                alike = self._formed(place, stem, form)
                options.append((alike, place, column, stem, form))
        options.sort(key=lambda option: -option[0])
        matches: list[Match] = []
        used: set[int] = set()
        for alike, place, column, stem, form in options:
            if place in used or column not in left:
                continue
            used.add(place)
            del left[column]
            matches.append(Match(place, stem, form, alike))
        return matches, [role for role in left.values() if not role & IS_ALTERNATIVE]

    def _formed(self, place: int, stem: Stem, form: int) -> float:
        """Jonas and Jonė have one stem, Rasa and Rasutė too: the ending tells them apart."""
        if not form & IS_GIVEN or stem.kin is not Kin.SPELLING:
            # A diminutive belongs to a given name; the same letters in a surname mean nothing.
            return stem.alike if stem.kin is Kin.SPELLING or form & IS_GIVEN else 0.0
        typed = self.typed[place].word.ending
        known = Ending(form >> 2 & 7)
        if typed is known or stem.alike < 1.0:
            # Where a letter is wrong, the ending may be what is wrong.
            return stem.alike
        if {typed, known} & FEMININE and {typed, known} & NOMINATIVE:
            # «Aleksandr» beside «Aleksandra» may be a man, or a woman whose last letter is lost.
            is_plain = Ending.NONE in (typed, known)
            return stem.alike * (MAYBE_GENDER if is_plain else OTHER_GENDER)
        if Ending.UNMARRIED in (typed, known) and {typed, known} <= FEMININE:
            return stem.alike * DIMINUTIVE_FORM
        return stem.alike

    # --- the name

    def _name(self, matches: list[Match], left: list[int], over: int) -> float | None:
        """How alike the names are; None when the surname is another one."""
        given = [m.alike for m in matches if m.is_given]
        family = [m.alike for m in matches if not m.is_given]
        missing = len(left)
        lost_family = sum(1 for role in left if not role & IS_GIVEN)
        if not family and lost_family:
            return None
        both = min(over, missing)
        # A word of the record against another typed: two different names.
        (given if missing > lost_family else family).extend([0.0] * both)
        parts = [sum(part) / len(part) for part in (given, family) if part]
        name = MEAN * sum(parts) / len(parts) + WORST * min(parts)
        name -= WORD_MORE * (over - both) + WORD_MISSING * (missing - both)
        return max(name, 0.0)

    def _patronymics(self, matches: list[Match]) -> int:
        """Typed father's names that the record does not have."""
        if len(self.typed) < 3:
            return 0
        used = {match.place for match in matches}
        return sum(
            1
            for place, item in enumerate(self.typed)
            if place not in used and item.word.stem.endswith(PATRONYMIC)
        )

    def _lead(self, row: Row, matches: list[Match], born: Born) -> Scored | None:
        if born not in (Born.EQUAL, Born.SWAPPED) or not self.has_day:
            return None
        best = max((m for m in matches if m.is_given), key=lambda m: m.alike, default=None)
        if best is None:
            return None
        score = NAME * best.alike / 2 + DATE * DATES[born]
        return Scored(row, score, [best], is_lead=True)

    # --- the date

    def _with_date(self, name: float, born: Born, matches: list[Match]) -> float:
        if not self.has_year:
            return name
        if born is Born.UNKNOWN:
            return name - NO_DATE
        if not self.has_day:
            return NAME * name + DATE * (born is Born.SAME_YEAR)
        score = NAME * name + DATE * DATES[born]
        if born in CHANCES and score >= HIT:
            by_chance = self._by_chance(matches) * CHANCES[born] / BIRTH_DATES
            if by_chance > MOST_BY_CHANCE:
                return min(score, HIT - 0.01)
        return score

    def _by_chance(self, matches: list[Match]) -> float:
        """How many records have names like these."""
        expected = float(self.records)
        for match in matches:
            entries = sum(
                s.entries for s in self.typed[match.place].stems if s.alike >= match.alike - 0.01
            )
            expected *= min(1.0, max(entries, 1) / self.records)
        return expected

    def _date_reasons(self, born: Born) -> list[Reason]:
        if not self.has_year:
            return []
        if born is Born.SAME_YEAR or not self.has_day:
            return [_BORN.get(born, Reason.OTHER_DATE)]
        return [_BORN[born]]

    # --- in words

    def reasons(self, scored: Scored) -> list[Reason]:
        """Why a record was found, the name first, and what speaks against it."""
        born = Born(scored.row[Relation.BORN])
        if scored.is_lead:
            given = scored.matches[0]
            found = [Reason.OTHER_FAMILY, *_kin(given, self.typed[given.place].word)]
        else:
            found = self._name_reasons(scored)
        return list(dict.fromkeys(found + self._date_reasons(born)))

    def _name_reasons(self, scored: Scored) -> list[Reason]:
        matches = scored.matches
        found: list[Reason] = []
        for match in sorted(matches, key=lambda m: m.is_given):
            found += self._of_word(match)
        family = [m.place for m in matches if not m.is_given]
        given = [m.place for m in matches if m.is_given]
        if family and not given and scored.missing and scored.row[Relation.KIND] == Kind.PERSON:
            return [Reason.ONLY_FAMILY, *found]
        if not found:
            found.append(Reason.SAME_NAME)
        if family and given and min(family) < min(given):
            found.append(Reason.OTHER_ORDER)
        if scored.missing > 0:
            found.append(Reason.WORD_MISSING)
        if scored.over > 0:
            found.append(Reason.WORD_MORE)
        return found

    def _of_word(self, match: Match) -> list[Reason]:
        word = self.typed[match.place].word
        found = _kin(match, word)
        known = Ending(match.form >> 2 & 7)
        if match.stem.kin is Kin.SPELLING and known is not word.ending:
            found += _form_reason(match, word.ending, known)
        own = Script(match.form >> 5 & 3)
        if (own is Script.CYRILLIC) != (word.script is Script.CYRILLIC):
            found.append(Reason.CYRILLIC)
        elif (own is Script.OTHER) != (word.script is Script.OTHER):
            found.append(Reason.OTHER_SCRIPT)
        elif not found and (match.form >> 7) != (self._forms[match.place] >> 7):
            found.append(Reason.OTHER_SPELLING)
        return found


_BORN = {
    Born.UNKNOWN: Reason.NO_DATE,
    Born.EQUAL: Reason.SAME_DATE,
    Born.SWAPPED: Reason.SWAPPED_DATE,
    Born.ONE_DIGIT: Reason.ONE_DIGIT_DATE,
    Born.SAME_YEAR: Reason.SAME_YEAR,
    Born.OTHER: Reason.OTHER_DATE,
}


def _limited(name: float, matches: list[Match], missing: int) -> float:
    """Only a surname is enough to look at, never to decide."""
    if missing and not any(match.is_given for match in matches):
        return min(name, ONLY_A_SURNAME)
    return name


def _kin(match: Match, word: Word) -> list[Reason]:
    stem = match.stem
    if stem.kin is Kin.VARIANT:
        return [Reason.VARIANT]
    if stem.kin is Kin.DIMINUTIVE:
        return [Reason.DIMINUTIVE]
    if stem.alike == 1.0:
        return []
    if stem.alike >= 0.955:
        return [Reason.SOUND]
    return [Reason.ONE_LETTER if slips(word, stem.stem) == 1 else Reason.LETTERS]


def _form_reason(match: Match, typed: Ending, known: Ending) -> list[Reason]:
    if match.is_given:
        if match.alike < match.stem.alike:
            is_small = Ending.UNMARRIED in (typed, known)
            return [Reason.DIMINUTIVE if is_small else Reason.OTHER_GENDER]
        return [Reason.OTHER_FORM]
    if known is Ending.MARRIED:
        return [Reason.MARRIED_FORM]
    return [Reason.UNMARRIED_FORM if known is Ending.UNMARRIED else Reason.OTHER_FORM]
