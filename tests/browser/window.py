"""A window of a real browser that judges every page it shows.

axe-core looks at each page, and whatever the browser complains of (a script error, a report of
the content security policy, a file that is not there) is kept until the test ends.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, Request, Response

from tests.demo_site import Site
from thbcases import embedded

AXE = embedded.ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No sandbox, because build servers are root; nothing goes out by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
JUDGED: set[int] = set()
DESK = (1360, 850)
PHONE = (360, 740)
# The first picture of a fresh server loads the drawing engine, which takes long on a busy machine.
PATIENCE_MS = 90_000

# A refused answer is judged by its status, and a question that a newer one replaces, or that was
# under way when the page was left, is no fault; the browser and htmx say both a second time.
SAID_ELSEWHERE = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")

# Of a long choice, say all countries, the beginning and what is chosen are judged: the rest is
# alike and takes most of the time. The bar with the buttons, which floats over the form until one
# scrolls to its end, is put where it ends up, so that nothing lies under it.
FIND_VIOLATIONS = """async (standards) => {
  const aside = [...document.querySelectorAll("option:nth-of-type(n + 8):not(:checked)")]
    .map((option) => [option, option.parentNode, option.nextSibling]);
  aside.forEach(([option]) => option.remove());
  const bars = [...document.querySelectorAll(".submit")];
  bars.forEach((bar) => { bar.style.position = "static"; });
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: standards}, resultTypes: ["violations"],
  });
  bars.forEach((bar) => bar.removeAttribute("style"));
  aside.reverse().forEach(([option, parent, next]) => parent.insertBefore(option, next));
  return found.violations.map(({id, help, nodes}) =>
    `${id}: ${help}\\n` + nodes.slice(0, 3).map(
      (node) => `    ${node.html.slice(0, 200)}\\n    ${node.failureSummary.replace(/\\s+/g, " ")}`
    ).join("\\n"));
}"""
# What sticks out to the right, named so that it can be found.
FIND_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("main *, header *, nav *")].filter(
    (element) => element.getBoundingClientRect().right > width + 1
      && !element.parentElement.closest(".table-responsive, .tabs, .side .inner"));
  return wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160));
}"""


def chromium() -> str | None:
    """The browser of this machine, or None."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def launch(playwright: Playwright) -> Browser:
    """Start the browser of this machine; Playwright's own cannot be had everywhere."""
    return playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)


@cache
def axe_source() -> str:
    """The script that judges whether a page can be used by everybody."""
    return AXE.read_text(encoding="utf-8")


@dataclass
class Window:
    """One person's window on the site."""

    page: Page
    site: Site
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    is_phone: bool = False
    has_script: bool = True

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    # --- going about

    def visit(self, path: str) -> Response:
        """Open an address and judge the page."""
        response = self.page.goto(self.site.url + path)
        assert response is not None, path
        self.look()
        return response

    def sign_in(self, account: str) -> None:
        """Sign in by the one click of the demo's sign-in page; the home page follows."""
        if not self.page.url.endswith("/accounts/login/"):
            self.visit("/accounts/login/")
        self.page.locator(f'button[name="account"][value="{account}"]').click()
        self.page.wait_for_url(f"{self.site.url}/")
        self.look()

    def follow(self, name: str, *, within: str = "body", exact: bool = True) -> None:
        """Go where the link of this name leads, and judge the page."""
        link = self.page.locator(within).get_by_role("link", name=name, exact=exact).first
        with self.page.expect_navigation():
            link.click()
        self.look()

    def press(self, name: str, *, exact: bool = True) -> None:
        """Send the form by the button of this name, and judge the answer."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).last.click()
        self.look()

    def field(self, name: str) -> Locator:
        """The field of this name in the page's main form."""
        return self.page.locator(f'#main-form [name="{name}"]')

    def fill(self, **values: str) -> None:
        """Type into the main form: a text is typed, a choice is chosen by its words or value.

        `__` in a name stands for `-`, which joins the parts of a row's name.
        """
        for name, value in values.items():
            name = name.replace("__", "-")
            place = self.field(name)
            if place.first.evaluate("element => element.tagName") == "SELECT":
                place.select_option(value)
            elif place.first.get_attribute("type") in {"radio", "checkbox"}:
                self.page.locator(f'#main-form [name="{name}"][value="{value}"]').check()
            else:
                place.fill(value)

    @property
    def path(self) -> str:
        """Where the window is, without the host."""
        return self.page.url.removeprefix(self.site.url)

    @property
    def heading(self) -> str:
        """The page's first heading."""
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """All words of the page's content, as they are seen."""
        return self.page.locator("main").inner_text()

    # --- judging

    def look(self) -> None:
        """Fail with a list of what stands in somebody's way on this page.

        A page that was judged before, to the letter, is not judged again.
        """
        self.page.wait_for_load_state("load")
        seen = (self.is_phone, TOKEN.sub("", self.page.content()))
        if not self.has_script or hash(seen) in JUDGED:
            return
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(axe_source())
        found = self.page.evaluate(FIND_VIOLATIONS, STANDARDS)
        if self.is_phone:
            found += [f"sticks out: {what}" for what in self.page.evaluate(FIND_OVERFLOW)]
        assert not found, f"{self.page.url}\n" + "\n".join(found)
        JUDGED.add(hash(seen))

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Answers of these statuses are what the test wants."""
        self.expected |= set(statuses)
        yield
        self.expected -= set(statuses)

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not text.startswith(SAID_ELSEWHERE):
            self.faults.append(f"console: {text} ({self.page.url})")

    def _failed(self, request: Request) -> None:
        # A download ends its navigation, and htmx drops a question that a newer one replaces.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")


def options(*, locale: str = "en-GB", phone: bool = False, **more: Any) -> dict[str, Any]:
    """What `new_context` needs; a phone is touched and narrow."""
    width, height = PHONE if phone else DESK
    return {
        "viewport": {"width": width, "height": height},
        "locale": locale,
        "has_touch": phone,
        "accept_downloads": True,
        **more,
    }
