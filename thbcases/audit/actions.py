"""Leaving traces: every reading of a person's record and every disclosure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import connection, models

from thbcases.audit.choices import Verb


class Audited(Protocol):
    """A record that has a public number and a responsible organisation."""

    uuid: UUID
    custodian_id: int
    _meta: ClassVar[models.options.Options[Any]]


def log_reading(record: Audited) -> None:
    """Enter that the acting user read this record, in the transaction of the page.

    Raises a database error when nobody acts: a page without a trace is not shown.
    """
    log_readings([record])


def log_readings(records: Iterable[Audited]) -> None:
    """Enter that the acting user read these records (a list of people shows several)."""
    _log(records, Verb.CONSULTATION)


def log_disclosure(records: Iterable[Audited], *, reason: str, recipient: str) -> None:
    """Enter that these records left the house: to whom and why (export, print-out, grant)."""
    _log(records, Verb.DISCLOSURE, reason=reason, recipient=recipient)


def log_combination(records: Iterable[Audited], *, reason: str) -> None:
    """Enter that these records were counted as one human, or apart again, and why."""
    _log(records, Verb.COMBINATION, reason=reason)


def log_counting(what: str) -> None:
    """Enter which figures were counted over records that the acting user may not open.

    `what` is the table that was asked for. Many narrow tables, one subtracted from another, can
    tell of a single person, so whoever supervises must be able to see what was asked.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_entry (verb, kind, records, custodian_id, reason) "
            "values (%s, %s, '{}', nullif(current_setting('thb.org', true), '')::bigint, %s)",
            [Verb.COMBINATION.value, "statistics", what],
        )


def _log(records: Iterable[Audited], verb: Verb, reason: str = "", recipient: str = "") -> None:
    found: dict[tuple[str, int], list[UUID]] = defaultdict(list)
    for record in records:
        found[(record._meta.db_table, record.custodian_id)].append(record.uuid)
    # Plain SQL: an INSERT … RETURNING would need the right to read the entry again, and whoever
    # reads another unit's record (an assigned unit, an analyst) leaves an entry for that unit only.
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into audit_entry (verb, kind, records, custodian_id, reason, recipient) "
            "values (%s, %s, %s, %s, %s, %s)",
            [
                (verb.value, kind, uuids, custodian, reason, recipient)
                for (kind, custodian), uuids in found.items()
            ],
        )
