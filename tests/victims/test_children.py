"""Who is a child on which day, what a child is owed until when, and what is refused."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils import translation

from tests.cast import Cast, person
from tests.victims.making import days_ago, episode, investigation, refused_by_database, victim
from thbcases.clocks.sources import sources
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import TermRule
from thbcases.codes.queries import add_term, term_rule
from thbcases.investigations.models import Suspect
from thbcases.people.age import AgeRange
from thbcases.victims.actions import notify_child_rights, record_interview
from thbcases.victims.children import reading
from thbcases.victims.models import ChildInterview, ChildNotice, Victim
from thbcases.victims.queries import with_registration

pytestmark = pytest.mark.django_db
REGISTERED = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def born(on: date | None = None, year: int | None = None) -> Any:
    """A person born on a day, in a year, or nobody knows when."""
    if on:
        return person(birth_date=on, birth_precision="date")
    if year:
        return person(birth_year=year, birth_precision="year")
    return person()


def read(row: Victim) -> Victim:
    """The row as the pages read it."""
    return with_registration(Victim.objects.select_related("person")).get(pk=row.pk)


def age(of: Victim, least: int, most: int, on: date = REGISTERED, **fields: Any) -> Any:
    values = {"basis": "estimate", "source": "teismo medikas", **fields}
    return of.child_ages.create(least=least, most=most, on=on, **values)


# --- the day of eighteen


@pytest.mark.parametrize(
    ("birth", "is_child"),
    [
        (date(2008, 3, 10), True),
        (date(2008, 3, 9), False),
        (date(2008, 3, 8), False),
    ],
)
def test_a_child_on_the_day_of_registration(cast: Cast, birth: date, is_child: bool) -> None:
    with cast.making("unit_a"):
        row = read(victim(who=born(birth), on=REGISTERED))
        assert reading.concerns_child(row) is is_child
        assert reading.children().filter(pk=row.pk).exists() is is_child


@pytest.mark.parametrize(("on", "is_child"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False)])
def test_born_on_29_february(cast: Cast, on: date, is_child: bool) -> None:
    with cast.making("unit_a"):
        row = read(victim(who=born(date(2008, 2, 29)), on=on))
        assert reading.concerns_child(row) is is_child
        assert reading.children().filter(pk=row.pk).exists() is is_child


@pytest.mark.parametrize(("year", "is_child"), [(2007, False), (2008, True)])
def test_with_only_a_year_known_the_doubt_is_for_the_child(
    cast: Cast, year: int, is_child: bool
) -> None:
    with cast.making("unit_a"):
        row = read(victim(who=born(year=year), on=REGISTERED))
        assert reading.concerns_child(row) is is_child
        if is_child:
            assert str(reading.age_on(row, REGISTERED)) == "17–18"


def test_a_child_when_exploited_stays_one_though_grown_up_since(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(date(2000, 1, 1)), on=REGISTERED)
        assert not reading.concerns_child(read(row))
        episode(row, starts_on=date(2016, 5, 1), ends_on=date(2019, 5, 1))
        found = read(row)
        assert reading.was_child_exploited(found)
        assert not reading.is_owed(found)
        assert reading.children().filter(pk=row.pk).exists()


def test_in_doubt_a_child_until_shown_otherwise(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(), on=REGISTERED)
        assert not reading.concerns_child(read(row))
        age(row, 16, 20)
        assert reading.age_exploited(read(row)) == AgeRange(16, 20)
        assert reading.is_owed(read(row))
        age(row, 19, 19, on=REGISTERED + timedelta(days=9), basis="document", source="pasas")
        assert not reading.concerns_child(read(row))
        assert not reading.children().filter(pk=row.pk).exists()


def test_years_since_the_exploitation_count_for_the_day_of_registration(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(), on=REGISTERED)
        episode(row, starts_on=date(2023, 3, 9))
        age(row, 16, 17)
        found = read(row)
        assert reading.age_on(found, REGISTERED) == AgeRange(19, 20)
        assert reading.was_child_exploited(found)
        assert not reading.is_owed(found)


def test_the_query_and_the_page_say_the_same_of_everybody(cast: Cast) -> None:
    random = Random(5)
    with cast.making("unit_a"):
        rows = []
        for number in range(60):
            births = [{"on": REGISTERED.replace(year=random.choice([2007, 2008, 2009]))}]
            births += [{"year": random.choice([2006, 2007, 2008, 2010])}, {}]
            row = victim(who=born(**random.choice(births)), on=REGISTERED + timedelta(days=number))
            if random.random() < 0.5:
                episode(row, starts_on=date(random.choice([2020, 2024, 2026]), 3, 9))
            if random.random() < 0.4:
                least = random.choice([14, 17, 18, 20])
                age(row, least, least + random.choice([0, 3]))
            rows.append(row)
        listed = set(reading.children().values_list("pk", flat=True))
        said = {row.pk for row in rows if reading.concerns_child(read(row))}
    assert listed & {row.pk for row in rows} == said
    assert 0 < len(said) < len(rows)


# --- what the database refuses


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"least": 17, "most": 15}, "victims_childage_range"),
        ({"least": 15, "most": 121}, "victims_childage_range"),
        ({"least": 15, "most": 16, "basis": "document"}, "victims_childage_document"),
        ({"least": 15, "most": 16, "source": ""}, "victims_childage_source"),
        ({"least": 15, "most": 16, "basis": "guess"}, "victims_childage_basis_known"),
    ],
)
def test_a_finding_that_cannot_be(cast: Cast, fields: dict[str, Any], rule: str) -> None:
    with cast.making("unit_a"):
        row = victim(who=born())
        with refused_by_database(rule):
            age(row, **fields)


def appoint(row: Victim, start: date, end: date | None = None, name: str = "A. Atstovė") -> Any:
    return row.representatives.create(
        kind="lawyer", name=name, appointed_by="teismas", starts_on=start, ends_on=end
    )


def test_a_child_has_one_representative_at_a_time(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(date(2010, 1, 1)))
        first = appoint(row, REGISTERED, REGISTERED + timedelta(days=9))
        for start, end in ((0, 3), (9, None), (-5, 0), (-5, 100)):
            with refused_by_database("victims_representative_one"):
                last = REGISTERED + timedelta(days=end) if end is not None else None
                appoint(row, REGISTERED + timedelta(days=start), last)
        appoint(row, REGISTERED + timedelta(days=10))
        assert reading.first_representative(read(row)) == first
        other = victim(who=person(family_name="Kita"))
        appoint(other, REGISTERED)


def guardian(row: Victim, **fields: Any) -> Any:
    return row.guardians.create(**{"kind": "parent", "name": "Motina", "contact": "+370", **fields})


def test_a_suspect_has_a_conflict_and_is_of_the_same_case(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = investigation("A-1")
        row = victim(case, who=born(date(2010, 1, 1)))
        known = {"state_on": REGISTERED} if hasattr(Suspect, "state_on") else {}
        one = Suspect.objects.create(investigation=case, person=person(family_name="X"), **known)
        other = Suspect.objects.create(
            investigation=investigation("A-2"), person=person(family_name="Y"), **known
        )
        with refused_by_database("victims_guardian_suspect"):
            guardian(row, suspect=one)
        with refused_by_database("victims_guardian_conflict"):
            guardian(row, has_conflict=True)
        with refused_by_database("another investigation"):
            guardian(row, has_conflict=True, suspect=other)
        guardian(row, has_conflict=True, suspect=one)


def test_whoever_has_a_conflict_neither_is_called_nor_consents(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(date(2010, 1, 1)), on=REGISTERED)
        father = guardian(row, name="Tėvas", has_conflict=True, conflict_reason="spaudžia")
        assert reading.speakers(read(row), REGISTERED) == []
        assert "representative" in reading.missing(read(row))
        gone = guardian(row, name="Buvusi", ends_on=REGISTERED - timedelta(days=1))
        mother = guardian(row)
        assert reading.speakers(read(row), REGISTERED) == [mother]
        assert "representative" not in reading.missing(read(row))
        lawyer = appoint(row, REGISTERED)
        assert reading.speakers(read(row), REGISTERED) == [lawyer, mother]
        assert {father, gone}.isdisjoint(reading.speakers(read(row), REGISTERED))


# --- interviews


def question(cast: Cast, row: Victim, **fields: Any) -> ChildInterview:
    values = {"on": days_ago(1), "place": "vaiko apklausos kambarys", "led_by": "tyrėja"}
    with cast.acting("officer"):
        made = ChildInterview(victim=row, **{**values, **fields})
        return record_interview(by=cast.user("officer"), interview=made)


def test_a_child_is_questioned_again_only_for_a_reason(cast: Cast) -> None:
    with cast.making("unit_a"):
        row, other = victim(who=born(date(2012, 1, 1))), victim(who=person(family_name="Kita"))
    assert question(cast, row).ordinal == 1
    with pytest.raises(ValidationError, match="why it has to be again"):
        question(cast, row)
    with cast.acting("officer"), pytest.raises(DatabaseError, match="victims_interview_reason"):
        ChildInterview.objects.create(victim=row, on=days_ago(1), place="k", led_by="t")
    assert question(cast, row, reason="naujas įtariamasis").ordinal == 2
    assert question(cast, other).ordinal == 1
    # which time it was is not changed afterwards
    with cast.acting("officer"):
        ChildInterview.objects.filter(victim=row, ordinal=2).update(ordinal=1)
        assert list(row.child_interviews.values_list("ordinal", flat=True)) == [1, 2]


def test_an_interview_elsewhere_is_said_to_be_missing_its_room(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(date(2012, 1, 1)))
    question(cast, row)
    assert "room" not in reading.missing(read(row))
    question(cast, row, reason="r", in_special_room=False)
    assert "room" in reading.missing(read(row))


# --- terms


def told(cast: Cast, row: Victim, on: date) -> ChildNotice:
    with cast.acting("officer"):
        made = ChildNotice(victim=row, on=on, way="email", told_by="tyrėja", office="VVTAĮT")
        return notify_child_rights(by=cast.user("officer"), notice=made)


def terms(key: str, row: Victim | None = None) -> list[Any]:
    [source] = [source for source in sources() if source.key == key]
    if row is None:
        return list(source.open_terms())
    assert source.terms_of is not None
    return list(source.terms_of(row))


NOTICE, REPRESENTATIVE = "victims.child_notice", "victims.child_representative"


def test_the_notice_is_in_term_or_late_by_the_rule_of_the_registration(cast: Cast) -> None:
    with cast.making("unit_a"):
        in_time, late = (victim(who=born(date(2012, 1, 1)), on=days_ago(30)) for _ in range(2))
        due = add_term(days_ago(30), term_rule(TermEvent.CHILD_NOTICE, days_ago(30)))
    assert not told(cast, in_time, due).is_late
    row = told(cast, late, due + timedelta(days=1))
    assert row.is_late
    # a later rule does not make it late, nor does it mend it
    with cast.making("unit_a"):
        TermRule.objects.filter(event=TermEvent.CHILD_NOTICE).update(length=20)
        row.refresh_from_db()
        assert row.is_late


def test_terms_run_for_children_until_they_are_met_and_name_nobody(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(date(2012, 1, 1)), on=days_ago(3))
        victim(who=born(date(1990, 1, 1)), on=days_ago(3))
        victim(who=born(date(2012, 1, 1)), on=days_ago(3), status="not_a_victim")
    with cast.acting("officer"):
        for key in (NOTICE, REPRESENTATIVE):
            [term] = terms(key)
            assert (term.record, term.starts_on) == (row, days_ago(3))
            assert term.organisation_id == cast.org("unit_a").pk
            assert str(row.person) not in term.code
            assert term.code.startswith("V-")
    with cast.acting("officer_b"):
        assert terms(NOTICE) == terms(REPRESENTATIVE) == []
    notice = told(cast, row, days_ago(2))
    with cast.making("unit_a"):
        guardian(row)
    with cast.acting("officer"):
        assert terms(NOTICE) == terms(REPRESENTATIVE) == []
        [met] = terms(NOTICE, row)
        assert (met.done_on, met.due_on) == (days_ago(2), notice.due_on)
        assert terms(REPRESENTATIVE, row) == []


def test_a_guardian_with_a_conflict_does_not_spare_the_representative(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(date(2012, 1, 1)), on=days_ago(3))
        guardian(row, has_conflict=True, conflict_reason="k")
    with cast.acting("officer"):
        assert [term.record for term in terms(REPRESENTATIVE)] == [row]
    with cast.making("unit_a"):
        appoint(row, days_ago(1))
    with cast.acting("officer"):
        assert terms(REPRESENTATIVE) == []
        assert [term.done_on for term in terms(REPRESENTATIVE, row)] == [days_ago(1)]


def test_all_that_is_missing_of_a_child_of_whom_nothing_is_kept(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = victim(who=born(year=2012))
        assert reading.missing(read(row)) == [
            "age",
            "notice",
            "guardian",
            "representative",
            "place",
        ]
        row.arrangements.create(kind="school", name="Mokykla", starts_on=days_ago(2))
        assert "place" in reading.missing(read(row))
        row.arrangements.create(kind="foster", name="Šeima", starts_on=days_ago(2))
        assert "place" not in reading.missing(read(row))
