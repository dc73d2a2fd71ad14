"""Pictures of built tables on a desk and on a phone, in Lithuanian, and the table as a PDF."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
TABLE = "/statistics/tables/?start=2009-01-01&end=2012-12-31&figures=presumed_victims"
FLOWS = f"{TABLE}&by=whole&by1=citizen_of&by2=destination"
MAP = f"{TABLE}&by=whole&by1=municipality"
LINES = f"{TABLE}&by=year&by1=form&by2=sex"
BARS = f"{TABLE}&by=whole&by1=form_code&by2=sex"


@pytest.mark.parametrize("phone", [False, True])
def test_every_kind_of_picture_is_seen_by_all(open_window: OpenWindow, phone: bool) -> None:
    window = open_window("coordinator", phone=phone, locale="lt-LT")
    for address in (FLOWS, MAP, LINES, BARS):
        window.visit(address)
        window.look()
        figure = window.page.locator("figure.chart").first
        assert figure.locator("svg[role=img]").get_attribute("aria-label")
        figure.locator("summary").click()
        assert figure.locator("tbody tr").count() > 1
        if phone:
            picture = figure.locator(".picture")
            width = picture.evaluate("it => it.querySelector('svg').getBoundingClientRect().width")
            assert width >= 470, "it keeps its size, and one pushes it aside"
            assert picture.get_attribute("tabindex") == "0"


def test_the_map_has_a_tile_for_each_municipality(open_window: OpenWindow) -> None:
    window = open_window("analyst", locale="lt-LT")
    window.visit(MAP)
    tiles = window.page.locator("figure.chart svg g:has(title)")
    assert tiles.count() >= 60
    boxes = tiles.evaluate_all(
        "all => all.map(it => { const r = it.querySelector('rect').getBoundingClientRect();"
        " return [Math.round(r.x), Math.round(r.y)].join() })"
    )
    assert len(set(boxes)) == len(boxes)


def test_a_table_becomes_a_pdf(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window("coordinator")
    window.visit(FLOWS)
    with window.page.expect_download() as started:
        window.page.get_by_role("link", name="PDF", exact=True).click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert path.name == "table-2009-01-01-2012-12-31.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
