"""Vehicles, phones, addresses, accounts and companies that hang on suspects, victims and cases.

Drawn from a generator of their own, so that the cases stay the same with and without them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from thbcases.accounts.models import Organisation
from thbcases.demo.lists import Lists
from thbcases.investigations.models import Investigation, Suspect
from thbcases.people.choices import (
    Credibility,
    Handling,
    Nature,
    ObjectKind,
    Relation,
    Reliability,
    Source,
)
from thbcases.people.models import KnownObject, ObjectLink
from thbcases.people.names import normalise_object
from thbcases.victims.models import ExploitationEpisode

SEED = 414
LETTERS = "ABCDEFGHJKLMNPRSTUVZ"
STREETS = ("Laisvės al.", "Savanorių pr.", "Taikos pr.", "Vytauto g.", "Tilžės g.", "Naujoji g.")
TOWNS = ("Kaunas", "Klaipėda", "Vilnius", "Šiauliai", "Panevėžys", "Alytus")
COMPANIES = (
    "UAB „Šiaurės darbo rankos“",
    "UAB „Atlanto įdarbinimas“",
    "MB „Keleivių vežimas ir siuntos“",
    "UAB „Žemaitijos uogos“",
    "MB „Greitas derlius“",
    "UAB „Viešnagė prie jūros“",
)
# The same van and the same recruiting number turn up with two units: what an analyst looks for.
SHARED_PLATE, SHARED_PHONE = "KNB 417", "+370 645 01987"


@dataclass
class Maker:
    """Makes each object of a unit once and hangs it on whoever has it."""

    random: Random
    lists: Lists
    today: date
    known: dict[tuple[int, str, str], KnownObject] = field(default_factory=dict)
    links: list[ObjectLink] = field(default_factory=list)

    def hang(
        self, unit: Organisation, kind: str, value: str, relation: str, on: date, **holder: Any
    ) -> None:
        """Hang an object on somebody from a day on."""
        random = self.random
        key = (unit.pk, kind, normalise_object(kind, value))
        known = self.known.setdefault(
            key,
            KnownObject(
                custodian=unit,
                regime=unit.regime,
                kind=kind,
                value=value,
                normalised=key[2],
                country=self.lists.countries["LT"],
            ),
        )
        fact = random.random() < 0.7
        self.links.append(
            ObjectLink(
                object=known,
                relation=relation,
                source=random.choice((Source.REGISTER, Source.OFFICER, Source.WITNESS)),
                reliability=random.choice((Reliability.A, Reliability.B, Reliability.C)),
                credibility=Credibility.ONE if fact else Credibility.THREE,
                handling=random.choice((Handling.H0, Handling.H0, Handling.H1)),
                nature=Nature.FACT if fact else Nature.ASSESSMENT,
                starts_on=min(on, self.today),
                **holder,
            )
        )

    def save(self) -> None:
        """Write everything down."""
        KnownObject.objects.bulk_create(self.known.values())
        for link in self.links:
            link.object_id = link.object.pk
        ObjectLink.objects.bulk_create(self.links)


def make_objects(lists: Lists, today: date) -> None:
    """Give suspects, victims and cases of all years what they drive, call from and live at."""
    maker = Maker(Random(SEED), lists, today)
    suspects = Suspect.objects.select_related("investigation__custodian", "person").order_by("pk")
    before: dict[int, list[str]] = {}
    for suspect in suspects:
        _of_suspect(maker, suspect, before)
    cases = Investigation.objects.select_related("custodian").order_by("pk")
    for place, case in enumerate(cases):
        _of_case(maker, case, place)
    episodes = ExploitationEpisode.objects.select_related(
        "investigation__custodian", "victim__person"
    )
    for place, episode in enumerate(episodes.order_by("pk")):
        _of_victim(maker, episode, place)
    _shared(maker)
    maker.save()


def _of_suspect(maker: Maker, suspect: Suspect, before: dict[int, list[str]]) -> None:
    random, unit, on = maker.random, suspect.investigation.custodian, suspect.state_on
    phones = before.setdefault(unit.pk, [])
    for kind, value, relation in _belongings(random, phones):
        maker.hang(unit, kind, value, relation, on, person=suspect.person)


def _belongings(random: Random, phones: list[str]) -> Iterator[tuple[str, str, str]]:
    if random.random() < 0.8:
        # now and then a number that somebody of an earlier case used
        old = phones and random.random() < 0.15
        number = random.choice(phones) if old else _phone(random)
        phones.append(number)
        yield ObjectKind.PHONE, number, Relation.USER
    if random.random() < 0.5:
        relation = random.choice((Relation.OWNER, Relation.USER))
        yield ObjectKind.VEHICLE, _plate(random), relation
    if random.random() < 0.35:
        yield ObjectKind.ADDRESS, _address(random), Relation.LIVES_AT
    if random.random() < 0.25:
        yield ObjectKind.ACCOUNT, _account(random), Relation.OWNER
    if random.random() < 0.15:
        yield ObjectKind.NICKNAME, f"darbas_uzsienyje_{random.randint(10, 99)}", Relation.USER
    if random.random() < 0.12:
        yield ObjectKind.COMPANY, random.choice(COMPANIES), Relation.RUNS


def _of_case(maker: Maker, case: Investigation, place: int) -> None:
    unit, on = case.custodian, case.registered_on
    if place % 3 == 0:
        company = COMPANIES[place % len(COMPANIES)]
        maker.hang(unit, ObjectKind.COMPANY, company, Relation.MENTIONED, on, investigation=case)
    if place % 4 == 1:
        account = _account(maker.random)
        maker.hang(unit, ObjectKind.ACCOUNT, account, Relation.PAID_BY, on, investigation=case)


def _of_victim(maker: Maker, episode: ExploitationEpisode, place: int) -> None:
    case = episode.investigation
    unit, on = case.custodian, episode.starts_on or case.registered_on
    if place % 3 == 0:
        phone = _phone(maker.random)
        person = episode.victim.person
        maker.hang(unit, ObjectKind.PHONE, phone, Relation.USER, on, person=person)
    if place % 5 == 0:
        address = _address(maker.random)
        maker.hang(unit, ObjectKind.ADDRESS, address, Relation.HELD_AT, on,
                   episode=episode, investigation=case)  # fmt: skip


def _shared(maker: Maker) -> None:
    """One van and one number in the newest cases of two units."""
    for code in ("POLICE-VILNIUS", "POLICE-KAUNAS"):
        unit = maker.lists.organisations[code]
        newest = Suspect.objects.filter(
            investigation__custodian=unit, person__isnull=False
        ).select_related("person", "investigation")
        for place, suspect in enumerate(newest.order_by("-investigation__registered_on", "pk")[:3]):
            on = suspect.investigation.registered_on + timedelta(days=place)
            if place != 1:
                maker.hang(unit, ObjectKind.VEHICLE, SHARED_PLATE, Relation.USER, on,
                           person=suspect.person)  # fmt: skip
            maker.hang(unit, ObjectKind.PHONE, SHARED_PHONE, Relation.USER, on,
                       person=suspect.person)  # fmt: skip


def _plate(random: Random) -> str:
    return f"{''.join(random.choices(LETTERS, k=3))} {random.randint(100, 999)}"


def _phone(random: Random) -> str:
    return f"+370 6{random.randint(10, 99)} {random.randint(10000, 99999)}"


def _address(random: Random) -> str:
    return f"{random.choice(STREETS)} {random.randint(1, 120)}, {random.choice(TOWNS)}"


def _account(random: Random) -> str:
    return f"LT{random.randint(10, 99)} 7300 0{random.randint(10**10, 10**11 - 1)}"
