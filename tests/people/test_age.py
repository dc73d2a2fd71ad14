"""One age: Python, queries and views of the database say the same on every day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, person
from thbcases.people.age import (
    AgeRange,
    ComesOfAge,
    LatestBirth,
    age_range,
    born_sql,
    latest_birth,
    years_on,
    years_sql,
)
from thbcases.people.models import Person

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def by_hand(born: date, day: date) -> int:
    """Count the birthdays, one by one; 29 February is 1 March in a common year."""
    birthdays = 0
    for year in range(born.year + 1, day.year + 1):
        try:
            birthday = born.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        birthdays += birthday <= day
    return birthdays


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2008, 3, 9), date(2026, 3, 8), 17),
        (date(2008, 3, 9), date(2026, 3, 9), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2006, 2, 28), date(2024, 2, 29), 18),
        (date(2006, 3, 1), date(2024, 2, 29), 17),
    ],
)
def test_one_is_older_on_the_birthday_and_not_before(born: date, day: date, years: int) -> None:
    assert years_on(born, day) == years == by_hand(born, day)


@given(DAYS, st.integers(0, 90 * 366))
def test_age_is_the_number_of_birthdays(born: date, lived: int) -> None:
    day = born + timedelta(days=lived)
    assert years_on(born, day) == by_hand(born, day)


def test_with_only_a_year_known_the_last_day_counts_and_the_range_is_told() -> None:
    assert latest_birth(None, 2008) == date(2008, 12, 31)
    assert age_range(None, 2008, date(2026, 6, 1)) == AgeRange(17, 18)
    assert age_range(None, 2008, date(2026, 12, 31)) == AgeRange(18, 18)
    assert age_range(None, None, date(2026, 1, 1)) is None
    assert str(AgeRange(15, 17)) == "15–17"
    assert AgeRange(17, 21).may_be_child
    assert not AgeRange(18, 21).may_be_child


@pytest.mark.django_db
def test_queries_and_views_say_the_same_as_python(cast: Cast) -> None:
    births = [date(2008, 2, 28), date(2008, 2, 29), date(2008, 3, 1), date(2007, 12, 31)]
    with cast.making("unit_a"):
        rows = [person(family_name=f"N{b}", birth_date=b, birth_precision="date") for b in births]
        rows.append(person(family_name="Metai", birth_year=2008, birth_precision="year"))
        rows.append(person(family_name="Nieko"))
    asked = Person.objects.filter(pk__in=[row.pk for row in rows])
    of_age = dict(asked.annotate(on=ComesOfAge(LatestBirth())).values_list("pk", "on"))
    for row in rows:
        born = latest_birth(row.birth_date, row.birth_year)
        if born is None:
            assert of_age[row.pk] is None
            continue
        on = of_age[row.pk]
        assert (years_on(born, on), years_on(born, on - timedelta(days=1))) == (18, 17)
        for day in (on - timedelta(days=1), on, date(2024, 2, 29), date(2026, 2, 28)):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"select {years_sql(born_sql(), 'd.day')} from people_person p, "
                    "(select %s::date as day) d where p.id = %s",
                    [day, row.pk],
                )
                assert cursor.fetchone()[0] == row.age_on(day)
