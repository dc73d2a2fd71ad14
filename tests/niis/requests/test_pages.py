"""The screens: what each unit is offered, what is kept on an error, what stays hidden."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.niis.requests.conftest import begun
from thbcases.audit.models import Entry
from thbcases.niis.choices import RequestState
from thbcases.niis.models import InformationRequest
from thbcases.niis.queries.references import reference_of
from thbcases.niis.views.requests import ask_url
from thbcases.people.models import Person

SignIn = Callable[..., Client]
Ask = Callable[..., InformationRequest]
PAGES = ("request", "grant_request", "refuse_request", "withdraw_request", "end_request")


def url(name: str, row: InformationRequest) -> str:
    return reverse(f"niis:{name}", kwargs={"uuid": row.uuid})


def english(signed_in: SignIn, name: str) -> Client:
    return signed_in(name, HTTP_ACCEPT_LANGUAGE="en")


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_hit_leads_to_the_form_filled_in_and_sent(
    cast: Cast, wanted: Person, signed_in: SignIn
) -> None:
    officer = english(signed_in, "officer")
    address = ask_url(wanted, cast.org("unit_b").uuid)
    page = text(officer.get(address))
    assert reference_of(wanted) in page
    assert f'value="{cast.org("unit_b").uuid}" selected' in page
    assert "Ieškomas" not in page
    said = {
        "reference": reference_of(wanted),
        "asked": str(cast.org("unit_b").uuid),
        "parts": ["person"],
        "purpose": "01-1-00001-26",
        "legal_basis": "BPK 97 str.",
        "reason": "",
        "urgency": "urgent",
    }
    refused = officer.post(reverse("niis:ask"), said)
    assert refused.status_code == 200
    assert 'value="01-1-00001-26"' in text(refused)
    assert 'value="urgent" selected' in text(refused)
    sent = officer.post(reverse("niis:ask"), {**said, "reason": "tas pats telefonas"}, follow=True)
    assert "The request is sent" in text(sent)
    assert InformationRequest.objects.get().urgency == "urgent"


def test_a_mistyped_number_stays_with_all_that_was_typed(
    cast: Cast, wanted: Person, signed_in: SignIn
) -> None:
    officer = english(signed_in, "officer")
    typed = {
        "reference": "P7K3Q-XM2D9-F4TX",
        "asked": str(cast.org("unit_b").uuid),
        "parts": ["person", "objects"],
        "purpose": "x",
        "legal_basis": "y",
        "reason": "z <script>",
        "urgency": "ordinary",
    }
    page = text(officer.post(reverse("niis:ask"), typed))
    assert "no reference number" in page
    assert 'value="P7K3Q-XM2D9-F4TX"' in page
    assert "z &lt;script&gt;" in page
    assert page.count("checked") == 2


def test_each_unit_is_offered_what_it_may_do(cast: Cast, ask: Ask, signed_in: SignIn) -> None:
    row = ask()
    officer, other = english(signed_in, "officer"), english(signed_in, "officer_b")
    mine, theirs = text(officer.get(url("request", row))), text(other.get(url("request", row)))
    assert url("withdraw_request", row) in mine
    assert url("grant_request", row) not in mine
    assert "Ieškomas" not in mine
    assert url("grant_request", row) in theirs
    assert url("refuse_request", row) in theirs
    assert url("withdraw_request", row) not in theirs
    assert "Ieškomas, Jonas" in theirs


def test_the_journey_from_question_to_record_and_its_end(
    cast: Cast, ask: Ask, wanted: Person, signed_in: SignIn
) -> None:
    row = ask()
    officer, other = english(signed_in, "officer"), english(signed_in, "officer_b")
    assert "Requests that wait for my answer" in text(other.get("/"))
    assert officer.get(wanted.get_absolute_url()).status_code == 404
    form = other.get(url("grant_request", row))
    assert "B-1" in text(form)
    day = timezone.localdate() + timedelta(days=3)
    opened = other.post(
        url("grant_request", row), {"parts": ["person"], "until": day.isoformat()}, follow=True
    )
    assert "It is open" in text(opened)
    with cast.making("unit_b"):
        begun()
    assert "Answered requests" in text(officer.get("/"))
    assert "Ieškomas, Jonas" in text(officer.get(url("request", row)))
    record = text(officer.get(wanted.get_absolute_url()))
    assert "Ieškomas" in record
    assert "AB1" not in record
    assert reverse("people:change", kwargs={"uuid": wanted.uuid}) not in record
    assert Entry.objects.filter(verb="consultation", records__contains=[wanted.uuid]).exists()
    assert other.post(url("end_request", row)).status_code == 302
    assert "The access has ended" in text(other.get(url("request", row)))


def test_the_form_of_an_answer_keeps_what_was_typed(
    cast: Cast, ask: Ask, signed_in: SignIn
) -> None:
    row = ask(parts=["person", "investigation"])
    other = english(signed_in, "officer_b")
    typed = {"parts": ["person", "investigation"], "until": "2027-01-01", "answer": "kol kas"}
    page = text(other.post(url("grant_request", row), typed))
    assert "Choose which" in page
    assert "kol kas" in page
    assert 'value="2027-01-01"' in page
    page = text(other.post(url("refuse_request", row), {"ground": "", "answer": "nes ne"}))
    assert "nes ne" in page
    row.refresh_from_db()
    assert row.state == RequestState.SENT


def test_a_request_is_as_absent_to_everybody_else(cast: Cast, ask: Ask, signed_in: SignIn) -> None:
    row = ask()
    for name in ("analyst", "ngo", "migration", "coordinator", "auditor", "administrator"):
        client = english(signed_in, name)
        for page in PAGES:
            hidden = client.get(url(page, row))
            absent = client.get(reverse(f"niis:{page}", kwargs={"uuid": uuid4()}))
            assert hidden.status_code == absent.status_code == 404, (name, page)
            assert client.post(url(page, row)).status_code in (404, 405), (name, page)


def test_the_list_filters_by_direction_and_state(cast: Cast, ask: Ask, signed_in: SignIn) -> None:
    row = ask()
    officer = english(signed_in, "officer")
    address = reverse("niis:requests")
    assert row.reference in text(officer.get(address, {"way": "out", "state": "sent"}))
    assert row.reference not in text(officer.get(address, {"way": "in"}))
    assert row.reference not in text(officer.get(address, {"state": "lapsed"}))


def test_the_list_costs_the_same_for_one_and_for_many(
    cast: Cast, ask: Ask, signed_in: SignIn
) -> None:
    officer = english(signed_in, "officer")
    ask()
    officer.get(reverse("niis:requests"))
    with CaptureQueriesContext(connection) as one:
        officer.get(reverse("niis:requests"))
    for number in range(6):
        with cast.making("unit_b"):
            other = Person.objects.create(family_name=f"Kitas{number}")
        ask(reference=reference_of(other))
    with CaptureQueriesContext(connection) as many:
        officer.get(reverse("niis:requests"))
    assert len(many) == len(one)
