"""The coordinator reads tables and never a name."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import psycopg
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.demo_site import database_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

YEARS = "/statistics/?start=2009-01-01&end=2012-12-31"
# As published; None where nothing was.
PUBLISHED = {
    "Investigations started": ["23", "15", "21", "11"],
    "Investigations run": ["48", None, None, "44"],
    "Presumed victims": [None, "22", "45", "17"],
    "recognised in the same year": [None, None, "25", "14"],
    "Suspects": [None, None, "53", "32"],
    "Convicted": ["14", "9", None, None],
    "Persons assisted": [None, "118", "128", "152"],
    "Projects funded": [None, "5", "6", "5"],
}


def cells(page: Page) -> dict[str, list[str]]:
    """The first table of the page: the head of each row, and its figures."""
    table = page.locator("main table").first
    # The first line of a cell: below stands, for screen readers, that it leads to records.
    rows = table.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((c) => c.innerText.trim().split(/\\n/)[0]))"
    )
    found: dict[str, list[str]] = {}
    for head, *figures in rows:
        found.setdefault(head, figures)
    return found


def download(window: Window, name: str, folder: Path) -> Path:
    with window.page.expect_download() as started:
        window.page.get_by_role("link", name=name, exact=True).first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_the_country_table_shows_the_published_figures(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window("coordinator")
    window.visit(YEARS)
    table = cells(window.page)
    for head, figures in PUBLISHED.items():
        shown = [s if p else None for s, p in zip(table[head], figures, strict=True)]
        assert shown == figures, head
    assert table["men and boys"][0] != ""

    written = download(window, "CSV", tmp_path).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert ["23", "15", "21", "11"] in [row[1:5] for row in rows]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]

    book = openpyxl.load_workbook(download(window, "XLSX", tmp_path))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {152, 55, 45, 22} <= {cell.value for cell in found}
    assert not [cell.coordinate for cell in found if cell.data_type == "f"]


def names_of_people(database: str) -> set[str]:
    with psycopg.connect(database_url("DATABASE_OWNER_URL", database)) as connection:
        rows = connection.execute("select distinct family_name from people_person").fetchall()
    return {name.casefold() for (name,) in rows if name}


def test_the_coordinator_never_reads_a_name(open_window: OpenWindow) -> None:
    window = open_window("coordinator", locale="lt-LT")
    names = names_of_people(window.site.database)
    assert len(names) > 100
    for path in ("/", YEARS, "/statistics/", "/statistics/tables/", "/assistance/projects/"):
        window.visit(path)
        words = set(re.findall(r"\w+", window.page.content().casefold()))
        assert not words & names, path
    for path in ("/people/", "/victims/", "/investigations/", "/assistance/people/"):
        with window.expecting(403, 404):
            response = window.visit(path)
        assert response.status in {403, 404}, path
        assert not set(re.findall(r"\w+", window.page.content().casefold())) & names


def presumed_this_year(window: Window) -> int:
    window.visit("/statistics/")
    return int(cells(window.page)["Presumed victims"][-1])


def test_a_new_victim_raises_this_years_number(open_window: OpenWindow) -> None:
    officer, coordinator = open_window("officer"), open_window("coordinator")
    today = date.today()
    before = presumed_this_year(coordinator)
    officer.visit("/investigations/add/")
    officer.fill(
        number=f"01-1-99001-{today:%y}",
        registered_on=today.isoformat(),
    )
    officer.field("articles-0-article").select_option(index=2)
    officer.press("Register")
    officer.follow("Add a victim")
    officer.fill(
        family_name="Vienintelė",
        given_name="Skaičė",
        birth_date="2001-01-30",
        status="presumed",
        basis="Apklausa",
    )
    officer.press("Save")
    assert presumed_this_year(coordinator) == before + 1
