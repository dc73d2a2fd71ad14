"""The ledger of consents: the seven questions, children, overlaps, the past, the signed form."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from assistance import actions
from assistance.actions.scans import MOST_BYTES, keep_scan, kind_of
from assistance.models import Consent, ConsentScan, Referral, ReferralContent
from assistance.queries.consents import MUST_BE_TOLD, QUESTIONS, consent_to, ledger, seven_answers
from tests.assistance.conftest import TODAY, Makers, days_ago
from tests.assistance.desk import allow, purpose, send, somebody
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ENGLISH = {"headers": {"accept-language": "en"}}
INFORMED = dict.fromkeys(MUST_BE_TOLD, True)


def enter(cast: Cast, who: Person, user: str = "responder", **fields: Any) -> list[Consent]:
    with cast.acting(user):
        return actions.enter_answers(
            **{
                "by": cast.user(user),
                "person": who,
                "answers": {},
                "uses": [],
                "on": TODAY,
                "agreement": actions.Agreement(),
                **fields,
            }
        )


def words(error: pytest.ExceptionInfo[ValidationError], field: str) -> str:
    return " ".join(error.value.message_dict[field])


def test_the_seven_questions_are_answered_yes_no_and_changed(cast: Cast) -> None:
    who = somebody(cast, "border")
    made = enter(cast, who, answers={**INFORMED, "interview": False}, on=days_ago(3))
    assert len(made) == 4
    with cast.acting("responder"):
        found = {a.question.code: a for a in seven_answers(ledger(who))}
        assert list(found) == list(QUESTIONS)
        assert {code for code, a in found.items() if a.is_yes} == set(MUST_BE_TOLD)
        assert found["interview"].consent is not None
        assert found["retention_told"].consent is None
    # the same again writes nothing; a changed answer ends the one before
    assert enter(cast, who, answers=INFORMED) == []
    [changed] = enter(cast, who, answers={"use_told": False})
    assert changed.is_agreed is False
    with cast.acting("responder"):
        before = Consent.objects.get(purpose__code="use_told", is_agreed=True)
        assert before.withdrawn_on == TODAY


def test_a_use_is_allowed_only_by_who_was_told(cast: Cast) -> None:
    who = somebody(cast, "border")
    allowed = actions.Agreement(receiver=cast.org("ngo_a"))
    for missing in MUST_BE_TOLD:
        told = {**INFORMED, missing: False}
        with pytest.raises(ValidationError, match="explain"):
            enter(cast, who, answers=told, uses=[purpose("pass_on")], agreement=allowed)
    with cast.acting("responder"):
        assert Consent.objects.count() == 0
    enter(cast, who, answers=INFORMED, uses=[purpose("pass_on")], agreement=allowed)
    with cast.acting("responder"):
        assert consent_to(who, "pass_on", cast.org("ngo_a")) is not None
        assert consent_to(who, "pass_on", cast.org("ngo_b")) is None


def test_for_a_child_it_is_said_who_consented_and_in_what_capacity(cast: Cast) -> None:
    child = somebody(cast, "border", birth_date=TODAY - timedelta(days=15 * 365))
    with pytest.raises(ValidationError) as error:
        allow(cast, child, receiver="ngo_a")
    assert "child" in words(error, "capacity")
    for capacity in ("parent", "guardian", "representative", "court"):
        with pytest.raises(ValidationError) as error:
            allow(cast, child, receiver="ngo_a", capacity=capacity)
        assert words(error, "by_whom")
    row = allow(cast, child, receiver="ngo_a", capacity="guardian", by_whom="Ona Globėja")
    assert (row.capacity, row.by_whom) == ("guardian", "Ona Globėja")
    own = allow(cast, child, receiver="ngo_b", capacity="person")
    assert own.by_whom == ""


def test_a_pass_names_its_receiver(cast: Cast) -> None:
    who = somebody(cast, "border")
    for code in ("pass_on", "hear_back"):
        with pytest.raises(ValidationError) as error:
            allow(cast, who, code)
        assert words(error, "receiver")
    with pytest.raises(ValidationError) as error:
        allow(cast, who, receiver="ngo_a", group="police")
    assert words(error, "receiver")


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"on": 9}, {"on": 1}, "purpose"),
        ({"on": 9, "until": 3}, {"on": 5}, "given_on"),
        ({"on": 5}, {"on": 9}, "purpose"),
        ({"on": 9, "until": 3}, {"on": 3}, "given_on"),
        ({"on": 9, "until": 3}, {"on": 2}, None),
        ({"on": 5}, {"on": 9, "until": 6}, None),
        ({"on": 5}, {"on": 9, "until": 5}, "purpose"),
    ],
)
def test_overlapping_consents_are_refused_clearly(
    cast: Cast, first: dict[str, int], second: dict[str, int], field: str | None
) -> None:
    who = somebody(cast, "border")

    def give(days: dict[str, int]) -> None:
        until = days_ago(days["until"]) if "until" in days else None
        allow(cast, who, receiver="ngo_a", on=days_ago(days["on"]), valid_until=until)

    give(first)
    if field is None:
        give(second)
        return
    with pytest.raises(ValidationError) as error:
        give(second)
    assert words(error, field)
    # towards somebody else it is another consent
    allow(cast, who, receiver="ngo_b", on=days_ago(second["on"]))


def test_withdrawn_on_the_day_it_was_given_it_can_be_given_anew(cast: Cast) -> None:
    who = somebody(cast, "border")
    row = allow(cast, who, receiver="ngo_a")
    with cast.acting("responder"):
        actions.withdraw_consent(by=cast.user("responder"), consent=row, on=TODAY)
    assert allow(cast, who, receiver="ngo_a").pk


def test_a_consent_after_the_fact_is_refused(cast: Cast) -> None:
    """What already passed without consent is not made good by a date before it."""
    who = somebody(cast, "border")
    send(cast, who, "ngo_a", basis="vital_interest", override="Gresia mirtis")
    with pytest.raises(ValidationError) as error:
        allow(cast, who, receiver="ngo_a", on=days_ago(1))
    assert "already referred without consent" in words(error, "given_on")
    with pytest.raises(ValidationError):
        allow(cast, who, group="helpers", on=days_ago(1))
    assert allow(cast, who, receiver="ngo_b", on=days_ago(1)).pk
    assert allow(cast, who, receiver="ngo_a").pk


def test_nobody_keeps_another_s_ledger(cast: Cast) -> None:
    who = somebody(cast, "ngo_a")
    allow(cast, who, receiver="border")
    for user in ("ngo_b", "responder", "officer", "analyst"):
        with cast.acting(user):
            assert Consent.objects.count() == 0
    with cast.acting("ngo_b"), pytest.raises(Refused):
        actions.give_consent(
            by=cast.user("ngo_b"), person=who, purpose=purpose("interview"), on=TODAY
        )


def test_withdrawal_closes_by_whatever_way_it_is_written(cast: Cast) -> None:
    """Also past the actions: the database closes what rests on it in the same statement."""
    who = somebody(cast, "border")
    consent = allow(cast, who, receiver="ngo_a")
    send(cast, who, "ngo_a")
    with cast.acting("responder"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_on=TODAY)
        assert Referral.objects.get().state == "withdrawn"
    with cast.acting("ngo"):
        assert ReferralContent.objects.count() == 0
        assert Referral.objects.get().state == "withdrawn"


# --- the signed form


def picture(form: str, *, size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture that says where it was taken."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Slapta prieglauda"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, "red").save(made, form, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize(("form", "kind"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_picture_is_drawn_anew_without_its_place(cast: Cast, form: str, kind: str) -> None:
    who, data = somebody(cast, "border"), picture(form)
    assert b"Slapta prieglauda" in data
    with cast.acting("responder"):
        row = keep_scan(by=cast.user("responder"), person=who, data=data)
        kept = bytes(ConsentScan.objects.get(pk=row.pk).content)
    assert (row.media_type, row.size) == (kind, len(kept))
    assert b"Slapta" not in kept
    with Image.open(io.BytesIO(kept)) as again:
        assert (again.format, again.size, dict(again.getexif())) == (form, (40, 30), {})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"GIF89a" + b"0" * 40,
        b"MZ" + b"\0" * 200,
        b"PK\x03\x04" + b"0" * 60,
        b"%!PS-Adobe",
        picture("JPEG")[:300],
        b"\x89PNG\r\n\x1a\n" + b"junk" * 20,
        b"%PDF-1.7\n" + b"0" * MOST_BYTES,
    ],
)
def test_anything_else_is_refused(cast: Cast, data: bytes) -> None:
    who = somebody(cast, "border")
    with cast.acting("responder"), pytest.raises(ValidationError) as error:
        keep_scan(by=cast.user("responder"), person=who, data=data)
    assert words(error, "scan")
    assert ConsentScan.objects.count() == 0


def test_a_picture_that_unpacks_to_too_much_is_refused(cast: Cast) -> None:
    who, data = somebody(cast, "border"), picture("PNG", size=(6000, 6000))
    assert len(data) < MOST_BYTES
    with cast.acting("responder"), pytest.raises(ValidationError) as error:
        keep_scan(by=cast.user("responder"), person=who, data=data)
    assert "too large" in words(error, "scan")


def test_a_pdf_is_kept_as_it_is() -> None:
    assert kind_of(b"%PDF-1.7\n1 0 obj\n") == "application/pdf"


def page(name: str, who: Person) -> str:
    return reverse(f"assistance:{name}", kwargs={"uuid": who.uuid})


def test_answers_and_form_are_entered_and_the_form_is_a_file_to_keep(
    cast: Cast, signed_in: SignIn
) -> None:
    who = somebody(cast, "border")
    client = signed_in("responder", **ENGLISH)
    typed = {
        **dict.fromkeys(QUESTIONS, "yes"),
        "uses": ["pass_on", "certificate"],
        "receiver": str(cast.org("ngo_a").uuid),
        "given_on": str(TODAY),
        "capacity": "person",
    }
    scan = SimpleUploadedFile("../../x.html", b"%PDF-1.7\n1 0 obj\n", "text/html")
    answer = client.post(page("enter_answers", who), {**typed, "scan": scan})
    assert answer.status_code == 302, answer.content.decode()
    body = client.get(page("ledger", who)).content.decode()
    assert "ngo_a en" in body
    assert body.count("<strong>yes</strong>") == 7
    row = ConsentScan.objects.get()
    assert row.name == "sutikimas.pdf"
    answer = client.get(row.get_absolute_url())
    assert answer.content == b"%PDF-1.7\n1 0 obj\n"
    assert answer["Content-Disposition"] == 'attachment; filename="sutikimas.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Type"] == "application/pdf"
    assert Entry.objects.filter(records__contains=[row.uuid], verb="disclosure").count() == 1
    for other in ("ngo", "ngo_b", "officer", "responder_b", "administrator"):
        assert signed_in(other).get(row.get_absolute_url()).status_code == 404, other


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"use_told": "no"}, "Who agrees must know"),
        ({"receiver": ""}, "Say who may receive it"),
        ({"group": "police"}, "not both"),
        ({"given_on": "2999-01-01"}, "has not come yet"),
        ({"valid_until": str(days_ago(1))}, "before the start"),
        ({"capacity": "court"}, "by name"),
    ],
)
def test_bad_answers_are_said_and_nothing_typed_is_lost(
    bad: dict[str, str], said: str, cast: Cast, signed_in: SignIn
) -> None:
    who = somebody(cast, "border")
    typed = {
        **dict.fromkeys(QUESTIONS, "yes"),
        "uses": ["pass_on"],
        "receiver": str(cast.org("ngo_a").uuid),
        "given_on": str(TODAY),
        "by_whom": "",
        **bad,
    }
    answer = signed_in("responder", **ENGLISH).post(page("enter_answers", who), typed)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert said in body
    assert body.count('value="yes"') == 7
    assert Consent.objects.count() == 0


def test_an_ngo_s_answers_stand_on_the_page_of_the_help(
    cast: Cast, make: Makers, signed_in: SignIn
) -> None:
    row = make.beneficiary()
    typed = {**dict.fromkeys(QUESTIONS, "yes"), "given_on": str(TODAY)}
    client = signed_in("ngo", **ENGLISH)
    assert client.post(page("enter_answers", row.person), typed).status_code == 302
    assert row.consents.count() == 7
    consent = row.consents.get(purpose__code="interview")
    url = reverse("assistance:withdraw_consent", kwargs={"uuid": consent.uuid})
    assert client.post(url, {"on": str(TODAY)}).status_code == 302
