"""The NGO's day on a phone, and the year of a project between the NGO and the ministry."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import OpenWindow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_day_of_an_ngo_worker_on_a_phone(open_window: OpenWindow) -> None:
    window = open_window("ngo", phone=True)
    page = window.page
    window.follow("Register a person")
    window.fill(
        family_name="Žąsytė",
        given_name="Ąžuolina",
        sex="female",
        birth_date="1998-02-03",
        citizenship="Lithuania",
        consents="purpose_told",
    )
    code = window.field("code").input_value()
    window.press("Register")
    assert window.heading.startswith(code)
    window.follow("Consents", within=".tabs", exact=False)
    assert date.today().isoformat() in window.text

    window.visit("/assistance/today/")
    page.locator("summary").first.click()
    people = page.locator('[name="people"]')
    mine = page.locator("li, tr", has_text=code).locator('[name="people"]')
    mine.check()
    others = [people.nth(number) for number in range(3) if not people.nth(number).is_checked()]
    for box in others:
        box.check()
    kind = window.field("kind").locator("option").nth(1).get_attribute("value") or ""
    window.fill(kind=kind, units="1")
    window.press("Record services")
    count = len(others) + 1
    assert f"{count} services recorded." in window.text

    window.visit("/assistance/services/")
    rows = page.locator("#table tbody tr")
    assert rows.filter(has_text=date.today().isoformat()).count() == count
    assert rows.filter(has_text=code).count() == 1


def test_a_project_from_the_call_to_the_accepted_report(open_window: OpenWindow) -> None:
    today = date.today()
    funder, ngo = open_window("funder"), open_window("ngo2")
    funder.visit("/assistance/calls/")
    funder.follow("Open a call")
    funder.fill(
        year=str(today.year),
        title="Pagalba namuose",
        opens_on=(today - timedelta(days=1)).isoformat(),
        closes_on=(today + timedelta(days=30)).isoformat(),
    )
    funder.press("Open the call")

    ngo.visit("/assistance/calls/")
    ngo.follow("Pagalba namuose", exact=False)
    ngo.follow("Apply", exact=False)
    ngo.fill(
        title="Namai be baimės",
        starts_on=today.isoformat(),
        ends_on=(today + timedelta(days=90)).isoformat(),
        requested="12000",
    )
    ngo.press("Apply")
    project = ngo.path

    funder.visit("/")
    funder.follow("Namai be baimės", exact=False)
    assert funder.path == project
    funder.follow("Decide")
    funder.fill(decision="funded", granted="10500.50")
    funder.press("Decide")
    assert "10" in funder.text

    ngo.visit(project)
    ngo.follow("Write a report")
    ngo.fill(
        starts_on=today.isoformat(),
        ends_on=today.isoformat(),
        spent="250",
        text="Suteikta pagalba.",
    )
    ngo.press("Save the draft")
    ngo.follow("Hand in")
    ngo.press("Hand in")

    funder.visit("/assistance/reports/")
    funder.visit("/")
    report = funder.page.locator(".rows li", has_text="Namai be baimės").locator(
        'a[href*="/reports/"]'
    )
    with funder.page.expect_navigation():
        report.click()
    funder.look()
    funder.follow("Accept")
    funder.press("Accept")
    assert "accepted" in funder.text
    ngo.visit(project)
    assert "accepted" in ngo.text
