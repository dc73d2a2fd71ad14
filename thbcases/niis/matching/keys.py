"""Numbers that stand for stems in the index, and how alike two stems are.

A stem is found again by the number of itself with one or two letters left out (two words that
differ in one letter share such a number), and by the number of its sound.
"""

import re
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from rapidfuzz.distance import OSA

SHORTEST_ERROR = 3
SHORTEST_SOUND = 3
SHORTEST_TWO_ERRORS = 6
LONGEST_TWO_ERRORS = 10
MOST_TOKENS = 6
LOW = 0xFFFFFFFF
GOLDEN = 0x9E3779B1

SAME_SOUND = 0.96
SAME_CONSONANTS = 0.87
MOST_VOWELS = 2
ONE_LETTER = 0.85

SOFT = str.maketrans({"h": "k", "c": "k", "g": "k", "z": "s", "o": "a"})
SOFT_RULES = re.compile(r"(?<=[aeiu])[vu](?=[bcdfgklmnprst])|[ae](?=v$)|(?<=[sk])[tk](?=[sk])")
VOWELS = re.compile(r"(?<!^)[aeiou]")
DOUBLED = re.compile(r"(.)\1+")


def number(text: str) -> int:
    """A signed 32-bit number of a text, the same on every machine and in every version."""
    found = crc32(text.encode())
    return found - 0x100000000 if found > 0x7FFFFFFF else found


def pair(one: int, other: int) -> int:
    """The number of two stems that stand in one name, in whatever order."""
    if one > other:
        one, other = other, one
    found = ((one & LOW) * GOLDEN + (other & LOW) * 0x85EBCA77) & LOW
    found ^= found >> 15
    return found - 0x100000000 if found > 0x7FFFFFFF else found


def record_keys(stems: list[int]) -> list[int]:
    """What a record is found by: each two of its stems, and each stem alone."""
    some = list(dict.fromkeys(stems[:MOST_TOKENS]))
    return some + [pair(one, other) for one, other in combinations(some, 2)]


def near(stem: str) -> set[int]:
    """The numbers under which a stem is found with one letter wrong, or by its sound."""
    found = {stem}
    if len(stem) >= SHORTEST_ERROR:
        found |= {stem[:i] + stem[i + 1 :] for i in range(len(stem))}
    spoken = soft(stem)
    found.add(f"~{spoken}")
    bare = VOWELS.sub("", spoken)
    if len(bare) >= SHORTEST_SOUND:
        found.add(f"={bare}")
    return {number(key) for key in found}


def far(stem: str) -> set[int]:
    """The numbers under which a stem is found with two letters wrong, near ones left out."""
    if len(stem) < SHORTEST_TWO_ERRORS:
        return set()
    head = stem[:LONGEST_TWO_ERRORS]
    once = {head[:i] + head[i + 1 :] for i in range(len(head))}
    twice = {head[:i] + head[i + 1 : j] + head[j + 1 :] for i, j in _places(len(head))}
    return {number(key) for key in once | twice}


@lru_cache(maxsize=64)
def _places(length: int) -> tuple[tuple[int, int], ...]:
    return tuple(combinations(range(length), 2))


def short_forms(stem: str) -> set[int]:
    """The numbers under which a given name is found by its beginning or its end."""
    found = {f"^{stem[:3]}", f"*{stem}"}
    if len(stem) > 4:
        found |= {f"^{stem[:4]}", f"${stem[-4:]}"}
    if len(stem) > 3:
        found.add(f"${stem[-3:]}")
    return {number(key) for key in found}


@lru_cache(maxsize=200_000)
def soft(stem: str) -> str:
    """A stem as it sounds: letters that alphabets and offices write differently are one."""
    return DOUBLED.sub(r"\1", SOFT_RULES.sub("", stem.translate(SOFT)))


@lru_cache(maxsize=200_000)
def consonants(stem: str) -> str:
    """The consonants of a stem as it sounds."""
    return VOWELS.sub("", soft(stem))


def alike(one: str, other: str) -> float:
    """How alike two stems are, from 0 to 1."""
    if one == other:
        return 1.0
    length = max(len(one), len(other))
    best = 1 - ONE_LETTER * OSA.distance(one, other) / length
    soft_one, soft_other = soft(one), soft(other)
    if soft_one == soft_other:
        return max(best, SAME_SOUND)
    slips = OSA.distance(soft_one, soft_other)
    best = max(best, SAME_SOUND - ONE_LETTER * slips / length)
    if slips <= MOST_VOWELS and length > MOST_VOWELS + 2 and consonants(one) == consonants(other):
        return max(best, SAME_CONSONANTS)
    return best
