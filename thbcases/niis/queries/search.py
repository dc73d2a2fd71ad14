"""Where something that was found stands, and what of it the acting user may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from thbcases.accounts.models import Organisation
from thbcases.niis.matching.answers import WORDS, Found, Reason
from thbcases.niis.models import Search
from thbcases.niis.queries.references import reference_of_number
from thbcases.niis.registers.own import OWN, visible


@dataclass(frozen=True)
class Place:
    """The register, the record's key in it, and the organisation to ask."""

    register: str
    key: str
    unit_id: int | None


@dataclass(frozen=True)
class Line:
    """One line of an answer as the acting user may read it.

    Of a record that they may not see: that it is there, its number, and whom to ask. Not why it
    fits: the reasons would tell its content.
    """

    answer: str
    register: str
    record: Any | None
    reference: str
    unit: Organisation | None
    reasons: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the acting user may read the record."""
        return self.record is not None


def places_of(found: Iterable[Found]) -> dict[Found, Place]:
    """Where these stand; what was taken out of the index meanwhile is left out."""
    wanted = list(found)
    places: dict[Found, Place] = {}
    for is_value in (False, True):
        some = {one.entry_id: one for one in wanted if one.is_value is is_value}
        if not some:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "select f.entry, r.code, f.record_key, f.custodian_id "
                "from niis_index_references(%s::bigint[], %s) f "
                "join niis_register_codes() r on r.id = f.register",
                [list(some), is_value],
            )
            for entry, code, key, unit in cursor.fetchall():
                places[some[entry]] = Place(code, key, unit)
    return places


def lines_of(search: Search) -> list[Line]:
    """The answer of a search, the surest first, as far as the acting user may read it today."""
    kept = [
        (answer, one)
        for answer in ("hits", "possible", "leads")
        for one in _once_each(search.found[answer])
    ]
    records = visible(one["key"] for _answer, one in kept if one["register"] == OWN)
    units = Organisation.objects.in_bulk({one["unit"] for _answer, one in kept if one["unit"]})
    return [_line(answer, one, records, units) for answer, one in kept]


def _once_each(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A record that several of its names fit stands there once, with its best reasons."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for one in found:
        seen.setdefault((one["register"], one["key"]), one)
    return list(seen.values())


def _line(
    answer: str,
    one: dict[str, Any],
    records: dict[str, Any],
    units: dict[Any, Organisation],
) -> Line:
    is_own = one["register"] == OWN
    record = records.get(one["key"]) if is_own else None
    is_read = record is not None or not is_own
    return Line(
        answer=answer,
        register=one["register"],
        record=record,
        reference=number_of(one),
        unit=units.get(one["unit"]),
        reasons=tuple(str(WORDS[Reason(n)]) for n in one["because"]) if is_read else (),
    )


def number_of(one: dict[str, Any]) -> str:
    """By which number something that was found is asked about."""
    if one["register"] != OWN:
        return str(one["key"])
    letter, _colon, number = one["key"].partition(":")
    return reference_of_number(letter, UUID(number))
