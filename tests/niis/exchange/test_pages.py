"""The screens of the exchange."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.niis.exchange.conftest import Write, record_request
from thbcases.audit.models import Entry
from thbcases.niis.exchange.schema import files
from thbcases.niis.models import ExchangeMessage, Partner
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person

SignIn = Callable[..., Client]
TakeIn = Callable[..., ExchangeMessage]
SAID = {
    "legal_basis": "2023/977 4 str.",
    "purpose": "tyrimas 01-1",
    "source": "officer",
    "reliability": "B",
    "credibility": "2",
    "nature": "fact",
    "handling": "H2",
    "as_of": "2026-03-09",
}
OF_ONE = (
    "message",
    "message_pdf",
    "message_text",
    "answer_message",
    "disclose_message",
    "ask_record",
    "correct_message",
    "note_message",
)


def english(signed_in: SignIn, name: str = "officer") -> Client:
    return signed_in(name, HTTP_ACCEPT_LANGUAGE="en")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def url(name: str, row: Any) -> str:
    return reverse(f"niis:{name}", kwargs={"uuid": row.uuid})


def test_a_message_is_taken_in_as_text_or_as_a_file(
    cast: Cast, write: Write, signed_in: SignIn
) -> None:
    officer = english(signed_in)
    page = officer.post(reverse("niis:take_in"), {"text": write()}, follow=True)
    assert "The message is taken in" in text(page)
    assert "suspect" in text(page)
    file = SimpleUploadedFile("m.jws", write().encode())
    page = officer.post(reverse("niis:take_in"), {"file": file}, follow=True)
    assert "The message is taken in" in text(page)
    assert "Requests of other installations" in text(officer.get("/"))


def test_a_refused_text_stays_in_the_form_with_the_reason(
    cast: Cast, write: Write, signed_in: SignIn
) -> None:
    officer = english(signed_in)
    for typed, said in (
        ("labas <b>", "no signed message"),
        (write(version=7), "newer version"),
        (write(reliability="Z", legal_basis=" "), "none of the codes"),
        (write(recipient="EE-1"), "another installation"),
        ("a" * 130_000, "125,000 characters"),
    ):
        page = text(officer.post(reverse("niis:take_in"), {"text": typed}))
        assert said in page, said
        assert typed.replace("<", "&lt;").replace(">", "&gt;") in page
    for nothing in ({}, {"text": " "}, {"file": SimpleUploadedFile("m.jws", b"")}):
        assert "Choose a file or paste" in text(officer.post(reverse("niis:take_in"), nothing))
    file = SimpleUploadedFile("m.jws", b"\xff\xfe\x00PNG")
    assert "no signed message" in text(officer.post(reverse("niis:take_in"), {"file": file}))
    assert ExchangeMessage.objects.count() == 0


def test_a_message_is_read_in_either_language_whatever_the_page_is_in(
    cast: Cast, write: Write, take_in: TakeIn, signed_in: SignIn
) -> None:
    row = take_in(write())
    officer = english(signed_in)
    assert "Category of the data subject" in text(officer.get(url("message", row)))
    page = text(officer.get(url("message", row), {"language": "lt"}))
    assert "Duomenų subjekto kategorija" in page
    assert '<div lang="lt"' in page
    assert officer.get(url("message", row), {"language": "xx"}).status_code == 200
    for language in ("lt", "en"):
        made = officer.get(url("message_pdf", row), {"language": language})
        assert made.headers["Content-Type"] == "application/pdf"
        assert made.content.startswith(b"%PDF-")
    assert text(officer.get(url("message_text", row))) == row.text
    readings = Entry.objects.filter(verb="consultation", records__contains=[row.uuid])
    assert readings.count() >= 3


def test_a_partner_is_asked(cast: Cast, partner: Partner, signed_in: SignIn) -> None:
    officer = english(signed_in)
    typed = {
        **SAID,
        "partner": partner.pk,
        "urgency": "ordinary",
        "what": "suspect",
        "family_name": "",
        "birth_year": "1990",
    }
    page = text(officer.post(reverse("niis:ask_partner"), typed))
    assert "Give at least one name" in page
    assert 'value="1990"' in page
    assert "tyrimas 01-1" in page
    page = text(officer.post(reverse("niis:ask_partner"), {**typed, "what": "object"}))
    assert "Say which object it is" in page
    sent = officer.post(
        reverse("niis:ask_partner"), {**typed, "family_name": "Bērziņš"}, follow=True
    )
    assert "The message is signed" in text(sent)
    row = ExchangeMessage.objects.get()
    assert row.content["payload"]["about"] == {
        "person": {"category": "suspect", "family_name": "Bērziņš", "birth_year": 1990}
    }
    assert (row.content["reliability"], row.content["handling"]) == ("B", "H2")


def test_a_request_is_answered_with_what_the_search_finds(
    cast: Cast,
    suspect: Person,
    write: Write,
    take_in: TakeIn,
    signed_in: SignIn,
    by_family_name: None,
) -> None:
    row = take_in(write())
    officer = english(signed_in)
    page = text(officer.get(url("answer_message", row)))
    assert reference_of(suspect) in page
    assert '<option value="hit" selected>' in page
    typed = {**SAID, "result": "no_hit", "hits": [reference_of(suspect)]}
    assert "another answer does not" in text(officer.post(url("answer_message", row), typed))
    done = officer.post(url("answer_message", row), {**typed, "result": "hit"}, follow=True)
    assert reference_of(suspect) in text(done)
    assert "Ieškomas" not in text(done)


def test_without_a_search_the_page_says_so(
    cast: Cast, write: Write, take_in: TakeIn, signed_in: SignIn, no_search: None
) -> None:
    page = text(english(signed_in).get(url("answer_message", take_in(write()))))
    assert "It is not «no hit»" in page
    assert '<option value="not_asked" selected>' in page


def test_the_record_is_released_and_corrected_on_screen(
    cast: Cast, suspect: Person, write: Write, take_in: TakeIn, signed_in: SignIn
) -> None:
    row = take_in(write(payload=record_request(reference_of(suspect), "person", "documents")))
    officer = english(signed_in)
    assert url("disclose_message", row) in text(officer.get(url("message", row)))
    done = officer.post(url("disclose_message", row), {**SAID, "parts": ["person"]}, follow=True)
    assert "Ieškomas" in text(done)
    assert "AB1" not in text(done)
    sent = ExchangeMessage.objects.get(direction="out")
    typed = {**SAID, "items": ["p1"], "action": "erased", "explanation": ""}
    assert "required" in text(officer.post(url("correct_message", sent), typed))
    typed["explanation"] = "kitas asmuo"
    assert officer.post(url("correct_message", sent), typed).status_code == 302
    assert ExchangeMessage.objects.filter(kind="correction").count() == 1


def test_a_message_is_as_absent_to_everybody_else(
    cast: Cast, write: Write, take_in: TakeIn, signed_in: SignIn
) -> None:
    row = take_in(write())
    for name in ("officer_b", "analyst", "ngo", "migration", "auditor", "administrator"):
        client = english(signed_in, name)
        for page in OF_ONE:
            hidden = client.get(url(page, row)).status_code
            absent = client.get(reverse(f"niis:{page}", kwargs={"uuid": uuid4()})).status_code
            assert hidden == absent == 404, (name, page)
            assert client.post(url(page, row)).status_code in (404, 405), (name, page)


def test_the_files_of_the_format_are_taken_out(cast: Cast, signed_in: SignIn) -> None:
    officer = english(signed_in)
    page = text(officer.get(reverse("niis:format")))
    for name, content in files().items():
        address = reverse("niis:format_file", args=[name])
        assert address in page
        assert json.loads(officer.get(address).content) == json.loads(content)
    assert officer.get(reverse("niis:format_file", args=["x"])).status_code == 404
    assert english(signed_in, "ngo").get(reverse("niis:format")).status_code == 403


def test_the_administrator_keeps_partners_and_reads_no_message(
    cast: Cast, partner: Partner, signed_in: SignIn
) -> None:
    client = english(signed_in, "administrator")
    assert "LV-1" in text(client.get("/admin/niis/partner/"))
    page = text(client.get(f"/admin/niis/partner/{partner.pk}/change/"))
    assert "lv-2026" in page
    assert client.get(reverse("niis:messages")).status_code == 403
    assert english(signed_in).get("/admin/niis/partner/add/").status_code == 403
