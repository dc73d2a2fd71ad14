"""Persons: as the units and the NGOs know them, some of them the same human."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.conf import settings
from tqdm import tqdm

from bench.fill import staff
from bench.fill.filler import Filler
from thbcases.codes.choices import HOME_COUNTRY
from thbcases.demo.names import ABROAD, Invented, Inventor
from thbcases.people.choices import BirthPrecision, IdentifierKind, Sex
from thbcases.people.linkage import fingerprint, tokens_of_name
from thbcases.people.models import Person
from thbcases.people.names import normalise_number, search_key

# Of a thousand persons (the whole country): the first are known to units as victims, the next as
# suspects, the last to NGOs.
VICTIMS, SUSPECTS, HELPED = 450, 200, 350
YEARS = 15
SEED = 20

PERSON = (
    "id, uuid, version, custodian_id, regime, family_name, given_name, original_name, sex, "
    "birth_precision, birth_date, birth_year, is_stateless, note, search_key, created_at"
)


@dataclass(frozen=True)
class Known:
    """A human as one organisation knows them."""

    key: int
    human: int
    custodian: int
    invented: Invented


def copy(filler: Filler) -> None:
    """Fill persons with citizenships, numbers, linkage tokens and subject numbers."""
    random = Random(SEED)
    known = list(
        tqdm(_known(filler, random), f"{'persons':24}", 1000 * filler.scale, unit="person")
    )
    countries = dict(filler.connection.execute("select code, id from codes_country").fetchall())
    _copy(filler, f"people_person ({PERSON})", (_person(one, random) for one in known))
    _copy(
        filler,
        "people_personcitizenship (uuid, version, regime, person_id, country_id)",
        ((uuid.uuid4(), 1, "", one.key, countries[one.invented.citizenship]) for one in known),
    )
    _copy(
        filler,
        "people_personidentifier (uuid, version, regime, person_id, kind, country_id, value, "
        "normalised)",
        (_passport(one, countries) for one in known if one.key % 5 < 3),
    )
    _count_once(filler, known)


def _known(filler: Filler, random: Random) -> Iterator[Known]:
    """Every third person of an NGO is somebody whom a unit knows as a victim."""
    scale, inventor = filler.scale, Inventor(random)
    units, ngos = staff.units(filler), staff.ngos(filler)
    victims: list[Invented] = []
    for key in range(1, 1000 * scale + 1):
        if key > (VICTIMS + SUSPECTS) * scale and key % 3 == 0:
            human = random.randrange(len(victims))
            yield Known(key, human + 1, random.choice(ngos), victims[human])
            continue
        invented = _invent(inventor, random, is_suspect=VICTIMS * scale < key)
        if key <= VICTIMS * scale:
            victims.append(invented)
        is_helped = key > (VICTIMS + SUSPECTS) * scale
        yield Known(key, key, random.choice(ngos if is_helped else units), invented)


def _invent(inventor: Inventor, random: Random, *, is_suspect: bool) -> Invented:
    on = datetime.now(UTC).date() - timedelta(days=random.randrange(YEARS * 365))
    country = HOME_COUNTRY if random.random() < 0.7 else random.choice(sorted(ABROAD))
    is_man = random.random() < (0.75 if is_suspect else 0.3)
    ages = (19, 60) if is_suspect else (9, 45)
    return inventor.invent(on, sex=Sex.MALE if is_man else Sex.FEMALE, ages=ages, country=country)


def _person(one: Known, random: Random) -> tuple[Any, ...]:
    found = one.invented
    is_dated = one.key % 10 != 0
    precision = BirthPrecision.DATE if is_dated else BirthPrecision.YEAR
    recorded = datetime.combine(
        date(2012, 1, 1) + timedelta(days=random.randrange(5000)), time(10), UTC
    )
    return (
        one.key,
        uuid.uuid4(),
        1,
        one.custodian,
        "",
        found.family,
        found.given,
        found.original,
        found.sex,
        precision,
        found.born if is_dated else None,
        None if is_dated else found.born.year,
        False,
        "",
        search_key(found.family, found.given, found.original),
        recorded,
    )


def _passport(one: Known, countries: dict[str, int]) -> tuple[Any, ...]:
    value = f"{one.invented.citizenship} {one.human:08d}"
    return (
        uuid.uuid4(),
        1,
        "",
        one.key,
        IdentifierKind.RESIDENCE_DOCUMENT,
        countries[one.invented.citizenship],
        value,
        normalise_number(value),
    )


def _count_once(filler: Filler, known: list[Known]) -> None:
    """The subject number is the human's; the tokens are those the system would make."""
    _copy(filler, "people_linkagetoken (person_id, token)", _tokens(known))
    _copy(
        filler, "people_subjectlink (person_id, subject)", ((one.key, one.human) for one in known)
    )
    filler.connection.execute(
        "insert into people_linkagekey (fingerprint) values (%s)",
        [fingerprint(settings.THB_LINKAGE_KEY)],
    )
    filler.connection.execute("select setval('people_subject_seq', %s)", [len(known)])


def _tokens(known: list[Known]) -> Iterator[tuple[int, bytes]]:
    key = settings.THB_LINKAGE_KEY
    for one in known:
        if one.key % 10 == 0:
            continue
        found = one.invented
        person = Person(
            family_name=found.family,
            given_name=found.given,
            original_name=found.original,
            birth_date=found.born,
        )
        for token in sorted(set(tokens_of_name(person, person, key))):
            yield one.key, token


def _copy(filler: Filler, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with (
        filler.connection.cursor() as cursor,
        cursor.copy(f"copy {table} from stdin") as copy_in,
    ):
        for row in rows:
            copy_in.write_row(row)
