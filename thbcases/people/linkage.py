"""Linkage tokens: fingerprints under a key that is not in the database.

A token is made of the folded name with the birth date, and of each identifier. They let the
country count a human once; they are never shown, and without the key they cannot be guessed.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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

_waiting: ContextVar[dict[int, Person] | None] = ContextVar("thb_linkage", default=None)


def fingerprint(key: str) -> bytes:
    """By what a key is known in the database, which never sees the key itself."""
    return token("thbcases linkage key", key)


def current_key() -> str:
    """The key under which the tokens in the database are made.

    While the key is changed there are two: `THB_LINKAGE_KEY` and `THB_LINKAGE_KEY_NEXT`. Raises
    ImproperlyConfigured without a key, and when the database was made under another one.
    """
    keys = [key for key in (settings.THB_LINKAGE_KEY, settings.THB_LINKAGE_KEY_NEXT) if key]
    if not keys:
        raise ImproperlyConfigured("THB_LINKAGE_KEY is not set: persons cannot be counted once.")
    with connection.cursor() as cursor:
        cursor.execute("select thb_linkage_key()")
        [known] = cursor.fetchone()
    for key in keys:
        if known is None or hmac.compare_digest(bytes(known), fingerprint(key)):
            return key
    raise ImproperlyConfigured(
        "THB_LINKAGE_KEY is not the key that the persons in this database are counted by. Set "
        "the right one, or change it with manage.py rotate_linkage_key."
    )


def token(material: str, key: str) -> bytes:
    """The fingerprint of one fact under a key."""
    return hmac.new(key.encode(), material.encode(), sha256).digest()


def tokens(person: Person, key: str) -> list[bytes]:
    """All tokens of a person row, from its names and identifiers as they stand now."""
    if person.is_anonymous:
        # nothing that is known of somebody without a name may join them to anybody
        return []
    names: list[Person | PersonName] = [person, *person.names.all()]
    found = {made for name in names for made in tokens_of_name(name, person, key)}
    return sorted(found.union(_tokens_of_numbers(person, key)))


def tokens_of_name(name: Person | PersonName, person: Person, key: str) -> Iterator[bytes]:
    """Tokens of one name with the birth date; none without a full name and the date."""
    if person.birth_date is None:
        return
    for parts in ((name.family_name, name.given_name), (name.original_name,)):
        folded = search_key(*parts)
        # one word alone is shared by too many
        if " " in folded:
            yield token(f"name:{folded}:{person.birth_date.isoformat()}", key)


def _tokens_of_numbers(person: Person, key: str) -> Iterator[bytes]:
    for identifier in person.identifiers.all():
        if identifier.kind in LINKING:
            country = identifier.country_id or ""
            yield token(f"number:{identifier.kind}:{country}:{identifier.normalised}", key)


def link(person: Person) -> None:
    """Count this row under the subject number it belongs to, in the current transaction."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting[person.pk] = person
        return
    _link(person, current_key())


def _link(person: Person, key: str) -> None:
    with connection.cursor() as cursor:
        # Through the table, so that row security says whether the caller may touch the row.
        cursor.execute(
            "select thb_link_person(p.id, %s, %s) from people_person p where p.id = %s",
            [tokens(person, key), fingerprint(key), person.pk],
        )


@contextmanager
def linked_at_the_end() -> Iterator[None]:
    """Link the persons of a long transaction when all of them are written.

    Linking goes one after the other in the whole country, until the transaction ends: a
    spreadsheet of a thousand people would make every other registration wait for its last row.
    A transaction that is taken back links nobody.
    """
    mark = _waiting.set({})
    try:
        yield
        waiting = _waiting.get() or {}
    finally:
        _waiting.reset(mark)
    if waiting and not connection.needs_rollback:
        key = current_key()
        for person in waiting.values():
            _link(person, key)


def counted_with(person: Person) -> list[tuple[Person, bool]]:
    """Other rows of the own organisation with a token of this one, and whether they are parted.

    Whom another organisation knows is never told.
    """
    with connection.cursor() as cursor:
        cursor.execute("select person_id, is_parted from thb_counted_with(%s)", [person.pk])
        parted = dict(cursor.fetchall())
    return [(row, parted[row.pk]) for row in Person.objects.filter(pk__in=parted)]


def set_apart(one: Person, other: Person, *, apart: bool) -> bool:
    """Count two rows as two humans, or by their tokens again; False when that is refused."""
    with connection.cursor() as cursor:
        cursor.execute("select thb_part_persons(%s, %s, %s)", [one.pk, other.pk, apart])
        return bool(cursor.fetchone()[0])
