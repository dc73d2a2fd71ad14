"""This installation (LT-1) and a partner (LV-1) whose private key the tests hold."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from joserfc.jwk import OKPKey

from tests.cast import Cast, person
from thbcases.access.acting import acting_system
from thbcases.codes.models import Country
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.actions import exchange as actions
from thbcases.niis.exchange import keys, searching
from thbcases.niis.exchange.building import Said, envelope
from thbcases.niis.exchange.signing import sign
from thbcases.niis.models import ExchangeMessage, Partner, PartnerKey
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import KnownObject, ObjectLink, Person, PersonIdentifier

DAY = date(2026, 3, 9)
SAID = Said(legal_basis="2023/977 4 str.", purpose="tyrimas 01-1", as_of=DAY)
Write = Callable[..., str]


@pytest.fixture
def own_key(tmp_path: Path, settings: Any) -> dict[str, Any]:
    """This installation has a code and a key in a file."""
    private = keys.make_private()
    path = tmp_path / "key.json"
    path.write_text(json.dumps(private), encoding="utf-8")
    settings.THB_INSTALLATION, settings.THB_EXCHANGE_KEY = "LT-1", str(path)
    return private


@pytest.fixture
def partner_key() -> dict[str, Any]:
    return keys.make_private("lv-2026")


@pytest.fixture
def partner(cast: Cast, own_key: dict[str, Any], partner_key: dict[str, Any]) -> Partner:
    """A partner abroad with one key."""
    with acting_system("test"):
        row = Partner.objects.create(
            code="LV-1",
            name="Valsts policija",
            country=Country.objects.get(code="LV"),
            active_from=DAY,
        )
        PartnerKey.objects.create(partner=row, jwk=keys.public_part(partner_key), valid_from=DAY)
    return row


@pytest.fixture
def write(partner: Partner, partner_key: dict[str, Any]) -> Write:
    """A message of the partner, as its signed text."""

    def made(
        kind: str = "request", payload: dict[str, Any] | None = None, key: Any = None, **more: Any
    ) -> str:
        content = envelope(
            kind=kind,
            sender="LV-1",
            recipient="LT-1",
            said=SAID,
            payload=ABOUT if payload is None else payload,
            now=more.pop("now", timezone.now()),
            in_reply_to=more.pop("in_reply_to", ""),
        )
        return sign({**content, **more}, OKPKey.import_key(key or partner_key))

    return made


ABOUT: dict[str, Any] = {
    "about": {
        "person": {
            "category": "suspect",
            "family_name": "Ieškomas",
            "given_name": "Jonas",
            "birth_date": "1990-05-06",
        }
    },
    "urgency": "ordinary",
}


@pytest.fixture
def suspect(cast: Cast) -> Person:
    """A suspect of the officer's unit with a passport and a car."""
    with cast.making("unit_a"):
        row: Person = person(
            family_name="Ieškomas",
            given_name="Jonas",
            birth_date=date(1990, 5, 6),
            birth_precision="date",
        )
        PersonIdentifier.objects.create(person=row, kind="passport", value="AB1", normalised="AB1")
        car = KnownObject.objects.create(kind="vehicle", value="ABC 123", normalised="ABC123")
        ObjectLink.objects.create(object=car, person=row, relation="user", source="victim")
        case = Investigation.objects.create(number="A-1", registered_on=DAY, stage_on=DAY)
        Suspect.objects.create(investigation=case, person=row, state="suspected", state_on=DAY)
    return row


def record_request(reference: str, *parts: str) -> dict[str, Any]:
    about = {"record": {"reference": reference, "parts": list(parts) or ["person"]}}
    return {"about": about, "urgency": "urgent"}


@pytest.fixture
def take_in(cast: Cast) -> Callable[[str], ExchangeMessage]:
    """The officer takes a text in."""

    def taken(text: str, who: str = "officer") -> ExchangeMessage:
        with cast.acting(who):
            return actions.take_in(by=cast.user(who), text=text)

    return taken


@pytest.fixture
def by_family_name() -> Iterator[None]:
    """A search of the simplest kind stands in for the real one."""

    def search(about: dict[str, Any]) -> list[searching.Finding]:
        rows = Person.objects.filter(family_name=about["person"].get("family_name", ""))
        return [
            searching.Finding("hit", "people", reference_of(row), str(row.custodian), row.pk)
            for row in rows
        ]

    searching.register_searcher(search)
    yield
    searching._searchers.remove(search)


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation in which nobody built a search yet."""
    monkeypatch.setattr(searching, "_searchers", [])


@pytest.fixture(autouse=True)
def _english(settings: Any) -> Iterator[None]:
    """These tests read messages; they read them in English, also where no browser asks."""
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)
