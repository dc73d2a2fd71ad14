"""Taking a return out of the house: refused while something is missing, written down otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.acting import HasActor
from thbcases.audit.actions import log_disclosure
from thbcases.core.periods import year
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.indicators import INDICATORS, full_name
from thbcases.statistics.models import TakenReturn
from thbcases.statistics.returns.checks import CheckLine, Known, State, blocking, check_list
from thbcases.statistics.returns.extracts import Extract
from thbcases.statistics.returns.files import MEDIA, about_of, write_extract, write_made
from thbcases.statistics.returns.kinds import Return
from thbcases.statistics.returns.made import make
from thbcases.statistics.returns.registry import may_take


@dataclass(frozen=True)
class Order:
    """Which file is wanted, for whom, why; and which figures were none in that year."""

    file_format: str
    recipient: str
    reason: str
    version: str = ReturnVersion.RECEIVER.value
    declared_none: Sequence[str] = ()


@dataclass(frozen=True)
class File:
    """A file that leaves the house."""

    name: str
    media_type: str
    content: bytes


def lines_of(what: Return, of: int, known: Known | None = None) -> list[CheckLine]:
    """The check list of a return or an extract, the heaviest first; `known` as in check_list."""
    if what.extract is None:
        return check_list(what, of, known)
    order = list(State)
    found = what.extract(year(of), "").lines
    return sorted(found, key=lambda line: order.index(line.state))


@transaction.atomic
def take_return(*, by: HasActor, what: Return, of: int, order: Order) -> File:
    """Make the file, keep its fingerprint, and enter the disclosure with recipient and reason.

    Raises Refused without the right, ValidationError while something obligatory is missing: there
    is no half a file.
    """
    if not may_take(what, by.actor()):
        rights.check(what.rights[0], by.actor())
    _check_order(what, order)
    content, records = _content(what, of, order)
    taken = TakenReturn.objects.create(
        key=what.key,
        year=of,
        version_taken=order.version,
        file_format=order.file_format,
        recipient=order.recipient,
        reason=order.reason,
        digest=sha256(content).hexdigest(),
    )
    reason = f"{what.key} {of} {order.version} {order.file_format}: {order.reason}"
    log_disclosure([taken, *records], reason=reason, recipient=order.recipient)
    public = "-public" if order.version == ReturnVersion.PUBLIC else ""
    name = f"{what.key}-{of}{public}.{order.file_format}"
    return File(name, MEDIA[order.file_format], content)


def refusal(lines: Sequence[CheckLine]) -> ValidationError:
    """What stands in the way, each with who can mend it."""
    return ValidationError(
        [f"{line.text} ({line.where})" if line.where else line.text for line in lines],
        code="missing",
    )


def _check_order(what: Return, order: Order) -> None:
    if order.file_format not in what.formats:
        words = {"format": order.file_format, "formats": ", ".join(what.formats)}
        raise ValidationError(
            _("This return is not made as %(format)s; choose one of: %(formats)s.") % words
        )
    if order.version == ReturnVersion.PUBLIC and not what.has_public:
        raise ValidationError(_("There is no version of this return for everybody."))
    if not order.recipient.strip() or not order.reason.strip():
        raise ValidationError(_("Name the recipient and the reason."))


def _content(what: Return, of: int, order: Order) -> tuple[bytes, list[Any]]:
    """The file, and the records of people that are in it one by one."""
    if what.extract is not None:
        extract = what.extract(year(of), order.recipient)
        _require_complete(extract.lines, order)
        return _of_extract(what, of, order, extract), list(extract.records)
    lines = check_list(what, of)
    _require_complete(lines, order)
    # only what is not known can be declared to be none
    missing = {line.key for line in lines if line.state is State.MISSING}
    order = replace(order, declared_none=[key for key in order.declared_none if key in missing])
    made = make(what, of, ReturnVersion(order.version))
    facts = _facts(what, of, order, made.left_out)
    return write_made(made, order.file_format, facts, list(order.declared_none)), []


def _of_extract(what: Return, of: int, order: Order, extract: Extract) -> bytes:
    about = about_of(what.key, of, order.recipient, timezone.now())
    about |= {"handling": str(what.handling)}
    return write_extract(extract, order.file_format, _facts(what, of, order, []), about)


def _require_complete(lines: Sequence[CheckLine], order: Order) -> None:
    stand = blocking(lines, order.declared_none)
    if stand:
        raise refusal(stand)


def _facts(what: Return, of: int, order: Order, left_out: Sequence[str]) -> list[tuple[str, str]]:
    """What is said of the file as a whole, on its first sheet."""
    is_public = order.version == ReturnVersion.PUBLIC
    none = [full_name(INDICATORS[key]) for key in order.declared_none if key in INDICATORS]
    facts = [
        (_("Return"), str(what.name)),
        (_("Year"), str(of)),
        (_("Receiver"), str(what.receiver)),
        (_("Legal basis"), str(what.basis)),
        (_("Version"), str(ReturnVersion(order.version).label)),
        (_("Handling"), _("may be published") if is_public else str(what.handling)),
    ]
    if none:
        facts.append((_("Declared by the sender: none in this year"), "; ".join(none)))
    if left_out:
        facts.append(
            (_("Left out, because with the rest it would tell of few people"), "; ".join(left_out))
        )
    return facts
