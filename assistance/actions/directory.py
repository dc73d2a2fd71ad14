"""Closing an organisation for referrals, and opening it again."""

from datetime import date

from django.db import transaction

from assistance.actions.common import keeps, locked, require
from assistance.actions.notices import tell
from assistance.choices import REFERRAL_OPEN
from assistance.models import DirectoryEntry, Referral
from thbcases.accounts.models import User


@transaction.atomic
def close_entry(*, by: User, entry: DirectoryEntry, on: date | None) -> DirectoryEntry:
    """From a day nobody can be referred here; None opens it again.

    Whoever sent a person who is still to be answered for is told, and finds them among those to
    send elsewhere. Raises Refused for another's entry.
    """
    require(by, "directory.change")
    row = locked(entry)
    keeps(by, row)
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    if on is not None:
        waiting = Referral.objects.filter(
            receiver_id=row.custodian_id, state__in=sorted(REFERRAL_OPEN)
        )
        senders = {referral.custodian for referral in waiting.select_related("custodian")}
        for sender in senders:
            tell(sender)
    return row
