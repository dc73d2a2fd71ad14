"""Person rows of invented people, in bulk, with their search keys and linkage."""

from collections.abc import Iterable

from django.db import connection

from thbcases.accounts.models import Organisation
from thbcases.codes.models import Country
from thbcases.demo.names import Invented
from thbcases.people.choices import BirthPrecision
from thbcases.people.linkage import current_key, fingerprint, tokens_of_name
from thbcases.people.models import Person, PersonCitizenship
from thbcases.people.names import search_key


def make_people(rows: Iterable[tuple[Invented, Organisation]]) -> list[Person]:
    """One row for each human and organisation, indexed for search and counting."""
    rows = list(rows)
    people = Person.objects.bulk_create([_row(human, keeper) for human, keeper in rows])
    countries = {country.code: country for country in Country.objects.all()}
    PersonCitizenship.objects.bulk_create(
        PersonCitizenship(person=person, country=countries[human.citizenship])
        for person, (human, _keeper) in zip(people, rows, strict=True)
    )
    link_all(people)
    return people


def link_all(people: list[Person]) -> None:
    """Count each new row under its subject number."""
    key = current_key()
    with connection.cursor() as cursor:
        cursor.executemany(
            "select thb_link_person(%s, %s, %s)",
            [
                (person.pk, sorted(set(tokens_of_name(person, person, key))), fingerprint(key))
                for person in people
            ],
        )


def _row(human: Invented, keeper: Organisation) -> Person:
    return Person(
        custodian=keeper,
        regime=keeper.regime,
        family_name=human.family,
        given_name=human.given,
        original_name=human.original,
        sex=human.sex,
        birth_precision=BirthPrecision.DATE,
        birth_date=human.born,
        search_key=search_key(human.family, human.given, human.original),
    )
