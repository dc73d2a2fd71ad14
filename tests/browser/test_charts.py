"""From a case to its chart, exploring it, keeping it, and taking it out as a file."""

import json

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from thbcases.niis.charts import anx

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
BIGGEST = "/investigations/?sort=-suspects"


def open_chart(window: Window) -> None:
    """The chart of the case with the most suspects."""
    window.visit(BIGGEST)
    with window.page.expect_navigation():
        window.page.locator("#table tbody a").first.click()
    window.follow("Link chart", within=".actions")


def shown(page: Page) -> int:
    return page.locator("#lc-node option").count()


def test_an_officer_explores_keeps_and_takes_out_a_chart(open_window: OpenWindow) -> None:
    window = open_window("officer")
    page = window.page
    open_chart(window)
    nodes = page.locator("svg.lc[role=group] .lc-node").count()
    assert nodes > 5
    page.locator('[data-do="explore"]').click()
    assert page.locator("#lc-canvas canvas").count() > 0
    assert shown(page) == nodes
    window.look()

    # from a suspect the chart goes on to what hangs on them
    suspect = page.locator("#lc-node option").filter(has_text="person").first
    page.locator("#lc-node").select_option(suspect.get_attribute("value"))
    with page.expect_response(lambda answer: "/charts/data/" in answer.url):
        page.locator('[data-do="expand"]').click()
    page.locator("#lc-says").filter(has_text=".").or_(page.locator("#lc-says")).wait_for()
    assert shown(page) >= nodes

    # a path between two nodes is told in words
    page.locator('[data-do="path"]').click()
    page.locator("#lc-node").select_option(index=0)
    assert "shortest path" in page.locator("#lc-says").inner_text()

    # the slider stops at a day
    page.locator("#lc-day").focus()
    page.keyboard.press("Home")
    assert page.locator("#lc-shown").inner_text()[:2] in {"20", "19"}

    # one is put away, the rest is kept for the unit
    before = shown(page)
    page.locator('[data-do="hide"]').click()
    assert shown(page) == before - 1
    page.locator("#lc-title").fill("Group of the first case")
    page.locator("#lc-shared").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the drawing").click()
    window.look()
    assert window.heading == "Group of the first case"
    assert "1 node was put away" in window.text
    graph = json.loads(page.locator("#lc-graph").text_content() or "")
    assert len(graph["nodes"]) == before - 1

    window.follow("Take out as a file", within=".actions")
    window.fill(recipient="Europol", reason="SIENA request 1")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file").click()
    content = download.value.path().read_bytes()
    assert len(anx.read(content).nodes) == before - 1


def test_without_a_script_the_picture_its_tables_and_the_way_on_are_there(
    open_window: OpenWindow,
) -> None:
    window = open_window("officer", java_script_enabled=False)
    open_chart(window)
    assert window.page.locator("svg.lc[role=group] a").count() > 5
    assert window.page.locator("#lc-tools").is_hidden()
    rows = window.page.locator("table").first.locator("tbody tr").count()
    assert rows > 5
    window.page.get_by_role("link", name="Begin here").first.click()
    assert "Link chart" in window.heading


def test_on_a_phone_nothing_sticks_out(open_window: OpenWindow) -> None:
    window = open_window("officer", phone=True)
    open_chart(window)
    window.page.locator('[data-do="explore"]').click()
    window.look()


def test_the_picture_is_walked_with_the_keyboard(open_window: OpenWindow) -> None:
    window = open_window("officer")
    open_chart(window)
    first = window.page.locator("svg.lc[role=group] a").first
    first.focus()
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    assert "/niis/" not in window.path
