"""Seeded records and queries with known answers."""

import csv
import random
import sys
import unicodedata
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from tqdm import tqdm

from bench.niis import names

RECORD_COLUMNS = (
    "record_id", "register", "given", "family", "original", "birth_date", "sex", "plate", "phone",
    "document",
)  # fmt: skip
QUERY_COLUMNS = ("query_id", "class", "text", "birth_date", "expected")
REGISTERS = ("persons", "wanted", "border", "vehicles")
FIRST_DAY, DAYS = date(1940, 1, 1), 25_000
ENDINGS = {
    "as": ("ienė", "aitė"), "us": ("uvienė", "utė"), "ius": ("ienė", "iūtė"), "is": ("ienė", "ytė"),
    "ys": ("ienė", "ytė"),
}  # fmt: skip
LT_SUFFIXES = (
    "auskas",
    "aitis",
    "evičius",
    "ėnas",
    "ūnas",
    "onis",
    "as",
    "ys",
    "inskas",
    "elis",
    "ius",
    "ulis",
)
RU_SUFFIXES = ("ов", "ев", "ин", "ский", "енко", "ук", "ович", "чук", "ко", "ик")


@dataclass(frozen=True, slots=True)
class Person:
    """One record, with what the queries need to vary it."""

    record_id: str
    tongue: str
    sex: str
    given: str
    family: str
    original: str
    born: date
    plate: str
    phone: str
    document: str
    is_held: bool
    base: str


class Zipf:
    """Draws common things often."""

    def __init__(self, things: list[str], power: float = 0.9) -> None:
        self.things = list(things)
        self.sums = list(accumulate(1 / (rank + 3) ** power for rank in range(len(things))))

    def draw(self, dice: random.Random) -> str:
        return self.things[bisect(self.sums, dice.random() * self.sums[-1])]


class Generator:
    """Makes the records of one seed and size."""

    def __init__(self, size: int, seed: int) -> None:
        self.dice = random.Random(f"{seed} {size}")
        many = min(12_000, 1_500 + size // 100)
        self.families = {
            "lt": Zipf([r + s for r in names.roots("lt", many) for s in LT_SUFFIXES][: many * 6]),
            "ru": Zipf([r + s for r in names.roots("ru", many) for s in RU_SUFFIXES][: many * 5]),
            "ng": Zipf(names.roots("ng", many // 4)),
            "vn": Zipf(names.VN_FAMILIES),
        }
        for zipf in self.families.values():
            random.Random(f"order {seed}").shuffle(zipf.things)
        self.held = {
            family
            for tongue, suffixes in (("lt", LT_SUFFIXES), ("ru", RU_SUFFIXES), ("ng", ("",)))
            for root in names.roots(tongue, many if tongue != "ng" else many // 4)
            if names.is_held(root)
            for family in (root + suffix for suffix in suffixes)
        }
        self.given = {
            (tongue, sex): Zipf(things)
            for tongue, sex, things in (
                ("lt", "male", names.LT_MEN), ("lt", "female", names.LT_WOMEN),
                ("ru", "male", names.RU_MEN), ("ru", "female", names.RU_WOMEN),
                ("pl", "male", names.PL_MEN), ("pl", "female", names.PL_WOMEN),
                ("vn", "male", names.VN_MEN), ("vn", "female", names.VN_WOMEN),
                ("ng", "male", names.NG_MEN), ("ng", "female", names.NG_WOMEN),
            )
        }  # fmt: skip

    def person(self, number: int) -> Person:
        dice = self.dice
        tongue = dice.choices(("lt", "ru", "pl", "vn", "ng"), (52, 30, 6, 6, 6))[0]
        sex = dice.choice(("male", "female"))
        given, family, original, base = getattr(self, f"_{tongue}")(sex)
        return Person(
            f"r{number}", tongue, sex, given, family, original,
            FIRST_DAY + timedelta(days=dice.randrange(DAYS)),
            "".join(dice.choices("ABCDEFGHJKLMNOPRSTUVZ", k=3)) + f"{dice.randrange(1000):03}",
            f"+3706{dice.randrange(10_000_000):07}",
            f"{dice.randrange(100_000_000):08}",
            base in self.held, base,
        )  # fmt: skip

    def _lt(self, sex: str) -> tuple[str, str, str, str]:
        base = self.families["lt"].draw(self.dice)
        family = base if sex == "male" else women(base)[self.dice.random() < 0.45]
        given = self.given["lt", sex].draw(self.dice)
        if self.dice.random() < 0.08:
            given += " " + self.given["lt", sex].draw(self.dice)
        return given, family, "", base

    def _ru(self, sex: str) -> tuple[str, str, str, str]:
        base = self.families["ru"].draw(self.dice)
        given = self.given["ru", sex].draw(self.dice)
        own = base if sex == "male" else slavic_woman(base)
        office = self.dice.choice(("lt", "lt", "en", "pl"))
        original = f"{given} {own}" if self.dice.random() < 0.6 else ""
        latin_given, latin_own = names.latin(given, office), names.latin(own, office)
        if office == "lt" and self.dice.random() < 0.4 and sex == "male" and own[-1] in "внкч":
            latin_own += "as"
        return latin_given, latin_own, original, base

    def _pl(self, sex: str) -> tuple[str, str, str, str]:
        base = self.families["ru"].draw(self.dice)
        own = base if sex == "male" else slavic_woman(base)
        return self.given["pl", sex].draw(self.dice), names.latin(own, "pl"), "", base

    def _vn(self, sex: str) -> tuple[str, str, str, str]:
        middle = names.VN_MIDDLE_MEN if sex == "male" else names.VN_MIDDLE_WOMEN
        given = f"{self.dice.choice(middle)} {self.given['vn', sex].draw(self.dice)}"
        family = self.families["vn"].draw(self.dice)
        plain = self.dice.random() < 0.5
        original = f"{family} {given}"
        if plain:
            given, family = ascii_(given), ascii_(family)
        return given, family, original if plain else "", family

    def _ng(self, sex: str) -> tuple[str, str, str, str]:
        given = self.given["ng", sex].draw(self.dice)
        if self.dice.random() < 0.4:
            given += " " + self.given["ng", sex].draw(self.dice)
        family = self.families["ng"].draw(self.dice)
        return given, family, "", family


def women(base: str) -> tuple[str, str]:
    """The married and the unmarried form of a Lithuanian surname."""
    for ending, (married, unmarried) in sorted(ENDINGS.items(), key=lambda e: -len(e[0])):
        if base.endswith(ending):
            return base[: -len(ending)] + married, base[: -len(ending)] + unmarried
    return base, base


def slavic_woman(base: str) -> str:
    """The feminine form of a Slavic surname."""
    if base.endswith(("ов", "ев", "ин")):
        return base + "а"
    return base[:-2] + "ая" if base.endswith("ский") else base


def ascii_(text: str) -> str:
    """A name without diacritics."""
    plain = text.replace("Đ", "D").replace("đ", "d").replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


# --- queries


class Queries:
    """Variants of how records are asked for, each with the records that are right."""

    def __init__(self, people: list[Person], seed: int, *, held: bool) -> None:
        self.dice = random.Random(f"queries {seed}")
        self.people = people
        self.pool = [p for p in people if p.is_held is held or p.tongue == "vn"]
        self.same: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.born: dict[tuple[str, date], list[str]] = defaultdict(list)
        for p in people:
            self.same[p.given, p.family].append(p.record_id)
        self.number = 0

    def all(self, each: int) -> Iterator[tuple[str, ...]]:
        """`each` queries of every class."""
        for name, make in CLASSES.items():
            done = 0
            tries = 0
            while done < each and tries < each * 400:
                tries += 1
                made = make(self, self.dice.choice(self.pool))
                if made is None:
                    continue
                done += 1
                self.number += 1
                text, born, expected = made
                yield f"q{self.number}", name, text, born, ";".join(expected)

    def asked(self, p: Person, text: str, dated: bool | None = None) -> "Made":
        """With a birth date every second time; without, every bearer of the name is right."""
        if dated is None:
            dated = self.dice.random() < 0.5
        if dated:
            return text, p.born.isoformat(), [p.record_id]
        same = self.same[p.given, p.family]
        return None if len(same) > 60 else (text, "", same)


Made = tuple[str, str, list[str]] | None
CLASSES: dict[str, Callable[[Queries, Person], Made]] = {}


def variant(make: Callable[[Queries, Person], Made]) -> Callable[[Queries, Person], Made]:
    """Register a class of queries under its function's name."""
    CLASSES[make.__name__.rstrip("_")] = make
    return make


def whole(p: Person) -> str:
    return f"{p.given} {p.family}"


@variant
def exact(q: Queries, p: Person) -> Made:
    return q.asked(p, whole(p))


@variant
def no_diacritics(q: Queries, p: Person) -> Made:
    text = ascii_(whole(p))
    return q.asked(p, text) if text != whole(p) else None


@variant
def cyrillic(q: Queries, p: Person) -> Made:
    if p.tongue in ("vn", "ng"):
        return None
    return q.asked(p, p.original or names.cyrillic(whole(p)))


@variant
def english_letters(q: Queries, p: Person) -> Made:
    return q.asked(p, names.latin(p.original, "en")) if p.tongue == "ru" and p.original else None


@variant
def polish_letters(q: Queries, p: Person) -> Made:
    return q.asked(p, names.latin(p.original, "pl")) if p.tongue == "ru" and p.original else None


@variant
def other_gender_form(q: Queries, p: Person) -> Made:
    if p.tongue != "lt":
        return None
    forms = [form for form in (p.base, *women(p.base)) if form != p.family]
    return q.asked(p, f"{p.given} {q.dice.choice(forms)}") if forms else None


@variant
def case_form(q: Queries, p: Person) -> Made:
    if p.tongue != "lt" or p.sex != "male" or not p.family.endswith("as"):
        return None
    if not p.given.endswith("as") or " " in p.given:
        return None
    ending = q.dice.choice(("o", "ui", "ą"))
    return q.asked(p, f"{p.given[:-2]}{ending} {p.family[:-2]}{ending}")


@variant
def other_order(q: Queries, p: Person) -> Made:
    return q.asked(p, f"{p.family} {p.given}")


def typo(dice: random.Random, word: str) -> str:
    """One slip: a letter left out, doubled wrongly, exchanged, or another one."""
    place = dice.randrange(1, len(word))
    kind = dice.randrange(4)
    letter = dice.choice("aeioukstrnmvl")
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2 and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + letter + word[place + 1 :]


@variant
def one_typo(q: Queries, p: Person) -> Made:
    if len(p.family) < 5 or len(p.given) < 4:
        return None
    if q.dice.random() < 0.7:
        return q.asked(p, f"{p.given} {typo(q.dice, p.family)}")
    return q.asked(p, f"{typo(q.dice, p.given)} {p.family}")


@variant
def two_typos(q: Queries, p: Person) -> Made:
    if len(p.family) < 7 or len(p.given) < 5 or p.tongue == "vn":
        return None
    if q.dice.random() < 0.5:
        return q.asked(p, f"{p.given} {typo(q.dice, typo(q.dice, p.family))}")
    return q.asked(p, f"{typo(q.dice, p.given)} {typo(q.dice, p.family)}")


@variant
def diminutive(q: Queries, p: Person) -> Made:
    short = _listed(p)
    return q.asked(p, f"{q.dice.choice(short)} {p.family}") if short else None


def _listed(p: Person) -> list[str]:
    from thbcases.niis.matching.aliases import table
    from thbcases.niis.matching.fold import words

    found = words(p.given)
    kin = table().get(found[0].stem, {}) if found else {}
    return [stem for stem, (alike, _kin) in kin.items() if 0.9 < alike < 0.96]


@variant
def diminutive_unlisted(q: Queries, p: Person) -> Made:
    short = names.diminutives().get(p.given)
    return q.asked(p, f"{q.dice.choice(short)} {p.family}") if short else None


@variant
def no_middle_name(q: Queries, p: Person) -> Made:
    parts = p.given.split()
    if len(parts) < 2:
        return None
    return q.asked(p, f"{parts[-1 if p.tongue == 'vn' else 0]} {p.family}", dated=True)


@variant
def with_patronymic(q: Queries, p: Person) -> Made:
    if p.tongue != "ru" or not p.original:
        return None
    given, _, family = p.original.partition(" ")
    father = q.dice.choice(("Иванов", "Петров", "Сергеев", "Николаев"))
    return q.asked(p, f"{family} {given} {father}{'ич' if p.sex == 'male' else 'на'}")


@variant
def day_and_month_exchanged(q: Queries, p: Person) -> Made:
    if p.born.day > 12 or p.born.day == p.born.month:
        return None
    return whole(p), date(p.born.year, p.born.day, p.born.month).isoformat(), [p.record_id]


@variant
def one_digit_of_date(q: Queries, p: Person) -> Made:
    text = p.born.isoformat()
    place = q.dice.choice((3, 5, 6, 8, 9))
    changed = text[:place] + q.dice.choice("0123456789") + text[place + 1 :]
    try:
        date.fromisoformat(changed)
    except ValueError:
        return None
    return (whole(p), changed, [p.record_id]) if changed != text else None


@variant
def year_only(q: Queries, p: Person) -> Made:
    return f"{whole(p)} {p.born.year}", "", [p.record_id]


@variant
def mixed(q: Queries, p: Person) -> Made:
    if len(p.family) < 6 or len(p.given) < 4:
        return None
    return q.asked(p, f"{typo(q.dice, ascii_(p.family))} {ascii_(p.given)}", dated=True)


@variant
def changed_surname(q: Queries, p: Person) -> Made:
    if p.sex != "female" or p.tongue not in ("lt", "ru"):
        return None
    other = q.dice.choice(q.pool)
    return f"{p.given} {other.family}", p.born.isoformat(), [p.record_id]


@variant
def plate(q: Queries, p: Person) -> Made:
    return f"{p.plate[:3]} {p.plate[3:]}", "", [p.record_id]


@variant
def phone(q: Queries, p: Person) -> Made:
    return f"8{p.phone[4:]}", "", [p.record_id]


@variant
def document(q: Queries, p: Person) -> Made:
    return p.document, "", [p.record_id]


@variant
def document_slip(q: Queries, p: Person) -> Made:
    place = q.dice.randrange(8)
    digit = str((int(p.document[place]) + 1 + q.dice.randrange(8)) % 10)
    return p.document[:place] + digit + p.document[place + 1 :], "", [p.record_id]


# --- nobody is right


@variant
def absent_name(q: Queries, p: Person) -> Made:
    given, family = q.dice.choice(q.pool).given, p.family
    return None if (given, family) in q.same else (f"{given} {family}", any_day(q), [])


@variant
def absent_surname(q: Queries, p: Person) -> Made:
    if p.tongue not in ("lt", "ng"):
        return None
    tongue = p.tongue
    begin, middle, end = names.SYLLABLES[tongue]
    root = "".join(q.dice.choice(begin) + q.dice.choice(middle) for _ in range(4))
    root += q.dice.choice(end)
    family = root.capitalize() + (q.dice.choice(LT_SUFFIXES) if tongue == "lt" else "")
    return f"{p.given} {family}", "", []


@variant
def namesake(q: Queries, p: Person) -> Made:
    return whole(p), any_day(q), []


@variant
def sibling(q: Queries, p: Person) -> Made:
    other = q.dice.choice(q.pool)
    if other.tongue != p.tongue or other.sex != p.sex or other.given == p.given:
        return None
    return f"{other.given} {p.family}", p.born.isoformat(), []


def any_day(q: Queries) -> str:
    return (FIRST_DAY + timedelta(days=q.dice.randrange(DAYS))).isoformat()


# --- files


def write(folder: Path, size: int, *, seed: int, each: int, held: bool) -> tuple[Path, Path]:
    """Write R.csv and Q.csv of this size; the same seed gives the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    records, queries = folder / "R.csv", folder / "Q.csv"
    people = list(_write_records(records, size, seed))
    with queries.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(QUERY_COLUMNS)
        out.writerows(Queries(people, seed, held=held).all(each))
    return records, queries


def _write_records(path: Path, size: int, seed: int) -> Iterator[Person]:
    generator = Generator(size, seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(RECORD_COLUMNS)
        for number in tqdm(range(size), "records", unit="", file=sys.stderr, mininterval=1):
            p = generator.person(number)
            register = REGISTERS[number % len(REGISTERS)]
            out.writerow((
                p.record_id, register, p.given, p.family, p.original, p.born, p.sex, p.plate,
                p.phone, p.document,
            ))  # fmt: skip
            yield p
