"""Screens of registers: who sees what, and what a form refuses."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.niis.registers.conftest import people, table
from thbcases.access.acting import acting_system
from thbcases.niis.models import Delivery, Register

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
SETTINGS = {
    "code": "vehicles",
    "name_lt": "Ieškomos transporto priemonės",
    "name_en": "Wanted vehicles",
    "legal_basis": "Policijos įstatymas",
    "holds": ["vehicle"],
    "adapter": "postgres",
    "most_loss": "20",
    "refresh_hours": "24",
    "is_active": "on",
    "source_schema": "public",
    "source_table": "vehicles",
    "column_key": "id",
    "column_plate": "plate",
}


def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def page(client: Client, address: str) -> str:
    response = english(client).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("who", ["officer", "officer_b", "analyst", "administrator"])
def test_who_searches_sees_names_and_the_moment(
    signed_in: SignIn, delivered: Register, who: str
) -> None:
    client = signed_in(who)
    assert "Missing persons" in page(client, reverse("niis:registers"))
    assert "own records" in page(client, reverse("niis:registers"))
    text = page(client, delivered.get_absolute_url())
    assert "Not asked" in text
    change = reverse("niis:register_change", kwargs={"uuid": delivered.uuid})
    assert (change in text) == ("oss that is let through" in text) == (who == "administrator")
    assert ("Bring a file" in text) == (who in {"administrator", "officer_b"})


@pytest.mark.parametrize("who", ["ngo", "migration", "funder", "coordinator", "auditor"])
def test_nobody_else_sees_registers(signed_in: SignIn, delivered: Register, who: str) -> None:
    client = signed_in(who)
    assert client.get(reverse("niis:registers")).status_code == 403
    assert client.get(delivered.get_absolute_url()).status_code in {403, 404}


@pytest.mark.parametrize("who", ["officer", "officer_b", "analyst"])
def test_only_the_administrator_keeps_settings(
    signed_in: SignIn, delivered: Register, who: str
) -> None:
    client = signed_in(who)
    for name in ("register_change", "register_copy"):
        address = reverse(f"niis:{name}", kwargs={"uuid": delivered.uuid})
        assert client.post(address, {}).status_code == 403
    assert client.post(reverse("niis:register_add"), SETTINGS).status_code == 403


def test_another_unit_brings_nothing(signed_in: SignIn, delivered: Register) -> None:
    client = signed_in("officer")
    for name in ("deliver", "register_template"):
        assert (
            client.get(reverse(f"niis:{name}", kwargs={"uuid": delivered.uuid})).status_code == 403
        )
    file = SimpleUploadedFile("a.csv", table(people(1)).encode())
    address = reverse("niis:deliver", kwargs={"uuid": delivered.uuid})
    assert client.post(address, {"file": file}).status_code == 403
    with acting_system("test"):
        assert not Delivery.objects.exists()


def test_the_administrator_adds_a_table_of_another_server(cast: Cast, signed_in: SignIn) -> None:
    client = english(signed_in("administrator"))
    answer = client.post(reverse("niis:register_add"), SETTINGS | {"unit": cast.org("unit_a").pk})
    assert answer.status_code == 302, answer.context["form"].errors
    register = Register.objects.get(code="vehicles")
    assert register.columns == {"key": "id", "plate": "plate"}
    text = page(client, register.get_absolute_url())
    assert "THB_REGISTER_VEHICLES_URL" in text
    assert "Nothing of it has been taken in yet" in text
    change = reverse("niis:register_change", kwargs={"uuid": register.uuid})
    changed = {**SETTINGS, "unit": cast.org("unit_a").pk, "code": "other", "column_plate": "nr"}
    assert client.post(change, changed | {"version": register.version}).status_code == 302
    register.refresh_from_db()
    assert (register.code, register.columns["plate"]) == ("vehicles", "nr")


BAD: list[tuple[dict[str, Any], str]] = [
    ({"column_key": ""}, "column_key"),
    ({"source_table": ""}, "source_table"),
    ({"column_plate": ""}, "__all__"),
    ({"column_plate": 'x"; drop table y'}, "column_plate"),
    ({"source_table": "a.b"}, "source_table"),
    ({"code": "Bad Code"}, "code"),
    ({"holds": []}, "holds"),
    ({"most_loss": "101"}, "most_loss"),
    ({"adapter": "own"}, "adapter"),
    ({"unit": ""}, "unit"),
    ({"refresh_hours": "0"}, "refresh_hours"),
]


@pytest.mark.parametrize(("bad", "field"), BAD)
def test_settings_that_cannot_work_are_refused(
    cast: Cast, signed_in: SignIn, bad: dict[str, Any], field: str
) -> None:
    typed = SETTINGS | {"unit": cast.org("unit_a").pk} | bad
    answer = english(signed_in("administrator")).post(reverse("niis:register_add"), typed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors


def test_the_template_has_only_what_the_register_holds(
    signed_in: SignIn, delivered: Register
) -> None:
    address = reverse("niis:register_template", kwargs={"uuid": delivered.uuid})
    answer = english(signed_in("officer_b")).get(address)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    header = [cell.value for cell in sheet[1]]
    assert header[:3] == ["Reference*", "Given name", "Surname"]
    assert "Phone" not in header


def test_errors_are_listed_by_row_and_column(
    signed_in: SignIn, bring: Callable[..., Delivery]
) -> None:
    row = bring(table([[f"M-{n}", "Ona", "Onaitė", "1990-02-31", ""] for n in range(60)]).encode())
    text = page(signed_in("officer_b"), row.get_absolute_url())
    assert "60 errors" in text
    assert "row 2" in text
    assert "There is no such date" in text
    client = signed_in("officer_b")
    assert "row 61" in page(client, f"{row.get_absolute_url()}?page=3")
    assert client.get(f"{row.get_absolute_url()}?page=x99").status_code == 200


def test_a_delivery_of_another_unit_is_absent(
    signed_in: SignIn, bring: Callable[..., Delivery]
) -> None:
    row = bring(table(people(2)).encode())
    client = signed_in("officer")
    assert client.get(row.get_absolute_url()).status_code == 404
    for name in ("delivery_publish", "delivery_release", "delivery_throw"):
        address = reverse(f"niis:{name}", kwargs={"uuid": row.uuid})
        assert client.post(address, {"reason": "x"}).status_code == 404
    with acting_system("test"):
        assert Delivery.objects.get().state == "ready"


def test_what_is_no_table_is_said_on_the_form(signed_in: SignIn, delivered: Register) -> None:
    address = reverse("niis:deliver", kwargs={"uuid": delivered.uuid})
    file = SimpleUploadedFile("a.csv", "Вася Пупкин из Москвы".encode("cp1251"))
    answer = english(signed_in("officer_b")).post(address, {"file": file})
    assert "cannot be read" in str(answer.context["form"].errors["file"])
    answer = english(signed_in("officer_b")).post(address, {})
    assert "file" in answer.context["form"].errors


def test_throwing_away_needs_a_reason(signed_in: SignIn, bring: Callable[..., Delivery]) -> None:
    row = bring(table(people(2)).encode())
    client = english(signed_in("officer_b"))
    address = reverse("niis:delivery_throw", kwargs={"uuid": row.uuid})
    assert client.post(address, {"reason": " "}).status_code == 200
    assert client.post(address, {"reason": "ne tas"}).status_code == 302
    assert "ne tas" in page(client, row.get_absolute_url())


def test_the_list_asks_as_often_for_one_register_as_for_thirty(
    cast: Cast, signed_in: SignIn
) -> None:
    client = signed_in("officer")
    client.get(reverse("niis:registers"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("niis:registers") + "?per_page=100")
        return len(captured)

    before = queries()
    with acting_system("test"):
        for number in range(30):
            Register.objects.create(
                code=f"r{number}", name_lt="x", name_en="x", adapter="delivery",
                unit=cast.org("unit_a"), holds=["person"], legal_basis="-",
            )  # fmt: skip
    assert queries() == before
