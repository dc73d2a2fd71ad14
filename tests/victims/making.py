"""Making what the tests of victims are about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import Cast, person
from thbcases.codes.models import Country, ExploitationForm, ListCode
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person
from thbcases.victims.choices import PermitState, VictimStatus
from thbcases.victims.models import (
    ExploitationEpisode,
    ReflectionPeriod,
    ResidencePermit,
    Victim,
    VictimDecision,
)

REGISTERED = date(2026, 3, 9)


def today() -> date:
    """Today in Lithuania."""
    return timezone.localdate()


def days_ago(days: int) -> date:
    """So many days before today."""
    return today() - timedelta(days=days)


def investigation(number: str = "01-1-00001-26") -> Investigation:
    """An investigation of the unit that is making."""
    row = Investigation.objects.create(number=number, registered_on=REGISTERED, stage_on=REGISTERED)
    row.refresh_from_db()
    return row


def victim(
    case: Investigation | None = None,
    *,
    who: Person | None = None,
    status: str = VictimStatus.PRESUMED,
    on: date = REGISTERED,
    citizenship: str = "",
    **fields: Any,
) -> Victim:
    """A victim with the decision that says so; who has the status presumed unless told."""
    human = who or person()
    row = Victim.objects.create(
        investigation=case or investigation(f"N-{uuid4()}"),
        person=human,
        status=status,
        status_on=on,
        **fields,
    )
    VictimDecision.objects.create(
        victim=row, status=status, on=on, decider="police", basis="tarnybinis pranešimas"
    )
    if citizenship:
        human.citizenship_rows.create(country=Country.objects.get(code=citizenship))
    row.refresh_from_db()
    return row


def episode(of: Victim, form: str = "SEX_PROST", **fields: Any) -> ExploitationEpisode:
    """A stretch of exploitation."""
    return ExploitationEpisode.objects.create(
        victim=of, form=ExploitationForm.objects.get(code=form), **fields
    )


def _stay(model: Any, of: Victim, state: str, fields: dict[str, Any]) -> Any:
    start = fields.pop("starts_on", today())
    end = fields.pop("ends_on", start + timedelta(days=30))
    values = {"starts_on": start, "ends_on": end, "proposed_on": start, **fields}
    if state != PermitState.PROPOSED:
        values = {"decided_on": start, "decision_number": "MD-1", **values}
    row = model.objects.create(victim=of, person=of.person, state=state, **values)
    row.refresh_from_db()
    return row


def period(of: Victim, state: str = PermitState.GRANTED, **fields: Any) -> ReflectionPeriod:
    """A reflection period from today, 30 days long."""
    row: ReflectionPeriod = _stay(ReflectionPeriod, of, state, fields)
    return row


def permit(of: Victim, state: str = PermitState.GRANTED, **fields: Any) -> ResidencePermit:
    """A residence permit from today, 30 days long."""
    row: ResidencePermit = _stay(ResidencePermit, of, state, fields)
    return row


def code(list_name: str, name: str) -> ListCode:
    """An entry of a list."""
    return ListCode.objects.get(list=list_name, code=name)


def opened(cast: Cast, of: Victim, to: str = "ngo_a", **fields: Any) -> Any:
    """A grant by the unit of the victim; open for ten days unless told otherwise."""
    from thbcases.access.models import AccessGrant, GrantedKind

    now = timezone.now()
    return AccessGrant.objects.create(
        kind=GrantedKind.VICTIM,
        object_id=of.pk,
        organisation=cast.org(to),
        basis="BPK 8 str., psichologinė pagalba",
        **{"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=10), **fields},
    )


@contextmanager
def refused_by_database(match: str | None = None) -> Iterator[pytest.ExceptionInfo[DatabaseError]]:
    """What is done inside must be refused, at the latest at the end of the transaction."""
    with pytest.raises(DatabaseError, match=match) as caught, transaction.atomic():  # noqa: PT012
        yield caught
        connection.check_constraints()


def accepted_by_database() -> None:
    """What was done so far would pass at the end of the transaction too."""
    connection.check_constraints()
