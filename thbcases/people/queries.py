"""Finding persons: whom my organisation may know already, and lists by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Concat

from thbcases.access.acting import current_actor
from thbcases.access.roles import Role
from thbcases.core.models import LithuanianSort
from thbcases.people import likeness
from thbcases.people.models import KnownObject, ObjectLink, Person, PersonIdentifier
from thbcases.people.names import normalise_number, search_key

MOST_WORDS = 6
MOST_ROWS = 300
MOST_SHOWN = 8
# A list that is searched by name; whoever finds more adds a word.
MOST_FOUND = 2000
LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class Candidate:
    """A person who may be the one meant, how likely (0 to 100), and why, in words."""

    person: Person
    score: int
    reasons: list[str]

    @property
    def uuid(self) -> str:
        """The person's public number, as forms carry it."""
        return str(self.person.uuid)


def possible_persons(
    *names: str,
    birth_date: date | None = None,
    birth_year: int | None = None,
    personal_code: str = "",
    most: int = MOST_SHOWN,
) -> list[Candidate]:
    """Persons of the acting user's organisation who may be meant, the likeliest first.

    `names` are names in any script, each whole (family and given name together). Other
    organisations' persons are never among them, even where they may be read.
    """
    wanted = likeness.Wanted.of(names, birth_date, birth_year, normalise_number(personal_code))
    actor = current_actor()
    if actor is None or not (wanted.names or wanted.code):
        return []
    rows = Person.objects.filter(
        pk__in=_keys(wanted, actor.organisation_id), custodian_id=actor.organisation_id
    ).prefetch_related("names", "identifiers")
    scored = (Candidate(row, *likeness.judge(wanted, row)) for row in rows)
    likely = [candidate for candidate in scored if candidate.score >= likeness.LIKELY]
    return sorted(likely, key=lambda c: (-c.score, c.person.sort_key, c.person.pk))[:most]


def _keys(wanted: likeness.Wanted, organisation: int) -> set[int]:
    """The persons to be judged, each channel served by an index."""
    own = Person.objects.filter(custodian_id=organisation)
    found = set(ids_named(_pairs(wanted.words)))
    if wanted.words:
        found |= set(
            own.filter(search_key__in=wanted.words).values_list("pk", flat=True)[:MOST_ROWS]
        )
    if wanted.birth_date:
        days = [wanted.birth_date, *likeness.swapped(wanted.birth_date)]
        found |= set(own.filter(birth_date__in=days).values_list("pk", flat=True)[:MOST_ROWS])
    if wanted.code:
        coded = PersonIdentifier.objects.filter(custodian_id=organisation, normalised=wanted.code)
        found |= set(coded.values_list("person_id", flat=True)[:MOST_ROWS])
    return found


def _pairs(words: list[str]) -> list[list[str]]:
    """Two words together say much more than one; a single word is asked alone."""
    some = words[:MOST_WORDS]
    return [list(pair) for pair in combinations(some, 2)] or [some]


def is_editable(person: Person) -> bool:
    """Whether the acting user's organisation answers for the person or works on their case.

    A grant opens a person to be read, never to be changed.
    """
    actor = current_actor()
    if actor is None or person.custodian_id == actor.organisation_id:
        return actor is not None
    if actor.role != Role.OFFICER:
        return False
    # Only a row that may be changed can be locked: row security tells a case from a grant.
    rows = Person.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return rows.filter(pk=person.pk).values_list("pk").first() is not None


def keeps_object(known: KnownObject) -> bool:
    """Whether the acting user's organisation answers for the object."""
    actor = current_actor()
    return actor is not None and known.custodian_id == actor.organisation_id


def shown_links() -> "QuerySet[ObjectLink]":
    """Links of objects with what they hang on; for lists and panels."""
    return ObjectLink.objects.select_related("object__country", "person", "investigation").order_by(
        "object__kind", "object__normalised", "starts_on", "id"
    )


def ids_named(groups: Iterable[list[str]], most: int = MOST_ROWS) -> list[int]:
    """Keys of visible persons who bear all words of one of the groups, or nearly so.

    A word is a folded stem (`names.search_key`); one letter may differ.
    """
    asked = [group for group in groups if group]
    if not asked:
        return []
    union = " union ".join(["select thb_find_persons(%s::text[], %s)"] * len(asked))
    values = [value for group in asked for value in (group, most)]
    with connection.cursor() as cursor:
        cursor.execute(union, values)
        return [key for (key,) in cursor.fetchall()]


def named(persons: "QuerySet[Person]", text: str) -> "QuerySet[Person]":
    """The persons that a search box means: all words in their names, or a number of theirs."""
    return persons.filter(pk__in=ids_meant(text)) if text.strip() else persons


def ids_meant(text: str) -> set[int]:
    """Keys of the visible persons that a search box means; at most some thousands.

    For lists that reach the person by a path: `filter(person__in=ids_meant(text))`.
    """
    found = set(ids_named([search_key(text).split()[:MOST_WORDS]], MOST_FOUND))
    found |= set(_beginning(text).values_list("pk", flat=True)[:MOST_FOUND])
    code = text.strip().upper()
    found |= set(
        Person.objects.filter(anonymous_code=code)
        .exclude(anonymous_code="")
        .values_list("pk", flat=True)
    )
    number = normalise_number(text)
    if any(letter.isdigit() for letter in number):
        numbers = PersonIdentifier.objects.filter(normalised=number)
        found |= set(numbers.values_list("person_id", flat=True)[:MOST_FOUND])
    return found


def _beginning(text: str) -> "QuerySet[Person]":
    """Persons whose name, as lists sort it, begins with the text."""
    start = LithuanianSort(Value(" ".join(text.replace(",", " ").split())))
    end = Concat(start, Value(LAST_LETTER), output_field=CharField())
    return Person.objects.filter(sort_key__gte=start, sort_key__lt=end)
