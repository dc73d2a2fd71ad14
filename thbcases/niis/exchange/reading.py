"""Judging what comes in: first whether it is believed, then whether it is understood.

Nothing of a refused message is kept. Of a good one each item is taken or refused by itself, and
the report says so.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import ValidationError as SchemaError

from thbcases.niis.exchange import signing
from thbcases.niis.exchange.definition import FORMAT, VERSION
from thbcases.niis.exchange.schema import validator

# The signing library reads no longer text.
MOST_CHARACTERS = 125_000
# Clocks of two installations may differ by so much.
SKEW = timedelta(minutes=5)
MOST_PROBLEMS = 20
NEVER = frozenset({"victim", "presumed_victim", "witness"})
Content = dict[str, Any]

REASONS: dict[str, Promise] = {
    "too_large": gettext_lazy("The message is longer than 125,000 characters."),
    "not_signed": gettext_lazy("This is no signed message of the exchange format."),
    "unknown_key": gettext_lazy("The key is of no partner who may write today."),
    "forged": gettext_lazy(
        "The signature does not fit: the text was changed, or others signed it."
    ),
    "broken": gettext_lazy("What was signed is no readable JSON."),
    "other_format": gettext_lazy("This is a message of another format."),
    "future": gettext_lazy(
        "The message is of a newer version of the format than this installation knows. Ask the "
        "administrator for an update, or the partner to send it in version %(version)s."
    ),
    "wrong_sender": gettext_lazy("The message names another sender than the one who signed it."),
    "wrong_recipient": gettext_lazy("The message is for another installation."),
    "expired": gettext_lazy("The message has expired."),
    "not_yet": gettext_lazy("The message says it was sent in the future."),
    "not_valid": gettext_lazy("The message does not have the form that the format asks for."),
    "victim": gettext_lazy(
        "The message names a victim or a witness. Such messages are not accepted; tell the sender."
    ),
    "replayed": gettext_lazy("This message was received before."),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is not as the format wants it, and where."""

    where: str
    what: str


class Rejected(ValueError):
    """The message is refused whole. `code` for the machine, the text for the reader."""

    def __init__(self, code: str, problems: Iterable[Problem] = ()) -> None:
        self.code = code
        self.problems = list(problems)
        super().__init__(str(REASONS[code]) % {"version": VERSION})


@dataclass(frozen=True)
class KnownKey:
    """A public key that counts today, and whose it is."""

    partner_code: str
    jwk: dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One item of a message: taken, or refused and why."""

    number: str
    name: str
    is_taken: bool
    why: str = ""

    def as_row(self) -> dict[str, Any]:
        """As it stands in the message's report."""
        return {
            "number": self.number,
            "name": self.name,
            "taken": self.is_taken,
            "why": self.why,
        }


@dataclass(frozen=True)
class Checked:
    """A message that is believed and understood."""

    content: Content
    partner_code: str
    items: list[Item] = field(default_factory=list)


def check(
    text: str, *, own_code: str, keys: Callable[[str], list[KnownKey]], now: datetime
) -> Checked:
    """Judge a signed text. `keys` finds the keys of a number. Raises Rejected.

    What was signed is read only after the signature was found good.
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise Rejected("too_large")
    known, body = _believed(text, keys)
    content = _parsed(body)
    _check_version(content)
    _check_form(content)
    _check_address(content, known.partner_code, own_code, now)
    return Checked(content, known.partner_code, judge_items(content, now.date()))


def _believed(text: str, keys: Callable[[str], list[KnownKey]]) -> tuple[KnownKey, bytes]:
    try:
        candidates = keys(signing.key_number(text))
    except signing.NotSigned:
        raise Rejected("not_signed") from None
    if not candidates:
        raise Rejected("unknown_key")
    for known in candidates:
        try:
            return known, signing.body_of(text, known.jwk)
        except signing.Forged:
            continue
    raise Rejected("forged")


def _parsed(body: bytes) -> Content:
    try:
        content = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise Rejected("broken") from None
    if not isinstance(content, dict) or _has_null_character(content):
        raise Rejected("broken")
    return content


def _once(pairs: list[tuple[str, Any]]) -> Content:
    """An object in which no key stands twice: two readers would read two messages."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def _has_null_character(part: Any) -> bool:
    """PostgreSQL keeps no text with one, and no name has one."""
    if isinstance(part, dict):
        return any(_has_null_character(piece) for pair in part.items() for piece in pair)
    if isinstance(part, list):
        return any(_has_null_character(piece) for piece in part)
    return isinstance(part, str) and "\x00" in part


def _check_version(content: Content) -> None:
    if content.get("format") != FORMAT:
        raise Rejected("other_format")
    version = content.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise Rejected("future")


def _check_form(content: Content) -> None:
    if names_a_victim(content):
        raise Rejected("victim")
    problems = problems_of(content)
    if problems:
        raise Rejected("not_valid", problems)


def names_a_victim(part: Any) -> bool:
    """Whether anything in it is put into a category that never leaves an installation."""
    if isinstance(part, dict):
        category = part.get("category")
        if isinstance(category, str) and category in NEVER:
            return True
        return any(names_a_victim(piece) for piece in part.values())
    return isinstance(part, list) and any(names_a_victim(piece) for piece in part)


def problems_of(content: Content) -> list[Problem]:
    """All that is wrong with the form of a message, in the reader's language."""
    found = sorted(validator().iter_errors(content), key=lambda e: list(map(str, e.absolute_path)))
    problems = [Problem(_where(error), _what(error)) for error in found[:MOST_PROBLEMS]]
    return problems or _impossible_moments(content)


def _impossible_moments(content: Content) -> list[Problem]:
    """What looks like a moment and is none, such as 30 February."""
    found = [
        Problem(key, _("There is no such moment."))
        for key in ("sent_at", "expires_at")
        if moment_of(content[key]) is None
    ]
    if day_of(content["as_of"]) is None:
        found.append(Problem("as_of", _("There is no such day.")))
    return found


def _where(error: SchemaError) -> str:
    return "/".join(map(str, error.absolute_path)) or "/"


def _what(error: SchemaError) -> str:
    if error.validator == "required":
        wanted: Any = error.validator_value
        there: Any = error.instance
        missing = [key for key in wanted if key not in there]
        return _("Something that must be there is missing: %(keys)s") % {"keys": ", ".join(missing)}
    if error.validator == "additionalProperties":
        return _("There is something the format does not know.")
    if error.validator in ("oneOf", "const"):
        return _("This is none of the codes of the format.")
    if error.validator in ("minItems", "minProperties", "maxProperties"):
        return _("There is too little or too much here.")
    if error.validator in ("maxItems", "maxLength"):
        return _("This is too long.")
    return _("This is not written as the format wants it.")


def _check_address(content: Content, signer: str, own_code: str, now: datetime) -> None:
    if content["sender"] != signer:
        raise Rejected("wrong_sender")
    if content["recipient"] != own_code:
        raise Rejected("wrong_recipient")
    sent, expires = moment_of(content["sent_at"]), moment_of(content["expires_at"])
    assert sent is not None
    assert expires is not None
    if sent > now + SKEW:
        raise Rejected("not_yet")
    if expires <= now:
        raise Rejected("expired")


def moment_of(text: str) -> datetime | None:
    """A moment as messages write it, or None when there is no such moment."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z") if text.endswith("Z") else None
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """A day as messages write it, or None when there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- items


def judge_items(content: Content, today: date) -> list[Item]:
    """Each person, object and link of a disclosure by itself; other kinds have no items."""
    if content["kind"] != "disclosure":
        return []
    payload = content["payload"]
    seen: set[str] = set()
    items = [
        Item(row["id"], name, not why, why)
        for row in [*payload.get("persons", []), *payload.get("objects", [])]
        for name, why in [(item_name(row), _why_not(row, seen, today))]
    ]
    taken = {item.number for item in items if item.is_taken}
    for place, link in enumerate(payload.get("links", []), start=1):
        why = _why_not_link(link, taken)
        items.append(Item(f"l{place}", f"{link['person']} → {link['object']}", not why, why))
    return items


def item_name(row: Content) -> str:
    """By what a person or object of a message is known in a list."""
    if "names" not in row:
        return str(row["value"])
    first = row["names"][0]
    latin = ", ".join(first[key] for key in ("family_name", "given_name") if first.get(key))
    return latin or str(first.get("original_name", "—"))


def _why_not(row: Content, seen: set[str], today: date) -> str:
    """Why an item is not taken; empty when it is."""
    if row["id"] in seen:
        return _("Another item has the same number.")
    seen.add(row["id"])
    if "names" in row and not all(set(name) - {"kind"} for name in row["names"]):
        return _("A name is empty.")
    born = row.get("birth_date")
    if born is not None and (day_of(born) is None or day_of(born) > today):  # type: ignore[operator]
        return _("There is no such birth date.")
    if row["id"][0] != ("p" if "names" in row else "o"):
        return _("The number of the item does not fit its kind.")
    return ""


def _why_not_link(link: Content, taken: set[str]) -> str:
    missing = {link["person"], link["object"]} - taken
    if missing:
        return _("It hangs on an item that was not taken: %(items)s") % {
            "items": ", ".join(sorted(missing))
        }
    days = [day_of(link[key]) for key in ("starts_on", "ends_on") if key in link]
    if None in days or (len(days) == 2 and days[1] < days[0]):  # type: ignore[operator]
        return _("Its days are not possible.")
    return ""
