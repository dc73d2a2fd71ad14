"""Reads about requests between units. Row security leaves those of one's own unit, both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from thbcases.access.acting import Actor, current_actor
from thbcases.access.models import AccessGrant, GrantedKind
from thbcases.access.roles import Role
from thbcases.accounts.choices import ROLES_OF_KIND, Regime
from thbcases.accounts.models import Organisation
from thbcases.investigations.models import Investigation
from thbcases.niis.choices import ANSWERED, RequestState
from thbcases.niis.models import InformationRequest
from thbcases.niis.queries.references import BadReference, own_record
from thbcases.people.models import Person

OF_OFFICERS = [kind for kind, roles in ROLES_OF_KIND.items() if Role.OFFICER in roles]


def requests() -> QuerySet[InformationRequest]:
    """All requests that the acting unit sent or got."""
    return InformationRequest.objects.select_related("custodian", "asked", "made_by", "article")


def for_my_answer(actor: Actor) -> QuerySet[InformationRequest]:
    """Requests to my unit whose term still runs, the one due first on top."""
    waiting = requests().filter(
        asked_id=actor.organisation_id,
        state=RequestState.SENT,
        due_on__gte=timezone.localdate(),
    )
    return waiting.order_by("due_on", "id")


def answered(actor: Actor) -> QuerySet[InformationRequest]:
    """Requests of my unit that somebody answered, or whose term ran out; the newest on top."""
    ran_out = Q(state=RequestState.SENT, due_on__lt=timezone.localdate())
    rows = requests().filter(custodian_id=actor.organisation_id)
    return rows.filter(Q(state__in=sorted(ANSWERED)) | ran_out).order_by("-answered_at", "-id")


def askable_units() -> QuerySet[Organisation]:
    """Units that keep records under the police's regime and have officers who answer."""
    actor = current_actor()
    units = Organisation.objects.filter(kind__in=OF_OFFICERS, regime=Regime.LED, is_active=True)
    return units.exclude(pk=actor.organisation_id) if actor else units.none()


def record_asked_for(request: InformationRequest) -> Any | None:
    """The record behind the number, if the acting unit keeps it."""
    try:
        return own_record(request.reference)
    except BadReference:
        return None


def own_cases_of(person: Person) -> QuerySet[Investigation]:
    """Investigations of the acting unit in which the person is a suspect or a victim."""
    actor = current_actor()
    mine = Investigation.objects.filter(custodian_id=actor.organisation_id if actor else None)
    return mine.filter(Q(suspects__person=person) | Q(victims__person=person)).distinct()


@dataclass(frozen=True)
class Opened:
    """A grant that answered a request, with the record it opens while it may be seen."""

    grant: AccessGrant
    record: Any | None

    @property
    def is_open(self) -> bool:
        """Whether it opens anything today."""
        return self.grant.starts_at <= timezone.now() < self.grant.ends_at

    @property
    def last_moment(self) -> datetime:
        """Until when it is open: a grant that ends with a day says so, and not the day after."""
        return self.grant.ends_at - timedelta(microseconds=1)


def grants_of(request: InformationRequest) -> list[Opened]:
    """What was opened in answer to a request, and what of it the acting user may see."""
    rows = AccessGrant.objects.filter(uuid__in=request.grants).order_by("kind", "id")
    return [Opened(grant, record) for grant, record in _with_records(rows)]


def _with_records(
    grants: Iterable[AccessGrant],
) -> Iterable[tuple[AccessGrant, Person | Investigation | None]]:
    rows = list(grants)
    of_case = {grant.object_id for grant in rows if grant.kind == GrantedKind.INVESTIGATION}
    of_person = {grant.object_id for grant in rows if grant.kind != GrantedKind.INVESTIGATION}
    cases, persons = Investigation.objects.in_bulk(of_case), Person.objects.in_bulk(of_person)
    for grant in rows:
        if grant.kind == GrantedKind.INVESTIGATION:
            yield grant, cases.get(grant.object_id)
        else:
            yield grant, persons.get(grant.object_id)
