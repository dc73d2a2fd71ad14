"""How old somebody is on a day: the one place where the house works it out.

A child is a person under 18 at the time asked about. Whose birth is known by its year only counts
as born on the year's last day, so whoever may be a child is treated as one. Who was born on 29
February is a year older on 1 March of a common year, not the day before. The same in Python, for
queries (`LatestBirth`, `ComesOfAge`) and for views of the database (`born_sql`, `years_sql`).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, F, Func
from django.db.models.functions import Coalesce

CHILD_BELOW_YEARS = 18


def latest_birth(birth_date: date | None, birth_year: int | None) -> date | None:
    """The last day on which somebody may have been born; None when nothing is known."""
    return birth_date or (date(birth_year, 12, 31) if birth_year else None)


def years_on(born: date, day: date) -> int:
    """Whole years between a birth and a day; below zero before the birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_child_age(years: int) -> bool:
    """Whether somebody of so many years is a child."""
    return years < CHILD_BELOW_YEARS


@dataclass(frozen=True)
class AgeRange:
    """Between how many years somebody is, both included; `least` decides who is a child."""

    least: int
    most: int

    @property
    def may_be_child(self) -> bool:
        """Whether the person is a child or may be one: in doubt treated as one."""
        return is_child_age(self.least)

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


def age_range(birth_date: date | None, birth_year: int | None, day: date) -> AgeRange | None:
    """The age on a day as far as the birth is known; None when nothing is."""
    latest = latest_birth(birth_date, birth_year)
    if latest is None:
        return None
    earliest = birth_date or date(latest.year, 1, 1)
    return AgeRange(years_on(latest, day), years_on(earliest, day))


# --- for queries


class _LastDayOf(Func):
    template = "make_date(%(expressions)s, 12, 31)"
    output_field = DateField()


def LatestBirth(person: str = "") -> Coalesce:  # noqa: N802 - an expression, as `Coalesce` is
    """`latest_birth` of the person at the end of a path of a query (`person__`)."""
    return Coalesce(F(f"{person}birth_date"), _LastDayOf(F(f"{person}birth_year")))


class ComesOfAge(Func):
    """The first day on which somebody born that day is no child any more."""

    output_field = DateField()
    # a leap year plus 18 is never a leap year
    template = (
        "(case when to_char(%(expressions)s, 'MMDD') = '0229' then make_date("
        f"extract(year from %(expressions)s)::int + {CHILD_BELOW_YEARS}, 3, 1) "
        f"else (%(expressions)s + interval '{CHILD_BELOW_YEARS} years')::date end)"
    )

    def as_sql(self, compiler, connection, **extra):  # type: ignore[no-untyped-def, override]
        """The expression stands three times in the template; so do its parameters."""
        sql, parameters = compiler.compile(self.source_expressions[0])
        return self.template.replace("%(expressions)s", sql), [*parameters] * 3


# --- for views of the database


def born_sql(person: str = "p") -> str:
    """`latest_birth` of a row of persons."""
    return f"coalesce({person}.birth_date, make_date({person}.birth_year, 12, 31))"


def years_sql(born: str, day: str) -> str:
    """`years_on`, in SQL."""
    return f"""extract(year from {day}) - extract(year from {born})
        - (extract(month from {day}) * 100 + extract(day from {day})
           < extract(month from {born}) * 100 + extract(day from {born}))::int"""
