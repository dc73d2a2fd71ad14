"""Words folded to a Latin skeleton, and to a stem without the ending of gender and case.

«Казлаускас», «Kazlauskienė» and «Kozlowski» are written by different offices for one family; what
they have in common is the stem. Folding is deliberately coarse: it finds, the score decides.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST_STEM = 3
LONGEST_WORD = 40

CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя",
        "a b v g g d e e ie z z i i ii i k l m n o p r s t u v f h c c s sc - i - e iu ia".split(),  # noqa: SIM905
        strict=True,
    )
) | {"ђ": "d", "ј": "i", "љ": "li", "њ": "ni", "ћ": "c", "џ": "dz", "ѣ": "e"}
LETTERS = {"ł": "l", "đ": "d", "ø": "o", "ß": "s", "æ": "e", "ı": "i", "þ": "t", "ə": "e"}
PAIRS = re.compile(r"shch|szcz|sch|tch|tsch|ch|sh|sz|cz|zh|rz|kh|ph|th|gh|ts|tz|sc|w|y|j|x|q")
SINGLES = {
    "shch": "sc", "szcz": "sc", "sch": "sc", "tsch": "c", "tch": "c", "ch": "c", "sh": "s",
    "sz": "s", "cz": "c", "zh": "z", "rz": "z", "kh": "h", "ph": "f", "th": "t", "gh": "g",
    "ts": "c", "tz": "c", "sc": "sc", "w": "v", "y": "i", "j": "i", "x": "ks", "q": "k",
}  # fmt: skip
DOUBLED = re.compile(r"([^\d])\1+")
# After a consonant «i» before a vowel only softens: Zieliński and Zelinskis, Liudmila and Ludmila.
SOFTENING = re.compile(r"(?<=[bcdfghklmnprstvz])i(?=[aeou])")
HOOKED = {"ą", "ę", "į", "ų"}


class Ending(IntEnum):
    """What the ending of a word tells about gender and case."""

    NONE = 0
    MASCULINE = 1
    MARRIED = 2
    UNMARRIED = 3
    FEMININE = 4
    ADJECTIVE = 5
    CASE = 6


class Script(IntEnum):
    """In which letters a word is written."""

    LATIN = 0
    MARKED = 1
    CYRILLIC = 2
    OTHER = 3


# Longest first; what is left must be a stem. The endings are those of the skeleton: y is i, ū is u.
ENDINGS = [
    (re.compile(pattern + "$"), ending)
    for pattern, ending in (
        (r"i?uvien(es|ei|e)", Ending.MARRIED),
        (r"ien(es|ei|e)", Ending.MARRIED),
        # In Cyrillic the «i» of the married form is not written: Казлаускене.
        (r"(?<=.{5})en(es|ei|e)", Ending.MARRIED),
        (r"(ai|i|iu)t(es|ei|e)", Ending.UNMARRIED),
        (r"ut(es|ei|e)", Ending.UNMARRIED),
        (r"(iaia|aia|oiu|oi|uiu)", Ending.FEMININE),
        (r"(ogo|omu|oho|iem|im|om|em)", Ending.CASE),
        (r"(ius|ias)", Ending.MASCULINE),
        (r"(us|as|is)", Ending.MASCULINE),
        (r"(iaus|iui|iumi|aus|umi|ios|iai)", Ending.CASE),
        (r"(ui|os|es|io|iu|ai)", Ending.CASE),
        (r"(ii|ei)", Ending.ADJECTIVE),
        (r"(iia|ia|ie)", Ending.FEMININE),
        (r"[ae]", Ending.FEMININE),
        (r"i", Ending.ADJECTIVE),
        (r"(o|u)", Ending.CASE),
    )
]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as typed, its skeleton, its stem, and what its form tells."""

    text: str
    skeleton: str
    stem: str
    ending: Ending
    script: Script


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, each folded; signs between them do not matter."""
    cleaned = "".join(c if c.isalnum() else _sign(c) for c in unicodedata.normalize("NFC", text))
    return tuple(found for part in cleaned.split() if (found := word(part)) is not None)


def _sign(sign: str) -> str:
    # An apostrophe and a combining mark stand inside a word, everything else between words.
    return sign if unicodedata.combining(sign) else "" if sign in "'’ʼ`´ʹ" else " "


@lru_cache(maxsize=200_000)
def word(text: str) -> Word | None:
    """One word folded; None when nothing of it is left."""
    lowered = text.casefold()[:LONGEST_WORD]
    # Some signs fold to several letters.
    skeleton = fold(lowered)[:LONGEST_WORD]
    if not skeleton:
        return None
    cut, ending = strip(skeleton)
    if lowered[-1] in HOOKED:
        ending = Ending.CASE
    return Word(text, skeleton, soften(cut), ending, script(lowered))


def fold(lowered: str) -> str:
    """The Latin skeleton of one lower-case word."""
    if not lowered.isascii():
        latin = "".join(CYRILLIC.get(c) or LETTERS.get(c, c) for c in lowered)
        marks = unicodedata.normalize("NFKD", latin.replace("č", "cz").replace("š", "sz"))
        lowered = "".join(c for c in marks if c.isalnum())
        for letter in ("łlđd", "øo"):
            lowered = lowered.replace(letter[0], letter[1])
    return DOUBLED.sub(r"\1", PAIRS.sub(lambda found: SINGLES[found[0]], lowered))


def strip(skeleton: str) -> tuple[str, Ending]:
    """The skeleton without its ending, and which kind of ending it was."""
    for pattern, ending in ENDINGS:
        found = pattern.search(skeleton)
        if found and found.start() >= SHORTEST_STEM:
            return skeleton[: found.start()], ending
    return skeleton, _short(skeleton)


def _short(skeleton: str) -> Ending:
    return Ending.FEMININE if skeleton[-1] in "ae" else Ending.NONE


# Where a slip of the pen fell into one of these, the stem is what stands before it.
LONG_ENDINGS = ("iene", "uviene", "ene", "aite", "ite", "ute", "iute", "skas", "skis", "ius")
SHORT_ENDINGS = ("as", "is", "us", "ov", "ev")
LONGEST_SLIP = 6


@lru_cache(maxsize=20_000)
def variants(word: Word) -> tuple[str, ...]:
    """Other stems a word may have when a slip of the pen spoilt its ending."""
    whole, stem = word.skeleton, word.stem
    found = {whole, soften(whole), soften(whole[:-1]), soften(whole[:-2]), stem[:-1]}
    found.add(strip(whole)[0])
    for length in range(2, LONGEST_SLIP + 1):
        if _is_slipped(whole[-length:]):
            found.add(soften(whole[:-length]))
    return tuple(sorted(v for v in found if len(v) >= SHORTEST_STEM and v != stem))


def _is_slipped(tail: str) -> bool:
    endings = LONG_ENDINGS if len(tail) > 2 else SHORT_ENDINGS
    return any(OSA.distance(tail, ending) <= 1 for ending in endings)


def soften(stem: str) -> str:
    """The stem without letters that only tell how its neighbours sound."""
    if stem.startswith("ie"):
        stem = stem[1:]
    softened = SOFTENING.sub("", stem)
    return softened if len(softened) >= SHORTEST_STEM else stem


def script(lowered: str) -> Script:
    """In which letters a word is written, by its first letter that is not plain."""
    if lowered.isascii():
        return Script.LATIN
    for letter in lowered:
        if not letter.isascii():
            name = unicodedata.name(letter, "")
            if name.startswith("CYRILLIC"):
                return Script.CYRILLIC
            if not name.startswith("LATIN") and letter.isalpha():
                return Script.OTHER
    return Script.MARKED
