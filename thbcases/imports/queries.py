"""Uploads of the acting user."""

from django.db.models import QuerySet

from thbcases.access.acting import current_actor
from thbcases.imports.models import ImportJob


def jobs() -> QuerySet[ImportJob]:
    """What the acting user uploaded in the present membership, without the files.

    Row security knows whose uploads they are. Whoever changes from one organisation to another
    leaves them behind: they are the records of the organisation that was.
    """
    actor = current_actor()
    rows = ImportJob.objects.defer("content")
    if actor is None:
        return rows.none()
    return rows.filter(organisation_id=actor.organisation_id, role=actor.role.value)
