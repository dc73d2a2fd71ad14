"""What runs today: reflection periods, permits and grants, so that terms and lists are alive."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from thbcases.access.acting import acting_system
from thbcases.access.models import AccessGrant, GrantedKind
from thbcases.codes.choices import TermEvent
from thbcases.codes.queries import add_term, term_rule
from thbcases.demo.harmed import Harmed
from thbcases.demo.lists import Lists
from thbcases.victims.choices import PermitState
from thbcases.victims.models import ReflectionPeriod, ResidencePermit

MONTHS_AGO_WITH_PERMIT = 14


def make_stays(harmed: list[Harmed], lists: Lists, today: date) -> None:
    """Reflection periods and permits of foreign victims: past ones, running ones, proposals."""
    foreign = [
        one
        for one in harmed
        if one.is_foreign and (today - one.presumed_on).days < MONTHS_AGO_WITH_PERMIT * 30
    ]
    for place, one in enumerate(sorted(foreign, key=lambda o: o.presumed_on, reverse=True)):
        if place in (0, 1):
            _reflection(one, today + timedelta(days=1), PermitState.PROPOSED)
        elif place in (2, 3, 4):
            _reflection(one, today - timedelta(days=30 - 7 * place), PermitState.GRANTED)
        else:
            _permits(one, place, today)


def _reflection(one: Harmed, starts_on: date, state: PermitState) -> None:
    rule = term_rule(TermEvent.REFLECTION_PERIOD, starts_on)
    is_granted = state == PermitState.GRANTED
    ReflectionPeriod.objects.create(
        victim=one.row,
        state=state,
        starts_on=starts_on,
        ends_on=add_term(starts_on, rule),
        proposed_on=starts_on - timedelta(days=2),
        decided_on=starts_on - timedelta(days=1) if is_granted else None,
        decision_number=f"A-{starts_on:%y%m%d}" if is_granted else "",
    )


def _permits(one: Harmed, place: int, today: date) -> None:
    """A chain: a permit and, when it ran out, its renewal."""
    ends_in = 12 + 23 * (place - 5)
    rule = term_rule(TermEvent.RESIDENCE_PERMIT, today)
    starts_on = today + timedelta(days=ends_in) - timedelta(days=183)
    if starts_on <= one.presumed_on:
        return
    before = None
    if place % 2 and starts_on - timedelta(days=184) > one.presumed_on:
        before = _permit(one, starts_on - timedelta(days=184), starts_on - timedelta(days=1))
    _permit(one, starts_on, add_term(starts_on, rule), before)


def _permit(
    one: Harmed, starts_on: date, ends_on: date, before: ResidencePermit | None = None
) -> ResidencePermit:
    return ResidencePermit.objects.create(
        victim=one.row,
        state=PermitState.GRANTED,
        starts_on=starts_on,
        ends_on=ends_on,
        proposed_on=starts_on - timedelta(days=20),
        decided_on=starts_on - timedelta(days=4),
        decision_number=f"L-{starts_on:%y%m%d}",
        renewal_of=before,
    )


def make_grants(harmed: list[Harmed], lists: Lists, today: date) -> None:
    """A few victims of the demo unit opened to an NGO that helps them."""
    own = [one for one in harmed if one.case.unit.code == "POLICE-VILNIUS"][-3:]
    for one in own:
        # only the unit that keeps a record opens it
        with acting_system("demo", one.case.unit.pk):
            AccessGrant.objects.create(
                custodian=one.case.unit,
                kind=GrantedKind.VICTIM,
                object_id=one.row.pk,
                organisation=lists.organisations["NGO-CARITAS"],
                basis="Lydėjimas į apklausas, nukentėjusio asmens prašymas",
                ends_at=timezone.make_aware(datetime(today.year + 1, 3, 1)),
            )
