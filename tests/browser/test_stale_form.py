"""Two windows on one record: the second to save is told, and nothing is overwritten unseen."""

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_second_to_save_is_told(open_window: OpenWindow) -> None:
    first, second = open_window("officer"), open_window("officer")
    first.visit("/investigations/?sort=registered_on")
    first.page.locator("#table tbody a").first.click()
    record = first.path
    for window in (first, second):
        window.visit(f"{record}change/")
    first.fill(prosecutor="A. Pirmoji")
    first.press("Save")
    assert first.path == record

    second.fill(prosecutor="B. Antrasis", summary="Typed in the second window.")
    with second.expecting(409):
        second.press("Save")
    told = second.page.locator(".conflict")
    assert told.get_by_role("cell", name="A. Pirmoji").is_visible()
    assert told.get_by_role("cell", name="B. Antrasis").is_visible()
    assert second.field("prosecutor").input_value() == "B. Antrasis"
    assert second.field("summary").input_value() == "Typed in the second window."

    first.visit(record)
    assert "A. Pirmoji" in first.text
    assert "Typed in the second window." not in first.text

    # Saving again is a decision.
    second.press("Save")
    assert second.path == record
    assert "B. Antrasis" in second.text
