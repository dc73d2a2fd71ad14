"""What must not be true when tips of real people are taken."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from thbcases.accounts.checks import SHORTEST_KEY, TAG, is_production

# To these the password may go as it is: it does not leave the machine.
OF_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def register_all() -> None:
    """Register the checks with Django; they speak in `check --deploy` and at the start."""
    for check in (tips_key, mailbox):
        register(check, TAG, deploy=True)


def tips_key(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without a key no tip is taken; with a weak one attachments and receipts can be guessed."""
    key = settings.THB_TIPS_KEY
    if not is_production() or not key or len(key) >= SHORTEST_KEY:
        return []
    return [
        Error(
            f"THB_TIPS_KEY is shorter than {SHORTEST_KEY} characters.",
            hint="Set it to random characters and keep it apart from the database and its backups.",
            id="thbcases.E005",
        )
    ]


def mailbox(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A mailbox is read with a key to keep what came, and its password stays on this machine."""
    host = settings.THB_TIPS_IMAP_HOST
    if not host or not is_production():
        return []
    found: list[CheckMessage] = []
    if not settings.THB_TIPS_KEY:
        text = "A mailbox is named (THB_TIPS_IMAP_HOST), but there is no THB_TIPS_KEY."
        hint = "Without the key nothing can be kept, so no mail is read. Set it."
        found.append(Error(text, hint=hint, id="thbcases.E006"))
    if settings.THB_TIPS_IMAP_TLS == "none" and host not in OF_THIS_MACHINE:
        text = "THB_TIPS_IMAP_TLS=none sends the mailbox's password readable over the network."
        hint = "Use tls or starttls."
        found.append(Error(text, hint=hint, id="thbcases.E007"))
    return found
