"""A mail as it came, read with limits: who it claims to be from, its text, its attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256

from thbcases.tips.reader import limits
from thbcases.tips.reader.texts import (
    Remarks,
    clean_line,
    clean_text,
    decoded,
    remark,
    words_of_html,
)

# The sender's own headers. Only the first of each counts; a second one is said.
OF_THE_SENDER = ("From", "Reply-To", "Subject", "Date", "Message-ID", "To")
# What servers on the way add, so that the same mail differs between two deliveries.
ADDRESS = re.compile(r"[^\s@<>\"',;:\\()\[\]\x00-\x1f\x7f-\uffff]{1,64}@[A-Za-z0-9.-]{1,189}")
TIP_CODE = re.compile(r"\bT-[0-9A-HJKMNP-TV-Z]{8}\b")


class Unreadable(ValueError):
    """The mail could not be read; the text is a code for why."""


@dataclass
class FoundFile:
    """A part that is no text of the mail."""

    name: str
    declared: str
    content: bytes
    remarks: Remarks = field(default_factory=list)


@dataclass
class Mail:
    """What could be read of a mail."""

    claims: str = ""
    reply_to: str = ""
    subject: str = ""
    sent: str = ""
    message_id: str = ""
    authentication: str = ""
    tip_code: str = ""
    text: str = ""
    content_key: str = ""
    is_cut: bool = False
    remarks: Remarks = field(default_factory=list)
    files: list[FoundFile] = field(default_factory=list)


def read_mail(raw: bytes) -> Mail:
    """Read a mail. Raises Unreadable when nothing sensible comes out."""
    if not raw.strip():
        raise Unreadable("empty")
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        mail = Mail()
        _headers(message, mail)
        mail.content_key = _content_key(message, raw)
        _body(message, mail)
    except RecursionError as error:
        raise Unreadable("too_deep") from error
    except MemoryError as error:
        raise Unreadable("too_much_memory") from error
    except (
        MessageError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("broken") from error
    return mail


# --- headers


def _headers(message: Message, mail: Mail) -> None:
    if not message.keys():
        raise Unreadable("no_headers")
    doubled = [name for name in OF_THE_SENDER if len(message.get_all(name, [])) > 1]
    if doubled:
        mail.remarks.append(remark("doubled_headers", names=", ".join(doubled)))
    mail.claims = clean_line(_header(message, "From", mail.remarks), 500)
    mail.subject = clean_line(_header(message, "Subject", mail.remarks), 300)
    mail.message_id = clean_line(_first(message, "Message-ID"), 300)
    mail.reply_to = _address(_first(message, "Reply-To")) or _address(_first(message, "From"))
    mail.sent = _sent(_first(message, "Date"))
    mail.authentication = _authentication(message)
    found = TIP_CODE.search(mail.subject)
    mail.tip_code = found.group() if found else ""
    if not mail.message_id:
        mail.remarks.append(remark("no_message_id"))


def _first(message: Message, name: str) -> str:
    value = message.get_all(name, [""])[0]
    return str(value)[: limits.MAX_HEADER]


def _header(message: Message, name: str, remarks: Remarks) -> str:
    """A header with its encoded words decoded, 8-bit letters included."""
    value = _first(message, name)
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError, LookupError):
        remarks.append(remark("header_broken", name=name))
        return value
    return "".join(decoded(_bytes(piece), charset or "utf-8", remarks) for piece, charset in pieces)


def _bytes(piece: bytes | str) -> bytes:
    if isinstance(piece, bytes):
        return piece
    return piece.encode("utf-8", "surrogateescape")


def _address(header: str) -> str:
    """The one address an answer could go to; anything that is not plainly one is none."""
    try:
        found = [address for _name, address in getaddresses([header]) if address]
    except (ValueError, IndexError, TypeError):
        return ""
    plain = [address for address in found if ADDRESS.fullmatch(address)]
    return plain[0][:254] if len(plain) == 1 and len(found) == 1 else ""


def _sent(header: str) -> str:
    try:
        return parsedate_to_datetime(header).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _authentication(message: Message) -> str:
    """What the servers on the way say they checked: text, for a person to judge."""
    lines = [
        clean_line(f"{name}: {str(value)[: limits.MAX_HEADER]}", 1_000)
        for name in ("Authentication-Results", "Received-SPF")
        for value in message.get_all(name, [])[:5]
    ]
    return "\n".join(lines)


def _content_key(message: Message, raw: bytes) -> str:
    """The same for the same mail however often it is delivered: what servers add is left out."""
    digest = sha256()
    for name in OF_THE_SENDER:
        for value in message.get_all(name, []):
            digest.update(f"{name}:{value}\n".encode("utf-8", "surrogateescape"))
    ends = [at for at in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if at >= 0]
    digest.update(raw[min(ends) :].replace(b"\r\n", b"\n").rstrip() if ends else b"")
    return digest.hexdigest()


# --- body


def _parts(message: Message, mail: Mail) -> Iterator[tuple[Message, int]]:
    """The leaves of the mail, in order, without recursion and within limits."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if seen > limits.MAX_PARTS:
            mail.remarks.append(remark("too_many_parts", limit=limits.MAX_PARTS))
            mail.is_cut = True
            return
        children = part.get_payload() if part.is_multipart() else None
        if not isinstance(children, list):
            yield part, depth
            continue
        if depth >= limits.MAX_DEPTH:
            mail.remarks.append(remark("too_deep", limit=limits.MAX_DEPTH))
            mail.is_cut = True
            continue
        if part.get_content_maintype() == "message":
            mail.remarks.append(remark("message_inside"))
        kept = [child for child in children if isinstance(child, Message)]
        if part.get_content_type() == "multipart/alternative":
            kept = _chosen(kept)
        waiting.extend((child, depth + 1) for child in reversed(kept))


def _chosen(children: list[Message]) -> list[Message]:
    """Of alternatives of the text the plain one; whatever else hides among them stays."""
    kinds = [child.get_content_type() for child in children]
    if "text/plain" not in kinds:
        return children
    return [
        child
        for child, kind in zip(children, kinds, strict=True)
        if kind != "text/html" or _name_of(child)
    ]


def _body(message: Message, mail: Mail) -> None:
    texts: list[str] = []
    for part, _depth in _parts(message, mail):
        kind = part.get_content_type()
        is_text = kind in ("text/plain", "text/html") and not _name_of(part)
        if is_text and part.get_content_disposition() != "attachment":
            texts.append(_text(part, kind, mail))
            continue
        if len(mail.files) >= limits.MAX_ATTACHMENTS:
            mail.remarks.append(remark("too_many_files", limit=limits.MAX_ATTACHMENTS))
            mail.is_cut = True
            break
        mail.files.append(_file(part, mail))
    mail.text = clean_text("\n\n".join(text for text in texts if text), mail.remarks)
    if any(r["code"] in ("text_cut", "html_cut") for r in mail.remarks):
        mail.is_cut = True
    if not mail.text:
        mail.remarks.append(remark("no_text"))
    mail.remarks = _once(mail.remarks)


def _text(part: Message, kind: str, mail: Mail) -> str:
    remarks: Remarks = []
    content = _payload(part, remarks)
    text = decoded(content, _charset(part), remarks)
    if kind == "text/html":
        remarks.append(remark("from_html"))
        text = words_of_html(text, remarks)
    mail.remarks += remarks
    return text.strip()


def _charset(part: Message) -> str:
    value = part.get_param("charset", "utf-8")
    return str(value[2] if isinstance(value, tuple) else value)


def _payload(part: Message, remarks: Remarks) -> bytes:
    """The bytes of a part; wrong base64 gives what could be read, and that is said."""
    payload = part.get_payload(decode=True)
    if part.defects:
        remarks.append(remark("part_broken"))
    return payload if isinstance(payload, bytes) else b""


def _name_of(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, IndexError):
        return "?"
    return str(name)


def _file(part: Message, mail: Mail) -> FoundFile:
    remarks: Remarks = []
    name = _name_of(part)
    try:
        pieces = decode_header(name)
        name = "".join(decoded(_bytes(p), c or "utf-8", remarks) for p, c in pieces)
    except (MessageError, ValueError, LookupError):
        remarks.append(remark("header_broken", name="filename"))
    content = _payload(part, remarks)
    return FoundFile(name, clean_line(part.get_content_type(), 120), content, remarks)


def _once(remarks: Remarks) -> Remarks:
    kept: Remarks = []
    for one in remarks:
        if one not in kept and len(kept) < 30:
            kept.append(one)
    return kept
