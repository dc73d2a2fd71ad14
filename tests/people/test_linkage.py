"""Counting each human once: joined by tokens, parted for good, and a key that can be changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from tests.cast import Cast, person
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.people.actions import count_persons, index_person
from thbcases.people.choices import IdentifierKind
from thbcases.people.linkage import counted_with, linked_at_the_end, set_apart
from thbcases.people.models import (
    LinkageKey,
    LinkageToken,
    Person,
    PersonIdentifier,
    SubjectLink,
)

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db
BORN = date(1994, 5, 6)


def known(name: str = "Petraitienė", given: str = "Rasa", born: date = BORN) -> Person:
    row = person(family_name=name, given_name=given, birth_precision="date", birth_date=born)
    index_person(row)
    return row


def number(row: Person, value: str) -> None:
    PersonIdentifier.objects.create(
        person=row, kind=IdentifierKind.PASSPORT, value=value, normalised=value
    )
    index_person(row)


def subject(row: Person) -> int:
    return SubjectLink.objects.get(person=row).subject


@pytest.fixture
def pair(cast: Cast) -> tuple[Person, Person]:
    """Two rows of one unit that their names and birth date make one."""
    with cast.making("unit_a"):
        return known(), known("Petraitytė")


def test_the_same_human_of_two_organisations_is_one(cast: Cast) -> None:
    with cast.making("unit_a"):
        one = known()
    with cast.making("ngo_a"):
        other = known("PETRAITIENE")
        stranger = known(born=date(1994, 5, 7))
    assert subject(one) == subject(other) != subject(stranger)


def test_whom_a_corrected_number_had_joined_are_two_again(cast: Cast) -> None:
    with cast.making("unit_a"):
        left, right = known("Ona", "Left"), known("Ona", "Right")
        number(left, "AA1")
        number(right, "BB2")
        middle = known("Ona", "Middle")
        number(middle, "AA1")
        number(middle, "BB2")
        assert subject(left) == subject(middle) == subject(right)
        middle.identifiers.get(normalised="BB2").delete()
        index_person(middle)
    assert subject(left) == subject(middle) != subject(right)


class TestParting:
    def test_parted_rows_stay_parted(self, cast: Cast, pair: tuple[Person, Person]) -> None:
        one, other = pair
        assert subject(one) == subject(other)
        with cast.acting("officer"):
            count_persons(by=cast.user("officer"), one=one, other=other, apart=True, reason="twins")
        assert subject(one) != subject(other)
        with cast.making("unit_a"):
            number(one, "LT1")
            number(other, "LT1")
        assert subject(one) != subject(other)

    def test_not_even_by_way_of_a_third(self, cast: Cast, pair: tuple[Person, Person]) -> None:
        one, other = pair
        with cast.acting("officer"):
            assert set_apart(one, other, apart=True)
        with cast.making("ngo_a"):
            third = known()
        assert subject(one) != subject(other)
        assert subject(third) in (subject(one), subject(other))

    def test_it_can_be_taken_back(self, cast: Cast, pair: tuple[Person, Person]) -> None:
        one, other = pair
        before = subject(one)
        with cast.acting("officer"):
            set_apart(one, other, apart=True)
            set_apart(other, one, apart=False)
        assert subject(one) == subject(other) == before

    def test_it_is_in_the_trail(self, cast: Cast, pair: tuple[Person, Person]) -> None:
        one, other = pair
        with cast.acting("officer"):
            count_persons(by=cast.user("officer"), one=one, other=other, apart=True, reason="twins")
        entry = Entry.objects.get(verb="combination")
        assert entry.reason == "twins"
        assert set(entry.records) == {one.uuid, other.uuid}

    def test_a_reason_is_asked_for(self, cast: Cast, pair: tuple[Person, Person]) -> None:
        with cast.acting("officer"), pytest.raises(ValidationError):
            count_persons(
                by=cast.user("officer"), one=pair[0], other=pair[1], apart=True, reason=" "
            )

    def test_nobody_touches_another_organisations_row(
        self, cast: Cast, pair: tuple[Person, Person]
    ) -> None:
        with cast.making("ngo_a"):
            theirs = known()
        for name, rows in (("officer", (pair[0], theirs)), ("officer_b", pair), ("ngo", pair)):
            with cast.acting(name), pytest.raises(Refused):
                count_persons(
                    by=cast.user(name), one=rows[0], other=rows[1], apart=True, reason="x"
                )
        assert subject(pair[0]) == subject(pair[1]) == subject(theirs)

    def test_a_setting_makes_nobody_the_system(
        self, cast: Cast, pair: tuple[Person, Person]
    ) -> None:
        with cast.acting("ngo"):
            with connection.cursor() as cursor:
                cursor.execute("select set_config('thb.role', 'system:part_persons', true)")
            assert not set_apart(*pair, apart=True)
        assert subject(pair[0]) == subject(pair[1])

    def test_only_own_rows_are_named(self, cast: Cast, pair: tuple[Person, Person]) -> None:
        with cast.making("ngo_a"):
            known()
        with cast.acting("officer"):
            assert counted_with(pair[0]) == [(pair[1], False)]
            set_apart(*pair, apart=True)
            assert counted_with(pair[0]) == [(pair[1], True)]
        with cast.acting("ngo"):
            assert counted_with(pair[0]) == []

    def test_the_command_parts_rows_of_two_organisations(self, cast: Cast) -> None:
        with cast.making("unit_a"):
            ours = known()
        with cast.making("ngo_a"):
            theirs = known()
        call_command("part_persons", ours.uuid, theirs.uuid, reason="two sisters", verbosity=0)
        assert subject(ours) != subject(theirs)
        # each organisation reads of its own row only
        assert sorted(len(entry.records) for entry in Entry.objects.filter(verb="combination")) == [
            1,
            1,
        ]
        with pytest.raises(CommandError, match="not two persons"):
            call_command("part_persons", ours.uuid, ours.uuid, reason="x")


class TestScreen:
    def test_an_officer_tells_two_people_apart_and_takes_it_back(
        self, cast: Cast, pair: tuple[Person, Person], signed_in: SignIn
    ) -> None:
        one, other = pair
        officer = signed_in("officer")
        address = f"/people/{one.uuid}/counting/{other.uuid}/"
        assert address in officer.get(one.get_absolute_url()).content.decode()
        again = officer.post(address, {"reason": ""})
        assert again.status_code == 200
        assert subject(one) == subject(other)
        assert officer.post(address, {"reason": "twin sisters"}).status_code == 302
        assert subject(one) != subject(other)
        assert officer.post(address, {"reason": "a slip of mine"}).status_code == 302
        assert subject(one) == subject(other)

    def test_rows_that_nothing_makes_one_have_no_such_page(
        self, cast: Cast, pair: tuple[Person, Person], signed_in: SignIn
    ) -> None:
        with cast.making("unit_a"):
            stranger = known("Kitas")
        with cast.making("unit_b"):
            foreign = known()
        for row in (stranger, foreign):
            address = f"/people/{pair[0].uuid}/counting/{row.uuid}/"
            assert signed_in("officer").get(address).status_code == 404


class TestKey:
    @pytest.fixture
    def two_keys(self, settings: Any) -> None:
        settings.THB_LINKAGE_KEY, settings.THB_LINKAGE_KEY_NEXT = "old-key" * 8, "new-key" * 8
        LinkageKey.objects.all().delete()

    def test_every_token_is_made_anew_and_nobody_is_counted_otherwise(
        self, cast: Cast, two_keys: None, settings: Any
    ) -> None:
        with cast.making("unit_a"):
            one, other = known(), known("Kazlauskas")
            number(other, "P1")
        with cast.making("ngo_a"):
            theirs = known()
        before = {bytes(row.token) for row in LinkageToken.objects.all()}
        numbers = [subject(row) for row in (one, other, theirs)]
        call_command("rotate_linkage_key", verbosity=0)
        after = {bytes(row.token) for row in LinkageToken.objects.all()}
        assert len(after) == len(before)
        assert not after & before
        assert [subject(row) for row in (one, other, theirs)] == numbers
        # both keys are there: the new one is used
        with cast.making("ngo_a"):
            assert subject(known("Kazlauskas")) == subject(other)
        # the old one alone is refused before anything is written
        settings.THB_LINKAGE_KEY_NEXT = ""
        with cast.making("unit_a"), pytest.raises(ImproperlyConfigured, match="rotate_linkage_key"):
            known("Late")

    def test_a_second_time_and_without_a_new_key_it_is_refused(
        self, cast: Cast, two_keys: None, settings: Any
    ) -> None:
        with cast.making("unit_a"):
            known()
        call_command("rotate_linkage_key", verbosity=0)
        with pytest.raises(CommandError, match="by this key already"):
            call_command("rotate_linkage_key", verbosity=0)
        settings.THB_LINKAGE_KEY_NEXT = ""
        with pytest.raises(CommandError, match="Set THB_LINKAGE_KEY_NEXT"):
            call_command("rotate_linkage_key", verbosity=0)

    def test_the_key_is_not_in_the_database(self, cast: Cast, two_keys: None) -> None:
        with cast.making("unit_a"):
            known()
        with connection.cursor() as cursor:
            for table in ("linkagekey", "linkagetoken", "subjectlink", "partedpair"):
                cursor.execute(f"select t::text from people_{table} t")
                assert not any("old-key" in row for (row,) in cursor.fetchall())
                cursor.execute(
                    f"select position(%s in t::text) from people_{table} t", [b"old-key".hex()]
                )
                assert not any(found for (found,) in cursor.fetchall())


class TestAtTheEnd:
    def test_persons_of_a_long_transaction_are_linked_at_its_end(self, cast: Cast) -> None:
        with cast.making("unit_a"):
            one = known()
            with linked_at_the_end():
                other = known("Petraitytė")
                assert not SubjectLink.objects.filter(person=other).exists()
        assert subject(one) == subject(other)

    def test_what_is_taken_back_links_nobody_and_waits_for_nobody(self, cast: Cast) -> None:
        with cast.making("unit_a"), transaction.atomic(), linked_at_the_end():
            known()
            transaction.set_rollback(True)
        assert not SubjectLink.objects.exists()

    def test_a_failure_inside_is_passed_on(self, cast: Cast) -> None:
        def fails() -> None:
            with transaction.atomic(), linked_at_the_end():
                known()
                raise RuntimeError("broken")

        with cast.making("unit_a"), pytest.raises(RuntimeError, match="broken"):
            fails()
        with cast.making("unit_a"):
            assert subject(known())
