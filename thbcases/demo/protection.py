"""What is done for the children of the demo, and administrative cases with their questions."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from thbcases.accounts.models import User
from thbcases.codes.choices import HOME_COUNTRY, TermEvent
from thbcases.codes.models import AdministrativeOffenceVersion
from thbcases.codes.queries import add_term, offences_on, term_rule
from thbcases.demo.lists import Lists
from thbcases.demo.names import Invented, Inventor
from thbcases.demo.people import make_people
from thbcases.people.choices import Sex
from thbcases.people.models import Person
from thbcases.sanctions.choices import Answer, CaseState
from thbcases.sanctions.models import AdministrativeCase, LiabilityCheck
from thbcases.victims.children import reading
from thbcases.victims.choices import VictimStatus
from thbcases.victims.models import Victim

OFFICERS = {"POLICE-VILNIUS": "officer", "POLICE-KAUNAS": "officer2"}
OFFICE = "Valstybės vaiko teisių apsaugos ir įvaikinimo tarnyba"


def make_children(today: date) -> None:
    """Parts of all child victims; every fourth still waits for most of them."""
    for place, victim in enumerate(reading.children().order_by("pk")):
        if place % 4 == 3:
            continue
        _tell(victim, place, today)
        _protect(victim, place, today)
        _question(victim, place, today)


def _tell(victim: Victim, place: int, today: date) -> None:
    start = reading.registered_on(victim)
    due = add_term(start, term_rule(TermEvent.CHILD_NOTICE, start))
    late = timedelta(days=4 if place % 5 == 2 else 0)
    victim.child_notices.create(
        on=min(due + late, today),
        due_on=due,
        way="system" if place % 2 else "email",
        number=f"V-{place + 101}",
        told_by="Ugnė Tyrėnaitė",
        office=OFFICE,
    )


def _protect(victim: Victim, place: int, today: date) -> None:
    start = reading.registered_on(victim)
    has_conflict = place % 3 == 1
    victim.guardians.create(
        kind="parent",
        name="Motina" if place % 2 else "Tėvas",
        contact="+370 600 00000",
        has_conflict=has_conflict,
        conflict_reason="Galėjo gauti dalį pinigų." if has_conflict else "",
    )
    if has_conflict or place % 2:
        victim.representatives.create(
            kind="lawyer",
            name="Advokatė Rasa Gintvilė",
            contact="rasa@advokatai.example",
            appointed_by="prokuroras",
            decision_number=f"A-{place + 11}",
            starts_on=min(start + timedelta(days=3), today),
        )
    where = {"kind": "crisis", "name": "Vaikų krizių centras"}
    if place % 2:
        where = {"kind": "foster", "name": "Budinčio globotojo šeima"}
    victim.arrangements.create(starts_on=start, arranged_by="VVTAĮT", **where)
    victim.arrangements.create(kind="school", name="Gimnazija", starts_on=start)


def _question(victim: Victim, place: int, today: date) -> None:
    day = min(reading.registered_on(victim) + timedelta(days=6), today)
    times = 2 if place % 6 == 1 else 1
    for number in range(times):
        is_special = number == 0 or place % 2 == 0
        victim.child_interviews.create(
            on=min(day + timedelta(days=40 * number), today),
            in_special_room=is_special,
            place="Vaiko apklausos kambarys" if is_special else "Tyrėjos kabinetas",
            with_psychologist=is_special,
            is_recorded=is_special,
            led_by="Ugnė Tyrėnaitė",
            reason="Paaiškėjo dar vienas įtariamasis." if number else "",
        )


def make_sanctions(lists: Lists, inventor: Inventor, today: date) -> None:
    """Administrative cases of two units: every end, every currency, and one to be asked about."""
    known = _known_elsewhere(today)
    days = [date(2013, 5, 14), date(2015, 9, 3), date(today.year - 1, 3, 12)]
    days += [today - timedelta(days=back) for back in (90, 45, 20)]
    for code in OFFICERS:
        unit = lists.organisations[code]
        humans = [
            inventor.invent(on, sex=Sex.FEMALE, ages=(20, 40), country=HOME_COUNTRY) for on in days
        ]
        people = make_people((human, unit) for human in humans)
        for person, on in zip(people, days[:4], strict=False):
            _ended(person, on, CaseState.FINED, Answer.NOTHING, today)
        _ended(people[4], days[4], CaseState.ENDED, Answer.NOTHING, today)
        _case(people[5], days[5])
        for place, victim in enumerate(known.get(code, [])):
            _of_victim(victim, place, lists, code, today)


def _known_elsewhere(today: date) -> dict[str, list[Victim]]:
    """For each unit some grown-up victims of the other one, the newest first."""
    rows = Victim.objects.select_related("person", "custodian").filter(
        status__in=(VictimStatus.PRESUMED, VictimStatus.RECOGNISED),
        status_on__gt=today - timedelta(days=700),
        person__sex=Sex.FEMALE,
        person__birth_date__lt=today.replace(day=1) - timedelta(days=21 * 366),
    )
    found: dict[str, list[Victim]] = {code: [] for code in OFFICERS}
    for victim in rows.order_by("-status_on", "pk"):
        for code, some in found.items():
            if victim.custodian.code != code and len(some) < 3:
                some.append(victim)
                break
    return found


def _of_victim(victim: Victim, place: int, lists: Lists, code: str, today: date) -> None:
    """One not asked about yet, one that ended as not liable, one fined before it was known."""
    human = victim.person
    citizenship: Any = human.citizenships.first()
    told = Invented(
        human.family_name,
        human.given_name,
        human.original_name,
        Sex(human.sex),
        human.birth_date or today,
        citizenship.code if citizenship else HOME_COUNTRY,
    )
    [person] = make_people([(told, lists.organisations[code])])
    if place == 0:
        _case(person, today - timedelta(days=6))
    elif place == 1:
        _ended(person, today - timedelta(days=30), CaseState.NOT_LIABLE, Answer.KNOWN, today)
    else:
        before = victim.status_on - timedelta(days=40)
        _ended(person, before, CaseState.FINED, Answer.NOTHING, today)


def _law(on: date) -> AdministrativeOffenceVersion:
    return next(one for one in offences_on(on) if one.offence.exempts_victims)


def _case(person: Person, on: date) -> AdministrativeCase:
    number = AdministrativeCase.objects.filter(custodian=person.custodian).count() + 1
    return AdministrativeCase.objects.create(
        custodian=person.custodian,
        number=f"AN-{on.year}-{number:03}",
        person=person,
        law=_law(on),
        act_on=on,
        place="Stoties rajonas",
    )


def _ended(person: Person, on: date, state: CaseState, answer: Answer, today: date) -> None:
    case = _case(person, on)
    decided = min(on + timedelta(days=9), today)
    LiabilityCheck.objects.create(
        custodian=person.custodian,
        regime=person.regime,
        case=case,
        asked_by=User.objects.get(username=OFFICERS[person.custodian.code]),
        asked_at=timezone.make_aware(datetime.combine(decided, time(10))),
        reason=f"Prieš nutarimą byloje {case.number}",
        answer=answer,
    )
    law = case.law
    case.refresh_from_db()
    case.state, case.decided_on = state, decided
    case.decision_number = f"N-{case.number}"
    case.ground = "Neįrodyta." if state == CaseState.ENDED else ""
    middle = (law.fine_from + law.fine_to) / 2
    case.fine = middle.quantize(Decimal(1)) if state == CaseState.FINED else None
    case.save()
