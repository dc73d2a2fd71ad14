"""Who saw and changed an investigation, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from thbcases.accounts.models import Organisation, User
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation

MOST_SHOWN = 100


@dataclass(frozen=True)
class TrailRow:
    """One entry of the trail as it is read."""

    at: datetime
    who: str
    organisation: str
    verb: str
    kind: str


def trail_rows(investigation: Investigation) -> list[TrailRow]:
    """The newest entries about the investigation and its suspects, names in place of numbers."""
    entries = list(
        Entry.objects.filter(
            custodian_id=investigation.custodian_id, records__overlap=_records(investigation)
        )[:MOST_SHOWN]
    )
    users = User.objects.in_bulk({entry.actor_id for entry in entries})
    units = Organisation.objects.in_bulk({entry.organisation_id for entry in entries})
    return [_row(entry, users, units) for entry in entries]


def _records(investigation: Investigation) -> list[UUID]:
    return [investigation.uuid, *investigation.suspects.values_list("uuid", flat=True)]


def _row(entry: Entry, users: dict[Any, User], units: dict[Any, Organisation]) -> TrailRow:
    return TrailRow(
        at=entry.at,
        who=str(users.get(entry.actor_id) or entry.role),
        organisation=str(units.get(entry.organisation_id) or ""),
        verb=entry.get_verb_display(),
        kind=_words(entry.kind),
    )


def _words(table: str) -> str:
    """The kind of record as people call it; the trail knows it by its table."""
    for model in apps.get_models():
        if model._meta.db_table == table:
            return str(model._meta.verbose_name)
    return table
