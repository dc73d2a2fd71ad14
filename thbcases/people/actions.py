"""Keeping a person's search key and linkage tokens true to the names that stand there."""

from thbcases.people.linkage import link
from thbcases.people.models import Person
from thbcases.people.names import search_key


def index_person(person: Person) -> None:
    """Compute what search and counting read from the person's names and identifiers.

    Call it after every change of a name or identifier, in the same transaction.
    """
    names = [person, *person.names.all()]
    key = search_key(
        *(n for row in names for n in (row.family_name, row.given_name, row.original_name))
    )
    if key != person.search_key:
        Person.objects.filter(pk=person.pk).update(search_key=key)
        person.search_key = key
    link(person)
