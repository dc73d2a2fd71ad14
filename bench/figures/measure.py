"""What is timed: the table, the same by hand, cross-tables, and what keeping facts costs."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import psycopg
from django.db import transaction
from psycopg.rows import TupleRow
from tqdm import tqdm

from bench.figures import hand
from thbcases.access.acting import Actor, acting
from thbcases.access.roles import Role
from thbcases.core.periods import year
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.statistics.counting import WORK_MEM
from thbcases.statistics.cubes import cubes
from thbcases.statistics.indicators import COUNTRY_TABLE
from thbcases.statistics.kept.keeping import settle
from thbcases.statistics.kept.touching import LISTS, TOUCHES
from thbcases.statistics.queries import CountryRow, country_table
from thbcases.victims.choices import Decider, VictimStatus
from thbcases.victims.models import Victim, VictimDecision

FIRST, LAST = 2016, 2025
YEARS = [year(number) for number in range(FIRST, LAST + 1)]
CUBE = ("presumed_victims", ("sex", "citizenship", "form"))


@dataclass(frozen=True)
class Times:
    """Seconds of several runs."""

    seconds: list[float]

    @property
    def p50(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


class Differs(AssertionError):
    """The page and the statements by hand say different numbers."""


def tables(owner: psycopg.Connection[TupleRow], repeats: int) -> tuple[Times, Times]:
    """The country table of ten years and the same by hand, in turns, each number compared."""
    owner.execute(f"set work_mem = '{WORK_MEM}'")
    page: list[float] = []
    by_hand: list[float] = []
    actor = coordinator(owner)
    for number in tqdm(range(repeats + 1), desc="country table, by hand", unit="turn"):
        rows, one = _timed(lambda: _table(actor))
        figures, other = _timed(lambda: hand.country(owner, FIRST, LAST))
        compare(rows, figures)
        # The first turn fills the caches of both.
        if number:
            page.append(one)
            by_hand.append(other)
    return Times(page), Times(by_hand)


def compare(rows: list[CountryRow], figures: hand.Figures) -> None:
    """Raises Differs unless both say the same of every figure of every year."""
    for row in rows:
        for key, value in row.values.items():
            other = figures.get(row.period.start.year, {}).get(key)
            if (value or 0) != round(float(other or 0), 1):
                raise Differs(f"{key} {row.period.start.year}: {value}, by hand {other}")


def cross_table(owner: psycopg.Connection[TupleRow], repeats: int) -> Times:
    """A figure by three dimensions, one table for each of ten years."""
    actor = coordinator(owner)

    def ask() -> None:
        with acting(actor):
            cubes(*CUBE, YEARS)

    return Times([_timed(ask)[1] for _ in tqdm(range(repeats), desc="cross-table", unit="turn")])


def coordinator(owner: psycopg.Connection[TupleRow]) -> Actor:
    """The national coordinator of the demo accounts."""
    return _somebody(owner, Role.COORDINATOR)


def _somebody(owner: psycopg.Connection[TupleRow], role: Role) -> Actor:
    row = owner.execute(
        "select m.user_id, m.organisation_id from accounts_membership m "
        "join accounts_user u on u.id = m.user_id where m.role = %s and u.is_demo order by m.id",
        [role.value],
    ).fetchone()
    assert row is not None
    return Actor(*row, role)


def _table(actor: Actor) -> list[CountryRow]:
    with acting(actor):
        return country_table(YEARS, COUNTRY_TABLE)


def _timed(run: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    found = run()
    return found, time.perf_counter() - began


# --- writing


def writing(owner: psycopg.Connection[TupleRow], times: int) -> tuple[Times, Times, Times]:
    """Recording a victim with a decision: as it is, without marks, and settling one such victim.

    Everything is rolled back. Both ways take turns.
    """
    actor = _somebody(owner, Role.OFFICER)
    kept: list[float] = []
    without: list[float] = []
    settled: list[float] = []
    for number in tqdm(range(times), desc="writing", unit="victim"):
        with _rolled_back(actor, number) as place:
            kept.append(_timed(lambda: _record(*place))[1])
            settled.append(_timed(settle)[1])
        with _without_marks(owner), _rolled_back(actor, number) as place:
            without.append(_timed(lambda: _record(*place))[1])
    return Times(kept), Times(without), Times(settled)


def _record(case: Investigation, person: Person) -> None:
    victim = Victim.objects.create(
        investigation=case, person=person, status_on=case.registered_on, procedural_status="victim"
    )
    VictimDecision.objects.create(
        victim=victim,
        status=VictimStatus.PRESUMED,
        on=case.registered_on,
        decider=Decider.POLICE,
        decider_name="tyrėja",
        basis="BPK 28 str.",
        reason="Yra požymių.",
    )


@contextmanager
def _rolled_back(actor: Actor, number: int) -> Iterator[tuple[Investigation, Person]]:
    """An investigation of the officer's unit, and a person the unit knows who is not in it."""
    with transaction.atomic():
        with acting(actor):
            own = Investigation.objects.filter(custodian_id=actor.organisation_id)
            case = own.order_by("pk")[number]
            known = Victim.objects.filter(investigation=case).values("person_id")
            people = Person.objects.filter(custodian_id=actor.organisation_id)
            person = people.exclude(pk__in=known).order_by("pk")[number]
            yield case, person
        transaction.set_rollback(True)


@contextmanager
def _without_marks(owner: psycopg.Connection[TupleRow]) -> Iterator[None]:
    """Switch off the triggers that write down what touches facts."""
    tables = [*(table for table, _space, _column in TOUCHES), *LISTS]
    for verb in ("disable", "enable"):
        for table in tables:
            for command in ("insert", "update", "delete"):
                owner.execute(f"alter table {table} {verb} trigger thb_facts_{command}")
        if verb == "disable":
            yield
