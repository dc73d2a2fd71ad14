"""Sending, taking in, answering and correcting messages of the exchange.

Everything that goes out is released by a person and logged as a disclosure with its recipient and
reason (Directive (EU) 2016/680 Art. 25), a question about somebody too.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.access.models import GrantedKind
from thbcases.accounts.models import User
from thbcases.audit.actions import log_disclosure
from thbcases.niis.choices import (
    MESSAGE_TRANSITIONS,
    Direction,
    MessageKind,
    MessageState,
    RefusalGround,
)
from thbcases.niis.exchange.building import (
    Content,
    Said,
    disclosed,
    envelope,
    person_item,
    things_of,
)
from thbcases.niis.exchange.keys import NoKey, own_code, own_key
from thbcases.niis.exchange.reading import (
    MOST_CHARACTERS,
    Rejected,
    check,
    day_of,
    moment_of,
    problems_of,
)
from thbcases.niis.exchange.searching import Finding
from thbcases.niis.exchange.signing import sign
from thbcases.niis.models import ExchangeMessage, Partner
from thbcases.niis.queries import exchange as queries
from thbcases.niis.queries.references import BadReference, own_record, tidy
from thbcases.people.models import Person
from thbcases.people.queries import possible_persons
from thbcases.victims.models import Victim

# From this likeness on a person counts as the one that is asked about.
SURELY = 80


@transaction.atomic
def ask(*, by: User, partner: Partner, about: Content, urgency: str, said: Said) -> ExchangeMessage:
    """Ask a partner: «do you know this person or object», or «open this record to us».

    `about` is `{"person": …}`, `{"object": …}` or `{"record": {"reference", "parts"}}`. Raises
    ValidationError when the format would not carry it, or the own unit knows such a person as a
    victim: a question abroad would name one.
    """
    if "person" in about:
        _check_no_victim(about["person"])
    payload = {"about": about, "urgency": urgency}
    return _send(by, partner, MessageKind.REQUEST, payload, said)


@transaction.atomic
def ask_for_record(
    *, by: User, answer: ExchangeMessage, reference: str, parts: Iterable[str], said: Said
) -> ExchangeMessage:
    """After a partner's answer with a hit: ask that the record behind its number be disclosed."""
    known = [hit["reference"] for hit in answer.content["payload"].get("hits", [])]
    if answer.kind != MessageKind.ANSWER or reference not in known:
        raise ValidationError({"reference": _("This number does not stand in the answer.")})
    about = {"record": {"reference": reference, "parts": list(parts)}}
    payload = {"about": about, "urgency": "ordinary"}
    return _send(by, answer.partner, MessageKind.REQUEST, payload, said, answer)


@transaction.atomic
def answer(
    *,
    by: User,
    request: ExchangeMessage,
    result: str,
    said: Said,
    hits: Iterable[Finding] = (),
    ground: RefusalGround | str = "",
) -> ExchangeMessage:
    """Answer a partner's request: hit, possible, no hit, not asked, or refused on a ground.

    Only numbers, registers and units go out, and of persons those only who may leave. Raises
    ValidationError when the answer contradicts itself.
    """
    held = _to_answer(by, request)
    rows = [_hit(found) for found in hits]
    if bool(rows) != (result in ("hit", "possible")):
        raise ValidationError({"hits": _("A hit names what was found; another answer does not.")})
    if bool(ground) != (result == "refused"):
        raise ValidationError({"ground": _("A refusal names its ground, and nothing else does.")})
    payload: Content = {"result": result, "hits": rows, **({"ground": ground} if ground else {})}
    sent = _send(by, held.partner, MessageKind.ANSWER, payload, said, held)
    _move(held, MessageState.ANSWERED)
    return sent


@transaction.atomic
def disclose(
    *, by: User, request: ExchangeMessage, parts: Iterable[str], said: Said
) -> ExchangeMessage:
    """Send a partner the parts of the record it asked for; the human step after the hit.

    Raises ValidationError when the acting unit does not keep the record, or the person may not
    leave: no suspect, or a victim somewhere.
    """
    held = _to_answer(by, request)
    asked = held.content["payload"]["about"].get("record")
    if asked is None:
        raise ValidationError(_("This request names no record. Answer it first."))
    person = _own_person(asked["reference"])
    chosen = set(parts)
    if not chosen or not chosen <= set(asked["parts"]):
        raise ValidationError({"parts": _("Choose among the parts that were asked for.")})
    payload = _payload_of(person, asked["reference"], chosen)
    sent = _send(by, held.partner, MessageKind.DISCLOSURE, payload, said, held)
    log_disclosure([person], reason=_reason(said), recipient=_name_of(held.partner))
    _move(held, MessageState.ANSWERED)
    return sent


@transaction.atomic
def correct(
    *,
    by: User,
    message: ExchangeMessage,
    items: Iterable[str],
    action: str,
    explanation: str,
    said: Said,
) -> list[ExchangeMessage]:
    """Tell every partner who was sent this record that items of it were corrected or erased.

    One correction for each disclosure of the same record (Directive (EU) 2016/680 Art. 7(3) and
    16(6)); items are named as in the message at hand. Raises ValidationError.
    """
    if (message.direction, message.kind) != (Direction.OUT, MessageKind.DISCLOSURE):
        raise ValidationError(_("Only what was disclosed is corrected."))
    names = _named_items(message.content)
    chosen = sorted(set(items))
    if not chosen or not set(chosen) <= set(names):
        raise ValidationError({"items": _("Choose which items were wrong.")})
    sent = []
    for earlier in queries.disclosures_of(message.content["payload"]["reference"]):
        known = _named_items(earlier.content)
        same = [number for number in known if known[number] in {names[one] for one in chosen}]
        if same:
            payload = {
                "corrects": str(earlier.message_id),
                "action": action,
                "items": same,
                "explanation": explanation,
            }
            sent.append(_send(by, earlier.partner, MessageKind.CORRECTION, payload, said, earlier))
    return sent


@transaction.atomic
def take_in(*, by: User, text: str) -> ExchangeMessage:
    """Take in a partner's message: all of it is judged, then it is kept with the report.

    Raises Rejected, with nothing kept, for what is not believed or not understood.
    """
    rights.check("exchange.add", by.actor())
    good = check(text, own_code=_own_code(), keys=queries.keys_in_use, now=timezone.now())
    content = good.content
    reply = content.get("in_reply_to")
    row = ExchangeMessage(
        direction=Direction.IN,
        kind=content["kind"],
        message_id=UUID(content["id"]),
        partner=Partner.objects.get(code=good.partner_code),
        in_reply_to=UUID(reply) if reply else None,
        sent_at=_moment(content["sent_at"]),
        expires_at=_moment(content["expires_at"]),
        text=text.strip(),
        content=content,
        report=[item.as_row() for item in good.items],
        state=MessageState.RECEIVED,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Rejected("replayed") from None
    row.refresh_from_db()
    _mark_replied(row)
    return row


@transaction.atomic
def note(*, by: User, message: ExchangeMessage) -> ExchangeMessage:
    """Lay a received message aside: it was read and needs no answer."""
    rights.check("exchange.change", by.actor())
    held = _locked(message)
    _move(held, MessageState.NOTED)
    return held


def _check_no_victim(said: Content) -> None:
    names = f"{said.get('family_name', '')} {said.get('given_name', '')}"
    born = day_of(said.get("birth_date", ""))
    alike = possible_persons(names, said.get("original_name", ""), birth_date=born)
    persons = [one.person.pk for one in alike if one.score >= SURELY]
    if Victim.objects.filter(person__in=persons).exists():
        raise ValidationError(
            _("Your unit knows such a person as a victim. Victims are not asked about abroad.")
        )


def _send(
    by: User,
    partner: Partner,
    kind: MessageKind,
    payload: Content,
    said: Said,
    reply_to: ExchangeMessage | None = None,
) -> ExchangeMessage:
    """Sign, keep and log a message. Raises ValidationError for a form the format does not know."""
    rights.check("exchange.add", by.actor())
    now = timezone.now()
    if not partner.is_active_on(timezone.localdate()):
        raise ValidationError({"partner": _("No messages go to this partner today.")})
    content = envelope(
        kind=kind.value,
        sender=_own_code(),
        recipient=partner.code,
        said=said,
        payload=payload,
        now=now,
        in_reply_to=str(reply_to.message_id) if reply_to else "",
    )
    _check_form(content)
    row = ExchangeMessage(
        direction=Direction.OUT,
        kind=kind,
        message_id=UUID(content["id"]),
        partner=partner,
        in_reply_to=reply_to.message_id if reply_to else None,
        sent_at=_moment(content["sent_at"]),
        expires_at=_moment(content["expires_at"]),
        text=_signed(content),
        content=content,
        state=MessageState.SENT,
    )
    row.save()
    row.refresh_from_db()
    log_disclosure([row], reason=_reason(said), recipient=_name_of(partner))
    return row


def _check_form(content: Content) -> None:
    problems = problems_of(content)
    if problems:
        raise ValidationError([f"{problem.where}: {problem.what}" for problem in problems])


def _moment(text: str) -> datetime:
    moment = moment_of(text)
    assert moment is not None, "the form was checked"
    return moment


def _own_code() -> str:
    try:
        return own_code()
    except NoKey as error:
        raise ValidationError(str(error)) from error


def _signed(content: Content) -> str:
    try:
        text = sign(content, own_key())
    except NoKey as error:
        raise ValidationError(str(error)) from error
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(_("The message would be too long. Send it in parts."))
    return text


def _reason(said: Said) -> str:
    return f"{said.legal_basis}; {said.purpose}"


def _name_of(partner: Partner) -> str:
    return f"{partner.code} {partner.name}"


def _to_answer(by: User, request: ExchangeMessage) -> ExchangeMessage:
    rights.check("exchange.change", by.actor())
    held = _locked(request)
    if (held.direction, held.kind) != (Direction.IN, MessageKind.REQUEST):
        raise ValidationError(_("Only a partner's request is answered."))
    if held.expires_at <= timezone.now():
        raise ValidationError(_("The request has expired. Lay it aside."))
    return held


def _locked(message: ExchangeMessage) -> ExchangeMessage:
    rows = ExchangeMessage.objects.select_for_update(of=("self",)).select_related("partner")
    held = rows.filter(pk=message.pk).first()
    if held is None:
        raise rights.Refused(_("You may read this record but not change it, or it was removed."))
    return held


def _move(held: ExchangeMessage, state: MessageState) -> None:
    if state not in MESSAGE_TRANSITIONS[MessageState(held.state)]:
        raise ValidationError(
            _("This cannot be done with a message that is: %(state)s.")
            % {"state": held.get_state_display()}
        )
    held.state = state
    held.save(update_fields=["state"])


def _mark_replied(row: ExchangeMessage) -> None:
    """The message of ours that this one replies to is no more without a reply."""
    before = queries.replied_to(row)
    if before is not None and before.state == MessageState.SENT:
        _move(_locked(before), MessageState.REPLIED)


def _hit(found: Finding) -> Content:
    if found.person_id is not None and not queries.category_abroad(found.person_id):
        raise ValidationError({"hits": _not_abroad()})
    return {"register": found.register, "reference": found.reference, "unit": found.unit}


def _own_person(reference: str) -> Person:
    try:
        person = own_record(tidy(reference))
    except BadReference:
        person = None
    if not isinstance(person, Person):
        raise ValidationError(_("Your unit keeps no person with this number. Refuse the request."))
    return person


def _payload_of(person: Person, reference: str, parts: set[str]) -> Content:
    category = queries.category_abroad(person.pk)
    if not category:
        raise ValidationError(_not_abroad())
    item = person_item(
        person, number="p1", category=category, documents=GrantedKind.DOCUMENTS in parts
    )
    things, links = things_of(person, "p1") if GrantedKind.OBJECTS in parts else ([], [])
    return disclosed(reference, [item], things, links)


def _not_abroad() -> str:
    return _(
        "This person is not sent to another installation: only suspects and convicted persons "
        "are, and nobody who is a victim or a witness."
    )


def _named_items(content: Content) -> dict[str, Any]:
    """The items of a disclosure by number, each with what it is known by."""
    payload = content["payload"]
    persons = {row["id"]: ("person", payload["reference"]) for row in payload.get("persons", [])}
    things = {
        row["id"]: (row["kind"], row["value"].casefold()) for row in payload.get("objects", [])
    }
    return {**persons, **things}
