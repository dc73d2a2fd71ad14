"""Take the pictures of docs/pictures anew: `.venv/bin/python -m tests.browser.pictures`.

In a database of its own, made and dropped here, with the demo of today; in Lithuanian.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright
from psycopg import sql

from tests import demo_site
from tests.browser.window import launch, options
from thbcases import embedded
from thbcases.access.roles import Role

FOLDER = embedded.ROOT / "docs" / "pictures"
DATABASE = "thbcases_pictures"
BUILT = urlencode(
    {"figures": "presumed_victims", "by1": "citizen_of", "by2": "destination", "by": "whole",
     "start": "2009-01-01", "end": "2025-12-31"}
)  # fmt: skip
# File, account, page, and whether on a phone; «first:» opens the first record of a list, «chart:»
# the link chart of that record, «preview:» the annual report as it would be published.
PICTURES = [
    ("record-investigation", "officer", "first:/investigations/?sort=-registered_on", False),
    ("record-victim", "officer", "first:/victims/", False),
    ("quick-entry", "officer", "/victims/quick/", False),
    ("list-investigations", "officer", "/investigations/", False),
    ("country-table", "coordinator", "/statistics/?start=2009-01-01&end=2012-12-31", False),
    ("table-builder", "coordinator", f"/statistics/tables/?{BUILT}", False),
    ("return", "coordinator", "/statistics/returns/article19a/", False),
    ("completeness", "coordinator", "/statistics/completeness/", False),
    ("publication", "coordinator", "first:/statistics/publications/", False),
    ("annual-report", "coordinator", "preview:/statistics/reports/", False),
    ("search", "officer", "/niis/", False),
    ("link-chart", "officer", "chart:/investigations/?sort=-suspects", False),
    ("identification", "border", "first:/victims/signs/?state=finished", False),
    ("referral", "investigator", "first:/assistance/referrals/", False),
    ("terms", "migration", "/terms/", False),
    ("tip-form", "officer", "/tell/lt/", True),
    ("services-of-the-day", "ngo", "/assistance/today/", True),
]


def homes() -> Iterator[tuple[str, str, str, bool]]:
    """Each role's home page; the first demo account of most roles has its name."""
    for role in Role:
        account = "border" if role == Role.RESPONDER else role
        yield f"home-{role}", account, "/", False


@contextmanager
def site() -> Iterator[demo_site.Site]:
    """The demo of today, served."""
    demo_site.drop_database(DATABASE)
    with closing(demo_site.connect()) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    try:
        for command in (["migrate", "--no-input"], ["load_codes"], ["demo"]):
            demo_site.manage(DATABASE, *command, "--verbosity=0")
        with demo_site.serve(DATABASE) as running:
            yield running
    finally:
        demo_site.drop_database(DATABASE)


def open_page(browser: Browser, url: str, account: str, phone: bool) -> Page:
    """A window in which the account has signed in."""
    page = browser.new_context(**options(locale="lt-LT", phone=phone)).new_page()
    page.goto(f"{url}/accounts/login/")
    page.locator(f'button[name="account"][value="{account}"]').click()
    page.wait_for_url(f"{url}/")
    return page


def take(browser: Browser, url: str, picture: tuple[str, str, str, bool]) -> None:
    """Take one picture of what is seen without scrolling."""
    name, account, path, phone = picture
    page = open_page(browser, url, account, phone)
    way, _colon, address = path.rpartition(":")
    page.goto(url + address)
    if way:
        with page.expect_navigation():
            page.locator("#table tbody a").first.click()
    if way == "chart":
        with page.expect_navigation():
            page.locator('.actions a[href*="/charts/"]').first.click()
    if way == "preview":
        with page.expect_navigation():
            page.locator('.tabs a[href$="/preview/"]').first.click()
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    page.context.close()
    sys.stdout.write(f"{file.relative_to(embedded.ROOT)}  {file.stat().st_size // 1024} KB\n")


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with (
        embedded.ensure(os.environ, "test"),
        site() as running,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        for picture in [*PICTURES, *homes()]:
            take(browser, running.url, picture)


if __name__ == "__main__":
    main()
