"""Answering the sender: behind the receipt code, or by mail."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from thbcases.access import rights
from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import Membership, User
from thbcases.audit.actions import log_disclosure
from thbcases.tips.choices import Delivery, Direction, TipState
from thbcases.tips.models import AnswerTemplate, Message, Tip

log = logging.getLogger(__name__)

TASK = "thbcases.tips.send"


class _Kept(dict[str, str]):
    """A place that nobody knows stays as it stands, for the officer to see."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def filled(template: AnswerTemplate, tip: Tip, day: str) -> str:
    """A template in the sender's language, its places filled; nothing the sender said is in it."""
    language = tip.language or "lt"
    with override("en" if language == "ru" else language):
        unit = str(tip.handler)
    places = _Kept(code=tip.code, unit=unit, date=day)
    text: str = getattr(template, f"text_{language}")
    for name, value in places.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def way_of(tip: Tip) -> Delivery:
    """How an answer reaches the sender; NONE when it cannot."""
    if tip.receipt_hash:
        return Delivery.WAITS
    if tip.reply_to and settings.THB_TIPS_FROM:
        return Delivery.QUEUED
    return Delivery.NONE


@transaction.atomic
def answer(*, by: User, tip: Tip, text: str) -> Message:
    """Answer the sender: with the receipt code, or by mail to the address it came from.

    An answer given by telephone is written down too. Raises ValidationError for a forgotten tip,
    and for a mail that cannot be answered because no address to answer from is set.
    """
    membership = by.membership()
    rights.check("tip.change", by.actor())
    held = Tip.objects.select_for_update(of=("self",)).get(pk=tip.pk)
    if held.state == TipState.FORGOTTEN:
        raise ValidationError(_("The tip is forgotten."))
    way = way_of(held)
    if way is Delivery.NONE and held.reply_to:
        raise ValidationError(
            _("No address to answer from is set (THB_TIPS_FROM). Ask the administrator.")
        )
    row = Message(tip=held, direction=Direction.OUT, text=text, author=by, delivery=way)
    row.full_clean(exclude=["custodian", "handler"])
    row.save()
    held.first_answer_at = Coalesce("first_answer_at", Now())
    if held.state == TipState.NEW:
        held.state = TipState.OPEN
    held.save(update_fields=["first_answer_at", "state"])
    held.refresh_from_db()
    if way is Delivery.QUEUED:
        log_disclosure([held], reason="answered by mail", recipient="sender")
        assert membership is not None, "the right was just checked"
        app.configure_task(TASK).defer(message=str(row.uuid), membership=membership.pk)
    return row


# --- what the worker does


def send(*, message: str, membership: int) -> None:
    """Send one answer as the user who wrote it. Once: what may have left is not sent again."""
    held = Membership.objects.filter(pk=membership).select_related("user").first()
    if held is None:
        return
    actor = held.actor()
    mail = _begin(actor, message)
    if mail is None:
        return
    failure = ""
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as error:
        failure = type(error).__name__
        log.warning("an answer to a tip could not be sent: %s", failure)
    with acting(actor):
        Message.objects.filter(uuid=message, delivery=Delivery.SENDING).update(
            delivery=Delivery.FAILED if failure else Delivery.SENT, failure=failure
        )


def _begin(actor: Actor, message: str) -> EmailMessage | None:
    """Mark the answer as being sent, and make its mail; None when there is nothing to send."""
    with acting(actor):
        rows = Message.objects.select_for_update(of=("self",)).select_related("tip")
        row = rows.filter(uuid=message, delivery=Delivery.QUEUED).first()
        if row is None or not row.tip.reply_to:
            return None
        row.delivery = Delivery.SENDING
        row.save(update_fields=["delivery"])
        headers = {"Auto-Submitted": "no"}
        if row.tip.message_id.isascii() and row.tip.message_id.startswith("<"):
            headers["In-Reply-To"] = headers["References"] = row.tip.message_id
        return EmailMessage(
            subject=row.tip.code,
            body=row.text,
            from_email=settings.THB_TIPS_FROM,
            to=[row.tip.reply_to],
            headers=headers,
        )
