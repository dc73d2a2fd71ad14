"""The annual report, from a table that is kept to figures that stand when a record comes late."""

import re
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.web.pdf_reading import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

YEAR = 2012
TABLE = f"/statistics/tables/?figures=assisted_persons&by1=sex&start={YEAR}-01-01&end={YEAR}-12-31"
SENTENCE = "Spėjamų aukų: [{{ presumed_victims }}]. Ąčęėįšųūž."
CHAPTERS = 8


def keep_a_table(window: Window) -> None:
    window.visit(TABLE)
    window.follow("Keep this table")
    window.fill(name="Pagalba pagal lytį")
    window.press("Save")


def write_the_report(window: Window) -> str:
    """Begin it, write each chapter, put the kept table into one; the report's address."""
    window.visit("/statistics/reports/")
    window.follow("Begin a report")
    window.fill(year=str(YEAR), title_lt=f"{YEAR} m. ataskaita", title_en=f"Report of {YEAR}")
    window.press("Save")
    report = window.path
    for place in range(CHAPTERS):
        window.visit(report)
        with window.page.expect_navigation():
            window.page.locator(".report-chapters a").nth(place).click()
        if place == 0:
            window.fill(text_lt="{{ presumed_victms }}", text_en=SENTENCE)
            window.press("Save")
            assert "Did you mean «presumed_victims»?" in window.text
            assert window.field("text_en").input_value() == SENTENCE
        window.fill(text_lt=SENTENCE, text_en=SENTENCE)
        if place == 5:
            row = window.page.locator("#main-form select").last
            row.select_option(label="Pagalba pagal lytį")
        window.press("Save")
    return report


def named_figure(text: str) -> str:
    """The figure between the brackets of the sentence."""
    found = re.search(r"Spėjamų aukų: \[([^\]]*)\]", " ".join(text.split()))
    assert found, text[:400]
    return found[1]


def add_a_late_victim(officer: Window) -> None:
    """An investigation of the year that nobody had recorded, with a victim."""
    officer.visit("/investigations/add/")
    officer.fill(number=f"01-1-99777-{YEAR % 100}", registered_on=f"{YEAR}-06-03")
    officer.field("articles-0-article").select_option(index=2)
    officer.press("Register")
    officer.follow("Add a victim")
    officer.fill(
        family_name="Vėlyvoji",
        given_name="Auka",
        birth_date="1990-02-03",
        status="presumed",
        on=f"{YEAR}-06-04",
        basis="Apklausa",
    )
    officer.press("Save")


def test_what_is_published_stands_and_a_late_record_shows_as_a_revision(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    window, reviewer = open_window("coordinator"), open_window("coordinator2")
    keep_a_table(window)
    report = write_the_report(window)
    window.follow("Checklist", within=".tabs")
    assert "Nothing is missing." in window.text
    window.follow("As it will be published", within=".tabs")
    figure = named_figure(window.text)
    assert figure == "17"
    window.visit(report)
    window.follow("Send to review")
    window.press("Send to review")

    reviewer.visit(report)
    reviewer.follow("Approve")
    reviewer.press("Approve")
    window.visit(report)
    window.follow("Publish")
    window.press("Publish for good")
    assert "The report is published." in window.page.locator("body").inner_text()

    add_a_late_victim(open_window("officer"))
    window.visit(f"{report}preview/?language=lt")
    assert named_figure(window.text) == figure
    window.visit(report)
    window.follow("Published figures")
    window.follow("What would differ today")
    assert "cells would differ if the year were published today" in window.text
    assert "17" in window.text
    assert "18" in window.text

    reader = open_window("auditor")
    reader.visit(f"/statistics/annual/?year={YEAR}")
    assert reader.page.locator("#table tbody tr").count() == 4
    with reader.page.expect_download() as started:
        reader.page.locator("#table tbody tr", has_text="PDF").first.get_by_role("link").click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        assert named_figure(text_of(path.read_bytes())) == figure
