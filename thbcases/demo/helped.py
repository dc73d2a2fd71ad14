"""Assistance: yearly calls, NGO projects, beneficiaries and their services."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from assistance.choices import BeneficiaryStatus, ProjectState, ReportState
from assistance.models import Beneficiary, Consent, FundingCall, Project, ProjectReport, Service
from thbcases.accounts.models import Membership, Organisation
from thbcases.demo.harmed import Harmed
from thbcases.demo.lists import Lists
from thbcases.demo.names import ABROAD, Invented, Inventor
from thbcases.demo.people import make_people
from thbcases.demo.plan import YearPlan
from thbcases.people.choices import Sex

# Shown before the name of a beneficiary in lists and letters.
CODES = {
    "NGO-CARITAS": "CAR",
    "NGO-KLAIPEDA": "KLA",
    "NGO-MISSING": "DIN",
    "NGO-KOPZI": "KOP",
    "NGO-MEN": "VYR",
    "NGO-VILNIUS-CARITAS": "VIL",
}
SHARES = (34, 26, 14, 10, 9, 7)
HELPED_TWICE = 6
FIRST_EURO_YEAR = 2015
KINDS = {
    "psychological": ("1", "1.5", "2"),
    "social_work": ("1", "2", "3"),
    "legal_advice": ("1", "1.5"),
    "emergency_housing": ("1", "3", "7", "14"),
    "medical": ("1", "2"),
    "accompaniment": ("2", "3"),
    "basics": ("1", "2"),
    "job_placement": ("1", "2"),
    "vocational_guidance": ("2", "4"),
}
SAFE_CONTACT = "Skambinti tik po 18 val., neprisistatyti."
RESULTS = ("", "", "tikslas pasiektas", "tęsiama", "susitarta dėl kito susitikimo")


@dataclass
class Helped:
    """A human with one NGO: in which years, from which police matter if any."""

    human: Invented
    ngo: Organisation
    recognised: bool
    years: list[int] = field(default_factory=list)
    row: Beneficiary = field(init=False)


def make_helped(
    plans: list[YearPlan],
    harmed: list[Harmed],
    lists: Lists,
    random: Random,
    inventor: Inventor,
    today: date,
) -> None:
    """Write down calls, projects, beneficiaries and services of all years."""
    funder = lists.organisations["SADM"]
    projects = _projects(plans, lists, funder, random, today)
    helped: dict[tuple[int, str], Helped] = {}
    before: list[Invented] = []
    for plan in plans:
        if plan.assisted:
            ngos = [ngo for year, ngo in projects if year == plan.year]
            before = _assist(plan, ngos, harmed, before, helped, lists, inventor)
    rows = list(helped.values())
    _write_beneficiaries(rows, random, lists, today)
    services = list(_services(rows, projects, lists, random, today))
    Service.objects.bulk_create(services, batch_size=2000)
    _write_consents(rows, lists)


def _projects(
    plans: list[YearPlan], lists: Lists, funder: Organisation, random: Random, today: date
) -> dict[tuple[int, str], Project]:
    found: dict[tuple[int, str], Project] = {}
    for plan in plans:
        if not plan.projects:
            continue
        currency = lists.currencies["EUR" if plan.year >= FIRST_EURO_YEAR else "LTL"]
        call = FundingCall.objects.create(
            custodian=funder,
            year=plan.year,
            title="Pagalba nukentėjusiems nuo prekybos žmonėmis",
            opens_on=date(plan.year - 1, 11, 2),
            closes_on=date(plan.year - 1, 12, 15),
            currency=currency,
        )
        for place, code in enumerate(list(CODES)[: plan.projects], start=1):
            found[plan.year, code] = _project(plan.year, place, call, lists, code, random, today)
    _write_reports(found, today)
    return found


def _project(
    year: int,
    place: int,
    call: FundingCall,
    lists: Lists,
    code: str,
    random: Random,
    today: date,
) -> Project:
    rate = Decimal("3.45") if year < FIRST_EURO_YEAR else Decimal(1)
    asked = (Decimal(random.randint(12, 30)) * 1000 * rate).quantize(Decimal(1))
    return Project.objects.create(
        custodian=lists.organisations[code],
        call=call,
        number=f"{year}-{place:02}",
        title="Kompleksinė pagalba prekybos žmonėmis aukoms ir jų artimiesiems",
        state=ProjectState.FUNDED if year == today.year else ProjectState.FINISHED,
        starts_on=date(year, 1, 10),
        ends_on=date(year, 12, 20),
        requested=asked,
        granted=(asked * Decimal("0.9")).quantize(Decimal(1)),
        decided_on=date(year, 1, 8),
    )


def _write_reports(projects: dict[tuple[int, str], Project], today: date) -> None:
    ProjectReport.objects.bulk_create(
        ProjectReport(
            project=project,
            starts_on=date(year, 1, 10),
            ends_on=date(year, 12, 20) if year < today.year else today,
            text="Suteikta pagalba pagal projekto planą; žr. paslaugų suvestinę.",
            spent=(project.granted or Decimal(0)) * (1 if year < today.year else Decimal("0.7")),
            state=ReportState.ACCEPTED if year < today.year else ReportState.SUBMITTED,
            submitted_on=date(year + 1, 1, 15) if year < today.year else today,
            decided_on=date(year + 1, 2, 1) if year < today.year else None,
        )
        for (year, code), project in projects.items()
        if year < today.year or code == "NGO-MISSING"
    )


def _assist(
    plan: YearPlan,
    ngos: list[str],
    harmed: list[Harmed],
    before: list[Invented],
    helped: dict[tuple[int, str], Helped],
    lists: Lists,
    inventor: Inventor,
) -> list[Invented]:
    """Choose who is helped in the year: exactly as many people, and men, as planned."""
    random = inventor.random
    wanted_men = plan.assisted_men
    if wanted_men is None:
        wanted_men = int(plan.assisted * random.uniform(0.2, 0.4))
    recognised = {id(one.human): bool(one.recognised_on) for one in harmed}
    known = [one.human for one in harmed if plan.year - 1 <= one.presumed_on.year <= plan.year]
    known = [human for human in known if _began_before(human, harmed, plan.year)]
    random.shuffle(known)
    pool = [*before[: plan.assisted // 3], *known[: plan.assisted // 3]]
    chosen = [
        *_choose(pool, plan.assisted - wanted_men, Sex.FEMALE, plan, inventor),
        *_choose(pool, wanted_men, Sex.MALE, plan, inventor),
    ]
    for place, human in enumerate(chosen):
        codes = random.choices(ngos, weights=SHARES[: len(ngos)])
        if place % (len(chosen) // HELPED_TWICE) == 0:
            codes = random.sample(ngos, 2)
        for code in codes:
            one = helped.setdefault(
                (id(human), code),
                Helped(human, lists.organisations[code], recognised.get(id(human), False)),
            )
            one.years.append(plan.year)
    return chosen


def _began_before(human: Invented, harmed: list[Harmed], year: int) -> bool:
    """Help follows the first signs, so people of late autumn are helped next year."""
    return any(one.human is human and one.presumed_on <= date(year, 10, 31) for one in harmed)


def _choose(
    pool: list[Invented], number: int, sex: Sex, plan: YearPlan, inventor: Inventor
) -> list[Invented]:
    unique = {id(human): human for human in pool if human.sex == sex}
    chosen = list(unique.values())[:number]
    while len(chosen) < number:
        foreign = inventor.random.random() < (0.2 if not plan.closing else 0)
        chosen.append(
            inventor.invent(
                date(plan.year, 6, 15),
                sex=sex,
                ages=(16, 52),
                country=inventor.random.choice(list(ABROAD)) if foreign else "LT",
            )
        )
    return chosen


def _write_beneficiaries(rows: list[Helped], random: Random, lists: Lists, today: date) -> None:
    people = make_people((one.human, one.ngo) for one in rows)
    numbers: dict[str, int] = {}
    for one, person in zip(rows, people, strict=True):
        numbers[one.ngo.code] = numbers.get(one.ngo.code, 0) + 1
        is_closed = max(one.years) < today.year - 1
        recognised = one.recognised or random.random() < 0.4
        one.row = Beneficiary(
            custodian=one.ngo,
            person=person,
            code=f"{CODES[one.ngo.code]}-{numbers[one.ngo.code]:03}",
            status=BeneficiaryStatus.RECOGNISED if recognised else BeneficiaryStatus.PRESUMED,
            registered_on=date(min(one.years), 1, 10),
            safe_contact="Skambinti tik po 18 val., neprisistatyti."
            if random.random() < 0.2
            else "",
            closed_on=date(max(one.years) + 1, 1, 10) if is_closed else None,
            outcome=lists.any(random, "closing_outcome") if is_closed else None,
        )
    Beneficiary.objects.bulk_create(one.row for one in rows)


def _services(
    rows: list[Helped],
    projects: dict[tuple[int, str], Project],
    lists: Lists,
    random: Random,
    today: date,
) -> Iterator[Service]:
    workers = {
        membership.organisation_id: membership.user
        for membership in Membership.objects.filter(user__is_demo=True).select_related("user")
    }
    for one in rows:
        for year in one.years:
            for on in _days(year, random, today):
                code = random.choice(list(KINDS))
                yield Service(
                    beneficiary=one.row,
                    kind=lists.services[code],
                    on=on,
                    units=Decimal(random.choice(KINDS[code])),
                    unit=lists.services[code].unit,
                    project=projects[year, one.ngo.code],
                    worker=workers.get(one.ngo.pk),
                    result=random.choice(RESULTS),
                )


def _days(year: int, random: Random, today: date) -> list[date]:
    first = date(year, 1, 12)
    last = min(date(year, 12, 18), today - timedelta(days=1))
    span = max(0, (last - first).days)
    return sorted(
        first + timedelta(days=random.randint(0, span)) for _each in range(random.randint(2, 5))
    )


def _write_consents(rows: list[Helped], lists: Lists) -> None:
    Consent.objects.bulk_create(
        Consent(
            beneficiary=one.row,
            purpose=lists.code("consent_purpose", code),
            given_on=one.row.registered_on,
        )
        for place, one in enumerate(rows)
        for code in ("interview", "purpose_told", "tell_police_assisted")
        # every third keeps the police out of it
        if code != "tell_police_assisted" or place % 3
    )
