"""Taking in what comes from outside: by the public form, by mail, by receipt code.

Nobody signed in does this. The functions of the database that are called here take in and answer a
receipt; they give nobody anything else.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.db import connection, transaction

from thbcases.tips import keys
from thbcases.tips.choices import ChannelKind, EntryState, TipKind, Verdict
from thbcases.tips.reader.box import ReadFile, Reading
from thbcases.tips.reader.texts import clean_line, clean_text
from thbcases.tips.scanning import Scan, scan

# What a mail may leave in a column at most; the rest stands in the mail that is kept.
LONGEST_AUTHENTICATION = 5_000


class Closed(RuntimeError):
    """No channel of this kind is in use, or there is no key: nothing can be taken."""


@dataclass(frozen=True)
class Told:
    """What somebody wrote into the public form."""

    text: str
    language: str
    kind: TipKind | str = ""
    contact: str = ""
    files: Iterable[ReadFile] = ()


@dataclass(frozen=True)
class Said:
    """One thing in the conversation behind a receipt code."""

    at: datetime
    is_answer: bool
    text: str


@dataclass(frozen=True)
class Conversation:
    """What a sender may read with the receipt code."""

    state: str
    said: list[Said]

    @property
    def has_answer(self) -> bool:
        """Whether anybody answered yet."""
        return any(one.is_answer for one in self.said)


@dataclass(frozen=True)
class Place:
    """Where a mail lies: the mailbox, its validity, the mail's number in it."""

    mailbox: str
    validity: int
    uid: int
    size: int


@dataclass(frozen=True)
class Taken:
    """What became of a mail; the tip it made or was added to."""

    state: str
    tip: int | None = None
    why: str = ""
    known: dict[str, Any] = field(default_factory=dict)


def is_open(kind: ChannelKind) -> bool:
    """Whether tips come in by this way at all."""
    return keys.is_set() and _channel(kind) is not None


# --- the public form and the receipt


@transaction.atomic
def tell(*, told: Told) -> str:
    """Take in what was written into the public form; the receipt code, which is kept nowhere.

    Raises Closed when there is no form in use.
    """
    _require_open(ChannelKind.WEB)
    receipt = keys.new_receipt()
    text = clean_text(told.text, [])
    tip = _take(
        ChannelKind.WEB,
        {
            "text": text,
            "language": told.language,
            "kind": told.kind,
            "contact": clean_line(told.contact, 300),
            "receipt_hash": keys.receipt_hash(receipt),
            "text_hash": keys.text_hash(text),
        },
    )
    _keep_all(tip, told.files)
    return receipt


@transaction.atomic
def add_by_receipt(*, receipt: str, text: str, files: Iterable[ReadFile] = ()) -> bool:
    """Add to the tip of a receipt code; a closed tip is taken up again. False for a wrong code."""
    hashed, said = keys.receipt_hash(receipt), clean_text(text, [])
    tip = _one("select thb_tip_add_by_receipt(%s, %s)", [hashed, said])
    if tip is None:
        return False
    _keep_all(tip, files)
    return True


def conversation(receipt: str) -> Conversation | None:
    """What was said and answered; None for a wrong code. The same look-up is made for any code."""
    if not keys.is_set():
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, direction, said, state from thb_tip_said(%s)", [keys.receipt_hash(receipt)]
        )
        rows = cursor.fetchall()
    if not rows:
        return None
    said = [Said(at, direction == "out", text) for at, direction, text, _state in rows]
    return Conversation(rows[0][3], said)


# --- mails


@transaction.atomic
def take_mail(*, place: Place, raw: bytes, reading: Reading) -> Taken:
    """Take in a mail that was read, once: by its place in the mailbox and by its content.

    What could not be read is kept whole. An answer to one of our mails is added to its tip.
    """
    _require_open(ChannelKind.MAIL)
    if reading.unreadable:
        return refuse_mail(
            place=place, state=EntryState.UNREADABLE, why=reading.unreadable, known={}, raw=raw
        )
    facts = reading.facts
    entry, answer = _enter(
        place,
        EntryState.TAKEN,
        content=facts["content_key"],
        message_id=facts["message_id"],
        known={"claims": facts["claims"], "subject": facts["subject"]},
        raw=raw if facts["is_cut"] else None,
    )
    if answer != "new":
        return Taken(answer)
    tip = _added_to(facts) or _take(ChannelKind.MAIL, _facts_of_mail(facts))
    _keep_all(tip, reading.files)
    _one("select thb_mail_tie(%s, %s)", [entry, tip])
    return Taken("taken", tip)


@transaction.atomic
def refuse_mail(
    *, place: Place, state: EntryState, why: str, known: dict[str, Any], raw: bytes | None
) -> Taken:
    """Write down a mail that is not taken in as a tip, with why and what is known of it."""
    _require_open(ChannelKind.MAIL)
    content = sha256(raw).hexdigest() if raw is not None else ""
    _entry, answer = _enter(place, state, content=content, why=why, known=known, raw=raw)
    return Taken(state.value if answer == "new" else answer, why=why, known=known)


def _facts_of_mail(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "received_at": None,
        "subject": facts["subject"],
        "text": facts["text"],
        "claims": facts["claims"],
        "reply_to": facts["reply_to"],
        "authentication": facts["authentication"][:LONGEST_AUTHENTICATION],
        "remarks": facts["remarks"],
        "message_id": facts["message_id"],
        "sender_hash": keys.sender_hash(facts["reply_to"]),
        "text_hash": keys.text_hash(facts["text"]),
    }


def _added_to(facts: dict[str, Any]) -> int | None:
    """The tip this mail answers: named in the subject, and sent from the address that began it."""
    if not facts["tip_code"]:
        return None
    said = facts["text"] or "—"
    sender = keys.sender_hash(facts["reply_to"])
    return _one("select thb_tip_add_by_mail(%s, %s, %s)", [facts["tip_code"], sender, said])


def _enter(
    place: Place,
    state: EntryState,
    *,
    content: str,
    message_id: str = "",
    why: str = "",
    known: dict[str, Any],
    raw: bytes | None,
) -> tuple[int | None, str]:
    content_hash = keys.content_hash(content.encode()) if content else ""
    facts = {
        "mailbox": place.mailbox,
        "uid_validity": place.validity,
        "uid": place.uid,
        "size": place.size,
        "state": state.value,
        "content_hash": content_hash,
        "message_hash": keys.content_hash(message_id.encode()) if message_id else "",
        "why": why[:40],
        "known": known,
    }
    sealed = None if raw is None else keys.seal(raw, f"mail {place.mailbox} {place.uid}")
    with connection.cursor() as cursor:
        cursor.execute(
            "select entry, answer from thb_mail_enter(%s, %s)", [json.dumps(facts), sealed]
        )
        entry, answer = cursor.fetchone()
    return entry, answer


# --- both


def _keep_all(tip: int, files: Iterable[ReadFile]) -> None:
    for one in files:
        _one("select thb_tip_keep(%s, %s, %s, %s)", [tip, *_sealed(one)])


def _sealed(one: ReadFile) -> tuple[str, bytes, bytes | None]:
    """A file's facts, its bytes and its copy as they are kept, after the scanner's word."""
    name = token_hex(16)
    said, virus = scan(one.content)
    remarks = [*one.remarks]
    if said is not Scan.OFF:
        remarks.append({"code": said.value, "name": virus})
    # A file nobody could look at stays held too, where somebody is meant to look.
    is_open = one.is_open and said in (Scan.OFF, Scan.CLEAN)
    copy = one.copy if is_open else None
    facts = {
        "stored_as": name,
        "original_name": one.name,
        "declared": one.declared,
        "found": one.found,
        "verdict": (Verdict.OPEN if is_open else Verdict.HELD).value,
        "remarks": remarks,
        "size": len(one.content),
        "sha256": sha256(one.content).hexdigest(),
        "copy_type": one.copy_type if copy is not None else "",
    }
    return (
        json.dumps(facts),
        keys.seal(one.content, name),
        None if copy is None else keys.seal(copy, f"{name} copy"),
    )


def _take(kind: ChannelKind, facts: dict[str, Any]) -> int:
    made = _one(
        "select thb_tip_take(%s, %s)",
        [kind.value, json.dumps(facts | {"code": keys.new_code()})],
    )
    assert made is not None
    return made


def _require_open(kind: ChannelKind) -> None:
    if not is_open(kind):
        raise Closed(kind.value)


def _channel(kind: ChannelKind) -> int | None:
    return _one("select thb_tip_channel(%s)", [kind.value])


def _one(sql: str, parameters: list[Any]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        (value,) = cursor.fetchone()
    return value if isinstance(value, int) else None
