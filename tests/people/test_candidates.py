"""Whom the own organisation may know already."""

from datetime import date
from time import perf_counter

import pytest
from django.db import connection
from django.utils import translation

from tests.cast import Cast, person
from thbcases.access.policies import condition
from thbcases.access.protected import PROTECTED
from thbcases.people.actions import index_person
from thbcases.people.models import Person, PersonIdentifier, PersonName
from thbcases.people.queries import Candidate, ids_meant, possible_persons

BORN = date(1998, 3, 9)


def candidates(cast: Cast, who: str, *names: str, **known: object) -> list[Candidate]:
    with cast.acting(who), translation.override("en"):
        return possible_persons(*names, **known)  # type: ignore[arg-type]


def names_of(found: list[Candidate]) -> list[str]:
    return [str(candidate.person) for candidate in found]


@pytest.fixture
def monika(cast: Cast) -> Person:
    with cast.making("unit_b"):
        person(
            family_name="Kazlauskaitė", given_name="Monika", birth_date=BORN, birth_precision="date"
        )
    with cast.making("unit_a"):
        person(family_name="Petrauskas", given_name="Jonas")
        return person(
            family_name="Kazlauskaitė", given_name="Monika", birth_date=BORN, birth_precision="date"
        )


@pytest.mark.parametrize(
    "typed",
    [
        "Kazlauskaitė Monika",
        "monika KAZLAUSKAITE",
        "Kazlauskienė Monika",  # married: one family
        "Kazlauskaitė Monka",  # a letter missing
        "Kazlauskaite Monica",  # a letter wrong
        "Казлаускайте Моника",
    ],
)
def test_ways_to_write_a_name_find_the_person(cast: Cast, monika: Person, typed: str) -> None:
    assert names_of(candidates(cast, "officer", typed)) == ["Kazlauskaitė, Monika"]


def test_only_the_own_organisations_persons_are_candidates(cast: Cast, monika: Person) -> None:
    found = candidates(cast, "officer", "Kazlauskaitė Monika")
    assert [c.person.pk for c in found] == [monika.pk]
    assert candidates(cast, "ngo", "Kazlauskaitė Monika") == []


def test_a_person_read_by_a_grant_or_a_case_is_no_candidate(cast: Cast, monika: Person) -> None:
    """The analyst reads all persons of the police, and knows none of them as their own."""
    with cast.acting("analyst"):
        assert Person.objects.count() == 3
    assert candidates(cast, "analyst", "Kazlauskaitė Monika") == []


def test_another_name_finds_nobody(cast: Cast, monika: Person) -> None:
    assert candidates(cast, "officer", "Vaitkevičius Tomas") == []
    assert candidates(cast, "officer", "Kazlauskaitė Aldona") == []
    assert candidates(cast, "officer", "", "   ") == []


def test_the_birth_date_decides_between_namesakes(cast: Cast, monika: Person) -> None:
    same = candidates(cast, "officer", "Kazlauskaitė Monika", birth_date=BORN)
    assert same[0].score == 100
    assert same[0].reasons == ["the same name", "the same birth date"]
    swapped = candidates(cast, "officer", "Kazlauskaitė Monika", birth_date=date(1998, 9, 3))
    digit = candidates(cast, "officer", "Kazlauskaitė Monika", birth_date=date(1998, 3, 8))
    other = candidates(cast, "officer", "Kazlauskaitė Monika", birth_date=date(1971, 11, 20))
    assert 100 > swapped[0].score > digit[0].score
    assert other == []


def test_a_birth_year_alone_counts_too(cast: Cast, monika: Person) -> None:
    assert len(candidates(cast, "officer", "Kazlauskaitė Monika", birth_year=1998)) == 1
    assert len(candidates(cast, "officer", "Kazlauskaitė Monika", birth_year=1999)) == 1
    assert candidates(cast, "officer", "Kazlauskaitė Monika", birth_year=1950) == []


def test_a_new_family_name_with_the_birth_date_is_shown(cast: Cast, monika: Person) -> None:
    found = candidates(cast, "officer", "Rimkienė Monika", birth_date=BORN)
    assert [c.person.pk for c in found] == [monika.pk]
    assert candidates(cast, "officer", "Rimkienė Monika", birth_date=date(1980, 1, 1)) == []


def test_an_alias_finds_the_person_and_says_so(cast: Cast, monika: Person) -> None:
    with cast.making("unit_a"):
        PersonName.objects.create(
            person=monika, kind="alias", family_name="Baltoji", given_name="Lina"
        )
        index_person(monika)
    (found,) = candidates(cast, "officer", "Baltoji Lina")
    assert found.person.pk == monika.pk
    assert "Baltoji, Lina" in found.reasons[0]


def test_a_number_finds_the_person_under_any_name(cast: Cast, monika: Person) -> None:
    with cast.making("unit_a"):
        PersonIdentifier.objects.create(
            person=monika, kind="personal_code", value="498 0309 0011", normalised="49803090011"
        )
    (found,) = candidates(cast, "officer", "Visai Kita", personal_code="49803090011")
    assert (found.person.pk, found.score) == (monika.pk, 100)
    assert candidates(cast, "officer", "Visai Kita", personal_code="49803090022") == []


def test_one_name_alone_finds_rows_with_only_that_name(cast: Cast) -> None:
    with cast.making("unit_a"):
        person(family_name="", given_name="Zita")
    assert len(candidates(cast, "officer", "Zita")) == 1
    assert len(candidates(cast, "officer", "Zita Novikova")) == 1


@pytest.mark.parametrize(
    "name",
    [
        "محمد عبد الله",
        "Nguyễn Thị Lan",
        "Олена Шевченко",
        "王 小明",
        "ﷲ" * 300,
        "㍿" * 300,
        "x" * 300,
    ],
)
def test_names_in_any_script_are_kept_and_found(cast: Cast, name: str) -> None:
    with cast.making("unit_a"):
        person(family_name="", given_name="", original_name=name)
    assert len(candidates(cast, "officer", name)) == 1


@pytest.mark.parametrize(
    "typed", ["'; drop table people_person; --", "%", "_", "{}", "\\", '"', "a b c d e f g h i j k"]
)
def test_odd_input_finds_nobody_and_breaks_nothing(cast: Cast, monika: Person, typed: str) -> None:
    assert candidates(cast, "officer", typed) == []


def test_the_search_answers_by_the_same_rule_as_the_policy(cast: Cast, monika: Person) -> None:
    """The function runs with the owner's rights, so it must hold today's rule of the table."""
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'thb_find_persons'")
        (source,) = cursor.fetchone()
    assert condition(PROTECTED["people_person"], "select").replace("'", "''") in source
    seen = {}
    for who in ("officer", "officer_b", "analyst", "ngo", "coordinator", "auditor"):
        with cast.acting(who), connection.cursor() as cursor:
            cursor.execute("select count(*) from thb_find_persons('{kazlausk}', 10)")
            (seen[who],) = cursor.fetchone()
    assert seen == {
        "officer": 1,
        "officer_b": 1,
        "analyst": 2,
        "ngo": 0,
        "coordinator": 0,
        "auditor": 0,
    }


def test_a_search_box_takes_beginnings_and_numbers(cast: Cast, monika: Person) -> None:
    with cast.making("unit_a"):
        PersonIdentifier.objects.create(
            person=monika, kind="passport", value="LT-778 899", normalised="LT778899"
        )
    with cast.acting("officer"):
        assert ids_meant("Kazl") == {monika.pk}
        assert ids_meant("Kazlauskaitė, Mon") == {monika.pk}
        assert ids_meant("lt 778899") == {monika.pk}
        assert ids_meant("zzz") == set()


def test_it_is_quick_among_very_many(cast: Cast) -> None:
    """The bound is wide, for slow machines; the plan says that indexes serve it."""
    fill(cast, 20_000)
    with cast.acting("officer"):
        possible_persons("warm up")
        begun = perf_counter()
        found = possible_persons("Kazlauskaitė77 Monika77", birth_date=BORN)
        took = perf_counter() - begun
    assert found
    assert took < 0.5
    assert "people_person_name_keys" in explained(
        "select id from people_person where thb_name_keys(search_key) && thb_name_keys('monika77')"
    )


def explained(sql: str) -> str:
    """The plan of a query as the owner of the database, as the search function runs it."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


def fill(cast: Cast, count: int) -> None:
    """Persons with some hundred family and given names, by one statement, without history."""
    with cast.making("unit_a"), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table people_person disable trigger user")
        cursor.execute(
            "insert into people_person (uuid, version, custodian_id, regime, family_name,"
            " given_name, original_name, sex, birth_precision, birth_date, is_stateless, note,"
            " search_key) select gen_random_uuid(), 1, %s, 'led', 'Kazlauskaitė' || n %% 300,"
            " 'Monika' || n %% 200, '', 'female', 'date', date '1950-01-01' + n %% 20000, false,"
            " '', 'kazlauskaite' || n %% 300 || ' monika' || n %% 200"
            " from generate_series(1, %s) n",
            [cast.org("unit_a").pk, count],
        )
        cursor.execute("alter table people_person enable trigger user")
        cursor.execute("analyze people_person")
