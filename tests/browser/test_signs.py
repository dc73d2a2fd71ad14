"""A border guard on a phone: whom they met, the signs, what they say, two pages to print."""

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_border_guard_writes_down_signs_on_a_phone(open_window: OpenWindow) -> None:
    window = open_window("border", phone=True)
    page = window.page
    window.follow("New identification", exact=False)
    window.fill(family_name="Žemaitytė", given_name="Ąžuola", sex="female")
    window.press("Go on to the signs")
    for code in ("act_recruit", "means_deceit", "d4_hours", "d4_salary"):
        page.locator(f'input[value="{code}"]').check()
    page.locator('input[name="forms_ticked"][value="LAB"]').check()
    window.fill(own_words="Pasą paėmė pirmą dieną.", never="neskambinti vakare")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    window.press("Save and see what it says")

    assert "The signs support presuming a victim of trafficking." in window.text
    assert "This is advice. A person decides." in window.text
    assert "neskambinti vakare" in window.text
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    with page.expect_download() as loading:
        page.get_by_role("link", name="Two pages to print").click()
    assert loading.value.suggested_filename.endswith(".pdf")
