"""Telling an organisation that something waits for it; the message names nobody and nothing."""

import logging

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from assistance.models import DirectoryEntry
from thbcases.accounts.models import Organisation

log = logging.getLogger(__name__)


def tell(organisation: Organisation) -> None:
    """Send a mail, when the transaction has happened, that something waits; without any content.

    To the address in the organisation's own entry; without one, its home page tells it.
    """
    address = (
        DirectoryEntry.objects.filter(custodian=organisation)
        .values_list("email", flat=True)
        .first()
    )
    if address:
        transaction.on_commit(lambda: _send(address))


def _send(address: str) -> None:
    with override("lt"):
        subject = _("Something waits for your organisation")
        text = _(
            "A referral was sent to your organisation, answered, or ended. Sign in and look at "
            "your home page. For safety nothing more is written here."
        )
    try:
        send_mail(subject, text, None, [address])
    except OSError:
        # The home page tells it all the same; what happened is not taken back for a mail.
        log.warning("a notice could not be sent")
