"""Terms that are late, soon and calm for those who have any: requests, claims, an owed report."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from assistance.choices import ProjectState
from assistance.models import FundingCall, Project
from thbcases.access.acting import acting, acting_system
from thbcases.accounts.models import User
from thbcases.codes.models import Currency
from thbcases.demo.lists import Lists
from thbcases.niis.choices import Urgency
from thbcases.niis.models import InformationRequest
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person
from thbcases.victims.choices import Payer
from thbcases.victims.models import CompensationClaim, Victim

NGO = "NGO-CARITAS"
UNIT = "POLICE-VILNIUS"


@dataclass(frozen=True)
class Asked:
    """A request of one demo account to the unit of another."""

    by: str
    unit: str
    asked_days_ago: int
    due_in_days: int
    urgency: Urgency = Urgency.ORDINARY


ASKED = (
    Asked("officer2", UNIT, 8, -1),
    Asked("officer2", UNIT, 2, 1, Urgency.URGENT),
    Asked("officer2", UNIT, 1, 6),
    Asked("officer", "LKPB-THB", 5, 2),
    Asked("officer", "POLICE-KAUNAS", 3, 4),
)
# So many days ago a claim was made: late, soon, calm.
CLAIMED = (40, 27, 3)


def make_terms(lists: Lists, today: date) -> None:
    """What the home page of each role shows of terms, beside stays and investigations."""
    _ask(lists, today)
    _claim(lists, today)
    _owe(lists, today)


def _ask(lists: Lists, today: date) -> None:
    """Units ask each other about persons that the asked unit keeps."""
    for place, asked in enumerate(ASKED):
        unit = lists.organisations[asked.unit]
        person = Person.objects.filter(custodian=unit).order_by("pk")[place : place + 1].first()
        person = person or Person.objects.exclude(custodian=unit).order_by("pk")[place]
        day = today - timedelta(days=asked.asked_days_ago)
        user = User.objects.get(username=asked.by, is_demo=True)
        row = InformationRequest(
            reference=reference_of(person),
            asked=unit,
            parts=["person"],
            reason="Tas pats telefono numeris abiejose bylose",
            legal_basis="BPK 97 str.",
            purpose=f"01-1-{10_000 + place}-{today:%y}",
            urgency=asked.urgency,
            asked_at=timezone.make_aware(datetime.combine(day, time(10))),
            due_on=today + timedelta(days=asked.due_in_days),
        )
        with acting(user.actor()):
            row.save()


def _claim(lists: Lists, today: date) -> None:
    """Victims of the demo unit claim compensation."""
    unit = lists.organisations[UNIT]
    victims = Victim.objects.filter(custodian=unit, status_on__lt=today - timedelta(days=60))
    for victim, days in zip(victims.order_by("-status_on", "pk")[:3], CLAIMED, strict=False):
        with acting_system("demo", unit.pk):
            CompensationClaim.objects.create(
                victim=victim,
                payer=Payer.OFFENDER,
                claimed_on=today - timedelta(days=days),
                amount=Decimal(3000),
                currency=Currency.objects.get(code="EUR"),
            )


def _owe(lists: Lists, today: date) -> None:
    """A small project that ended and did not hand in its report yet."""
    funder, ngo = lists.organisations["SADM"], lists.organisations[NGO]
    with acting_system("demo", funder.pk):
        call = FundingCall.objects.create(
            year=today.year,
            title="Papildomas kvietimas: vertimas ir palydėjimas",
            opens_on=today - timedelta(days=200),
            closes_on=today - timedelta(days=170),
            currency=Currency.objects.get(code="EUR"),
        )
    with acting_system("demo", ngo.pk):
        Project.objects.create(
            call=call,
            number=f"P{today:%y}-9",
            title="Vertimas ir palydėjimas",
            state=ProjectState.FUNDED,
            starts_on=today - timedelta(days=140),
            ends_on=today - timedelta(days=27),
            requested=Decimal(2000),
            granted=Decimal(1500),
            decided_on=today - timedelta(days=150),
        )
