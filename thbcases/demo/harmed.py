"""Victims of the investigations, with the decisions on their status."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thbcases.demo.cases import TARGETS, Case
from thbcases.demo.lists import Lists
from thbcases.demo.names import ABROAD, Invented, Inventor
from thbcases.demo.people import make_people
from thbcases.demo.plan import YearPlan
from thbcases.investigations.choices import Reach
from thbcases.people.choices import Sex
from thbcases.people.models import Person
from thbcases.victims.choices import Cooperation, Decider, ProceduralStatus, VictimStatus
from thbcases.victims.models import (
    Control,
    ExploitationEpisode,
    Recruitment,
    Victim,
    VictimDecision,
)

PLACES = ("Peterborough", "London", "Hamburg", "Almería", "Dublin", "Rotterdam", "Malmö", "Oslo")


@dataclass
class Harmed:
    """A victim to be made."""

    case: Case
    human: Invented
    presumed_on: date
    recognised_on: date | None = None
    turned_down: VictimStatus | None = None
    turned_down_on: date | None = None
    person: Person = field(init=False)
    row: Victim = field(init=False)

    @property
    def is_foreign(self) -> bool:
        return self.human.citizenship != "LT"


def make_harmed(
    plans: list[YearPlan],
    cases: list[Case],
    lists: Lists,
    random: Random,
    inventor: Inventor,
    today: date,
) -> list[Harmed]:
    """Write down the victims of all years; returns them for the assistance that follows."""
    harmed = [one for plan in plans for one in _presumed_in(plan, cases, random, inventor, today)]
    people = make_people((one.human, one.case.unit) for one in harmed)
    for one, person in zip(harmed, people, strict=True):
        one.person = person
        one.row = _victim(one, lists, random)
    Victim.objects.bulk_create(one.row for one in harmed)
    VictimDecision.objects.bulk_create(row for one in harmed for row in _decisions(one))
    _write_details(harmed, lists, random)
    return harmed


def _presumed_in(
    plan: YearPlan, cases: list[Case], random: Random, inventor: Inventor, today: date
) -> Iterator[Harmed]:
    begun = [case for case in cases if case.year == plan.year]
    children = [case for case in begun if case.is_child] or begun
    adults = [case for case in begun if not case.is_child]
    for place in range(plan.presumed):
        is_minor = place < plan.minors
        case = children[place % len(children)] if is_minor else random.choice(adults)
        last = min(date(plan.year, 12, 20), today - timedelta(days=1))
        presumed = min(case.registered_on + timedelta(days=random.randint(0, 45)), last)
        one = Harmed(case, _human(case, plan, presumed, is_minor, inventor), presumed)
        _decide(one, place, plan, random, today)
        yield one


def _decide(one: Harmed, place: int, plan: YearPlan, random: Random, today: date) -> None:
    # minors stand first in the year; recognise from the end, so that both are mixed
    rank = plan.presumed - place
    if rank <= plan.recognised:
        wait = timedelta(days=random.randint(3, 60))
        latest = min(date(plan.year, 12, 30), today)
        one.recognised_on = max(one.presumed_on, min(one.presumed_on + wait, latest))
    elif rank <= plan.recognised + plan.recognised_later:
        later = date(plan.year + 1, random.randint(1, 6), random.randint(1, 28))
        one.recognised_on = later if later <= today else None
    elif plan.year < today.year - 1 or random.random() < 0.25:
        # nobody waits for a decision through the years
        one.turned_down = random.choice([VictimStatus.DECLINED, VictimStatus.NOT_CONFIRMED])
        later = one.presumed_on + timedelta(days=random.randint(20, 200))
        one.turned_down_on = min(later, today)


def _human(case: Case, plan: YearPlan, on: date, is_minor: bool, inventor: Inventor) -> Invented:
    random = inventor.random
    men = 0.7 if case.is_labour else 0.04
    sex = Sex.MALE if random.random() < men and not is_minor else Sex.FEMALE
    foreign = 0 if plan.closing else (0.35 if case.is_labour else 0.12)
    country = random.choice(list(ABROAD)) if random.random() < foreign else "LT"
    ages = (15, 16) if is_minor else (19, 46)
    return inventor.invent(on, sex=sex, ages=ages, country=country)


def _victim(one: Harmed, lists: Lists, random: Random) -> Victim:
    status, since = _statuses(one)[-1]
    return Victim(
        investigation=one.case.row,
        person=one.person,
        status=status,
        status_on=since,
        identified_by=one.case.unit,
        procedural_status=(
            ProceduralStatus.VICTIM if one.recognised_on else ProceduralStatus.WITNESS
        ),
        cooperation=random.choice(
            [Cooperation.YES, Cooperation.YES, Cooperation.UNDECIDED, Cooperation.NO]
        ),
        relationship=lists.any(random, "relationship_to_trafficker"),
        education=lists.any(random, "education"),
        employment=lists.any(random, "employment"),
        marital_status=lists.any(random, "marital_status"),
    )


def _statuses(one: Harmed) -> list[tuple[VictimStatus, date]]:
    statuses = [(VictimStatus.PRESUMED, one.presumed_on)]
    if one.recognised_on:
        statuses.append((VictimStatus.RECOGNISED, one.recognised_on))
    if one.turned_down and one.turned_down_on:
        statuses.append((one.turned_down, one.turned_down_on))
    return statuses


def _decisions(one: Harmed) -> Iterator[VictimDecision]:
    for status, on in _statuses(one):
        recognised = status == VictimStatus.RECOGNISED
        yield VictimDecision(
            victim=one.row,
            status=status,
            on=on,
            decider=Decider.PROSECUTOR if recognised else Decider.POLICE,
            decider_name=one.case.row.prosecutor if recognised else "",
            basis="BPK 28 str., nutarimas" if recognised else "Pirminė apklausa, požymių sąrašas",
        )


def _write_details(harmed: list[Harmed], lists: Lists, random: Random) -> None:
    ExploitationEpisode.objects.bulk_create(_episode(one, lists, random) for one in harmed)
    Recruitment.objects.bulk_create(
        Recruitment(victim=one.row, method=method)
        for one in harmed
        for method in lists.some(random, "recruitment_method", 2)
    )
    Control.objects.bulk_create(
        Control(victim=one.row, means=means)
        for one in harmed
        for means in lists.some(random, "control_means", 4)
    )


def _episode(one: Harmed, lists: Lists, random: Random) -> ExploitationEpisode:
    labour = ["LAB", "LAB", "LAB", "CRIME", "BEG", "FRAUD"]
    code = random.choice(labour) if one.case.is_labour else "SEX_PROST"
    at_home = one.case.row.reach == Reach.DOMESTIC
    started = one.presumed_on - timedelta(days=random.randint(40, 140))
    return ExploitationEpisode(
        victim=one.row,
        form=lists.forms[code],
        is_main=True,
        country=lists.countries["LT" if at_home else random.choice(TARGETS)],
        place="Kaunas" if at_home else random.choice(PLACES),
        starts_on=started,
        ends_on=started + timedelta(days=random.randint(10, 38)),
    )
