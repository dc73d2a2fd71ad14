"""Help in depth: needs, plans, groups, appointments, follow-ups, offers, of NGOs with an account.

It has a random source of its own and touches nothing that was made before it; the services that
come of it are of this year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from assistance.actions.services import shares
from assistance.choices import (
    Answer,
    AppointmentState,
    Doer,
    FollowUpResult,
    FollowUpRound,
    GoalOutcome,
    NeedLevel,
    OfferAge,
    Presence,
    Risk,
    Safety,
)
from assistance.models import (
    Appointment,
    Attendance,
    Beneficiary,
    Enrolment,
    FollowUp,
    Goal,
    GoalStep,
    Group,
    GroupSession,
    Need,
    Offer,
    Plan,
    Project,
    Service,
)
from assistance.queries import Rules
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, Organisation, User
from thbcases.demo.lists import Lists
from thbcases.people.choices import Sex

SEED = 2013
PEOPLE = 9
DOMAINS = ("emotional", "housing", "legal", "work", "documents", "money")
GOALS = (
    ("livelihood", "Rasti darbą pagal sutartį", ("Parengti gyvenimo aprašymą", "Užsiregistruoti")),
    ("social_care", "Gyventi savarankiškai", ("Rasti butą", "Sutarti dėl kaucijos")),
    ("legal", "Pateikti prašymą dėl žalos atlyginimo", ("Surinkti dokumentus",)),
)
GROUPS = (
    ("social_skills", "Socialinių įgūdžių grupė", "education", False),
    ("vocational", "Siuvėjų kursai", "vocational_guidance", True),
)
TOPICS = ("Susipažinimas", "Teisės darbe", "Pokalbis dėl darbo", "Biudžetas", "Konfliktai")
DECLINED = (
    "for_women", "for_women", "wants_work", "wants_work", "shame", "distrust", "fear",
    "wants_home", "not_a_victim", "language",
)  # fmt: skip
WAYS = ("in_person", "phone", "outreach", "police")


@dataclass
class Desk:
    """An NGO with somebody who can sign in, and people it helps now."""

    ngo: Organisation
    worker: User
    people: list[Beneficiary]
    project: Project | None


def make_helping(lists: Lists, today: date) -> None:
    """Write down how the NGOs of the demo accounts help in depth."""
    random = Random(SEED)
    for desk in _desks(today):
        _plans(desk, lists, random, today)
        _groups(desk, lists, random, today)
        _appointments(desk, lists, random, today)
        _follow_ups(desk, lists, random, today)
    _offers(lists, random, today)


def _desks(today: date) -> Iterator[Desk]:
    working = Membership.objects.filter(user__is_demo=True, role=Role.NGO)
    for membership in working.select_related("user", "organisation").order_by("pk"):
        ngo = membership.organisation
        mine = Beneficiary.objects.filter(custodian=ngo, closed_on=None)
        helped = mine.filter(services__on__year=today.year).distinct()
        projects = Project.objects.filter(
            custodian=ngo, starts_on__lte=today, ends_on__gte=today, granted__isnull=False
        )
        people = list(helped.order_by("pk")[:PEOPLE])
        yield Desk(ngo, membership.user, people, projects.order_by("pk").first())


def _plans(desk: Desk, lists: Lists, random: Random, today: date) -> None:
    levels = list(NeedLevel)
    for place, person in enumerate(desk.people[:6]):
        agreed = max(person.registered_on, today - timedelta(days=100 - 9 * place))
        for code in DOMAINS:
            for on, level in ((agreed, random.choice(levels)), (today, random.choice(levels[:3]))):
                if on == agreed or place < 2:
                    Need.objects.get_or_create(
                        beneficiary=person,
                        domain=lists.code("need_domain", code),
                        on=on,
                        defaults={"level": level},
                    )
        plan = Plan.objects.create(
            beneficiary=person,
            agreed_on=agreed,
            review_on=max(agreed, today + timedelta(days=15 * place - 20)),
            summary="Nori gyventi savarankiškai ir dirbti.",
        )
        for number, (area, text, steps) in enumerate(GOALS[: 1 + place % 3]):
            is_reached = number == 0 and place % 2 == 1
            goal = Goal.objects.create(
                plan=plan,
                area=lists.code("support_plan_type", area),
                text=text,
                due_on=today + timedelta(days=30 * (number + 1)),
                outcome=GoalOutcome.REACHED if is_reached else "",
                closed_on=today if is_reached else None,
            )
            for step in steps:
                done = random.random() < 0.5
                GoalStep.objects.create(
                    goal=goal,
                    text=step,
                    doer=random.choice(list(Doer)),
                    done_on=today if done else None,
                )


def _groups(desk: Desk, lists: Lists, random: Random, today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    for kind, title, service, has_certificate in GROUPS:
        group = Group.objects.create(
            custodian=desk.ngo,
            kind=lists.code("group_kind", kind),
            title=title,
            service=lists.services[service],
            starts_on=monday - timedelta(weeks=5),
            ends_on=monday + timedelta(weeks=8),
            leader=str(desk.worker),
            project=desk.project,
            places=10,
            place="Bendruomenės salė",
            has_certificate=has_certificate,
        )
        people = [p for p in desk.people if p.registered_on <= group.starts_on]
        random.shuffle(people)
        for person in people[:6]:
            Enrolment.objects.create(group=group, beneficiary=person, enrolled_on=group.starts_on)
        for week in range(-4, 3):
            session = GroupSession.objects.create(
                group=group,
                on=monday + timedelta(weeks=week, days=1 if kind == "vocational" else 0),
                begins=time(17, 30),
                units=Decimal(2),
                topic=TOPICS[week % len(TOPICS)],
                worker_hours=Decimal(4),
                cost=Decimal(60) if week % 2 else None,
            )
            if session.on < today:
                _sheet(desk, session, people[:6], random)


def _sheet(desk: Desk, session: GroupSession, people: list[Beneficiary], random: Random) -> None:
    """The marks, and the services of those who came, exactly as the sheet writes them."""
    marks = [
        Attendance.objects.create(
            session=session,
            beneficiary=person,
            presence=random.choice([Presence.PRESENT] * 3 + [Presence.ABSENT, Presence.EXCUSED]),
        )
        for person in people
    ]
    came = sorted(
        (mark for mark in marks if mark.presence == Presence.PRESENT),
        key=lambda mark: mark.beneficiary_id,
    )
    costs, hours = shares(session.cost, len(came)), shares(session.worker_hours, len(came))
    group = session.group
    for mark, cost, took in zip(came, costs, hours, strict=True):
        Service.objects.create(
            beneficiary=mark.beneficiary,
            attendance=mark,
            kind=group.service,
            on=session.on,
            units=session.units,
            unit=group.service.unit,
            project=group.project,
            worker=desk.worker,
            place=group.place,
            result=session.topic,
            cost=cost,
            worker_hours=took,
        )


def _appointments(desk: Desk, lists: Lists, random: Random, today: date) -> None:
    kinds = ("psychological", "legal_advice", "accompaniment", "social_work")
    places = ("Centras", "Policija", "Poliklinika", "")
    for number, person in enumerate(desk.people):
        day = today + timedelta(days=number // 2 - 2)
        if day < person.registered_on:
            continue
        starts = timezone.make_aware(datetime.combine(day, time(9 + 4 * (number % 2))))
        state = AppointmentState.PLANNED
        if day < today:
            state = random.choice([AppointmentState.KEPT, AppointmentState.MISSED])
        Appointment.objects.create(
            beneficiary=person,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=50),
            worker=desk.worker,
            kind=lists.services[kinds[number % len(kinds)]],
            place=places[number % len(places)],
            state=state,
        )


def _follow_ups(desk: Desk, lists: Lists, random: Random, today: date) -> None:
    rules = Rules()
    ended = Beneficiary.objects.filter(custodian=desk.ngo, closed_on__isnull=False)
    for person in ended.select_related("outcome").order_by("pk"):
        if person.outcome is not None and person.outcome.code == "died":
            continue
        for which in FollowUpRound:
            due = rules.due_on(which, person.closed_on)  # type: ignore[arg-type]
            if due is None or due > today or random.random() < 0.4:
                continue
            FollowUp.objects.create(
                beneficiary=person, round=which, on=due, **_found(person, lists, random)
            )


def _found(person: Beneficiary, lists: Lists, random: Random) -> dict[str, object]:
    if not person.safe_contact and random.random() < 0.7:
        return {"result": FollowUpResult.NO_SAFE_WAY}
    if person.safe_contact and random.random() < 0.3:
        return {"result": FollowUpResult.NOT_REACHED}
    return {
        "result": FollowUpResult.REACHED,
        "housing": lists.any(random, "follow_up_housing"),
        "work": lists.any(random, "follow_up_work"),
        "safety": random.choice(list(Safety)),
        "risk": random.choice(list(Risk)),
    }


def _offers(lists: Lists, random: Random, today: date) -> None:
    """Offers of NGOs and of first responders; men decline more often."""
    roles = (Role.NGO, Role.RESPONDER)
    working = Membership.objects.filter(user__is_demo=True, role__in=roles).order_by("pk")
    for membership in working.select_related("organisation"):
        for _each in range(18 if membership.role == Role.NGO else 6):
            sex = random.choice([Sex.MALE, Sex.MALE, Sex.FEMALE])
            declines = random.random() < (0.6 if sex == Sex.MALE else 0.3)
            others = [Answer.ACCEPTED, Answer.ACCEPTED, Answer.UNDECIDED]
            answer = Answer.DECLINED if declines else random.choice(others)
            reason = lists.code("decline_reason", random.choice(DECLINED)) if declines else None
            Offer.objects.create(
                custodian=membership.organisation,
                on=today - timedelta(days=random.randint(1, 400)),
                way=lists.code("offer_way", random.choice(WAYS)),
                kind=random.choice([None, lists.services["emergency_housing"]]),
                sex=sex,
                age=random.choice([OfferAge.ADULT] * 4 + [OfferAge.UNKNOWN]),
                answer=answer,
                reason=reason,
            )
