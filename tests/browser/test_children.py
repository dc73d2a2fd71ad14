"""A child victim's panel, and an officer who is told «known as a victim: not liable»."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.test_cases import enter_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


def test_a_childs_panel_is_filled_and_a_second_interview_needs_a_reason(
    open_window: OpenWindow,
) -> None:
    window = open_window("officer")
    window.visit("/victims/children/")
    with window.page.expect_navigation():
        window.page.locator("#table tbody a").first.click()
    window.look()
    window.follow("Enter the notice")
    window.fill(on=days_ago(0), way="email", told_by="Ugnė Tyrėnaitė", office="VVTAĮT")
    window.press("Save")
    assert "VVTAĮT" in window.text

    # somebody stands for the child already, or nobody: whichever, only one at a time
    window.follow("Enter the child's representative")
    window.fill(
        kind="lawyer", name="Advokatė Ona", appointed_by="prokuroras", starts_on="2009-01-01"
    )
    window.press("Save")
    if "End that appointment first" in window.text:
        window.fill(ends_on="2009-01-02")
        window.press("Save")
    assert "Advokatė Ona" in window.text

    window.follow("Enter an interview")
    window.fill(on=days_ago(0), led_by="Ugnė", place="Vaiko apklausos kambarys")
    if window.page.locator("[name=reason]").count() == 0:
        window.press("Save")
        window.follow("Enter an interview")
        window.fill(on=days_ago(0), led_by="Ugnė", place="Vaiko apklausos kambarys")
    assert "The child was questioned before" in window.text
    window.press("Save")
    assert window.field("place").input_value() == "Vaiko apklausos kambarys"
    window.fill(reason="Paaiškėjo dar vienas įtariamasis.")
    window.press("Save")
    assert "Paaiškėjo dar vienas įtariamasis." in window.text


def test_an_officer_is_told_known_as_a_victim_not_liable(open_window: OpenWindow) -> None:
    owner, officer = open_window("officer2"), open_window("officer", phone=True)
    enter_case(owner, 70631)
    officer.visit("/sanctions/add/")
    officer.fill(
        number="AN-70631",
        act_on=days_ago(2),
        place="Kaunas",
        family_name="Gegužytė",
        given_name="Milda",
        sex="female",
        birth_date="2003-04-05",
    )
    officer.page.locator("[name=offence]").select_option(index=2)
    officer.press("Save")
    if officer.page.locator("[name=choice]").count():
        officer.page.locator("[name=choice]").last.check()
        officer.press("Save")
    officer.follow("Ask before a fine", within=".actions")
    officer.fill(reason="Prieš nutarimą")
    officer.press("Ask")
    assert "Known as a victim: not liable." in officer.text
    assert "70631" in officer.text
    officer.follow("End: not liable")
    officer.press("Save the decision")
    assert "not liable: victim of trafficking" in officer.text
