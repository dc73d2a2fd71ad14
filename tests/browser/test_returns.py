"""Returns: from what is missing to the file."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.test_every_page import PAPER, WIDER_THAN_PAPER

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_coordinator_takes_a_return_out(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window("coordinator")
    window.visit("/statistics/returns/?year=2012")
    window.follow("Minimum set of Article 19a")
    assert "hidden to protect people" in window.text
    window.follow("Take out as a file")
    page = window.page
    window.fill(file_format="json", recipient="European Commission, DG HOME")
    boxes = page.locator("input[name=declared_none]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    with page.expect_download() as started:
        page.locator(".submit").get_by_role("button", name="Make the file").click()
    target = tmp_path / started.value.suggested_filename
    started.value.save_as(target)
    document = json.loads(target.read_text(encoding="utf-8"))
    assert document["return"] == "article19a"
    assert document["tables"]
    window.visit("/statistics/returns/article19a/?year=2012")
    assert "European Commission, DG HOME" in window.text


def test_on_a_phone_an_ngo_sees_what_its_report_lacks(open_window: OpenWindow) -> None:
    window = open_window("ngo", phone=True)
    window.visit("/statistics/returns/?year=2012")
    window.follow("Report on assistance projects")
    assert "Men and women helped, by project" in window.text


@pytest.mark.parametrize("key", ["glotip", "article19a"])
def test_paper_holds_the_tables(key: str, open_window: OpenWindow) -> None:
    window = open_window("coordinator", locale="lt-LT")
    window.visit(f"/statistics/returns/{key}/?year=2012")
    window.page.emulate_media(media="print")
    window.page.set_viewport_size(PAPER)
    assert window.page.evaluate(WIDER_THAN_PAPER) == []
