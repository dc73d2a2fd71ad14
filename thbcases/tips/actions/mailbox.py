"""Emptying the mailbox: each mail once, moved away only after it was kept.

The database decides what was taken already, so the mailbox may lose its connection at any moment
and two jobs may read it at once. A mail that nobody can read is kept whole and stops nothing.
"""

import imaplib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted

from thbcases.tips.actions import intake
from thbcases.tips.choices import ChannelKind, EntryState
from thbcases.tips.reader.box import Box, Reading
from thbcases.tips.reader.limits import MAX_MAIL
from thbcases.tips.reader.texts import clean_line

log = logging.getLogger(__name__)

SECONDS = 60
MOST_AT_ONCE = 500
HEADER_KNOWN = 16_384
# What a lost connection, a server that refuses, or nonsense from it looks like.
LOST = (OSError, imaplib.IMAP4.error, ImapToolsError, ssl.SSLError, EOFError, ValueError)


@dataclass
class Fetched:
    """What one emptying of the mailbox came to; `stopped` says why it ended early."""

    counts: dict[str, int] = field(default_factory=dict)
    stopped: str = ""

    def add(self, state: str) -> None:
        """Count a mail."""
        self.counts[state] = self.counts.get(state, 0) + 1


def is_set() -> bool:
    """Whether a mailbox is named."""
    return bool(settings.THB_TIPS_IMAP_HOST)


def fetch() -> Fetched:
    """Take in what lies in the mailbox. Never raises for a mail or for the server.

    Each mail is a transaction of its own, so call it outside of one.
    """
    fetched = Fetched()
    if not is_set():
        fetched.stopped = "no_mailbox"
    elif not intake.is_open(ChannelKind.MAIL):
        fetched.stopped = "closed"
    if fetched.stopped:
        return fetched
    try:
        with _opened() as box, Box() as reader:
            _empty(box, reader, fetched)
    except LOST as error:
        # The server's words may hold anything; where it failed is enough.
        log.warning("the mailbox of tips was lost: %s", type(error).__name__)
        fetched.stopped = "lost"
    return fetched


@contextmanager
def _opened() -> Iterator[BaseMailBox]:
    host, port = settings.THB_TIPS_IMAP_HOST, settings.THB_TIPS_IMAP_PORT
    kind = settings.THB_TIPS_IMAP_TLS
    box: BaseMailBox
    if kind == "none":
        box = MailBoxUnencrypted(host, port, timeout=SECONDS)
    elif kind == "starttls":
        box = MailBoxStartTls(host, port, timeout=SECONDS, ssl_context=ssl.create_default_context())
    else:
        box = MailBox(host, port, timeout=SECONDS, ssl_context=ssl.create_default_context())
    password = Path(settings.THB_TIPS_IMAP_PASSWORD_FILE).read_text(encoding="utf-8").strip()
    with box.login(settings.THB_TIPS_IMAP_USER, password, settings.THB_TIPS_IMAP_FOLDER):
        yield box


def _empty(box: BaseMailBox, reader: Box, fetched: Fetched) -> None:
    folder = settings.THB_TIPS_IMAP_FOLDER
    for wanted in (settings.THB_TIPS_IMAP_DONE, settings.THB_TIPS_IMAP_ASIDE):
        if not box.folder.exists(wanted):
            box.folder.create(wanted)
    box.folder.set(folder)
    validity = int(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])
    mailbox = f"{settings.THB_TIPS_IMAP_USER}@{settings.THB_TIPS_IMAP_HOST}/{folder}"[:300]
    for uid in box.uids("ALL")[:MOST_AT_ONCE]:
        taken = _take(box, reader, mailbox, validity, uid)
        if taken is None:
            continue
        fetched.add(taken.state)
        is_aside = taken.state in (EntryState.TOO_LARGE, EntryState.UNREADABLE)
        # Only now: what is not in the database yet stays where the next job finds it.
        aside, done = settings.THB_TIPS_IMAP_ASIDE, settings.THB_TIPS_IMAP_DONE
        box.move(uid, aside if is_aside else done)


def _take(
    box: BaseMailBox, reader: Box, mailbox: str, validity: int, uid: str
) -> intake.Taken | None:
    """Keep one mail; None when somebody else moved it away meanwhile, or it could not be kept."""
    size = _size(box, uid)
    if size is None:
        return None
    place = intake.Place(mailbox, validity, int(uid), size)
    if size > MAX_MAIL:
        known = _known(_fetched(box, uid, f"BODY.PEEK[HEADER]<0.{HEADER_KNOWN}>") or b"")
        log.warning("a mail of %d bytes was left in the mailbox of tips", size)
        return intake.refuse_mail(
            place=place, state=EntryState.TOO_LARGE, why="too_large", known=known, raw=None
        )
    raw = _fetched(box, uid, "BODY.PEEK[]")
    if raw is None:
        return None
    return keep(place, raw, reader.mail(raw))


def keep(place: intake.Place, raw: bytes, reading: Reading) -> intake.Taken | None:
    """Take a mail in; what the database will not have as a tip is kept whole instead."""
    try:
        return intake.take_mail(place=place, raw=raw, reading=reading)
    except (DatabaseError, KeyError, TypeError, ValueError) as error:
        log.error("a mail could not be taken as a tip: %s", type(error).__name__)  # noqa: TRY400
    try:
        return intake.take_mail(place=place, raw=raw, reading=Reading(unreadable="not_kept"))
    except DatabaseError as error:
        log.error("a mail could not be kept: %s", type(error).__name__)  # noqa: TRY400
        return None


def _size(box: BaseMailBox, uid: str) -> int | None:
    _status, answer = box.client.uid("fetch", uid, "(RFC822.SIZE)")
    for part in answer or []:
        line = part[0] if isinstance(part, tuple) else part
        if line and b"RFC822.SIZE" in line:
            return int(line.rpartition(b"RFC822.SIZE")[2].split(b")")[0].split()[0])
    return None


def _fetched(box: BaseMailBox, uid: str, what: str) -> bytes | None:
    _status, answer = box.client.uid("fetch", uid, f"({what})")
    return next((bytes(part[1]) for part in answer or [] if isinstance(part, tuple)), None)


def _known(header: bytes) -> dict[str, str]:
    """Who a mail that was not read claims to be from, and about what; its bytes as they stand."""
    known: dict[str, str] = {}
    for line in header.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        key = {"from": "claims", "subject": "subject", "date": "sent"}.get(name.strip().lower())
        if colon and key and key not in known:
            known[key] = clean_line(value, 300)
    return known
