"""The search by which a request from another installation is answered.

Only suspects, convicted persons and what hangs on nobody else are found by it: victims, presumed
victims and witnesses never leave the country, not even as a hit.
"""

from typing import Any

from thbcases.niis.exchange.searching import Finding, register_searcher
from thbcases.niis.matching.answers import Found
from thbcases.niis.matching.kinds import understand
from thbcases.niis.matching.search import search
from thbcases.niis.queries.exchange import category_abroad
from thbcases.niis.queries.references import reference_of
from thbcases.niis.queries.search import places_of
from thbcases.niis.registers.names import register_names
from thbcases.niis.registers.own import OWN, visible
from thbcases.people.models import KnownObject, Person


def search_for_partner(about: dict[str, Any]) -> list[Finding]:
    """What the acting user's unit may tell a partner of. Raises Unclear for nothing to look for."""
    answer = search(understand(*_typed(about)))
    return [
        *_findings("hit", answer.hits),
        *_findings("possible", answer.possible),
    ]


def _typed(about: dict[str, Any]) -> tuple[str, str]:
    """What somebody would type of the person or object asked about."""
    if "object" in about:
        return str(about["object"].get("value", "")), ""
    person = about.get("person", {})
    names = [person.get("given_name"), person.get("family_name")]
    typed = " ".join(name for name in names if name) or person.get("original_name", "")
    return typed, str(person.get("birth_date") or person.get("birth_year") or "")


def _findings(result: str, found: tuple[Found, ...]) -> list[Finding]:
    places = places_of(found)
    keys = {place.key for place in places.values() if place.register == OWN}
    records = visible(keys)
    name = register_names().get(OWN, OWN)
    seen: dict[str, Finding] = {}
    for one in found:
        place = places.get(one)
        record = records.get(place.key) if place else None
        if place is None or record is None or not _may_leave(record):
            continue
        seen[place.key] = Finding(
            result=result,
            register=name,
            reference=reference_of(record),
            unit=str(record.custodian),
            person_id=record.pk if isinstance(record, Person) else None,
        )
    return list(seen.values())


def _may_leave(record: Any) -> bool:
    if isinstance(record, Person):
        return bool(category_abroad(record.pk))
    if not isinstance(record, KnownObject):
        return False
    people = record.links.exclude(person=None).values_list("person_id", flat=True).distinct()
    return all(category_abroad(person) for person in people)


def register() -> None:
    """Answer partners with this search; called once when the app is ready."""
    register_searcher(search_for_partner)
