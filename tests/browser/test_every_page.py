"""Each role goes everywhere its navigation leads, and every page holds what the shell promises."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from thbcases.accounts.demo import ACCOUNTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ROLES = list({account.role: account.username for account in reversed(ACCOUNTS)}.values())
RECORD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINKS = "a[href]:not([download])" + "".join(
    f":not([href{which}])" for which in ('*="export="', '$="/template/"', '$="/pages/"')
)
PAPER = {"width": 718, "height": 1000}
WIDER_THAN_PAPER = """() => [...document.querySelectorAll("main *")]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""


# A link inside a picture keeps its address otherwise than one of the page.
ADDRESSES = "all => all.map((a) => new URL(a.href.baseVal ?? a.href, location.href).href)"


def kind_of(path: str) -> str:
    """Pages of the same kind have the same address but for the record's number."""
    return RECORD.sub("*", path)


def pages_from(window: Window, start: str, seen: set[str]) -> Iterator[str]:
    """Visit what is linked, one record of each list and each of its tabs and forms."""
    waiting = [start]
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        response = window.visit(path)
        assert response.status == 200, f"{response.status} {path}"
        assert "no-store" in (response.header_value("cache-control") or ""), path
        yield path
        waiting += [
            urlsplit(link).path
            for link in window.page.eval_on_selector_all(LINKS, ADDRESSES)
            if link.startswith(window.site.url) and not urlsplit(link).path.startswith("/admin/")
        ]


@pytest.mark.parametrize("account", ROLES)
def test_every_page_of_a_role(account: str, open_window: OpenWindow) -> None:
    window = open_window(account, locale="lt-LT", phone=account == "ngo")
    # The pages about one's own account are alike for all.
    seen = set() if account == "officer" else {"/accounts/membership/"}
    for path in pages_from(window, "/", seen):
        page = window.page
        assert page.locator("h1").count() == 1, path
        assert page.locator("main .btn-primary:visible").count() <= 2, path
        assert page.locator("[style]:not(svg *, svg), main script").count() == 0, path
    assert "/" in seen


@pytest.mark.parametrize(
    ("account", "path"),
    [
        ("officer", "/investigations/"),
        ("officer", "/victims/"),
        ("coordinator", "/statistics/?start=2009-01-01&end=2012-12-31"),
    ],
)
def test_paper_holds_what_the_screen_shows(
    account: str, path: str, open_window: OpenWindow
) -> None:
    window = open_window(account)
    page = window.page
    window.visit(path)
    if account == "officer":
        with page.expect_navigation():
            page.locator("#table tbody a").first.click()
    shown = page.locator("main .panel").evaluate_all(
        "all => all.flatMap((e) => [...e.querySelectorAll('td, th, dt, dd, li')])"
        ".filter((e) => e.checkVisibility() && !e.closest('details')).length"
    )
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    printed = page.locator("main .panel").evaluate_all(
        "all => all.flatMap((e) => [...e.querySelectorAll('td, th, dt, dd, li')])"
        ".filter((e) => e.checkVisibility() && !e.closest('details')).length"
    )
    assert printed == shown > 5
    assert page.evaluate(WIDER_THAN_PAPER) == []
    assert page.locator("h1").is_visible()
    assert page.locator(".printed").is_visible()
    for hidden in (".side", ".top"):
        assert page.locator(hidden).is_hidden()
