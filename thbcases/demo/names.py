"""Invented people: common names put together at random, so that nobody real is meant."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thbcases.people.choices import Sex
from thbcases.people.names import search_key


def _words(text: str) -> list[str]:
    return text.split()


WOMEN = _words(
    """
    Aistė Agnė Akvilė Asta Audronė Austėja Birutė Dalia Daiva Diana Eglė Elena Emilija Erika
    Gabija Giedrė Gintarė Goda Greta Ieva Indrė Inga Ingrida Jolanta Jurgita Justė Karolina
    Kotryna Kristina Laima Laura Lina Loreta Miglė Monika Neringa Nijolė Rasa Renata Rima
    Rita Rūta Sandra Sigita Simona Skaistė Sonata Toma Ugnė Urtė Vaida Vilma Viktorija
    Violeta Živilė
    """
)
MEN = _words(
    """
    Aidas Albertas Andrius Antanas Arnas Arūnas Audrius Darius Dainius Deividas Domantas
    Donatas Edgaras Egidijus Ernestas Evaldas Gediminas Giedrius Gintaras Ignas Jonas Juozas
    Justinas Karolis Kęstutis Laurynas Linas Lukas Mantas Marius Martynas Mindaugas Mykolas
    Nerijus Paulius Petras Povilas Ramūnas Raimondas Remigijus Rokas Rolandas Rytis Saulius
    Simas Šarūnas Tadas Tomas Vaidas Valdas Vidmantas Vilius Vytautas Žilvinas Žygimantas
    """
)
FAMILIES = _words(
    """
    Adom Ališausk Ambraz Andriušk Bagdon Balčiūn Baltrūn Baranausk Bieliausk Černiausk
    Dambrausk Daukš Gaidausk Galinsk Grigal Gudait Jablonsk Jankausk Janul Jasait Jočiu
    Kairysk Kasparait Kavaliausk Kazlausk Kubil Kučinsk Lapinsk Lukošev Macijausk Malinausk
    Markev Mažeik Mikal Mockev Navick Norkev Pauliuk Petrausk Pocev Radzev Ramanausk Rimkev
    Sabaliausk Šimkev Sadausk Stankev Šeškev Tamošait Urbonav Vaitkev Valančiūn Vasiliausk
    Vyšniausk Zabulion Žilinsk Žukausk
    """
)

# Families, women, men, as in the passport, and the same in their own script where it differs.
ABROAD: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "UA": (
        ("Shevchenko|Шевченко", "Bondarenko|Бондаренко", "Tkachenko|Ткаченко", "Koval|Коваль"),
        ("Olena|Олена", "Oksana|Оксана", "Iryna|Ірина"),
        ("Andrii|Андрій", "Mykola|Микола", "Taras|Тарас"),
    ),
    "BY": (
        ("Kavalenka|Каваленка", "Zhuk|Жук", "Kazlou|Казлоў"),
        ("Volha|Вольга", "Natallia|Наталля"),
        ("Aliaksandr|Аляксандр", "Siarhei|Сяргей"),
    ),
    "VN": (
        ("Nguyen|Nguyễn", "Tran|Trần", "Pham|Phạm"),
        ("Thi Lan|Thị Lan", "Thi Hoa|Thị Hoa"),
        ("Van Minh|Văn Minh", "Duc Anh|Đức Anh"),
    ),
    "NG": (
        ("Okafor|", "Adeyemi|", "Osagie|"),
        ("Blessing|", "Joy|", "Precious|"),
        ("Emeka|", "Tunde|"),
    ),
    "UZ": (
        ("Karimov|Каримов", "Yusupov|Юсупов", "Rahimov|Рахимов"),
        ("Dilnoza|Дилноза", "Gulnora|Гулнора"),
        ("Jasur|Жасур", "Rustam|Рустам"),
    ),
}


@dataclass(frozen=True)
class Invented:
    """A human who does not exist."""

    family: str
    given: str
    original: str
    sex: Sex
    born: date
    citizenship: str


class Inventor:
    """Invents humans, none of whom would be taken for another when people are counted."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._known: set[tuple[str, date]] = set()

    def invent(self, on: date, *, sex: Sex, ages: tuple[int, int], country: str = "LT") -> Invented:
        """Somebody whose age on a day lies between two ages, both inclusive."""
        while True:
            human = _invent(self.random, on, sex, ages, country)
            key = (search_key(human.family, human.given), human.born)
            if key not in self._known:
                self._known.add(key)
                return human


def _invent(random: Random, on: date, sex: Sex, ages: tuple[int, int], country: str) -> Invented:
    years = random.randint(*ages)
    # away from the birthday itself, so that the age is the same a few months before and after
    born = date(on.year - years, on.month, min(on.day, 28))
    born -= timedelta(days=random.randint(150, 200))
    if country == "LT":
        return Invented(_family(random, sex), _given(random, sex), "", sex, born, "LT")
    families, women, men = ABROAD[country]
    family, own_family = random.choice(families).split("|")
    given, own_given = random.choice(women if sex == Sex.FEMALE else men).split("|")
    original = f"{own_family} {own_given}" if own_family else ""
    return Invented(family, given, original, sex, born, country)


def _given(random: Random, sex: Sex) -> str:
    return random.choice(WOMEN if sex == Sex.FEMALE else MEN)


def _family(random: Random, sex: Sex) -> str:
    stem = random.choice(FAMILIES)
    soft = stem.endswith(("ev", "č", "av"))
    if soft:
        root = stem + "ič"
        return root + ("ius" if sex == Sex.MALE else random.choice(["ienė", "iūtė"]))
    if stem.endswith("ait"):
        return stem + ("is" if sex == Sex.MALE else random.choice(["ienė", "ytė"]))
    return stem + ("as" if sex == Sex.MALE else random.choice(["ienė", "aitė"]))
