"""A small index with known people, in the tables of the system."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from django.utils.translation import override

from thbcases.niis.matching.answers import Answer
from thbcases.niis.matching.dates import Birth
from thbcases.niis.matching.kinds import Kind, understand
from thbcases.niis.matching.search import search
from thbcases.niis.matching.store import Named, Valued, put, raw_connection


@pytest.fixture(autouse=True)
def _in_english() -> Iterable[None]:
    with override("en"):
        yield


def born(text: str) -> Birth:
    day = date.fromisoformat(text)
    return Birth(day, day.year)


PEOPLE: dict[str, list[Named | Valued]] = {
    "jonas": [
        Named("jonas", Kind.PERSON, "Jonas", "Kazlauskas", "", born("1990-05-12"), "male"),
        Valued("jonas", Kind.PHONE, "+370 612 34567"),
        Valued("jonas", Kind.VEHICLE, "ABC 123"),
        Valued("jonas", Kind.DOCUMENT, "LK1234567"),
        Valued("jonas", Kind.ACCOUNT, "LT12 1000 0111 0100 1000"),
        Valued("jonas", Kind.EMAIL, "Jonas@pastas.lt"),
    ],
    "rasa": [
        Named("rasa", Kind.PERSON, "Rasa", "Žukauskienė", "", born("1985-03-02"), "female"),
        Named("rasa", Kind.NICKNAME, "", "rasele_lt"),
    ],
    "olena": [
        Named(
            "olena",
            Kind.PERSON,
            "Olena",
            "Shevchenko",
            "Олена Шевченко",
            born("1999-12-31"),
            "female",
        )
    ],
    "aleksandr": [
        Named("aleksandr", Kind.PERSON, "Aleksandr", "Zelinskij", "", born("1977-07-07"), "male")
    ],
    "lan": [
        Named("lan", Kind.PERSON, "Thị Lan", "Nguyễn", "Nguyễn Thị Lan", born("2001-02-03"), "f")
    ],
    "emeka": [Named("emeka", Kind.PERSON, "Chukwuemeka", "Okonkwo", "", Birth(None, 1980), "m")],
    "ivan": [Named("ivan", Kind.PERSON, "", "", "Иван Сидоров", born("1970-01-01"), "male")],
    "firm": [Named("firm", Kind.COMPANY, "", "UAB Baltijos kroviniai")],
    "flat": [Named("flat", Kind.ADDRESS, "", "Gedimino pr. 12-4, Vilnius")],
}


@pytest.fixture
def index(db: None) -> None:
    """The people above in the register «test»."""
    for key, rows in PEOPLE.items():
        put("test", key, rows)


def keys_of(found: Iterable[object]) -> list[str]:
    """The record numbers of what was found."""
    found = list(found)
    if not found:
        return []
    rows = (
        raw_connection()
        .execute(
            "select entry, record_key from niis_index_references(%s::bigint[], %s)",
            [[one.entry_id for one in found], found[0].is_value],  # type: ignore[attr-defined]
        )
        .fetchall()
    )
    by_entry = dict(rows)
    return [by_entry[one.entry_id] for one in found]  # type: ignore[attr-defined]


@pytest.fixture
def ask(index: None) -> Callable[..., Answer]:
    """Search the small index."""

    def search_for(text: str, birth: str = "", **options: object) -> Answer:
        return search(understand(text, birth), **options)  # type: ignore[arg-type]

    return search_for
