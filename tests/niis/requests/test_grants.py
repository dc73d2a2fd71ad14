"""A grant opens what its giver keeps, to whom it may be opened, and never a minute longer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import Cast, person
from thbcases.access.models import AccessGrant
from thbcases.investigations.models import Investigation, Suspect
from thbcases.people.models import KnownObject, ObjectLink, Person, PersonIdentifier, PersonName
from thbcases.victims.models import Victim

DAY = date(2026, 3, 9)


def case(number: str) -> Investigation:
    row = Investigation.objects.create(number=number, registered_on=DAY, stage_on=DAY)
    row.refresh_from_db()
    return row


def insert_grant(cast: Cast, kind: str, number: int, to: str) -> None:
    """As the application role would without any action: plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_accessgrant (uuid, version, kind, object_id, organisation_id, "
            "basis, starts_at, ends_at) values (gen_random_uuid(), 1, %s, %s, %s, 'be pagrindo', "
            "now(), now() + interval '1 day')",
            [kind, number, cast.org(to).pk],
        )


@pytest.fixture
def theirs(cast: Cast) -> dict[str, Any]:
    """What unit B keeps: a suspect with a document, and a victim."""
    with cast.making("unit_b"):
        row, harmed = person(family_name="Jų"), person(family_name="Nukentėjusi")
        PersonName.objects.create(person=row, kind="alias", family_name="Kitas")
        PersonIdentifier.objects.create(person=row, kind="passport", value="AB1", normalised="AB1")
        thing = KnownObject.objects.create(
            kind="phone", value="+370 600 00000", normalised="370600"
        )
        ObjectLink.objects.create(object=thing, person=row, relation="user")
        investigation = case("B-1")
        Suspect.objects.create(investigation=investigation, person=row, state_on=DAY)
        victim = Victim.objects.create(investigation=investigation, person=harmed, status_on=DAY)
    return {"person": row, "documents": row, "investigation": investigation, "victim": victim}


@pytest.mark.parametrize(
    ("kind", "to"),
    [
        ("victim", "ngo_a"),
        ("person", "special"),
        ("documents", "special"),
        ("objects", "special"),
        ("investigation", "special"),
    ],
)
def test_nobody_opens_what_another_organisation_keeps(
    cast: Cast, theirs: dict[str, Any], kind: str, to: str
) -> None:
    row = theirs["person" if kind == "objects" else kind]
    with (
        pytest.raises(DatabaseError, match="keeps"),
        transaction.atomic(),
        cast.acting("officer"),
    ):
        insert_grant(cast, kind, row.pk, to)
    with cast.acting("officer_b"):
        insert_grant(cast, kind, row.pk, to)


def test_a_grant_cannot_be_turned_to_another_record(cast: Cast, theirs: dict[str, Any]) -> None:
    with cast.making("unit_a"):
        own = person()
    with cast.acting("officer"):
        insert_grant(cast, "person", own.pk, "special")
    with (
        pytest.raises(DatabaseError, match="keeps"),
        transaction.atomic(),
        cast.acting("officer"),
    ):
        AccessGrant.objects.update(object_id=theirs["person"].pk)


def seen(cast: Cast, name: str = "officer") -> dict[str, int]:
    """How many rows of the other unit somebody sees, by kind."""
    with cast.acting(name):
        return {
            "person": Person.objects.count() + PersonName.objects.count(),
            "documents": PersonIdentifier.objects.count(),
            "objects": KnownObject.objects.count() + ObjectLink.objects.count(),
            "investigation": Investigation.objects.count() + Suspect.objects.count(),
            "victim": Victim.objects.count(),
        }


NOTHING = dict.fromkeys(("person", "documents", "objects", "investigation", "victim"), 0)


@pytest.mark.parametrize(
    ("kind", "opened"),
    [
        ("person", {"person": 2}),
        ("documents", {"documents": 1}),
        ("objects", {"objects": 2}),
        # the suspect of the case by name, not the victim
        ("investigation", {"investigation": 2, "person": 2}),
    ],
)
def test_a_grant_opens_its_part_and_closes_with_its_end(
    cast: Cast, theirs: dict[str, Any], kind: str, opened: dict[str, int]
) -> None:
    assert seen(cast) == NOTHING
    row = theirs["person" if kind == "objects" else kind]
    with cast.acting("officer_b"):
        insert_grant(cast, kind, row.pk, "unit_a")
    assert seen(cast) == {**NOTHING, **opened}
    with cast.acting("officer_b"):
        AccessGrant.objects.update(
            starts_at=timezone.now() - timedelta(days=1),
            ends_at=timezone.now() - timedelta(seconds=1),
        )
    assert seen(cast) == NOTHING


def test_a_person_is_not_opened_to_an_ngo_nor_a_victim_to_the_police(
    cast: Cast, theirs: dict[str, Any]
) -> None:
    for kind, to in (("person", "ngo_a"), ("victim", "unit_a"), ("investigation", "migration")):
        with (
            pytest.raises(DatabaseError, match="not opened to such"),
            transaction.atomic(),
            cast.acting("officer_b"),
        ):
            insert_grant(cast, kind, theirs[kind].pk, to)


def test_what_a_grant_opened_is_read_and_not_changed(cast: Cast, theirs: dict[str, Any]) -> None:
    with cast.acting("officer_b"):
        for kind in ("person", "documents", "objects"):
            insert_grant(cast, kind, theirs["person"].pk, "unit_a")
        insert_grant(cast, "investigation", theirs["investigation"].pk, "unit_a")
    with cast.acting("officer"):
        for model in (Person, PersonName, PersonIdentifier, Investigation, Suspect, KnownObject):
            assert model.objects.count() == 1, model
            assert model.objects.update(version=9) == 0, model
            with connection.cursor() as cursor:
                cursor.execute(f"delete from {model._meta.db_table}")
                assert cursor.rowcount == 0, model


def test_an_opened_person_cannot_be_kept_open_by_a_case_of_ones_own(
    cast: Cast, theirs: dict[str, Any]
) -> None:
    with cast.making("unit_a"):
        own = case("A-1")
    with cast.acting("officer_b"):
        insert_grant(cast, "person", theirs["person"].pk, "unit_a")
    for model, fields in ((Suspect, {"state_on": DAY}), (Victim, {"status_on": DAY})):
        with (
            pytest.raises(DatabaseError, match="another organisation"),
            transaction.atomic(),
            cast.acting("officer"),
        ):
            model.objects.create(investigation=own, person_id=theirs["person"].pk, **fields)
