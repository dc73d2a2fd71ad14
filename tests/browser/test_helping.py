"""An NGO worker on the way, on a phone: the sheet of a group, and an appointment that was kept."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_session_and_an_appointment_on_the_way(open_window: OpenWindow) -> None:
    window = open_window("ngo", phone=True)
    page = window.page
    today = date.today()

    window.visit("/assistance/groups/add/")
    kind = window.field("kind").locator("option").nth(1).get_attribute("value") or ""
    service = window.field("service").locator("option").nth(1).get_attribute("value") or ""
    window.fill(title="Trečiadienio grupė", kind=kind, service=service)
    window.fill(starts_on=(today - timedelta(days=3)).isoformat())
    window.press("Save")
    window.follow("Enrol")
    boxes = page.locator('[name="people"]')
    for number in range(2):
        boxes.nth(number).check()
    window.fill(on=(today - timedelta(days=3)).isoformat())
    window.press("Enrol")
    window.follow("Plan sessions")
    window.fill(on=today.isoformat(), units="1", topic="Pirmas kartas", worker_hours="2")
    window.press("Save")

    window.follow("Pirmas kartas")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    rows = page.locator(".attendance fieldset")
    assert rows.count() == 2
    # a thumb hits the whole word
    mark = rows.nth(0).locator("label").nth(0)
    assert mark.bounding_box()["height"] >= 44  # type: ignore[index]
    mark.click()
    rows.nth(1).locator("label").nth(2).click()
    window.press("Save the sheet")
    assert "1 person came" in window.text

    window.visit("/assistance/services/")
    assert page.locator("#table tbody tr", has_text="Pirmas kartas").count() == 1

    window.visit("/assistance/people/?open=open")
    page.locator("#table tbody tr").nth(0).locator("a").nth(0).click()
    window.follow("Arrange an appointment")
    assert "Safe contact" in window.text
    kind = window.field("kind").locator("option").nth(1).get_attribute("value") or ""
    window.fill(day=(today - timedelta(days=1)).isoformat(), begins="6.15", ends="6.45", kind=kind)
    window.press("Arrange")
    window.follow("Kept")
    window.fill(units="1", result="Susitarta")
    window.press("Record")
    assert "Recorded: the appointment was kept." in window.text
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
