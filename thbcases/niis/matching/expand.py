"""The stems of the index that a typed word may stand for, each with how alike it is and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from thbcases.niis.matching import aliases, keys
from thbcases.niis.matching.aliases import Kin
from thbcases.niis.matching.fold import Word, variants

LEAST_ALIKE = 0.68
LEAST_PAIR = 0.60
MOST_STEMS = 40
MOST_PAIRS, SURE_PAIRS, MOST_ROWS = 700, 6, 1_200
SPOILT = 0.94
MOST_LONGER = 2


@dataclass(frozen=True, slots=True)
class Stem:
    """One stem that a typed word may stand for."""

    number: int
    stem: str
    alike: float
    kin: Kin
    entries: int = 0


@dataclass(slots=True)
class Typed:
    """One typed word with all it may stand for, the likeliest first."""

    word: Word
    stems: list[Stem]

    @property
    def entries(self) -> int:
        """How often the word itself stands in the index."""
        own = self.stems[0]
        return own.entries if own.stem == self.word.stem else 0


def first(words: Iterable[Word]) -> list[Typed]:
    """The typed words with what they stand for by the list of given names alone."""
    return [Typed(word, list(_listed(word.stem))) for word in words]


@lru_cache(maxsize=20_000)
def _listed(stem: str) -> tuple[Stem, ...]:
    found = [Stem(keys.number(stem), stem, 1.0, Kin.SPELLING)]
    for other, (alike, kin) in aliases.table().get(stem, {}).items():
        found.append(Stem(keys.number(other), other, alike, kin))
    return tuple(found)


@lru_cache(maxsize=20_000)
def near_numbers(word: Word) -> frozenset[int]:
    """What to ask the index for: a stem with one letter wrong, and its sound."""
    return frozenset(keys.near(word.stem)) | {other.number for other in _listed(word.stem)}


@lru_cache(maxsize=20_000)
def slipped_numbers(word: Word) -> frozenset[int]:
    """What to ask the index for: other stems of a word whose ending may be spoilt."""
    return frozenset(n for variant in variants(word) for n in keys.near(variant))


@lru_cache(maxsize=20_000)
def far_numbers(word: Word) -> frozenset[int]:
    """What to ask the index for: a stem with two letters wrong."""
    return frozenset(keys.far(word.stem))


@lru_cache(maxsize=20_000)
def short_numbers(word: Word) -> frozenset[int]:
    """What to ask the index for: given names of which this may be a short form, or the full one.

    A name that the list has is left to the list.
    """
    stem = word.stem
    if stem in aliases.table():
        return frozenset()
    asked = {f"^{root[:4]}" for root in aliases.roots(stem) if len(root) > 3}
    asked |= {f"^{root}" for root in aliases.roots(stem) if len(root) == 3}
    if len(stem) > 3:
        asked |= {f"${stem[-4:]}"}
        asked |= {f"*{stem[:i]}" for i in range(4, len(stem))}
        asked |= {f"*{stem[i:]}" for i in range(1, len(stem) - 3)}
    return frozenset(keys.number(key) for key in asked)


Likeness = Callable[[Word, str], tuple[float, Kin]]


def by_letters(word: Word, stem: str) -> tuple[float, Kin]:
    """How alike a stem is to a typed word as it stands."""
    if abs(len(word.stem) - len(stem)) > MOST_LONGER:
        return 0.0, Kin.SPELLING
    return keys.alike(word.stem, stem), Kin.SPELLING


def by_slips(word: Word, stem: str) -> tuple[float, Kin]:
    """How alike a stem is when the ending of the typed word may be spoilt."""
    best = by_letters(word, stem)[0]
    for variant in variants(word):
        if abs(len(variant) - len(stem)) < MOST_LONGER:
            best = max(best, SPOILT * keys.alike(variant, stem))
    return best, Kin.SPELLING


def slips(word: Word, stem: str) -> int:
    """How many letters of a typed word are wrong."""
    return min(OSA.distance(one, stem) for one in (word.stem, *variants(word)))


def by_rule(word: Word, stem: str) -> tuple[float, Kin]:
    """How alike a given name is by the rule for diminutives that no list has."""
    if word.stem in aliases.table():
        return 0.0, Kin.DIMINUTIVE
    return aliases.by_rule(word.stem, stem), Kin.DIMINUTIVE


def widen(typed: list[Typed], known: dict[str, int], likeness: Likeness) -> None:
    """Add to each typed word the stems of the index that are alike enough."""
    for item in typed:
        found = {stem.stem: stem for stem in item.stems}
        for stem, entries in known.items():
            if stem in found and found[stem].entries == 0:
                old = found[stem]
                found[stem] = Stem(old.number, stem, old.alike, old.kin, entries)
            alike, kin = likeness(item.word, stem)
            if alike >= LEAST_ALIKE and (stem not in found or found[stem].alike < alike):
                found[stem] = Stem(keys.number(stem), stem, alike, kin, entries)
        item.stems = sorted(found.values(), key=_rank)[:MOST_STEMS]


def _rank(stem: Stem) -> tuple[float, int]:
    return -stem.alike, -stem.entries


def pairs(typed: list[Typed], records: int) -> list[int]:
    """The numbers of two stems that stand in one name, the likeliest first.

    The likeliest are always asked for; the others only while not too many records have them.
    """
    found: list[tuple[float, float, int]] = []
    records = max(records, 1)
    for one, other in _groups(typed, records):
        for a in one.stems:
            for b in other.stems:
                product = a.alike * b.alike
                if product < LEAST_PAIR:
                    break
                number = keys.pair(a.number, b.number)
                found.append((-product, a.entries * b.entries / records, number))
    found.sort()
    expected = 0.0
    for place, (_product, count, _number) in enumerate(found):
        expected += count
        if place >= SURE_PAIRS and (expected > MOST_ROWS or place >= MOST_PAIRS):
            return [number for _product, _count, number in found[:place]]
    return [number for _product, _count, number in found]


# Two words of three or more that half a nation bears together tell nothing.
COMMON_PAIR = 2_000


def _groups(typed: list[Typed], records: int) -> list[tuple[Typed, Typed]]:
    groups = [(a, b) for i, a in enumerate(typed) for b in typed[i + 1 :]]
    if len(groups) < 2:
        return groups
    counted = [(a.entries * b.entries / records, i) for i, (a, b) in enumerate(groups)]
    rarest = min(counted)[1]
    return [groups[i] for count, i in counted if count <= COMMON_PAIR or i == rarest]
