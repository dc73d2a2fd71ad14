"""From where the police learnt of what is investigated."""

from datetime import date

from django.db import transaction

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.investigations.actions.guards import locked, not_in_future
from thbcases.investigations.choices import SourceKind
from thbcases.investigations.models import Investigation, Source


@transaction.atomic
def add_source(
    *, by: User, investigation: Investigation, kind: SourceKind, on: date, reference: str = ""
) -> Source:
    """Enter a source of the investigation, with the day on which the police learnt of it.

    Raises Refused when the case may not be changed, ValidationError for a day to come or a source
    that is there already.
    """
    rights.check("investigation.change", by.actor())
    held = locked(investigation)
    not_in_future("on", on)
    row = Source(investigation=held, kind=kind, on=on, reference=reference)
    row.full_clean(exclude=["custodian"])
    row.save()
    return row
