"""The language, the keyboard, and life without JavaScript, from the sign-in page on."""

from datetime import date

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FOCUS_IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    || style.boxShadow !== "none";
}"""


def language(window: Window) -> str | None:
    return window.page.locator("html").get_attribute("lang")


def sign_out(window: Window) -> Locator:
    return window.page.locator('form[action="/accounts/logout/"] button')


@pytest.mark.parametrize(
    ("locale", "expected"), [("lt-LT", "lt"), ("de-DE", "lt"), ("en-GB", "en")]
)
def test_the_browser_chooses_the_language_first(
    locale: str, expected: str, open_window: OpenWindow
) -> None:
    window = open_window("officer", locale=locale)
    assert language(window) == expected
    assert (sign_out(window).inner_text() == "Sign out") == (expected == "en")


def test_one_click_changes_the_language_and_it_is_kept(open_window: OpenWindow) -> None:
    window = open_window(locale="lt-LT")
    window.visit("/accounts/login/")
    assert language(window) == "lt"
    window.press("English")
    assert (language(window), window.path) == ("en", "/accounts/login/")
    window.sign_in("ngo")
    assert language(window) == "en"
    window.visit("/assistance/people/?open=open")
    window.press("Lietuviškai")
    assert (language(window), window.path) == ("lt", "/assistance/people/?open=open")
    sign_out(window).click()
    window.page.wait_for_url("**/accounts/login/")
    window.look()
    assert language(window) == "lt"
    window.press("English")
    window.sign_in("coordinator")
    assert language(window) == "en"


def tab_until(window: Window, test: str) -> None:
    """Press Tab until the focused element passes; each stop on the way must be seen."""
    for _step in range(80):
        window.page.keyboard.press("Tab")
        assert window.page.evaluate(FOCUS_IS_SEEN), window.page.evaluate(
            "document.activeElement.outerHTML"
        )
        if window.page.evaluate(f"(e => {test})(document.activeElement)"):
            return
    raise AssertionError(f"Tab never comes to {test}")


def test_everything_is_reached_by_the_keyboard(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.page
    window.visit("/accounts/login/")
    tab_until(window, "e.name === 'login'")
    page.keyboard.type("officer")
    tab_until(window, "e.name === 'password'")
    page.keyboard.type("demo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    window.look()
    assert window.heading == "My work"

    window.visit("/investigations/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_until(window, "e.matches('#table tbody a')")
    number = page.evaluate("document.activeElement.textContent")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    window.look()
    assert window.heading == number


def test_errors_are_said_first_and_lead_to_their_fields(open_window: OpenWindow) -> None:
    window = open_window("officer")
    page = window.page
    window.visit("/investigations/add/")
    window.field("number").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'errors'")
    window.look()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "number"
    assert window.field("number").get_attribute("aria-invalid") == "true"
    # Leaving a page with something typed is asked about; here it is meant.
    page.once("dialog", lambda dialog: dialog.accept())
    window.visit("/")


def test_without_javascript(open_window: OpenWindow) -> None:
    window = open_window(java_script_enabled=False)
    page = window.page
    window.visit("/accounts/login/")
    page.locator('[name="login"]').fill("officer")
    page.locator('[name="password"]').fill("demo")
    window.press("Sign In")
    assert window.heading == "My work"

    window.visit("/investigations/")
    rows = page.locator("#table tbody tr")
    before = rows.count()
    number = rows.first.locator("a").inner_text()
    page.locator('#filters [name="q"]').fill(number)
    window.press("Show")
    assert (rows.count(), before) == (1, 25)
    assert rows.first.locator("a").inner_text() == number

    # «Add another row» is a button of the form: what was typed comes back with one row more.
    case = f"01-1-60001-{date.today():%y}"
    window.visit("/victims/quick/")
    window.fill(number=case, registered_on=date.today().isoformat())
    window.field("articles-0-article").select_option(index=1)
    window.press("Add another victim")
    assert window.field("number").input_value() == case
    window.fill(
        victims__2__family_name="Trečioji",
        victims__2__given_name="Eilutė",
        victims__2__birth_date="2000-02-29",
        victims__2__basis="Apklausa",
    )
    window.press("Register all")
    assert window.heading == case
    assert "Trečioji, Eilutė" in window.text
