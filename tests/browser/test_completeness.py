"""The completeness board: an officer mends what it leads to; the coordinator sees numbers."""

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
BOARD = "/statistics/completeness/"


def test_an_officer_mends_a_line_and_it_is_gone(open_window: OpenWindow) -> None:
    window = open_window("officer")
    window.visit(f"{BOARD}?check=recognised_unexploited")
    rows = window.page.locator("main table").first.locator("tbody tr")
    before = rows.count()
    assert before > 0
    rows.first.get_by_role("link").first.click()
    assert "/exploitation/" in window.page.url
    window.look()
    window.page.locator("select[name$='-form']").first.select_option(index=3)
    window.press("Save")
    assert "/exploitation/" not in window.page.url
    window.visit(f"{BOARD}?check=recognised_unexploited")
    assert window.page.locator("main table tbody tr").count() == before - 1


@pytest.mark.parametrize("account", ["officer", "coordinator", "ngo", "funder", "migration"])
def test_the_board_on_a_desk_and_on_a_phone(open_window: OpenWindow, account: str) -> None:
    for phone in (False, True):
        window = open_window(account, phone=phone)
        window.visit(BOARD)
        if account == "coordinator":
            text = window.page.locator("main").inner_text()
            assert "POLICE" not in text
            assert window.page.locator("main table a[href^='/victims/']").count() == 0
