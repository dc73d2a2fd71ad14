"""Linkage tokens: fingerprints under a key that is not in the database.

A token is made of the folded name with the birth date, and of each identifier. They let the
country count a human once; they are never shown, and without the key they cannot be guessed.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from thbcases.people.choices import IdentifierKind
from thbcases.people.models import Person, PersonName
from thbcases.people.names import search_key

# These numbers identify a human for life; a passport is renewed, but two people never share one.
LINKING = frozenset(
    {
        IdentifierKind.PERSONAL_CODE,
        IdentifierKind.FOREIGN_CODE,
        IdentifierKind.PASSPORT,
        IdentifierKind.ID_CARD,
    }
)


def token(material: str) -> bytes:
    """The keyed fingerprint of one fact. Raises ImproperlyConfigured without a key."""
    if not settings.THB_LINKAGE_KEY:
        raise ImproperlyConfigured("THB_LINKAGE_KEY is not set: persons cannot be counted once.")
    return hmac.new(settings.THB_LINKAGE_KEY.encode(), material.encode(), sha256).digest()


def tokens(person: Person) -> list[bytes]:
    """All tokens of a person row, from its names and identifiers as they stand now."""
    names: list[Person | PersonName] = [person, *person.names.all()]
    found = {fingerprint for name in names for fingerprint in tokens_of_name(name, person)}
    return sorted(found.union(_tokens_of_numbers(person)))


def tokens_of_name(name: Person | PersonName, person: Person) -> Iterator[bytes]:
    """Tokens of one name with the birth date; none without a full name and the date."""
    if person.birth_date is None:
        return
    for parts in ((name.family_name, name.given_name), (name.original_name,)):
        key = search_key(*parts)
        # one word alone is shared by too many
        if " " in key:
            yield token(f"name:{key}:{person.birth_date.isoformat()}")


def _tokens_of_numbers(person: Person) -> Iterator[bytes]:
    for identifier in person.identifiers.all():
        if identifier.kind in LINKING:
            country = identifier.country_id or ""
            yield token(f"number:{identifier.kind}:{country}:{identifier.normalised}")


def link(person: Person) -> None:
    """Count this row under the subject number it belongs to, in the current transaction."""
    with connection.cursor() as cursor:
        # Through the table, so that row security says whether the caller may touch the row.
        cursor.execute(
            "select thb_link_person(p.id, %s) from people_person p where p.id = %s",
            [tokens(person), person.pk],
        )
