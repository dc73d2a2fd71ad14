"""Giving out what came with a tip, or a mail that could not be read: never shown, only saved."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.audit.actions import log_disclosure, log_reading
from thbcases.tips import keys
from thbcases.tips.choices import Verdict
from thbcases.tips.models import Attachment, MailEntry


def open_copy(*, by: User, attachment: Attachment) -> bytes:
    """What is normally opened: the picture drawn anew, or the text. Raises ValidationError."""
    rights.check("tip.read", by.actor())
    if attachment.verdict != Verdict.OPEN or attachment.copy is None:
        raise ValidationError(_("This attachment is held. The original needs a reason."))
    log_reading(attachment)
    return _opened(attachment.copy, f"{attachment.stored_as} copy")


def open_original(*, by: User, attachment: Attachment, reason: str) -> bytes:
    """The bytes as they came, for a reason that is written down. Raises ValidationError."""
    rights.check("tip.export", by.actor())
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the original is needed.")})
    if attachment.content is None:
        raise ValidationError(_("The attachment is forgotten."))
    log_disclosure([attachment], reason=reason, recipient="original file")
    return _opened(attachment.content, attachment.stored_as)


def open_mail(*, by: User, entry: MailEntry, reason: str) -> bytes:
    """A mail that was kept whole, for a reason that is written down. Raises ValidationError."""
    rights.check("tip.export", by.actor())
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the original is needed.")})
    if entry.raw is None:
        raise ValidationError(_("Nothing is kept of this mail but this line."))
    log_disclosure([entry], reason=reason, recipient="original mail")
    return _opened(entry.raw, f"mail {entry.mailbox} {entry.uid}")


def _opened(sealed: bytes | memoryview, name: str) -> bytes:
    try:
        return keys.unseal(bytes(sealed), name)
    except keys.Unopenable as error:
        raise ValidationError(
            _("It cannot be opened with the key of this installation. Ask the administrator.")
        ) from error
