"""Working days and ends of terms, against dates written by hand and against slow counting."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from thbcases.access.acting import acting_system
from thbcases.codes.actions import keep_warnings
from thbcases.codes.models import SpecialDay, TermRule, TermWarning
from thbcases.codes.queries import RuleBook, add_term, warning_day
from thbcases.codes.workdays import WorkCalendar, work_calendar

DAY = timedelta(days=1)
PLAIN = WorkCalendar()

# Easter Sundays, from printed calendars.
EASTER = {
    2003: "04-20", 2008: "03-23", 2011: "04-24", 2016: "03-27", 2019: "04-21", 2020: "04-12",
    2021: "04-04", 2022: "04-17", 2023: "04-09", 2024: "03-31", 2025: "04-20", 2026: "04-05",
    2027: "03-28", 2028: "04-16", 2038: "04-25",
}  # fmt: skip
FIXED = ("01-01", "02-16", "03-11", "05-01", "06-24", "07-06", "08-15", "11-01", "12-25", "12-26")


def days_off(year: int) -> set[date]:
    """Public holidays of a year by the Labour Code, written down without the program's help."""
    found = {date.fromisoformat(f"{year}-{day}") for day in FIXED}
    easter = date.fromisoformat(f"{year}-{EASTER[year]}")
    found |= {easter, easter + DAY}
    if year >= 2010:
        found.add(date(year, 12, 24))
    if year >= 2020:
        found.add(date(year, 11, 2))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("year", sorted(EASTER))
def test_every_day_of_a_year_is_worked_or_not_as_the_law_of_that_year_says(year: int) -> None:
    known, off = work_calendar(), days_off(year)
    day = date(year, 1, 1)
    while day.year == year:
        assert known.works(day) == (day.weekday() < 5 and day not in off), day
        day += DAY


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-04-01", False),  # Easter Monday
        ("2024-04-02", True),
        ("2027-03-29", False),
        ("2019-11-02", False),  # a Saturday
        ("2018-11-02", True),  # a Friday, before All Souls' Day was a holiday
        ("2020-11-02", False),  # a Monday, after it
        ("2026-11-02", False),
        ("2002-06-24", True),  # a Monday, before Midsummer was a holiday
        ("2024-06-24", False),
        ("2024-07-08", True),  # the Monday after a holiday on a Saturday: nothing moves
        ("2026-08-17", True),
        ("2026-02-16", False),
        ("2026-03-11", False),
        ("2026-12-24", False),
        ("2026-12-31", True),
    ],
)
def test_a_day_known_by_heart(day: str, works: bool) -> None:
    assert PLAIN.works(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        # across a weekend
        ("2026-03-05", 1, "2026-03-06"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        # 11 March is a holiday
        ("2026-03-10", 1, "2026-03-12"),
        ("2026-03-09", 2, "2026-03-12"),
        # Good Friday is worked, Easter Monday is not
        ("2026-04-02", 1, "2026-04-03"),
        ("2026-04-03", 1, "2026-04-07"),
        ("2026-04-02", 5, "2026-04-10"),
        # All Saints on a Sunday, All Souls on the Monday after it
        ("2026-10-30", 1, "2026-11-03"),
        # Christmas and the new year
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-12-23", 5, "2027-01-04"),
        # leap year
        ("2028-02-28", 1, "2028-02-29"),
        ("2028-02-28", 2, "2028-03-01"),
    ],
)
def test_working_days_counted_on_a_wall_calendar(start: str, count: int, end: str) -> None:
    rule = TermRule(length=count, unit="working_day")

    assert add_term(date.fromisoformat(start), rule, PLAIN) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2026-02-26", 10, "day", "2026-03-09"),  # Sunday 8 March
        ("2026-03-01", 10, "day", "2026-03-12"),  # 11 March is a holiday
        ("2026-03-26", 10, "day", "2026-04-07"),  # Easter Sunday, then Easter Monday
        ("2026-12-14", 10, "day", "2026-12-28"),  # the whole of Christmas
        ("2025-12-31", 6, "month", "2026-06-30"),
        ("2025-12-24", 6, "month", "2026-06-25"),  # Midsummer
        ("2025-08-31", 6, "month", "2026-03-02"),  # Saturday 28 February
        ("2027-08-31", 6, "month", "2028-02-29"),  # a Tuesday in a leap year
        ("2026-02-01", 9, "month", "2026-11-03"),  # a Sunday that is All Saints, then All Souls
        ("2018-02-02", 9, "month", "2018-11-02"),  # All Souls was worked then
        ("2009-06-24", 6, "month", "2009-12-24"),  # and so was Christmas Eve
        ("2010-06-24", 6, "month", "2010-12-27"),
    ],
)
@pytest.mark.django_db
def test_a_last_day_off_moves_where_the_rule_says_so(
    start: str, length: int, unit: str, end: str
) -> None:
    first = date.fromisoformat(start)
    stays = add_term(first, TermRule(length=length, unit=unit))
    moves = add_term(first, TermRule(length=length, unit=unit, moves_to_working_day=True))

    assert moves == date.fromisoformat(end)
    assert stays <= moves


def test_a_stay_ends_on_its_day_even_on_a_sunday(db: None) -> None:
    rule = TermRule.objects.get(event="reflection_period")

    assert not rule.moves_to_working_day
    assert add_term(date(2026, 3, 6), rule) == date(2026, 4, 5)


@pytest.mark.django_db
def test_an_administrator_adds_a_day_off_before_the_program_knows_it() -> None:
    rule = TermRule(length=1, unit="working_day")
    assert add_term(date(2027, 1, 12), rule) == date(2027, 1, 13)

    with acting_system("test"):
        SpecialDay.objects.create(
            code="freedom", on=date(2027, 1, 13), name_lt="Laisvės gynėjų diena",
            name_en="Day of the Defenders of Freedom", source="a law to come",
        )  # fmt: skip

    assert add_term(date(2027, 1, 12), rule) == date(2027, 1, 14)


@pytest.mark.django_db
def test_a_saturday_can_be_made_a_working_day() -> None:
    with acting_system("test"):
        SpecialDay.objects.create(
            code="moved", on=date(2026, 3, 14), is_working=True, name_lt="Perkelta",
            name_en="Moved",
            source="a resolution",
        )  # fmt: skip

    assert add_term(date(2026, 3, 13), TermRule(length=1, unit="working_day")) == date(2026, 3, 14)


def test_a_term_beyond_the_calendar_ends_with_it() -> None:
    rule = TermRule(length=5, unit="working_day")

    assert add_term(date(9999, 12, 30), rule, PLAIN) == date.max
    moving = TermRule(length=1, unit="day", moves_to_working_day=True)
    assert add_term(date(9999, 12, 24), moving, PLAIN) == date(9999, 12, 27)


@pytest.mark.parametrize(("length", "words"), [(1, "1 working day"), (5, "5 working days")])
def test_a_term_of_working_days_is_said_in_words(length: int, words: str) -> None:
    with override("en"):
        assert TermRule(length=length, unit="working_day").duration == words


# --- a rule that changes


def _rule(**fields: object) -> TermRule:
    return TermRule(event="pti_check", unit="day", **fields)


def _book(*rules: TermRule) -> RuleBook:
    return RuleBook({"pti_check": list(rules)}, PLAIN)


OLD = _rule(length=30, valid_from=date(2020, 1, 1), valid_to=date(2026, 5, 31))


@pytest.mark.parametrize(
    ("length", "running", "start", "due"),
    [
        # the rule of the first day counts to the end
        (10, False, "2026-05-31", "2026-06-30"),
        (10, False, "2026-06-01", "2026-06-11"),
        # a row that says so takes over what still runs, no sooner than its own day
        (10, True, "2026-05-31", "2026-06-10"),
        (10, True, "2026-05-10", "2026-06-01"),
        (60, True, "2026-05-10", "2026-07-09"),
        # what ended before it is over
        (60, True, "2026-05-01", "2026-05-31"),
        (60, True, "2026-05-02", "2026-07-01"),
    ],
)
def test_a_rule_that_changes_in_mid_term(length: int, running: bool, start: str, due: str) -> None:
    new = _rule(length=length, valid_from=date(2026, 6, 1), applies_to_running=running)

    found = _book(OLD, new).due("pti_check", date.fromisoformat(start))

    assert found is not None
    assert found.on == date.fromisoformat(due)


def test_no_rule_no_term() -> None:
    assert _book(OLD).due("pti_check", date(2019, 12, 31)) is None
    assert _book(OLD).due("tip_answer", date(2026, 1, 1)) is None


# --- warnings


@pytest.mark.parametrize(
    ("days", "unit", "moment", "day"),
    [
        (14, "day", "before", "2026-03-24"),
        (0, "day", "before", "2026-04-07"),
        (1, "working_day", "before", "2026-04-03"),
        (3, "working_day", "before", "2026-04-01"),
        (1, "day", "after", "2026-04-08"),
        (4, "working_day", "after", "2026-04-13"),
    ],
)
def test_the_day_of_a_warning(days: int, unit: str, moment: str, day: str) -> None:
    """The term is due on the Tuesday after Easter 2026."""
    warning = TermWarning(days=days, unit=unit, moment=moment)

    assert warning_day(warning, date(2026, 4, 7), PLAIN) == date.fromisoformat(day)


@pytest.mark.django_db
def test_every_rule_that_is_shipped_warns_somebody() -> None:
    silent = [rule.event for rule in TermRule.objects.all() if not rule.warnings.exists()]

    assert silent == []


@pytest.mark.django_db
def test_a_new_rule_warns_as_the_one_before_it_did() -> None:
    with acting_system("test"):
        old = TermRule.objects.get(event="pti_check")
        old.valid_to = date(2029, 12, 31)
        old.save()
        new = TermRule.objects.create(
            event="pti_check", length=5, unit="day", valid_from=date(2030, 1, 1), source="a law"
        )
        keep_warnings(rule=new)
        keep_warnings(rule=new)

    assert [str(one) for one in new.warnings.all()] == [str(one) for one in old.warnings.all()]


# --- the database counts as the program does


def _sql(question: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_the_database_knows_the_same_working_days() -> None:
    known = work_calendar()
    rows = _sql(
        "select d::date, thb_works(d::date) "
        "from generate_series('2000-01-01'::date, '2050-12-31'::date, '1 day') d"
    )

    assert [day for day, works in rows if known.works(day) != works] == []  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("event", ["pti_check", "pti_term_minor", "tip_answer", "child_notice"])
def test_the_database_counts_the_same_terms(event: str) -> None:
    """With a rule that took over terms that ran, and one that did not."""
    with acting_system("test"):
        old = TermRule.objects.get(event=event)
        old.valid_to = date(2026, 5, 31)
        old.save()
        for first, last, running in (
            (date(2026, 6, 1), date(2026, 8, 31), True),
            (date(2026, 9, 1), None, False),
        ):
            TermRule.objects.create(
                event=event, length=20, unit="working_day", valid_from=first, valid_to=last,
                applies_to_running=running, source="a law",
            )  # fmt: skip
    book = RuleBook.read()
    rows = _sql(
        "select d::date, thb_term_due(%s, d::date) "
        "from generate_series('2025-06-01'::date, '2027-01-31'::date, '1 day') d",
        event,
    )

    for day, due in rows:
        found = book.due(event, day)  # type: ignore[arg-type]
        assert found is not None
        assert found.on == due, day


# --- properties

days = st.dates(date(2010, 1, 1), date(2060, 12, 31))
lengths = st.integers(1, 60)


@given(days, lengths)
def test_counting_working_days_is_counting_days_one_by_one(start: date, length: int) -> None:
    end = add_term(start, TermRule(length=length, unit="working_day"), PLAIN)
    between = [start + DAY * step for step in range(1, (end - start).days + 1)]

    assert sum(PLAIN.works(day) for day in between) == length
    assert PLAIN.works(end)


@given(days, lengths, st.sampled_from(["day", "month", "working_day"]))
def test_a_term_that_moves_never_ends_on_a_day_off(start: date, length: int, unit: str) -> None:
    rule = TermRule(length=length, unit=unit, moves_to_working_day=True)

    assert PLAIN.works(add_term(start, rule, PLAIN))


@given(days, days, lengths, st.sampled_from(["day", "month", "working_day"]), st.booleans())
def test_who_begins_later_never_ends_sooner(
    one: date, other: date, length: int, unit: str, moves: bool
) -> None:
    rule = TermRule(length=length, unit=unit, moves_to_working_day=moves)
    first, second = sorted((one, other))

    assert add_term(first, rule, PLAIN) <= add_term(second, rule, PLAIN)


@given(days, st.integers(0, 40))
def test_going_back_working_days_is_going_forward_again(day: date, count: int) -> None:
    worked = PLAIN.next_working_day(day)

    assert PLAIN.after(PLAIN.before(worked, count), count) == worked
