"""Sending letters: out of the outbox, each in a transaction of its own, tried until it went.

A letter is locked while it is sent, so that two workers never send the same one. It is marked as
sent after the mail server took it; when the worker dies in that instant, it goes out again with
the same Message-ID, which mail programs show once. More than that SMTP does not allow.
"""

import logging
import smtplib
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thbcases.access.acting import acting
from thbcases.accounts.models import Membership
from thbcases.clocks.choices import LetterState
from thbcases.clocks.models import Letter, Reminder
from thbcases.clocks.queries import Deadline, running, wish_of

log = logging.getLogger(__name__)

# After so many refusals of the letter itself nobody tries any more; «My reminders» says so.
MOST_ATTEMPTS = 20


class ServerDown(Exception):
    """The mail server cannot be reached; everything waits for the next run."""


def send_letters() -> int:
    """Send what waits; returns how many letters went out. Raises ServerDown."""
    waiting = Membership.objects.valid_on(timezone.localdate()).filter(pk__in=_waiting())
    return sum(_send_of(membership) for membership in waiting.select_related("user"))


def _waiting() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select thb_letters_waiting()")
        return [key for (key,) in cursor.fetchall()]


def _send_of(membership: Membership) -> int:
    with acting(membership.actor()):
        keys = list(
            Letter.objects.filter(membership=membership, state=LetterState.WAITING)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
    return sum(_send(membership, key) for key in keys)


def _send(membership: Membership, key: int) -> bool:
    """Send one letter; False when there was nothing to send or the letter was refused."""
    with acting(membership.actor()) as actor:
        assert actor is not None
        held = Letter.objects.select_for_update(skip_locked=True)
        letter = held.filter(pk=key, state=LetterState.WAITING).first()
        if letter is None:
            return False
        lines = _still_open(letter)
        if not lines or not membership.user.email:
            return _keep(letter, LetterState.NEEDLESS)
        with translation.override(wish_of(actor).language):
            message = _message(letter, membership, lines)
        try:
            message.send()
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            return _refused(letter, error)
        except (smtplib.SMTPException, OSError) as error:
            raise ServerDown(type(error).__name__) from error
        letter.sent_at = timezone.now()
        return _keep(letter, LetterState.SENT)


def _refused(letter: Letter, error: Exception) -> bool:
    log.warning("letter %s was refused: %s", letter.uuid, type(error).__name__)
    letter.attempts += 1
    is_over = letter.attempts >= MOST_ATTEMPTS
    return _keep(letter, LetterState.FAILED if is_over else LetterState.WAITING)


def _keep(letter: Letter, state: LetterState) -> bool:
    letter.state = state
    letter.save(update_fields=["state", "attempts", "sent_at"])
    return state == LetterState.SENT


def _still_open(letter: Letter) -> list[tuple[Deadline, list[Reminder]]]:
    """The terms of the letter that still run and that the user still sees, with their reminders.

    What was met, ended early or closed to the user since the letter was made is not told.
    """
    told: dict[tuple[str, object], list[Reminder]] = {}
    for reminder in letter.reminders.order_by("came_on", "pk"):
        told.setdefault((reminder.source, reminder.record), []).append(reminder)
    return [
        (found, told[found.source.key, found.term.record.uuid])
        for found in running()
        if found.due_on
        in {one.due_on for one in told.get((found.source.key, found.term.record.uuid), ())}
    ]


def _message(
    letter: Letter, membership: Membership, lines: list[tuple[Deadline, list[Reminder]]]
) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=_subject(lines),
        body="\n".join(_body(lines)),
        to=[membership.user.email],
        headers={
            "Message-ID": f"<{letter.uuid}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(timeout=settings.EMAIL_TIMEOUT),
    )


def _subject(lines: list[tuple[Deadline, list[Reminder]]]) -> str:
    if len(lines) == 1:
        found, _reminders = lines[0]
        words = {"code": found.term.code, "words": found.words}
        return _("Term %(code)s: %(words)s") % words
    count = len(lines)
    return ngettext("%(count)s term", "%(count)s terms", count) % {"count": count}


def _body(lines: list[tuple[Deadline, list[Reminder]]]) -> Iterable[str]:
    """Kind of term, code, day and link; never a name nor anything else about a person."""
    for found, reminders in lines:
        yield capfirst(found.label)
        yield _("  code: %(code)s") % {"code": found.term.code}
        yield _("  due on: %(day)s (%(words)s)") % {
            "day": found.due_on.isoformat(),
            "words": found.words,
        }
        if reminders[-1].is_late:
            yield _("  This reminder is late: its day was %(day)s.") % {
                "day": reminders[-1].came_on.isoformat()
            }
        yield f"  {settings.SITE_URL}{found.term.record.get_absolute_url()}"
        yield ""
    yield _("Sign in to see what it is about. How you are reminded is chosen here:")
    yield f"{settings.SITE_URL}{reverse('clocks:reminders')}"
