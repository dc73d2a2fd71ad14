"""What is missing in the newest records, so that the completeness board has something to mend.

Only records of the last twelve months: what was published of earlier years stays as it is.
"""

from datetime import date, timedelta

from django.db.models import F

from assistance.models import Beneficiary, Service
from thbcases.demo.lists import Lists
from thbcases.people.choices import Sex
from thbcases.people.models import Person, PersonCitizenship
from thbcases.victims.choices import VictimStatus
from thbcases.victims.models import ExploitationEpisode, Victim, VictimDecision

UNITS = ("POLICE-VILNIUS", "POLICE-KAUNAS")
NGOS = ("NGO-CARITAS", "NGO-MISSING")
YEAR = timedelta(days=365)
SETTLED = timedelta(days=45)


def make_gaps(lists: Lists, today: date) -> None:
    """A few faults at the demo accounts' units and organisations."""
    for code in UNITS:
        _of_unit(code, lists, today)
    for code in NGOS:
        _of_ngo(code, today)


def _of_unit(code: str, lists: Lists, today: date) -> None:
    """Of the newest victims: two of unknown exploitation, one of unknown citizenship and sex."""
    of_unit = Victim.objects.filter(
        custodian__code=code,
        investigation__registered_on__gt=today - YEAR,
        status_on__lt=today - SETTLED,
    ).order_by("pk")
    presumed = list(of_unit.filter(status=VictimStatus.PRESUMED)[:3])
    ExploitationEpisode.objects.filter(victim__in=presumed[:2]).update(form=lists.forms["UNK"])
    for victim in presumed[2:]:
        Person.objects.filter(pk=victim.person_id).update(sex=Sex.UNKNOWN)
        PersonCitizenship.objects.filter(person=victim.person_id).delete()
    recognised = list(of_unit.filter(status=VictimStatus.RECOGNISED)[:2])
    ExploitationEpisode.objects.filter(victim__in=recognised[:1]).delete()
    for victim in recognised[1:]:
        _swap_days(victim)


def _swap_days(victim: Victim) -> None:
    """The days of presumption and recognition were written into each other's place."""
    days = dict(VictimDecision.objects.filter(victim=victim).values_list("status", "on"))
    presumed, recognised = (days.get(s) for s in (VictimStatus.PRESUMED, VictimStatus.RECOGNISED))
    if presumed is None or recognised is None or presumed.year != recognised.year:
        return
    for status, on in (
        (VictimStatus.PRESUMED, recognised),
        (VictimStatus.RECOGNISED, presumed),
    ):
        VictimDecision.objects.filter(victim=victim, status=status).update(on=on)


def _of_ngo(code: str, today: date) -> None:
    """One service after the closing, and one person without citizenship."""
    own = Beneficiary.objects.filter(custodian__code=code)
    newest = own.filter(closed_on__isnull=True, registered_on__gt=today - YEAR)
    for one in newest.order_by("pk")[:1]:
        PersonCitizenship.objects.filter(person=one.person_id).delete()
    late = Service.objects.filter(
        beneficiary__in=own.filter(closed_on__isnull=False),
        on__gt=F("beneficiary__registered_on"),
    )
    for service in late.select_related("beneficiary").order_by("-on", "pk")[:1]:
        day_before = service.on - timedelta(days=1)
        Beneficiary.objects.filter(pk=service.beneficiary_id).update(closed_on=day_before)
