# ruff: noqa: E501, SIM905
"""Given names, roots of surnames, and how different offices write them."""

import csv
import random
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from zlib import crc32

HELD_OUT = Path(__file__).parent / "held_out.csv"


def _pools() -> dict[str, list[str]]:
    with (Path(__file__).parent / "pools.csv").open(encoding="utf-8", newline="") as file:
        return {row["pool"]: row["names"].split() for row in csv.DictReader(file)}


POOLS = _pools()
LT_MEN = POOLS["LT_MEN"]
LT_WOMEN = POOLS["LT_WOMEN"]
RU_MEN = POOLS["RU_MEN"]
RU_WOMEN = POOLS["RU_WOMEN"]
PL_MEN = POOLS["PL_MEN"]
PL_WOMEN = POOLS["PL_WOMEN"]
VN_FAMILIES = POOLS["VN_FAMILIES"]
VN_MIDDLE_MEN = POOLS["VN_MIDDLE_MEN"]
VN_MIDDLE_WOMEN = POOLS["VN_MIDDLE_WOMEN"]
VN_MEN = POOLS["VN_MEN"]
VN_WOMEN = POOLS["VN_WOMEN"]
NG_MEN = POOLS["NG_MEN"]
NG_WOMEN = POOLS["NG_WOMEN"]
NG_ROOTS = POOLS["NG_ROOTS"]
LT_ROOTS = POOLS["LT_ROOTS"]
SLAVIC_ROOTS = POOLS["SLAVIC_ROOTS"]

SYLLABLES = {
    "lt": (["b", "br", "d", "dr", "g", "gr", "j", "k", "kl", "kr", "l", "m", "n", "p", "pl", "r", "s", "st", "š", "t", "tr", "v", "z", "ž"], ["a", "e", "i", "u", "o", "ė", "au", "ai", "ie"], ["k", "l", "m", "n", "r", "s", "t", "v", "d", "g", "b", "lk", "rg", "nd", "rt", "ln"]),
    "ru": (["б", "бр", "в", "г", "гр", "д", "др", "ж", "з", "к", "кл", "кр", "л", "м", "н", "п", "пр", "р", "с", "ст", "т", "тр", "х", "ц", "ч", "ш"], ["а", "е", "и", "о", "у", "я", "ю"], ["б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "х", "ч", "ш", "рк", "лд", "рт", "нк"]),
    "ng": (["b", "d", "g", "k", "l", "m", "n", "r", "s", "t", "w", "ch", "gb", "kp"], ["a", "e", "i", "o", "u"], ["", "", "n", "m"]),
}  # fmt: skip


def is_held(root: str) -> bool:
    """Whether a root was kept away from tuning; decided by its letters."""
    return crc32(root.encode()) % 2 == 1


@cache
def roots(tongue: str, count: int) -> list[str]:
    """Roots of surnames: the real ones first, then made-up ones that sound alike."""
    real = {"lt": LT_ROOTS, "ru": SLAVIC_ROOTS, "ng": NG_ROOTS}[tongue]
    found = dict.fromkeys(real)
    dice = random.Random(f"roots of {tongue}")
    begin, middle, end = SYLLABLES[tongue]
    while len(found) < count:
        syllables = dice.choice((1, 2, 2, 3))
        root = "".join(dice.choice(begin) + dice.choice(middle) for _ in range(syllables))
        found[(root + dice.choice(end)).capitalize()] = None
    return list(found)


@cache
def diminutives() -> dict[str, list[str]]:
    """Diminutives that no list of the project has."""
    found: dict[str, list[str]] = defaultdict(list)
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["given"]].append(row["diminutive"])
    return dict(found)


# --- how offices write Cyrillic names

_LETTERS = "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя"
_LT = "a b v g g d e io je ž z i i ji j k l m n o p r s t u v f ch c č š šč - y - e iu ia".split()
_EN = "a b v g g d e yo ye zh z i i yi y k l m n o p r s t u u f kh ts ch sh shch - y - e yu ya".split()
_PL = (
    "a b w g g d e jo je ż z i i ji j k l m n o p r s t u u f ch c cz sz szcz - y - e ju ja".split()
)
TABLES = {
    name: {c: "" if x == "-" else x for c, x in zip(_LETTERS, row, strict=True)}
    for name, row in (("lt", _LT), ("en", _EN), ("pl", _PL))
}
TO_CYRILLIC = (
    ("ch", "х"), ("dž", "дж"), ("sz", "ш"), ("cz", "ч"), ("rz", "ж"), ("ia", "я"), ("iu", "ю"),
    ("io", "ё"), ("ie", "е"), ("ja", "я"), ("ju", "ю"), ("je", "е"), ("jo", "ё"), ("ii", "ий"),
)  # fmt: skip
_ONE = dict(
    zip(
        "aąbcčdeęėfghiįyjklłmnopqrsštuųūvwxzžżźńśćó",
        "а а б ц ч д е е е ф г х и и и й к л л м н о п к р с ш т у у у в в кс з ж ж з н с ц у".split(),
        strict=True,
    )
)


def latin(text: str, office: str) -> str:
    """A Cyrillic name as a Lithuanian («lt»), English («en») or Polish («pl») office writes it."""
    table = TABLES[office]
    written = "".join(table.get(c, c) for c in text.lower())
    if office == "lt":
        written = written.replace("iia", "ija").replace("yj", "ij")
    return written.title()


def cyrillic(text: str) -> str:
    """A Latin name as somebody writes it down in Cyrillic."""
    lowered = re.sub(r"\bjo", "йо", text.lower())
    for pair, letter in TO_CYRILLIC:
        lowered = lowered.replace(pair, letter)
    return "".join(_ONE.get(c, c) for c in lowered).title()
