"""Who changed and who saw which record, and the one thing the police may know of help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from assistance.models import (
    Beneficiary,
    Consent,
    Project,
    ProjectReport,
    Service,
)
from thbcases.accounts.models import Organisation, User
from thbcases.audit.choices import Verb
from thbcases.audit.models import Entry
from thbcases.victims.models import Victim

RECENT_DAYS = 30


@dataclass(frozen=True)
class Change:
    """A record that was changed: what was done with it last, by whom, when."""

    record: Beneficiary | Project | ProjectReport
    at: datetime
    what: str
    who: str


def changes(organisation: int, most: int) -> list[Change]:
    """The newest changes of an organisation's records, each record once; six queries."""
    since = timezone.now() - timedelta(days=RECENT_DAYS)
    entries = Entry.objects.filter(
        custodian_id=organisation,
        at__gte=since,
        verb__in=[Verb.COLLECTION, Verb.ALTERATION, Verb.ERASURE],
        kind__in=[model._meta.db_table for model in _OF_HELP],
    )
    newest = list(entries[: most * 10])
    records = _records_of(newest)
    users = User.objects.in_bulk({entry.actor_id for entry in newest})
    found: dict[Any, Change] = {}
    for entry in newest:
        record = records.get(entry.records[0])
        if record is not None and (key := record.uuid) not in found:
            who = str(users.get(entry.actor_id, "")) or entry.role
            found[key] = Change(record, entry.at, _words(entry), who)
    return list(found.values())[:most]


_OF_HELP: tuple[Any, ...] = (Beneficiary, Consent, Service, Project, ProjectReport)


def _words(entry: Entry) -> str:
    names = {model._meta.db_table: model._meta.verbose_name for model in _OF_HELP}
    return f"{names[entry.kind]}: {entry.get_verb_display()}"


def _records_of(entries: list[Entry]) -> dict[Any, Any]:
    """The records with a page of their own that entries speak of, by the entries' numbers."""
    wanted: dict[str, set[Any]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, set()).update(entry.records)
    found: dict[Any, Any] = {}
    for model in _OF_HELP:
        if numbers := wanted.get(model._meta.db_table):
            rows = model.objects.filter(uuid__in=numbers).select_related(*_WITH[model])
            found |= {row.uuid: getattr(row, "beneficiary", row) for row in rows}
    return found


_WITH: dict[Any, tuple[str, ...]] = {
    Beneficiary: ("person",),
    Consent: ("beneficiary__person",),
    Service: ("beneficiary__person",),
    Project: ("custodian",),
    ProjectReport: ("project",),
}


@dataclass(frozen=True)
class TrailLine:
    """Somebody read or changed a record: when, who, for whom, what."""

    at: datetime
    verb: str
    who: str
    organisation: str
    what: str


def trail_of(beneficiary: Beneficiary, most: int = 200) -> list[TrailLine]:
    """The newest readings and changes of a person's record; three queries, however many."""
    names = {
        beneficiary.uuid: beneficiary._meta.verbose_name,
        beneficiary.person.uuid: beneficiary.person._meta.verbose_name,
    }
    entries = list(Entry.objects.filter(records__overlap=list(names))[:most])
    users = User.objects.in_bulk({entry.actor_id for entry in entries})
    units = Organisation.objects.in_bulk({entry.organisation_id for entry in entries} - {None})
    return [
        TrailLine(
            entry.at,
            entry.get_verb_display(),
            str(users.get(entry.actor_id, "")) or entry.role,
            str(units.get(entry.organisation_id or 0, "")),
            ", ".join(sorted({str(names[uuid]) for uuid in entry.records if uuid in names})),
        )
        for entry in entries
    ]


def assisted_by(victims: Iterable[Victim]) -> dict[int, list[Organisation]]:
    """The organisations that help each victim and may say so to the police, by the victim's key.

    The database answers (`thb_assisted_by`): nothing without a consent in force, and nothing
    about a victim whose record the acting user may not read. Victims nobody may speak of are
    not in the answer. Two queries, however many.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select v, thb_assisted_by(v) from unnest(%s::bigint[]) v",
            [[victim.pk for victim in victims]],
        )
        pairs = cursor.fetchall()
    found: dict[int, list[Organisation]] = {}
    organisations = Organisation.objects.filter(pk__in={key for _victim, key in pairs})
    for organisation in organisations if pairs else ():
        for victim, key in pairs:
            if key == organisation.pk:
                found.setdefault(victim, []).append(organisation)
    return found
