"""Who saw a victim's record, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from thbcases.accounts.models import Organisation, User
from thbcases.audit.models import Entry
from thbcases.victims.models import Victim
from thbcases.victims.queries import trail_of

MOST_SHOWN = 100


@dataclass(frozen=True)
class TrailRow:
    """One entry of the trail as it is read."""

    at: datetime
    who: str
    organisation: str
    verb: str
    kind: str
    reason: str
    recipient: str


def trail_rows(victim: Victim) -> list[TrailRow]:
    """The newest entries about the record, with names in place of numbers."""
    entries = list(trail_of(victim)[:MOST_SHOWN])
    users = User.objects.in_bulk({entry.actor_id for entry in entries})
    units = Organisation.objects.in_bulk({entry.organisation_id for entry in entries})
    return [_row(entry, users, units) for entry in entries]


def _row(entry: Entry, users: dict[Any, User], units: dict[Any, Organisation]) -> TrailRow:
    return TrailRow(
        at=entry.at,
        who=str(users.get(entry.actor_id) or entry.role),
        organisation=str(units.get(entry.organisation_id) or ""),
        verb=entry.get_verb_display(),
        kind=_kind_words(entry.kind),
        reason=entry.reason,
        recipient=entry.recipient,
    )


def _kind_words(table: str) -> str:
    """The kind of record as people call it; the trail knows it by its table."""
    for model in apps.get_models():
        if model._meta.db_table == table:
            return str(model._meta.verbose_name)
    return table
