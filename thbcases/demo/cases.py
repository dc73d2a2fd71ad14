"""Investigations by year, and in which year each is closed, so that the stocks come out right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thbcases.accounts.models import Organisation
from thbcases.demo.lists import Lists
from thbcases.demo.plan import (
    CARRIED_OVER,
    CARRIED_OVER_CHILDREN,
    FIRST_YEAR,
    PUBLISHED_UNTIL,
    TRIED_BEFORE,
    YearPlan,
)
from thbcases.investigations.choices import CountryRole, Reach, StageKind
from thbcases.investigations.models import (
    Investigation,
    InvestigationArticle,
    InvestigationCountry,
    InvestigationForm,
    Stage,
)

# The two units of the demo's officers get more than their share, so that their lists are alive.
UNIT_WEIGHTS = {
    "POLICE-KAUNAS": 5,
    "POLICE-KLAIPEDA": 4,
    "POLICE-VILNIUS": 5,
    "POLICE-SIAULIAI": 2,
    "POLICE-PANEVEZYS": 2,
    "POLICE-ALYTUS": 1,
    "POLICE-MARIJAMPOLE": 1,
    "POLICE-TAURAGE": 1,
    "POLICE-TELSIAI": 1,
    "POLICE-UTENA": 1,
    "LKPB-THB": 2,
}
TARGETS = ("GB", "DE", "ES", "IE", "NL", "SE", "NO")
PROSECUTORS = (
    "D. Ambrazienė",
    "R. Norkūnas",
    "J. Laucius",
    "E. Vaičekauskienė",
    "T. Krušna",
    "G. Bučinskas",
)
SUMMARIES = (
    "Pažadėtas darbas viešbutyje užsienyje; atvykus paimti dokumentai.",
    "Skelbimas socialiniame tinkle; vežta mikroautobusu, verčiama dirbti fermoje.",
    "Naudotasi sunkia šeimos padėtimi; reikalauta grąžinti tariamą skolą už kelionę.",
    "Versta vogti parduotuvėse; pinigus atimdavo organizatoriai.",
    "Pranešimas iš nevyriausybinės organizacijos; asmuo pabėgo ir kreipėsi pagalbos.",
)


@dataclass
class Case:
    """An investigation to be made, with the days on which it began and ended."""

    year: int
    unit: Organisation
    registered_on: date
    is_child: bool = False
    is_labour: bool = False
    article: str = ""
    closed_on: date | None = None
    ends_in: StageKind = StageKind.TERMINATED
    row: Investigation = field(init=False)

    def is_open_on(self, day: date) -> bool:
        return self.registered_on <= day and (self.closed_on is None or self.closed_on > day)


def draw_up(plans: list[YearPlan], lists: Lists, random: Random, today: date) -> list[Case]:
    """All cases of the demo: begun as planned, closed as planned."""
    cases = [*_tried_before(lists, random), *_carried_over(lists, random)]
    for plan in plans:
        cases += _started(plan, lists, random, today)
    for plan in plans:
        _close(plan, cases, random, today)
    return cases


def _tried_before(lists: Lists, random: Random) -> Iterator[Case]:
    """Cases in court before the figures begin; judged in 2009."""
    for place in range(TRIED_BEFORE):
        yield Case(
            2007,
            _unit(lists, random),
            date(2007, 3 + place, 12),
            closed_on=date(2008, 4 + place, 9),
            ends_in=StageKind.INDICTMENT,
        )


def _carried_over(lists: Lists, random: Random) -> Iterator[Case]:
    children = CARRIED_OVER_CHILDREN
    for year, number in CARRIED_OVER.items():
        for place in range(number):
            on = date(year, random.randint(2, 12), random.randint(1, 28))
            yield Case(year, _unit(lists, random), on, is_child=place < 2 and children > 0)
            children -= place < 2


def _started(plan: YearPlan, lists: Lists, random: Random, today: date) -> Iterator[Case]:
    for place in range(plan.started):
        is_first_half = place < plan.started_first_half
        if plan.started_first_half:
            months = (1, 6) if is_first_half else (7, 11)
        else:
            months = (1, 12 if plan.year < today.year else today.month)
        on = date(plan.year, random.randint(*months), random.randint(1, 28))
        is_child = place < plan.children_first_half or (
            plan.year > PUBLISHED_UNTIL and random.random() < 0.12
        )
        is_labour = not is_child and plan.year > PUBLISHED_UNTIL and random.random() < 0.45
        on = min(on, today - timedelta(days=3))
        yield Case(plan.year, _unit(lists, random), on, is_child=is_child, is_labour=is_labour)


def _close(plan: YearPlan, cases: list[Case], random: Random, today: date) -> None:
    new_year = date(plan.year, 1, 1)
    to_court = plan.to_court
    for case in _closing(plan, cases, random):
        earliest = max(case.registered_on + timedelta(days=40), new_year)
        latest = min(date(plan.year, 12, 20), today - timedelta(days=5))
        if latest < earliest:
            continue
        case.closed_on = earliest + timedelta(days=random.randint(0, (latest - earliest).days))
        if to_court > 0 and not case.is_child:
            case.ends_in = StageKind.INDICTMENT
            case.closed_on = min(case.closed_on, max(earliest, date(plan.year, 8, 30)))
            to_court -= 1
            if plan.year == FIRST_YEAR:
                # two cases of trafficking for forced labour and one of Art. 147-1 came to trial
                case.is_labour, case.article = True, "147.2" if to_court else "147-1.2"


def _closing(plan: YearPlan, cases: list[Case], random: Random) -> Iterable[Case]:
    """Which cases are closed in the year: as planned by year of registration, or about half."""
    still_open = [case for case in cases if case.closed_on is None and case.year <= plan.year]
    if plan.closing:
        for year, number in plan.closing.items():
            yield from [case for case in still_open if case.year == year][:number]
        return
    older = [case for case in still_open if case.year < plan.year]
    random.shuffle(older)
    yield from older[: max(plan.to_court + 3, int(len(older) * 0.55))]


def _unit(lists: Lists, random: Random) -> Organisation:
    code = random.choices(list(UNIT_WEIGHTS), weights=list(UNIT_WEIGHTS.values()))[0]
    return lists.organisations[code]


def make_investigations(cases: list[Case], lists: Lists, random: Random) -> None:
    """Write the cases down: rows, stages, articles, forms, countries."""
    for number, case in enumerate(cases, start=1):
        case.row = _investigation(case, number, random)
    Investigation.objects.bulk_create(case.row for case in cases)
    Stage.objects.bulk_create(stage for case in cases for stage in _stages(case, lists))
    InvestigationArticle.objects.bulk_create(_article(case, lists) for case in cases)
    InvestigationForm.objects.bulk_create(_form(case, lists, random) for case in cases)
    InvestigationCountry.objects.bulk_create(
        row for case in cases for row in _countries(case, lists, random)
    )


def _investigation(case: Case, number: int, random: Random) -> Investigation:
    stage, since = StageKind.ONGOING, case.registered_on + timedelta(days=2)
    if case.closed_on:
        stage, since = case.ends_in, case.closed_on
        if stage == StageKind.INDICTMENT:
            stage, since = StageKind.COURT_FIRST, case.closed_on + timedelta(days=7)
    return Investigation(
        custodian=case.unit,
        number=f"{random.randint(1, 9):02}-1-{10000 + number * 7}-{case.year % 100:02}",
        registered_on=case.registered_on,
        prosecutor=random.choice(PROSECUTORS),
        reach=random.choice([Reach.INTERNATIONAL, Reach.INTERNATIONAL, Reach.DOMESTIC]),
        summary=random.choice(SUMMARIES),
        stage=stage,
        stage_on=since,
    )


def _stages(case: Case, lists: Lists) -> Iterator[Stage]:
    row = case.row
    yield Stage(investigation=row, kind=StageKind.REGISTERED, on=case.registered_on)
    yield Stage(
        investigation=row, kind=StageKind.ONGOING, on=case.registered_on + timedelta(days=2)
    )
    if case.closed_on is None:
        return
    ground = None
    if case.ends_in == StageKind.TERMINATED:
        ground = lists.code("termination_ground", "insufficient_evidence")
    yield Stage(
        investigation=row,
        kind=case.ends_in,
        on=case.closed_on,
        ground=ground,
        decided_by=row.prosecutor,
    )
    if case.ends_in == StageKind.INDICTMENT:
        yield Stage(
            investigation=row,
            kind=StageKind.COURT_FIRST,
            on=case.closed_on + timedelta(days=7),
            decided_by=row.prosecutor,
        )


def _article(case: Case, lists: Lists) -> InvestigationArticle:
    code = "147.2" if case.registered_on.month % 2 else "147.1"
    if case.article:
        code = case.article
    elif case.is_child:
        code = "157.1"
    elif case.is_labour and case.registered_on.month % 3 == 0:
        code = "147-1.2"
    return InvestigationArticle(
        investigation=case.row,
        article=lists.articles[code],
        offence_on=case.registered_on - timedelta(days=60),
    )


def _form(case: Case, lists: Lists, random: Random) -> InvestigationForm:
    code = random.choice(["LAB", "LAB", "CRIME", "BEG", "FRAUD"]) if case.is_labour else "SEX_PROST"
    return InvestigationForm(investigation=case.row, form=lists.forms[code], is_main=True)


def _countries(case: Case, lists: Lists, random: Random) -> Iterator[InvestigationCountry]:
    target = "LT" if case.row.reach == Reach.DOMESTIC else random.choice(TARGETS)
    for code, role in (("LT", CountryRole.ORIGIN), (target, CountryRole.DESTINATION)):
        yield InvestigationCountry(investigation=case.row, country=lists.countries[code], role=role)
