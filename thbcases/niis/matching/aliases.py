"""Given names that are one name: variants of other languages, diminutives, and a rule for more.

The list cannot hold every diminutive, so a given name also stands for those that begin or end
as it does («Gedas» Gediminas, «Emeka» Chukwuemeka) once the affectionate ending is off.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from itertools import permutations

from django.conf import settings

from thbcases.niis.matching.fold import SHORTEST_STEM, words

FILE = settings.BASE_DIR / "fixtures" / "niis" / "aliases.csv"
VARIANT, DIMINUTIVE, COUSIN = 0.97, 0.94, 0.84
BY_RULE, BY_PART = 0.86, 0.82

# On the skeleton, the longest first; what remains is the root that the full name begins with.
AFFECTIONATE = re.compile(
    r"(ocka|ecka|icka|uska|iuska|iusk|usk|enk|ock|eck|ick|iuncik|uncik|iuk|uk|ulis|ul|uz|el|il|ut|it"
    r"|ait|iun|un|us|ius|as|is|oz|ik|cik|ek|ok|iak|ak|k|os|ios|ian|on|sk|nk|at|c|s|z|l|n)$"
)


class Kin(IntEnum):
    """How two given names are one."""

    SPELLING = 0
    VARIANT = 1
    DIMINUTIVE = 2


@cache
def table() -> dict[str, dict[str, tuple[float, Kin]]]:
    """For each stem the stems of the same given name, how near they are and how they are kin."""
    found: dict[str, dict[str, tuple[float, Kin]]] = defaultdict(dict)
    for formal, short in _groups():
        for one, other in permutations(formal, 2):
            _keep(found, one, other, (VARIANT, Kin.VARIANT))
        for name in formal:
            for small in short:
                _keep(found, name, small, (DIMINUTIVE, Kin.DIMINUTIVE))
                _keep(found, small, name, (DIMINUTIVE, Kin.DIMINUTIVE))
        for one, other in permutations(short, 2):
            _keep(found, one, other, (COUSIN, Kin.DIMINUTIVE))
    return dict(found)


def _groups() -> Iterator[tuple[set[str], set[str]]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            formal, short = _stems(row["formal"]), _stems(row["short"])
            yield formal, short - formal


def _stems(names: str) -> set[str]:
    return {word.stem for word in words(names.replace(";", " "))}


def _keep(
    found: dict[str, dict[str, tuple[float, Kin]]], one: str, other: str, kin: tuple[float, Kin]
) -> None:
    if one != other and kin > found[one].get(other, (0.0, Kin.SPELLING)):
        found[one][other] = kin


def roots(stem: str) -> set[str]:
    """What a full given name may begin with, if this is an affectionate form of it."""
    found = {stem}
    for _round in range(2):
        shorter = {AFFECTIONATE.sub("", root, count=1) for root in found}
        found |= {root for root in shorter if len(root) >= SHORTEST_STEM - 1}
    return {root for root in found if len(root) >= SHORTEST_STEM}


def by_rule(typed: str, given: str) -> float:
    """How likely `typed` is a short or affectionate form of the given name, by its letters."""
    if typed == given:
        return 1.0
    short, long = sorted((typed, given), key=len)
    if len(short) > SHORTEST_STEM and (long.startswith(short) or long.endswith(short)):
        return BY_RULE
    best = max((len(root) for root in roots(typed) if given.startswith(root)), default=0)
    if best > SHORTEST_STEM:
        return BY_RULE
    return BY_PART if best == SHORTEST_STEM else 0.0
