"""The coordinator publishes a year, a late record comes in, and everybody finds what was published.

With the real worker, and without JavaScript for whoever only reads.
"""

import os
from pathlib import Path

import psycopg
import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.demo_site import Site, database_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

QUERY = (
    "/statistics/tables/?figures=presumed_victims&by1=sex&by2=citizenship"
    "&start=2013-01-01&end=2013-12-31&by=year"
)


def keep(window: Window, name: str) -> None:
    """Pictures for whoever looks at the screens, when a folder is named."""
    folder = os.environ.get("SHOTS")
    if folder:
        window.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_year_is_published_and_read(open_window: OpenWindow) -> None:
    window = open_window("coordinator")
    window.visit(QUERY)
    window.follow("Keep this table")
    window.fill(name="Aukos pagal lytį ir pilietybę")
    window.press("Save")
    window.visit("/statistics/publications/")
    keep(window, "list")
    window.follow("Publish a year", within="main")
    window.page.get_by_label("Year").select_option("2013")
    take = window.page.get_by_label("Publish «Aukos pagal lytį ir pilietybę» too")
    take.check()
    # Other journeys keep tables of theirs.
    number = (take.get_attribute("name") or "").removeprefix("take_")
    window.field(f"en_{number}").fill("Victims by sex and citizenship")
    keep(window, "publish")
    window.press("Count and show what would be published")
    keep(window, "waiting")
    window.site.work()
    window.page.get_by_role("heading", name="Ways out").wait_for()
    window.look()
    keep(window, "draft")
    window.follow("Take it", exact=False)
    window.press("Count and show what would be published")
    window.site.work()
    window.page.get_by_role("link", name="Publish", exact=True).wait_for()
    keep(window, "draft-taken")
    window.follow("Publish", within="main")
    keep(window, "confirm")
    window.press("Publish")
    window.site.work()
    window.page.get_by_role("link", name="Open the publication").wait_for()
    window.follow("Open the publication")
    keep(window, "publication")
    assert "The checksum matches." in window.text
    reader = open_window("ngo", phone=True, locale="lt-LT")
    reader.visit("/statistics/publications/")
    keep(reader, "list-phone")
    with reader.page.expect_navigation():
        reader.page.locator("#table tbody a").first.click()
    reader.look()
    keep(reader, "publication-phone")


def test_what_would_differ_is_told(open_window: OpenWindow) -> None:
    window = open_window("coordinator")
    correct_somebody(window.site)
    window.visit("/statistics/publications/")
    window.follow("2010")
    window.follow("What would differ today")
    keep(window, "revisions")
    assert "What was published stays as it is." in window.text
    assert "persons: changed" in window.text
    phone = open_window("coordinator", phone=True, locale="lt-LT")
    phone.visit(window.path)
    keep(phone, "revisions-phone")
    # The other cell is about few people now, so not even the larger one may be named.
    window.follow("Announce it")
    window.page.get_by_role("button", name="Announce", exact=True).last.click()
    window.page.get_by_text("There is nothing new to announce").first.wait_for()
    keep(window, "announced")


def correct_somebody(site: Site) -> None:
    """The unit corrects the sex of a victim of 2010, years after."""
    with psycopg.connect(database_url("DATABASE_OWNER_URL", site.database)) as owner:
        owner.execute("select set_config('thb.user', '0', true), set_config('thb.role', 'x', true)")
        owner.execute(
            "update people_person set sex = case sex when 'male' then 'female' else 'male' end "
            "where id in (select v.person_id from victims_victim v join "
            "investigations_investigation i on i.id = v.investigation_id "
            "where extract(year from i.registered_on) = 2010 order by v.id limit 1)"
        )
