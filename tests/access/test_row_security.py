"""Row security as the application role meets it, in SQL and through the ORM."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import Cast, person
from thbcases.access.acting import acting
from thbcases.access.models import AccessGrant
from thbcases.access.protected import PROTECTED, SEALED
from thbcases.investigations.models import Assignment, Investigation, Suspect
from thbcases.people.models import Person
from thbcases.victims.models import Victim

DAY = date(2026, 3, 9)


def investigation(number: str) -> Investigation:
    row = Investigation.objects.create(number=number, registered_on=DAY, stage_on=DAY)
    row.refresh_from_db()
    return row


def test_without_an_actor_there_are_no_rows(cast: Cast) -> None:
    with cast.making("unit_a"):
        investigation("A-1")
    with acting(None):
        assert Investigation.objects.count() == 0


def test_an_officer_sees_the_own_units_investigations_only(cast: Cast) -> None:
    with cast.making("unit_a"):
        investigation("A-1")
    with cast.making("unit_b"):
        investigation("B-1")
    with cast.acting("officer"):
        assert list(Investigation.objects.values_list("number", flat=True)) == ["A-1"]
    with cast.acting("analyst"):
        assert Investigation.objects.count() == 2
    for name in ("ngo", "migration", "funder", "coordinator", "auditor", "administrator"):
        with cast.acting(name):
            assert Investigation.objects.count() == 0, name


def test_an_assignment_opens_the_case_with_its_people_and_ends_with_its_last_day(
    cast: Cast,
) -> None:
    with cast.making("unit_a"):
        case = investigation("A-1")
        Suspect.objects.create(investigation=case, person=person(), state_on=DAY)
        other = person(family_name="Kita")
        row = Assignment.objects.create(
            investigation=case, organisation=cast.org("unit_b"), starts_on=DAY, basis="nutarimas"
        )
    with cast.acting("officer_b"):
        assert Investigation.objects.count() == 1
        assert Suspect.objects.count() == 1
        assert list(Person.objects.values_list("family_name", flat=True)) == ["Bandytoja"]
    assert other.pk
    with cast.making("unit_a"):
        Assignment.objects.filter(pk=row.pk).update(ends_on=DAY)
    with cast.acting("officer_b"):
        assert Investigation.objects.count() == 0
        assert Suspect.objects.count() == 0
        assert Person.objects.count() == 0


def test_nobody_can_write_a_row_for_another_organisation(cast: Cast) -> None:
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        cast.acting("officer"),
    ):
        Investigation.objects.create(
            number="X", registered_on=DAY, stage_on=DAY, custodian=cast.org("unit_b")
        )


def test_a_part_cannot_be_hung_on_somebody_elses_record(cast: Cast) -> None:
    with cast.making("unit_b"):
        case = investigation("B-1")
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        cast.acting("officer"),
    ):
        Suspect.objects.create(
            investigation_id=case.pk, kind="legal", legal_name="UAB", state_on=DAY
        )


def test_acting_puts_back_what_was_set_before(cast: Cast) -> None:
    with cast.making("unit_a"):
        investigation("A-1")
    with cast.acting("officer"):
        with cast.acting("officer_b"):
            assert Investigation.objects.count() == 0
        assert Investigation.objects.count() == 1


def test_every_protected_table_is_forced_and_sealed_ones_are_closed(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        present = {name for (name,) in cursor.fetchall()}
    wanted = set(PROTECTED) | set(SEALED)
    wanted |= {t.history_table for t in PROTECTED.values() if t.has_history}
    assert wanted & present - forced == set()
    case_apps = ("people_", "investigations_", "victims_", "assistance_", "imports_")
    unprotected = {t for t in present if t.startswith(case_apps)} - wanted
    assert unprotected == set()


def test_nobody_can_switch_the_history_off(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = investigation("A-1")
    history = "select count(*) from investigations_investigationevent where id = %s"
    with cast.acting("officer"), connection.cursor() as cursor:
        cursor.execute("set local pgtrigger.ignore = '{}'")
        cursor.execute(
            "select set_config('pgtrigger.ignore', array_agg(tgname)::text, true) "
            "from pg_trigger where tgrelid = 'investigations_investigation'::regclass"
        )
        Investigation.objects.filter(pk=case.pk).update(summary="changed")
        cursor.execute(history, [case.pk])
        assert cursor.fetchone() == (2,)


@pytest.mark.parametrize("zone", ["<early>-48", "<late>48"])
def test_a_day_is_the_countrys_whatever_the_time_zone_of_the_session(cast: Cast, zone: str) -> None:
    today = timezone.localdate()
    with cast.making("unit_a"):
        for number, (starts, ends) in enumerate(
            [
                (today, today),
                (today + timedelta(days=1), None),
                (today - timedelta(days=9), today - timedelta(days=1)),
            ]
        ):
            Assignment.objects.create(
                investigation=investigation(f"A-{number}"),
                organisation=cast.org("unit_b"),
                starts_on=starts,
                ends_on=ends,
                basis="nutarimas",
            )
    with cast.acting("officer_b"), connection.cursor() as cursor:
        cursor.execute("select set_config('timezone', %s, true)", [zone])
        assert list(Investigation.objects.values_list("number", flat=True)) == ["A-0"]


def test_an_assigned_unit_reads_its_assignment_and_cannot_lengthen_it(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = investigation("A-1")
        Assignment.objects.create(
            investigation=case,
            organisation=cast.org("unit_b"),
            starts_on=DAY,
            ends_on=date(2099, 1, 1),
            basis="nutarimas",
        )
    with cast.acting("officer_b"):
        assert Assignment.objects.count() == 1
        assert Assignment.objects.update(ends_on=None) == 0
    with cast.acting("officer"):
        assert Assignment.objects.update(ends_on=DAY) == 1


def test_a_grant_lets_an_ngo_read_the_victims_person_and_change_nothing(cast: Cast) -> None:
    with cast.making("unit_a"):
        victim = Victim.objects.create(
            investigation=investigation("A-1"), person=person(), status_on=DAY
        )
        grant = AccessGrant.objects.create(
            kind="victim",
            object_id=victim.pk,
            organisation=cast.org("ngo_a"),
            basis="prašymas",
            starts_at=timezone.now() - timedelta(days=1),
            ends_at=timezone.now() + timedelta(days=1),
        )
    with cast.acting("ngo"):
        assert Victim.objects.count() == 1
        assert Person.objects.count() == 1
        assert Person.objects.update(note="x") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from people_person")
            assert cursor.rowcount == 0
        assert AccessGrant.objects.update(ends_at=timezone.now() + timedelta(days=99)) == 0
    with cast.acting("ngo_b"):
        assert (Victim.objects.count(), Person.objects.count()) == (0, 0)
    with cast.making("unit_a"):
        AccessGrant.objects.filter(pk=grant.pk).update(
            starts_at=timezone.now() - timedelta(days=2),
            ends_at=timezone.now() - timedelta(seconds=1),
        )
    with cast.acting("ngo"):
        assert (Victim.objects.count(), Person.objects.count()) == (0, 0)
