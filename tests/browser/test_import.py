"""A spreadsheet of a police unit, from the template to the records."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def fill(path: Path, rows: list[dict[str, object]]) -> None:
    """Write rows under the headers of the template's first sheet; above them stand hints."""
    book = openpyxl.load_workbook(path)
    sheet = book["Investigations"]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in sheet[2] if cell.value}
    for line, row in enumerate(rows, start=3):
        for head, value in row.items():
            sheet.cell(line, heads[head], value)
    book.save(path)


def wait_for_worker(window: Window) -> None:
    """Let the worker come; the page looks by itself how far it is."""
    assert window.page.locator("#progress").is_visible()
    window.site.work()
    window.page.locator("#progress").wait_for(state="detached")
    window.look()


def upload(window: Window, path: Path) -> None:
    window.visit("/imports/upload/")
    window.field("file").set_input_files(path)
    window.press("Upload and check")
    wait_for_worker(window)


def test_a_units_spreadsheet_is_taken_in(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window("officer")
    window.visit("/imports/")
    with window.page.expect_download() as started:
        window.page.get_by_role("link", name="Download the template").first.click()
    path = tmp_path / "cases.xlsx"
    started.value.save_as(path)

    today = date.today()
    numbers = [f"02-1-8020{n}-{today:%y}" for n in (1, 2)]
    good = [{"Investigation number": n, "Registered on": today} for n in numbers]
    fill(path, [good[0], {**good[1], "Registered on": "31/02/2020"}])
    upload(window, path)
    problems = window.page.locator("#table tbody")
    assert "31/02/2020" in problems.inner_text()
    assert problems.locator("tr").count() == 1

    fill(path, good)
    upload(window, path)
    assert window.page.locator("#table").count() == 0
    window.visit(f"/investigations/?q={numbers[0]}")
    assert window.page.locator("#table tbody tr").count() == 0
    window.page.go_back()
    window.press("Import now")
    wait_for_worker(window)
    for number in numbers:
        window.follow(number, within="main .rows")
        assert window.heading == number
        window.page.go_back()
