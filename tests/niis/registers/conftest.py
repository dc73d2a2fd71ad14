"""Registers of both outside kinds, and a second PostgreSQL server."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override

from tests.cast import Cast
from tests.niis.registers.server import TABLE, OtherServer, other_server
from thbcases.access.acting import acting_system
from thbcases.niis.actions import registers as actions
from thbcases.niis.models import Delivery, Register
from thbcases.niis.registers.asking import forget_rests

COLUMNS = {
    "key": "nr",
    "given": "vardas",
    "family": "pavarde",
    "original": "savo_rastu",
    "birth_date": "gime",
    "sex": "lytis",
    "document": "pasas",
    "phone": "telefonas",
}
HEADER = ["Nuoroda", "Vardas", "Pavardė", "Gimimo data", "Dokumentas"]


@pytest.fixture(scope="session")
def second_server() -> Iterator[OtherServer]:
    with other_server() as server:
        yield server


@pytest.fixture
def server(second_server: OtherServer) -> Iterator[OtherServer]:
    """The second server; it runs again, and has its rows again, after each test."""
    yield second_server
    second_server.start()
    second_server.run("drop schema agency cascade; drop role reader")
    second_server.run(TABLE)


@pytest.fixture
def wanted(cast: Cast, server: OtherServer, monkeypatch: pytest.MonkeyPatch) -> Register:
    """The register of wanted persons in the second server, not copied yet."""
    monkeypatch.setenv("THB_REGISTER_WANTED_URL", server.url)
    with acting_system("test"):
        return Register.objects.create(
            code="wanted",
            name_lt="Ieškomi asmenys",
            name_en="Wanted persons",
            adapter="postgres",
            unit=cast.org("unit_b"),
            holds=["person", "document", "phone"],
            legal_basis="Policijos įstatymas",
            source_schema="agency",
            source_table="wanted",
            columns=COLUMNS,
        )


@pytest.fixture
def delivered(cast: Cast) -> Register:
    """A register that unit B delivers as a file."""
    with acting_system("test"):
        return Register.objects.create(
            code="missing",
            name_lt="Dingę asmenys",
            name_en="Missing persons",
            adapter="delivery",
            unit=cast.org("unit_b"),
            holds=["person", "document"],
            legal_basis="Policijos įstatymas",
            most_loss=20,
        )


@pytest.fixture
def bring(cast: Cast, delivered: Register) -> Callable[..., Delivery]:
    """Unit B brings a file, and the worker checks it."""

    def send(content: bytes, who: str = "officer_b", name: str = "sąrašas.csv") -> Delivery:
        with cast.acting(who):
            row = actions.deliver(
                by=cast.user(who), register=delivered, file_name=name, content=content
            )
        actions.check(delivery=str(row.uuid), membership=row.membership_id)
        with cast.acting(who):
            return Delivery.objects.get(pk=row.pk)

    return send


def table(rows: list[list[Any]], header: list[str] = HEADER, delimiter: str = ";") -> str:
    """A CSV as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([header, *rows])
    return buffer.getvalue()


def people(count: int, start: int = 1) -> list[list[str]]:
    """Rows of different people."""
    return [
        [f"M-{n}", "Vardenis", f"Pavardėnis{chr(97 + n % 26)}", "1990-01-01", f"LD{1000 + n}"]
        for n in range(start, start + count)
    ]


@pytest.fixture(autouse=True)
def _english(settings: Any) -> Iterator[None]:
    """These tests read messages; they read them in English, also where no browser asks."""
    settings.LANGUAGE_CODE = "en"
    forget_rests()
    with override("en"):
        yield
    forget_rests()
