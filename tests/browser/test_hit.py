"""From a tip with a name in Cyrillic to the chart of a record that another unit opened."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.test_cases import enter_case, number
from thbcases.niis.charts import anx

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_name_from_a_tip_leads_to_a_chart(open_window: OpenWindow) -> None:
    owner, officer = open_window("officer2"), open_window("officer")
    enter_case(owner, 70104)

    # the tip names him in Cyrillic: a hit, and nothing of the record
    officer.visit("/niis/")
    officer.fill(text="Гвидас Шаркаускас", born="1979-05-06", basis="T-26-118", reason="tip")
    officer.press("Search")
    officer.look()
    assert "1 hit" in officer.text
    for secret in ("Šarkauskas", number(70104), "same birth date"):
        assert secret not in officer.text

    # the unit is asked
    officer.page.locator("main a", has_text="Ask the unit").first.click()
    officer.fill(
        purpose="T-26-118",
        legal_basis="BPK 99 str.",
        reason="A tip names the man as the driver of the women.",
    )
    officer.page.locator("[name=parts][value=person]").check()
    officer.page.locator("[name=parts][value=investigation]").check()
    officer.press("Send the request")
    officer.look()
    asked = officer.path

    # and opens the record for a month
    owner.visit(asked)
    assert "Šarkauskas" in owner.text
    owner.follow("Open", within=".actions")
    owner.page.locator("[name=parts][value=person]").check()
    owner.page.locator("[name=parts][value=investigation]").check()
    owner.page.locator("[name=cases]").first.check()
    owner.fill(until=(date.today() + timedelta(days=30)).isoformat())
    owner.press("Open")
    owner.look()

    # now the same search shows the man, his case and the chart
    officer.visit("/niis/")
    officer.fill(text="Гвидас Шаркаускас", born="1979-05-06")
    officer.press("Search")
    officer.look()
    assert "Šarkauskas, Gvidas" in officer.text
    officer.page.locator("main a", has_text="Link chart").first.click()
    officer.look()
    assert number(70104) in officer.text

    # which leaves as a file that says to whom and why
    officer.follow("Take out as a file", within=".actions")
    officer.fill(recipient="Criminal Police Bureau", reason="T-26-118, BPK 99 str.")
    with officer.page.expect_download() as download:
        officer.page.get_by_role("button", name="Make the file").click()
    graph = anx.read(download.value.path().read_bytes())
    assert "Šarkauskas, Gvidas" in {node.label for node in graph.nodes}
