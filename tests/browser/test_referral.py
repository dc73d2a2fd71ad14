"""From the border to the specialised unit to an NGO, and the victim takes the consent back."""

from datetime import date

import pytest

from assistance.queries.consents import QUESTIONS
from tests.browser.conftest import OpenWindow
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FAMILY, GIVEN, BORN = "Zaporožec", "Zlata", "1997-11-12"
UNIT = "Trafficking in Human Beings Investigation Unit of the Lithuanian Criminal Police Bureau"
NGO = "Lithuanian Caritas"


def answer(window: Window, uses: list[str], **more: str) -> None:
    """Enter the seven answers with yes, and the uses that are allowed."""
    window.follow("Enter answers")
    window.fill(**dict.fromkeys(QUESTIONS, "yes"), capacity="person", **more)
    for use in uses:
        window.fill(uses=use)
    window.press("Save")


def refer(window: Window, receiver: str, parts: tuple[str, ...], **more: str) -> str:
    """Choose, look, send; returns the referral's address."""
    window.follow("Refer")
    window.fill(receiver=receiver, reason="AdditionalServicesRequired", basis="consent", **more)
    for part in parts:
        window.fill(parts=part)
    window.press("Show what is sent")
    assert "Exactly this" in window.text
    assert FAMILY in window.text
    window.press("Send")
    return window.path


def test_a_person_is_passed_on_and_takes_the_consent_back(open_window: OpenWindow) -> None:
    border, unit = open_window("border"), open_window("investigator")
    ngo, stranger = open_window("ngo", phone=True), open_window("ngo2")

    # the border guard writes down who it is, asks, and passes on what was agreed to
    border.visit("/people/add/")
    border.fill(family_name=FAMILY, given_name=GIVEN, birth_date=BORN, sex="female")
    border.press("Save")
    person = border.path
    answer(border, ["pass_on"], group="police")
    referral = refer(
        border, UNIT, ("names", "birth", "sex", "needs"), urgency="urgent", needs="Vertėjas"
    )
    number = border.heading

    # the specialised unit accepts into a row of its own, and recognises in an investigation
    unit.visit("/")
    assert FAMILY not in unit.text
    unit.follow(number)
    assert FAMILY in unit.text
    unit.follow("Accept")
    assert unit.field("family_name").input_value() == FAMILY
    unit.press("Accept")
    with stranger.expecting(404):
        assert stranger.visit(referral).status == 404
    unit.visit("/victims/quick/")
    today = date.today()
    unit.fill(number=f"01-1-70777-{today:%y}", registered_on=today.isoformat())
    unit.fill(reach="international", summary="Atpažinta po nukreipimo.")
    unit.field("articles-0-article").select_option(index=2)
    unit.field("forms-0-form").select_option(index=5)
    unit.fill(
        victims__0__family_name=FAMILY,
        victims__0__given_name=GIVEN,
        victims__0__birth_date=BORN,
        victims__0__sex="female",
        victims__0__status="presumed",
        victims__0__basis="Pasieniečių nukreipimas",
    )
    unit.press("Register all")
    # whom the unit knows already since it accepted
    unit.page.locator('[name="victims-0-choice"]').first.check()
    unit.press("Register all")
    unit.follow(f"{FAMILY}, {GIVEN}", within="main .panel")
    victim = unit.path
    unit.follow("Decide")
    unit.fill(status="recognised", decider="police", basis="Nutarimas")
    unit.press("Save the decision")

    # and passes on to an NGO, whose worker accepts on the way
    unit.visit(referral)
    unit.follow(f"{FAMILY}, {GIVEN}", within="main .panel")
    answer(unit, ["pass_on", "hear_back"], receiver=NGO)
    second = refer(unit, NGO, ("names", "birth", "sex", "contact"), contact="Tik per vertėją")
    ngo.visit(second)
    ngo.follow("Accept")
    ngo.press("Accept")
    ngo.follow(f"{GIVEN}", within="main .panel", exact=False)
    beneficiary = ngo.path
    assert "Tik per vertėją" in ngo.text
    unit.visit(victim)
    assert "Nothing is known here about help." in unit.text

    # she agrees that the police may know of the help, and takes it back
    ngo.follow("Consents", within=".tabs", exact=False)
    ngo.follow("Seven questions, receivers, signed forms")
    answer(ngo, ["tell_police_assisted"])
    unit.visit(victim)
    assert f"Is assisted by {NGO}" in unit.text
    ngo.visit(beneficiary)
    ngo.follow("Consents", within=".tabs", exact=False)
    ngo.follow("Agrees that the police may know of the help", within="main", exact=False)
    ngo.press("Withdraw")
    unit.visit(victim)
    assert NGO not in unit.text
    assert "Nothing is known here about help." in unit.text

    # what the border guard had passed is closed in the same moment too
    unit.visit(referral)
    assert "Vertėjas" in unit.text
    border.visit(person)
    border.follow("All answers")
    border.follow("Agrees that what is chosen", within="main", exact=False)
    border.press("Withdraw")
    unit.visit("/")
    assert "onsent withdrawn, what was passed is closed" in unit.text
    unit.visit(referral)
    assert "Vertėjas" not in unit.text
    assert "Closed. Nothing of it can be read here." in unit.text
