"""The public pages: no sign-in, no cookie, no trace, three languages, and a receipt."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.tips.making import channels, photo_of_a_place, the_tip
from thbcases.tips import keys, limiting
from thbcases.tips.actions import answers, triage
from thbcases.tips.actions.intake import conversation
from thbcases.tips.choices import TipOutcome
from thbcases.tips.models import Attachment, Message, Tip
from thbcases.tips.words import TEXTS, words

LANGUAGES = ("lt", "en", "ru")
CODE = re.compile(r'id="receipt">([0-9A-Z-]{19})<')


@pytest.fixture
def public(cast: Cast) -> Client:
    channels(cast)
    cache.clear()
    return Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.77")


def token(response: HttpResponse) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', response.content.decode())
    assert found is not None
    return found.group(1)


def tell(client: Client, language: str = "ru", **fields: object) -> HttpResponse:
    page = client.get(f"/tell/{language}/")
    data = {"kind": "report", "text": "Людей держат взаперти", "form_token": token(page), **fields}
    return client.post(f"/tell/{language}/", data)


def receipt_of(response: HttpResponse) -> str:
    found = CODE.search(response.content.decode())
    assert found is not None, response.content.decode()[:2000]
    return found.group(1)


def look(client: Client, receipt: str, **fields: object) -> HttpResponse:
    page = client.get("/tell/en/receipt/")
    return client.post(
        "/tell/en/receipt/", {"receipt": receipt, "form_token": token(page), **fields}
    )


# --- texts


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_public_text_is_there_in_three_languages(key: str) -> None:
    said = TEXTS[key]
    assert set(said) == set(LANGUAGES)
    assert all(text.strip() for text in said.values())
    assert len(set(said.values())) == 3
    assert re.search("[а-яё]", said["ru"], re.IGNORECASE)
    assert not re.search("[а-яё]", said["lt"] + said["en"], re.IGNORECASE)


def test_the_public_templates_use_these_texts_and_no_others() -> None:
    folder = Path(settings.BASE_DIR) / "templates" / "tips"
    used: set[str] = set()
    for path in folder.glob("public_*.html"):
        text = path.read_text(encoding="utf-8")
        assert "{% translate" not in text
        assert "{% blocktranslate" not in text
        assert "{% load i18n" not in text
        used |= set(re.findall(r"\bw\.(\w+)", text))
        bare = re.sub(r"<!doctype html>|<[^>]*>|{%.*?%}|{{.*?}}|&\w+;", "", text)
        assert not re.search(r"[A-Za-zĄ-ž]{3}", bare), path.name
    assert used <= set(TEXTS)
    python = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(settings.BASE_DIR) / "thbcases" / "tips").rglob("*.py")
        if path.name != "words.py"
    )
    by_code = {key for key in TEXTS if f'"{key}"' in python}
    by_name = {
        "kind",
        "text",
        "text_help",
        "contact",
        "contact_help",
        "files",
        "files_help",
        "kind_report",
        "kind_question",
    }
    assert set(TEXTS) - used - by_code - by_name == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "receipt/"])
def test_a_page_speaks_its_language(public: Client, language: str, page: str) -> None:
    response = public.get(f"/tell/{language}/{page}")
    assert response.status_code == 200
    body = response.content.decode()
    assert f'<html lang="{language}">' in body
    assert response.headers["Content-Language"] == language
    assert words(language)["privacy_title"] in body
    assert bool(re.search("[а-яё]{4}", re.sub(r"<nav.*?</nav>", "", body, flags=re.S))) == (
        language == "ru"
    )


def test_another_language_is_not_there(public: Client) -> None:
    assert public.get("/tell/de/").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "language"), [("ru-RU,en;q=0.5", "ru"), ("en-GB", "en"), ("de", "lt"), ("", "lt")]
)
def test_the_front_leads_to_the_language_of_the_browser(
    public: Client, accepted: str, language: str
) -> None:
    response = public.get("/tell/", headers={"accept-language": accepted})
    assert response.headers["Location"] == f"/tell/{language}/"


# --- no trace


def answers_of(public: Client) -> list[HttpResponse]:
    told = tell(public)
    receipt = receipt_of(told)
    return [
        public.get("/tell/"),
        public.get("/tell/ru/"),
        public.get("/tell/ru/receipt/"),
        told,
        tell(public, text=""),
        look(public, receipt),
        look(public, "0000-0000-0000-0000"),
        look(public, receipt, add="1", text="dar"),
    ]


def test_no_answer_sets_a_cookie_or_lets_anything_in(public: Client) -> None:
    for response in answers_of(public):
        assert response.cookies == {}
        assert "Set-Cookie" not in response.headers
        assert "no-store" in response.headers["Cache-Control"]
        if response.status_code != 200:
            continue
        assert response.headers["Referrer-Policy"] == "no-referrer"
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "http" not in policy
        body = response.content.decode()
        assert "<script" not in body
        # the only address outside is the way out
        outside = set(re.findall(r'(?:src|href|action)="(https?://[^"]+)"', body))
        assert outside == {settings.THB_TIPS_EXIT_URL}
    assert public.cookies == {}


def test_the_address_is_neither_kept_nor_logged(
    public: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answers_of(public)
    assert "203.0.113.77" not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"select count(*) from {table} t where t::text like '%%203.0.113.77%%'")
            assert cursor.fetchone() == (0,), table


def test_the_words_of_a_tip_are_in_no_history(public: Client) -> None:
    receipt = receipt_of(tell(public, text="kanarėlė žodžiuose", contact="kanarėlė 8600"))
    look(public, receipt, add="1", text="kanarėlė priede")
    plain = receipt.replace("-", "")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table in ("tips_tip", "tips_message"):
                continue
            cursor.execute(f"select count(*) from {table} t where t::text like '%%kanarėlė%%'")
            assert cursor.fetchone() == (0,), table
            cursor.execute(f"select count(*) from {table} t where t::text like '%%{plain}%%'")
            assert cursor.fetchone() == (0,), table


def test_a_flood_from_one_address_is_stopped_and_nothing_typed_is_lost(
    public: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "MOST_TOLD", 2)
    assert [tell(public).status_code for _time in range(3)] == [200, 200, 429]
    last = tell(public, text="svarbu neprarasti")
    assert "svarbu neprarasti" in last.content.decode()
    assert words("ru")["slow_down"] in last.content.decode()
    other = Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.78")
    assert tell(other).status_code == 200


# --- the form


def test_what_is_told_becomes_a_tip_of_who_keeps_the_form(public: Client, cast: Cast) -> None:
    receipt = receipt_of(tell(public, kind="question", contact="viber 8600"))
    tip = the_tip(cast, "officer")
    assert (tip.text, tip.kind, tip.language) == ("Людей держат взаперти", "question", "ru")
    assert (tip.contact, tip.state, tip.custodian) == ("viber 8600", "new", cast.org("unit_a"))
    assert tip.receipt_hash == keys.receipt_hash(receipt)
    assert receipt.replace("-", "") not in str(vars(tip))
    for user in ("officer_b", "analyst", "ngo", "coordinator", "administrator", "auditor"):
        with cast.acting(user):
            assert not Tip.objects.exists(), user


def test_files_go_into_quarantine(public: Client, cast: Cast) -> None:
    photo = SimpleUploadedFile("../../durys.jpg", photo_of_a_place(), "image/jpeg")
    program = SimpleUploadedFile("foto.jpg", b"MZ\x90rest", "image/jpeg")
    receipt_of(tell(public, files=[photo, program]))
    with cast.acting("officer"):
        first, second = Attachment.objects.order_by("id")
    assert (first.verdict, second.verdict) == ("open", "held")
    assert first.original_name == "durys.jpg"
    assert len(first.stored_as) == 32
    assert first.content is not None
    assert first.copy is not None
    # nothing of them can be read without the key
    assert b"secret" not in bytes(first.content)
    assert b"JFIF" not in bytes(first.copy)
    assert keys.unseal(bytes(first.content), first.stored_as) == photo_of_a_place()
    with pytest.raises(keys.Unopenable):
        keys.unseal(bytes(first.content), second.stored_as)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"text": ""}, "empty"),
        ({"text": "a" * 20_001}, "too_long"),
        ({"kind": "not_ours"}, "choose"),
        ({"form_token": "x"}, "old_form"),
    ],
)
def test_what_is_wrong_is_said_in_the_page_s_language_and_kept(
    public: Client, cast: Cast, fields: dict[str, str], key: str
) -> None:
    response = tell(public, contact="liko čia", **fields)
    body = response.content.decode()
    assert words("ru")[key] in body
    assert "liko čia" in body
    with cast.acting("officer"):
        assert not Tip.objects.exists()


def test_too_many_files_are_refused(public: Client) -> None:
    files = [SimpleUploadedFile(f"{at}.txt", b"x") for at in range(6)]
    assert words("ru")["too_many_files"] in tell(public, files=files).content.decode()
    large = SimpleUploadedFile("a.bin", b"x" * 7_000_000)
    assert words("ru")["too_many_files"] in tell(public, files=[large]).content.decode()


def test_a_form_sent_from_another_site_is_refused(public: Client, cast: Cast) -> None:
    page = public.get("/tell/en/")
    data = {"kind": "report", "text": "x", "form_token": token(page)}
    response = public.post("/tell/en/", data, headers={"sec-fetch-site": "cross-site"})
    assert words("en")["old_form"] in response.content.decode()
    response = public.post("/tell/en/", data, headers={"sec-fetch-site": "same-origin"})
    assert receipt_of(response)


def test_the_protection_of_all_other_forms_is_as_it_was(public: Client) -> None:
    assert public.post("/language/", {"language": "en"}).status_code == 403


def test_without_a_key_the_form_is_closed_and_says_where_to_write(
    public: Client, settings: pytest.FixtureRequest
) -> None:
    settings.THB_TIPS_KEY = ""  # type: ignore[attr-defined]
    response = public.get("/tell/en/")
    assert "prekybazmonemis@policija.lt" in response.content.decode()
    assert b"<form" not in response.content


# --- the receipt


def test_a_receipt_has_eighty_bits_and_is_kept_as_a_hash_only() -> None:
    codes = {keys.new_receipt() for _code in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", c) for c in codes)
    assert len(keys.LETTERS) ** keys.RECEIPT_LENGTH == 2**80
    one = codes.pop()
    assert keys.receipt_hash(one) == keys.receipt_hash(f" {one.lower().replace('-', ' ')} ")
    assert keys.receipt_hash("O0I1-L") == keys.receipt_hash("00111")


def test_the_answer_is_read_with_the_receipt_and_a_note_never_is(
    public: Client, cast: Cast
) -> None:
    receipt = receipt_of(tell(public))
    with cast.acting("officer"):
        tip = Tip.objects.get()
        by = cast.user("officer")
        triage.note(by=by, tip=tip, text="slapta pastaba")
        answers.answer(by=by, tip=tip, text="Ačiū, tikriname.")
    body = look(public, receipt).content.decode()
    assert "Ačiū, tikriname." in body
    assert "Людей держат взаперти" in body
    assert "slapta" not in body
    for name in (tip.code, str(by), "unit_a en"):
        assert name not in body


def test_the_sender_adds_and_a_closed_tip_is_taken_up_again(public: Client, cast: Cast) -> None:
    receipt = receipt_of(tell(public))
    with cast.acting("officer"):
        tip = Tip.objects.get()
        by = cast.user("officer")
        triage.sort(by=by, tip=tip, kind="report")
        triage.close(by=by, tip=tip, outcome=TipOutcome.TOO_LITTLE)
    body = look(public, receipt, add="1", text="Mačiau vėl").content.decode()
    assert "Mačiau vėl" in body
    assert words("en")["added"] in body
    tip = the_tip(cast, "officer")
    assert (tip.state, tip.outcome, tip.closed_on) == ("open", "", None)
    with cast.acting("officer"):
        assert Message.objects.get().text == "Mačiau vėl"


def test_a_wrong_code_gets_the_same_answer_whatever_it_is(public: Client) -> None:
    receipt_of(tell(public))
    bodies = set()
    for wrong in ("0000-0000-0000-0000", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "x", "' or 1=1 --", "\x00"):
        response = look(public, wrong)
        assert response.status_code == 200
        body = re.sub(r'value="[^"]*"', "", response.content.decode())
        bodies.add(body)
        assert words("en")["wrong_receipt"] in body
    assert len(bodies) == 1


def test_a_wrong_code_is_the_same_work_for_the_database(
    public: Client, django_assert_num_queries: object
) -> None:
    """One look-up by the keyed hash, for a right code, a wrong one, and nonsense."""
    receipt = receipt_of(tell(public))
    for code in (receipt, "0000-0000-0000-0000", "x"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            conversation(code)


def test_trying_codes_is_stopped(public: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MOST_CODES", 3)
    receipt = receipt_of(tell(public))
    states = [look(public, "0000-0000-0000-0000").status_code for _try in range(4)]
    assert states == [200, 200, 200, 429]
    assert "взаперти" not in look(public, receipt).content.decode()
