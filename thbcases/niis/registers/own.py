"""This system's own records as a register: what the police knows, kept up to date as it changes.

Only rows under the police's regime are in it. What an NGO knows of the people it helps never is:
help must not turn into a hit (Directive 2011/36/EU Art. 11(3)).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.signals import post_delete, post_save

from thbcases.access.acting import current_actor
from thbcases.investigations.choices import SuspectKind
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.matching.dates import Birth
from thbcases.niis.matching.kinds import Kind
from thbcases.niis.matching.store import (
    Named,
    Valued,
    open_load,
    publish,
    put,
    raw_connection,
    remove,
    sweep,
)
from thbcases.people.choices import ObjectKind
from thbcases.people.models import KnownObject, Person, PersonIdentifier, PersonName

OWN = "own"
POLICE = "led"
# The first letter of a record's key and of its reference number.
MODELS: dict[str, Any] = {"P": Person, "B": Investigation, "D": KnownObject}

NAMED_OBJECTS = {
    ObjectKind.ADDRESS: Kind.ADDRESS,
    ObjectKind.COMPANY: Kind.COMPANY,
    ObjectKind.NICKNAME: Kind.NICKNAME,
}
VALUED_OBJECTS = {
    ObjectKind.VEHICLE: Kind.VEHICLE,
    ObjectKind.PHONE: Kind.PHONE,
    ObjectKind.ACCOUNT: Kind.ACCOUNT,
    ObjectKind.EMAIL: Kind.EMAIL,
}

Rows = Iterator[Named | Valued]


def key_of(record: models.Model) -> str:
    """How a record is called in the index."""
    letter = next(letter for letter, model in MODELS.items() if isinstance(record, model))
    return f"{letter}:{record.uuid}"  # type: ignore[attr-defined]


def birth_of(person: Person) -> Birth:
    """What is known of a person's birth."""
    day = person.birth_date
    return Birth(day, day.year if day else person.birth_year)


def rows_of_person(person: Person) -> Rows:
    """Every name of a person and every number of a document."""
    key, birth = key_of(person), birth_of(person)
    # somebody who refused to be named is nobody's hit
    names: list[Person | PersonName] = [] if person.is_anonymous else [person, *person.names.all()]
    for name in names:
        yield Named(
            key,
            given=name.given_name,
            family=name.family_name,
            original=name.original_name,
            birth=birth,
            sex=person.sex,
            custodian_id=person.custodian_id,
        )
    for identifier in person.identifiers.all():
        yield Valued(key, Kind.DOCUMENT, identifier.normalised, person.custodian_id)


def rows_of_object(known: KnownObject) -> Rows:
    """A vehicle, phone, address and so on."""
    key, kind = key_of(known), ObjectKind(known.kind)
    if kind in VALUED_OBJECTS:
        yield Valued(key, VALUED_OBJECTS[kind], known.value, known.custodian_id)
    else:
        yield Named(key, NAMED_OBJECTS[kind], family=known.value, custodian_id=known.custodian_id)


def rows_of_case(investigation: Investigation) -> Rows:
    """The companies that are suspected in an investigation, by name and code."""
    key = key_of(investigation)
    for suspect in investigation.suspects.filter(kind=SuspectKind.LEGAL):
        unit = investigation.custodian_id
        yield Named(key, Kind.COMPANY, family=suspect.legal_name, custodian_id=unit)
        if suspect.legal_code:
            yield Valued(key, Kind.DOCUMENT, suspect.legal_code, unit)


ROWS: dict[str, Callable[[Any], Rows]] = {
    "P": rows_of_person,
    "B": rows_of_case,
    "D": rows_of_object,
}


def index(record: models.Model) -> None:
    """Let the register say of this record what stands in it now, in the current transaction."""
    key = key_of(record)
    if getattr(record, "regime", POLICE) == POLICE:
        put(OWN, key, ROWS[key[0]](record))


def index_all(progress: Callable[[int], None]) -> int:
    """Make the register anew beside the one that is searched, then swap; returns its records."""
    writer = open_load(raw_connection(), OWN)
    for letter, rows in (
        ("P", Person.objects.filter(regime=POLICE).prefetch_related("names", "identifiers")),
        ("D", KnownObject.objects.filter(regime=POLICE)),
        ("B", Investigation.objects.filter(suspects__kind=SuspectKind.LEGAL).distinct()),
    ):
        for record in rows.iterator(chunk_size=2_000):
            for row in ROWS[letter](record):
                writer.add(row)
            progress(1)
    made = publish(writer)
    sweep(raw_connection(), OWN)
    return made


def visible(keys: Iterable[str]) -> dict[str, Any]:
    """Of these keys, the records that row security shows to the acting user."""
    wanted: dict[str, list[UUID]] = {}
    for key in keys:
        letter, _colon, number = key.partition(":")
        wanted.setdefault(letter, []).append(UUID(number))
    return {
        f"{letter}:{row.uuid}": row
        for letter, numbers in wanted.items()
        for row in MODELS[letter].objects.filter(uuid__in=numbers)
    }


def tell_keepers(found: Iterable[dict[str, Any]], *, reason: str) -> None:
    """Enter into the trail of other units that a search met their records, and why it was made."""
    actor = current_actor()
    mine = actor.organisation_id if actor else None
    entries = [
        (MODELS[one["key"][0]]._meta.db_table, [UUID(one["key"][2:])], one["unit"], reason)
        for one in found
        if one["register"] == OWN and one["unit"] != mine
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into audit_entry (verb, kind, records, custodian_id, reason) "
            "values ('consultation', %s, %s, %s, %s)",
            entries,
        )


# --- as it changes


def _changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    index(_fresh(instance))


def _part_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    person = Person.objects.filter(pk=instance.person_id).first()
    if person is not None:
        index(person)


def _suspect_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if instance.kind == SuspectKind.LEGAL:
        index(instance.investigation)


def _gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    if getattr(instance, "regime", POLICE) == POLICE:
        remove(OWN, key_of(instance))


def _fresh(record: Any) -> Any:
    """The row as the database completed it: custodian and regime are filled by triggers."""
    if not record.regime or record.custodian_id is None:
        record.refresh_from_db(fields=["regime", "custodian"])
    return record


def follow_changes() -> None:
    """Keep the register true from now on; called once when the app is ready."""
    for model in (Person, KnownObject):
        post_save.connect(_changed, sender=model, dispatch_uid=f"niis-save-{model.__name__}")
        post_delete.connect(_gone, sender=model, dispatch_uid=f"niis-gone-{model.__name__}")
    for part in (PersonName, PersonIdentifier):
        for signal in (post_save, post_delete):
            signal.connect(
                _part_changed, sender=part, dispatch_uid=f"niis-{part.__name__}-{id(signal)}"
            )
    for signal in (post_save, post_delete):
        signal.connect(_suspect_changed, sender=Suspect, dispatch_uid=f"niis-suspect-{id(signal)}")
    post_delete.connect(_gone, sender=Investigation, dispatch_uid="niis-gone-case")
