"""A tip in Russian from a phone becomes an investigation, and its sender reads the answer."""

import re
from datetime import date

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SAID = "Подруга работает без паспорта, её не выпускают из квартиры"
NUMBER = "01-1-55501-26"


def test_a_tip_becomes_an_investigation_and_is_answered(open_window: OpenWindow) -> None:
    sender = open_window(phone=True, java_script_enabled=False, locale="ru-RU")
    page = sender.page
    sender.visit("/tell/")
    assert sender.path == "/tell/ru/"
    page.locator("textarea[name=text]").fill(SAID)
    page.get_by_role("button", name="Отправить").click()
    receipt = page.locator("#receipt").inner_text()
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", receipt)
    assert page.context.cookies() == []

    officer = open_window("investigator")
    officer.visit("/tips/?state=new")
    officer.page.locator("#table tbody tr", has_text=SAID[:20]).locator("a").first.click()
    code = officer.heading
    assert SAID in officer.text
    officer.follow("Sort")
    officer.fill(kind="report", language="ru")
    officer.press("Save")
    officer.follow("Answer")
    officer.follow("Gavome pranešimą")
    assert code in officer.field("text").input_value()
    assert "Ваше сообщение" in officer.field("text").input_value()
    officer.press("Answer")
    officer.follow("Open an investigation")
    officer.fill(number=NUMBER, stage="checking")
    officer.press("Register")
    assert officer.heading == NUMBER
    assert code in officer.text
    assert date.today().isoformat() in officer.text

    sender.visit("/tell/ru/receipt/")
    page.locator("input[name=receipt]").fill(receipt.lower())
    page.get_by_role("button", name="Открыть").click()
    assert "Ваше сообщение" in page.locator("main").inner_text()
    assert receipt not in page.url
    page.locator("textarea[name=text]").fill("Адрес: улица Садовая")
    page.get_by_role("button", name="Отправить").click()
    assert "Садовая" in page.locator(".talk").inner_text()
    assert page.context.cookies() == []

    officer.visit("/tips/?state=open")
    assert officer.page.locator("#table tbody tr", has_text=code).count() == 1


def test_the_public_pages_are_for_everybody_on_a_phone(open_window: OpenWindow) -> None:
    """Judged by axe, nothing sticks out at 360 px, and the form tells what is wrong with it."""
    for language in ("lt", "en", "ru"):
        window = open_window(phone=True)
        window.visit(f"/tell/{language}/receipt/")
        window.visit(f"/tell/{language}/")
        window.page.locator("main form button").click()
        window.look()
        assert window.page.locator(".errors a").count() == 1
        window.page.locator("textarea[name=text]").fill(SAID)
        window.page.locator("main form button").click()
        window.look()
        assert window.page.locator("#receipt").count() == 1
        assert window.page.context.cookies() == []
