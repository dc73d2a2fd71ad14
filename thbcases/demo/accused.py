"""Suspects, the cases in court, and judgments, so that each year has its published number."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thbcases.demo.cases import Case
from thbcases.demo.lists import Lists
from thbcases.demo.names import Invented, Inventor
from thbcases.demo.people import make_people
from thbcases.demo.plan import FIRST_YEAR, PUBLISHED_UNTIL, Sentences, YearPlan
from thbcases.investigations.choices import Outcome, StageKind, SuspectState
from thbcases.investigations.models import (
    Charge,
    CourtCase,
    Judgment,
    Sentence,
    Suspect,
    SuspectStatus,
)
from thbcases.people.choices import Sex

COURTS = {
    "POLICE-KAUNAS": "regional_kaunas",
    "POLICE-KLAIPEDA": "regional_klaipeda",
    "POLICE-SIAULIAI": "regional_siauliai",
    "POLICE-PANEVEZYS": "regional_panevezys",
}
# How many are accused in the cases that are judged first; 2 + 2 + 1 = the five of 2012.
FEW = (2, 2, 1)


@dataclass
class Accused:
    """A suspect to be made: since when known, since when prosecuted, when convicted."""

    case: Case
    human: Invented
    known_on: date
    prosecuted_on: date | None = None
    convicted_on: date | None = None
    months: int = 0
    row: Suspect = field(init=False)


def make_accused(
    plans: list[YearPlan], cases: list[Case], lists: Lists, random: Random, inventor: Inventor
) -> None:
    """Write down suspects, cases in court and judgments."""
    accused = [*_before(cases, inventor)]
    for plan in plans:
        accused += _known_in(plan, cases, random, inventor)
    judged = [judged for plan in plans for judged in _judge(plan, cases, accused, random)]
    _write_suspects(accused, lists)
    _write_courts(cases, judged, accused, lists, random)


def _before(cases: list[Case], inventor: Inventor) -> Iterator[Accused]:
    """Those of cases begun before 2009 that go to court; known and prosecuted before 2009."""
    early = [c for c in cases if c.year < FIRST_YEAR and c.ends_in == StageKind.INDICTMENT]
    for place, case in enumerate(early):
        # 14 convicted in the first five, then 3 each: nine of them are convicted in 2010
        number = 3 if place != 4 else 2
        for _each in range(number):
            known = case.registered_on + timedelta(days=20)
            yield Accused(
                case, _human(inventor, known), known, prosecuted_on=date(2008, 3, 14 + place)
            )


def _known_in(
    plan: YearPlan, cases: list[Case], random: Random, inventor: Inventor
) -> Iterator[Accused]:
    begun = [case for case in cases if case.year == plan.year]
    if not begun:
        return
    places = _places(begun, plan.suspects, random)
    for place, case in enumerate(places):
        last = date(plan.year, 12, 28)
        known = min(case.registered_on + timedelta(days=random.randint(1, 40)), last)
        prosecuted = None
        if place < plan.prosecuted:
            prosecuted = min(known + timedelta(days=random.randint(2, 60)), date(plan.year, 12, 30))
        yield Accused(case, _human(inventor, known), known, prosecuted_on=prosecuted)


def _places(begun: list[Case], number: int, random: Random) -> list[Case]:
    """In which case each suspect stands; those that go to court first, a few in each."""
    courts = [case for case in begun if case.ends_in == StageKind.INDICTMENT]
    places = [
        case
        for place, case in enumerate(sorted(courts, key=lambda c: c.closed_on or date.max))
        for _each in range(FEW[place] if place < len(FEW) else 2)
    ]
    others = [case for case in begun if case not in courts] or begun
    while len(places) < number:
        places.append(random.choice(others))
    return places[:number]


def _human(inventor: Inventor, on: date) -> Invented:
    sex = Sex.FEMALE if inventor.random.random() < 0.25 else Sex.MALE
    return inventor.invent(on, sex=sex, ages=(22, 58))


@dataclass
class Judged:
    """A case in court that is decided on a day."""

    case: Case
    on: date


def _judge(
    plan: YearPlan, cases: list[Case], accused: list[Accused], random: Random
) -> Iterator[Judged]:
    """Decide as many cases as planned; all accused in them are convicted."""
    if plan.sentences is None:
        return
    waiting = [c for c in cases if _awaits_judgment(c, plan, accused)]
    chosen = waiting[: plan.sentences.cases]
    convicted: list[Accused] = []
    for case in chosen:
        assert case.closed_on is not None
        first = max(case.closed_on + timedelta(days=30), date(plan.year, 2, 1))
        on = first + timedelta(
            days=random.randint(0, max(0, (date(plan.year, 12, 20) - first).days))
        )
        on = min(on, date(plan.year, 12, 22))
        for one in _prosecuted(case, accused):
            one.convicted_on = on
            convicted.append(one)
        yield Judged(case, on)
    _measure(convicted, plan.sentences, random)
    exact = plan.year <= PUBLISHED_UNTIL
    if exact and len(convicted) != plan.sentences.convicted:
        raise AssertionError(f"{plan.year}: {len(convicted)} convicted, not as published")


def _awaits_judgment(case: Case, plan: YearPlan, accused: list[Accused]) -> bool:
    if case.ends_in != StageKind.INDICTMENT or case.closed_on is None:
        return False
    if case.closed_on > date(plan.year, 9, 30) or case.closed_on.year < plan.year - 5:
        return False
    # the labour cases that came to trial in 2009 were decided after the published years
    if case.article and case.year < FIRST_YEAR and plan.year <= PUBLISHED_UNTIL:
        return False
    charged = _prosecuted(case, accused)
    return bool(charged) and all(one.convicted_on is None for one in charged)


def _prosecuted(case: Case, accused: list[Accused]) -> list[Accused]:
    return [one for one in accused if one.case is case and one.prosecuted_on]


def _measure(convicted: list[Accused], planned: Sentences, random: Random) -> None:
    """Imprisonment of each: the longest, the shortest, and something between for the rest."""
    for place, one in enumerate(convicted):
        if place == 0:
            one.months = planned.longest
        elif place == len(convicted) - 1:
            one.months = planned.shortest
        else:
            one.months = random.randrange(planned.shortest, planned.longest + 1, 6)


def _write_suspects(accused: list[Accused], lists: Lists) -> None:
    people = make_people((one.human, one.case.unit) for one in accused)
    for one, person in zip(accused, people, strict=True):
        states = _states(one)
        one.row = Suspect(
            investigation=one.case.row, person=person, state=states[-1][0], state_on=states[-1][1]
        )
    Suspect.objects.bulk_create(one.row for one in accused)
    SuspectStatus.objects.bulk_create(
        SuspectStatus(suspect=one.row, state=state, on=on)
        for one in accused
        for state, on in _states(one)
    )
    Charge.objects.bulk_create(
        Charge(
            suspect=one.row,
            article=lists.articles["157.1" if one.case.is_child else "147.2"],
            offence_on=one.case.registered_on - timedelta(days=60),
        )
        for one in accused
        if one.prosecuted_on
    )


def _states(one: Accused) -> list[tuple[SuspectState, date]]:
    states = [(SuspectState.INFORMATION, one.known_on)]
    if one.prosecuted_on:
        states.append((SuspectState.PROSECUTED, one.prosecuted_on))
    if one.convicted_on:
        states.append((SuspectState.CONVICTED, one.convicted_on))
    return states


def _write_courts(
    cases: list[Case], judged: list[Judged], accused: list[Accused], lists: Lists, random: Random
) -> None:
    courts = {
        id(case): CourtCase(
            investigation=case.row,
            court=lists.code("court", COURTS.get(case.unit.code, "regional_vilnius")),
            number=f"1-{random.randint(100, 999)}-{random.randint(100, 999)}/{case.closed_on.year}",
            handed_over_on=case.closed_on + timedelta(days=7),
        )
        for case in cases
        if case.ends_in == StageKind.INDICTMENT and case.closed_on
    }
    CourtCase.objects.bulk_create(courts.values())
    judgments = {
        id(one.case): Judgment(
            court_case=courts[id(one.case)], on=one.on, final_on=one.on + timedelta(days=20)
        )
        for one in judged
    }
    Judgment.objects.bulk_create(judgments.values())
    Sentence.objects.bulk_create(
        Sentence(
            judgment=judgments[id(one.case)],
            suspect=one.row,
            outcome=Outcome.CONVICTED,
            article=lists.articles["147.2"],
            years=one.months // 12,
            months=one.months % 12,
        )
        for one in accused
        if one.convicted_on
    )
