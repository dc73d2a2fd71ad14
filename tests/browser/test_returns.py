"""Returns: from what is missing to the file."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_coordinator_takes_a_return_out(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window("coordinator")
    window.visit("/statistics/returns/?year=2012")
    window.page.get_by_role("link", name="Minimum set of Article 19a").click()
    window.judge()
    assert "hidden to protect people" in window.page.inner_text("main")
    window.page.get_by_role("link", name="Take out as a file").click()
    window.judge()
    page = window.page
    page.get_by_label("JSON").check()
    boxes = page.locator("input[name=declared_none]")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    page.get_by_label("Recipient").fill("European Commission, DG HOME")
    with page.expect_download() as started:
        page.get_by_role("button", name="Make the file").last.click()
    target = tmp_path / started.value.suggested_filename
    started.value.save_as(target)
    document = json.loads(target.read_text(encoding="utf-8"))
    assert document["return"] == "article19a"
    assert document["tables"]
    window.visit("/statistics/returns/article19a/?year=2012")
    assert "European Commission, DG HOME" in page.inner_text("main")


def test_on_a_phone_and_without_scripts(open_window: OpenWindow) -> None:
    window = open_window("ngo", phone=True, java_script_enabled=False)
    window.visit("/statistics/returns/?year=2012")
    window.page.get_by_role("link", name="Report on assistance projects").click()
    window.judge()
