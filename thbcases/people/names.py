"""Names folded for comparing: case, diacritics, Cyrillic and Lithuanian endings aside.

Used for search before create and for the linkage tokens. It is deliberately coarse: it finds
candidates for a person to look at, it never decides that two people are one.
"""

import re
import unicodedata
from functools import lru_cache

from thbcases.people.choices import ObjectKind

CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя",
        "a b v g g d e e e z z i i i i k l m n o p r s t u u f h c c s s - i - e iu ia".split(),  # noqa: SIM905
        strict=True,
    )
)
LETTERS = {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "e", "ı": "i", "þ": "t"}
DIGRAPHS = (("sz", "s"), ("sh", "s"), ("cz", "c"), ("ch", "c"), ("zh", "z"), ("rz", "z"))
SINGLES = str.maketrans({"w": "v", "y": "i", "j": "i", "q": "k", "x": "ks"})

# Endings that only tell gender or case: Kazlauskas, Kazlauskienė, Kazlauskaitė are one family.
ENDINGS = re.compile(r"(uviene|iene|aite|iute|ute|ite|aia|ius|as|is|us|ii|a|e|i|o)$")
SHORTEST_STEM = 3
# Words of an address or a company's name that are written or left out at will.
FILLERS = frozenset(
    ["uab", "ab", "mb", "vsi", "ii", "ltd", "llc", "gmbh", "oo", "oou", "sia", "g", "pr", "al", "k"]
)
HOME_PREFIX = "370"
LONGEST_NUMBER = 60


def fold(text: str) -> str:
    """Lower-case Latin skeleton of a text in any script; words separated by one space."""
    lowered = text.casefold().replace("-", " ")
    latin = "".join(CYRILLIC.get(letter, LETTERS.get(letter, letter)) for letter in lowered)
    marks = unicodedata.normalize("NFKD", latin.replace("-", ""))
    plain = "".join(letter for letter in marks if not unicodedata.combining(letter))
    for pair, single in DIGRAPHS:
        plain = plain.replace(pair, single)
    return " ".join(re.findall(r"\w+", plain.translate(SINGLES)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without the ending that tells gender or case."""
    short = ENDINGS.sub("", word, count=1)
    return short if len(short) >= SHORTEST_STEM else word


def search_key(*names: str) -> str:
    """All words of all names of a person, folded and stemmed, each once, in order."""
    words = {stem(word) for name in names for word in fold(name).split()}
    return " ".join(sorted(words))[:1000]


def normalise_number(value: str) -> str:
    """Letters and digits of a document number, upper case."""
    return "".join(c for c in value.upper() if c.isalnum())[:LONGEST_NUMBER]


def normalise_phone(value: str) -> str:
    """Digits with the country's code; 8 6… and 00370… are written as 3706…."""
    digits = "".join(c for c in value if c.isdigit())[:LONGEST_NUMBER]
    if value.strip().startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    if len(digits) == 9 and digits[0] in "80":
        return HOME_PREFIX + digits[1:]
    return digits


def normalise_words(value: str) -> str:
    """An address or a company's name: folded words in their order, fillers left out."""
    words = fold(value).split()
    return " ".join([word for word in words if word not in FILLERS] or words)[:200]


def normalise_object(kind: str, value: str) -> str:
    """What two ways of writing the same object have in common; empty when nothing is left."""
    if kind == ObjectKind.PHONE:
        return normalise_phone(value)
    if kind in (ObjectKind.VEHICLE, ObjectKind.ACCOUNT):
        return normalise_number(value)
    if kind in (ObjectKind.EMAIL, ObjectKind.NICKNAME):
        return "".join(value.split()).casefold()[:200]
    return normalise_words(value)
