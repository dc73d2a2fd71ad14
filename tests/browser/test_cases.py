"""A case from its first report to a recognised victim with a permit, across three professions."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# A suspect, a victim from here and one from abroad, by the serial number of their case: as
# different as can be, because whoever is alike is asked about.
PEOPLE = {
    70101: ("Vilkauskas Rolandas", "Šviesulytė Aušra", "Melnyk Olena", "Олена Мельник"),
    70105: ("Jasiukaitis Ignas", "Rimkutė Justė", "Shevchuk Daryna", "Дарина Шевчук"),
    70102: ("Barzdžius Kęstutis", "Ąžuolaitė Rasa", "Kovalenko Iryna", "Ірина Коваленко"),
    70104: ("Šarkauskas Gvidas", "Gerulytė Liepa", "Bondar Vira", "Віра Бондар"),
    70631: ("Jakštas Vytenis", "Gegužytė Milda", "Tkachenko Zoya", "Зоя Ткаченко"),
    70103: ("Urbšys Algimantas", "Žiburytė Vita", "Hrytsenko Nadiya", "Надія Гриценко"),
}


def number(serial: int) -> str:
    """A number as the register gives it, of this year."""
    return f"01-1-{serial}-{date.today():%y}"


def type_person(window: Window, prefix: str, name: str, born: str, **more: str) -> None:
    family, given = name.split()
    said = {"family_name": family, "given_name": given, "birth_date": born, **more}
    window.fill(**{f"{prefix}__{field}": value for field, value in said.items()})


def enter_case(window: Window, serial: int) -> str:
    """Fill the quick entry with a case, a suspect and two victims; returns the case's page."""
    suspect, local, foreign, original = PEOPLE[serial]
    today = date.today().isoformat()
    window.visit("/victims/quick/")
    window.fill(
        number=number(serial),
        registered_on=today,
        reach="international",
        summary="Pažadėtas darbas, paimti dokumentai.",
    )
    window.field("articles-0-article").select_option(index=2)
    window.field("forms-0-form").select_option(index=5)
    type_person(window, "suspects__0", suspect, "1979-05-06", sex="male")
    woman = {"sex": "female"}
    type_person(window, "victims__0", local, "2003-04-05", citizenship="Lithuania", **woman)
    type_person(window, "victims__1", foreign, "1999-07-08", citizenship="Ukraine", **woman)
    for row in ("victims__0", "victims__1"):
        window.fill(**{f"{row}__status": "presumed", f"{row}__basis": "Pirminė apklausa"})
    window.field("victims-1-original_name").fill(original)
    window.press("Register all")
    assert window.heading == number(serial), window.text
    return window.path


def test_an_officer_logs_a_case_and_recognises_a_victim(open_window: OpenWindow) -> None:
    officer, other = open_window("officer"), open_window("officer2")
    case = enter_case(officer, 70101)
    assert "Šviesulytė, Aušra" in officer.text
    officer.follow("Suspects (1)")
    assert "Vilkauskas, Rolandas" in officer.text

    officer.visit(case)
    officer.follow("Šviesulytė, Aušra", within="main .panel")
    victim = officer.path
    officer.follow("Decide")
    officer.fill(status="recognised", decider="prosecutor", basis="Nutarimas")
    officer.press("Save the decision")
    assert officer.path == victim
    assert officer.page.locator(".head .pill").inner_text() == "Recognised victim"
    events = officer.page.locator(".timeline li").all_inner_texts()
    assert [any("recognised victim" in event for event in events)] == [True]
    assert len(events) >= 2

    # The other unit: not in its lists, and the address is as if it had never been.
    for path, words in (("/investigations/", number(70101)), ("/people/", "Šviesulytė")):
        other.visit(f"{path}?q={words}")
        assert other.page.locator("#table tbody tr").count() == 0, path
    absent = "/investigations/00000000-0000-4000-8000-000000000000/"
    seen = []
    for path in (case, victim, absent):
        with other.expecting(404):
            assert other.visit(path).status == 404
        seen.append((other.page.title(), other.text))
    assert seen[0] == seen[1] == seen[2]


def test_who_is_known_already_is_shown_before_a_new_person_is_made(open_window: OpenWindow) -> None:
    officer = open_window("officer")
    case = enter_case(officer, 70102)
    officer.follow("Add a victim")
    officer.fill(family_name="Azuolaite", given_name="Rasa", birth_date="2003-04-05")
    officer.field("birth_date").press("Tab")
    found = officer.page.locator('#main-form [name="choice"]')
    found.first.wait_for()
    officer.look()
    assert "Ąžuolaitė, Rasa" in officer.page.locator(".candidates").inner_text()

    # Without an answer nothing is saved, and what was typed stays.
    officer.fill(status="presumed", basis="Apklausa")
    officer.press("Save")
    assert officer.field("family_name").input_value() == "Azuolaite"
    assert officer.page.locator("#errors").is_visible()
    officer.page.locator('#main-form [name="choice"][value="new"]').check()
    officer.press("Save")
    assert officer.heading == "Azuolaite, Rasa"
    officer.visit(case)
    assert "Azuolaite, Rasa" in officer.text


def test_the_stay_of_a_foreign_victim(open_window: OpenWindow) -> None:
    today = date.today()
    officer, migration = open_window("officer"), open_window("migration")
    enter_case(officer, 70103)
    officer.follow("Hrytsenko, Nadiya", within="main .panel")
    stay = f"{officer.path}stay/"

    officer.visit(f"{stay}period/")
    officer.press("Propose")
    migration.visit("/")
    migration.follow("Hrytsenko, Nadiya", within="main .cols > div")
    migration.follow("Decide")
    migration.fill(state="granted", number="AP-1")
    migration.press("Save the decision")
    assert "Granted" in migration.text
    officer.visit(stay)
    assert (today + timedelta(days=30)).isoformat() in officer.text

    starts, ends = today + timedelta(days=31), today + timedelta(days=150)
    officer.visit(f"{stay}permit/")
    officer.fill(starts_on=starts.isoformat(), ends_on=ends.isoformat(), note="Liudija byloje")
    officer.press("Propose")
    migration.visit("/")
    migration.follow("Hrytsenko, Nadiya", within="main .cols > div")
    permit = migration.path
    migration.follow("Decide")
    migration.fill(state="granted", number="LL-2")
    migration.press("Save the decision")

    # Overlapping: refused on the form, with everything typed still there.
    migration.visit(f"{permit}renew/")
    first_day = migration.field("starts_on").input_value()
    assert first_day == (ends + timedelta(days=1)).isoformat()
    migration.fill(number="LL-3", starts_on=ends.isoformat(), ends_on="")
    migration.press("Grant the renewal")
    assert ends.isoformat() in migration.page.locator("#errors").inner_text()
    assert migration.field("number").input_value() == "LL-3"
    assert migration.field("starts_on").input_value() == ends.isoformat()

    migration.fill(starts_on=first_day)
    migration.press("Grant the renewal")
    assert "LL-3" in migration.text
    officer.visit(stay)
    assert first_day in officer.text
