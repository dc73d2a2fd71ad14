"""Making messages: the envelope, and payloads of the unit's own records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from thbcases.niis.exchange.codes import LISTS
from thbcases.niis.exchange.definition import FORMAT, VERSION
from thbcases.people.choices import Credibility, Handling, Nature, Reliability, Source
from thbcases.people.models import KnownObject, ObjectLink, Person

VALID_DAYS = 30
Content = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What every message says of itself (Directive (EU) 2016/680 Art. 7(2) and 25)."""

    legal_basis: str
    purpose: str
    as_of: date
    source: str = Source.OFFICER
    reliability: str = Reliability.E
    credibility: str = Credibility.FOUR
    nature: str = Nature.FACT
    handling: str = Handling.H1


def envelope(
    *,
    kind: str,
    sender: str,
    recipient: str,
    said: Said,
    payload: Content,
    now: datetime,
    in_reply_to: str = "",
) -> Content:
    """A whole message under a new number."""
    reply = {"in_reply_to": in_reply_to} if in_reply_to else {}
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": str(uuid4()),
        "kind": kind,
        "sender": sender,
        "recipient": recipient,
        "sent_at": _moment(now),
        "expires_at": _moment(now + timedelta(days=VALID_DAYS)),
        **reply,
        "source": said.source,
        "reliability": said.reliability,
        "credibility": said.credibility,
        "nature": said.nature,
        "handling": said.handling,
        "as_of": said.as_of.isoformat(),
        "legal_basis": said.legal_basis,
        "purpose": said.purpose,
        "payload": payload,
    }


def person_item(person: Person, *, number: str, category: str, documents: bool) -> Content:
    """A person as an item of a disclosure."""
    names = [_name("main", person), *(_name(row.kind, row) for row in person.names.all())]
    item: Content = {"id": number, "category": category, "names": names, "sex": person.sex}
    if person.birth_date:
        item["birth_date"] = person.birth_date.isoformat()
    elif person.birth_year:
        item["birth_year"] = person.birth_year
    rows = person.citizenship_rows.select_related("country")
    item["citizenships"] = [row.country.code for row in rows if len(row.country.code) == 2]
    if documents:
        item["documents"] = [
            _filled(kind=row.kind, country=row.country.code if row.country else "", value=row.value)
            for row in person.identifiers.select_related("country")
        ]
    return item


def things_of(person: Person, number: str) -> tuple[list[Content], list[Content]]:
    """The objects that hang on a person and by what they do, as items of a disclosure."""
    things: dict[int, Content] = {}
    links = []
    rows = ObjectLink.objects.filter(person=person).select_related("object__country")
    for row in rows.order_by("id"):
        place = f"o{len(things) + 1}"
        thing = things.setdefault(row.object_id, object_item(row.object, number=place))
        links.append(_link(row, number, thing["id"]))
    return list(things.values()), links


def object_item(known: KnownObject, *, number: str) -> Content:
    """An object as an item of a disclosure."""
    country = known.country.code if known.country else ""
    return {
        "id": number,
        "category": "object",
        **_filled(kind=known.kind, value=known.value, country=country),
    }


def disclosed(
    reference: str,
    persons: Iterable[Content],
    things: Iterable[Content] = (),
    links: Iterable[Content] = (),
) -> Content:
    """The payload of a disclosure."""
    return {
        "reference": reference,
        "persons": list(persons),
        "objects": list(things),
        "links": list(links),
    }


def _name(kind: str, row: Any) -> Content:
    return _filled(
        kind=kind,
        family_name=row.family_name,
        given_name=row.given_name,
        original_name=row.original_name,
    )


def _link(row: ObjectLink, person: str, thing: str) -> Content:
    return _filled(
        person=person,
        object=thing,
        relation=row.relation,
        starts_on=row.starts_on.isoformat() if row.starts_on else "",
        ends_on=row.ends_on.isoformat() if row.ends_on else "",
        source=row.source if row.source in LISTS["source"] else Source.OTHER,
        reliability=row.reliability,
        credibility=row.credibility,
        nature=row.nature,
        handling=row.handling,
    )


def _filled(**values: str) -> Content:
    """Keys with something in them: in a message what is not known is not there."""
    return {key: value for key, value in values.items() if value}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
