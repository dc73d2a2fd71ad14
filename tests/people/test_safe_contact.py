"""Before anybody is called or written to: the rules stand above every number and address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from tests.victims.making import days_ago, victim
from thbcases.people.actions import agree_contact
from thbcases.people.contact import contact_of, contacts_of
from thbcases.people.models import ContactRules, KnownObject, ObjectLink, Person

SignIn = Callable[..., Client]
PHONE = "+370 600 12345"


@pytest.fixture
def harmed(cast: Cast) -> Any:
    """A victim of unit A with a phone."""
    with cast.making("unit_a"):
        row = victim(who=person(family_name="Ramunė"))
        phone = KnownObject.objects.create(kind="phone", value=PHONE, normalised="37060012345")
        ObjectLink.objects.create(object=phone, person=row.person, relation="user", source="victim")
    return row


def agree(cast: Cast, who: Person, user: str = "officer", **rules: Any) -> ContactRules:
    with cast.acting(user):
        return agree_contact(by=cast.user(user), person=who, rules=rules)


RULES = {
    "phone": "never", "letter": "yes", "times": "10–12 val.", "word": "biblioteka",
    "who_answers": "sesuo", "never": "neminėti policijos",
}  # fmt: skip


@pytest.mark.parametrize("page", ["person", "victim", "object", "objects"])
def test_rules_come_before_the_number_on_every_page_that_shows_it(
    cast: Cast, harmed: Any, signed_in: SignIn, page: str
) -> None:
    agree(cast, harmed.person, **RULES)
    known = KnownObject.objects.get(value=PHONE)
    address = {
        "person": harmed.person.get_absolute_url(),
        "victim": harmed.get_absolute_url(),
        "object": known.get_absolute_url(),
        "objects": reverse("people:objects"),
    }[page]
    text = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en").get(address).content.decode()

    assert PHONE in text
    for words in ("never: by phone; neminėti policijos", "10–12 val.", "biblioteka", "sesuo"):
        assert words in text, words
        assert text.index(words) < text.index(PHONE), words


@pytest.mark.parametrize("page", ["person", "victim", "object"])
def test_of_a_victim_it_is_said_that_nothing_was_agreed(
    cast: Cast, harmed: Any, signed_in: SignIn, page: str
) -> None:
    known = KnownObject.objects.get(value=PHONE)
    address = {
        "person": harmed.person.get_absolute_url(),
        "victim": harmed.get_absolute_url(),
        "object": known.get_absolute_url(),
    }[page]
    text = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en").get(address).content.decode()

    assert text.index("Do not call or write before you know what is safe") < text.index(PHONE)


def test_of_a_suspect_nothing_is_said(cast: Cast) -> None:
    with cast.making("unit_a"):
        row = person(family_name="Įtariamasis")
    with cast.acting("officer"):
        assert contact_of(row.pk) is None


def test_an_exported_list_carries_them_too(cast: Cast, harmed: Any, signed_in: SignIn) -> None:
    agree(cast, harmed.person, **RULES)
    answer = signed_in("officer").get(reverse("people:objects"), {"export": "csv"})
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert "neminėti policijos" in text.decode("utf-8-sig")


def test_newer_rules_take_the_place_of_older_ones_and_history_keeps_both(
    cast: Cast, harmed: Any
) -> None:
    agree(cast, harmed.person, **RULES, agreed_on=days_ago(3))
    row = agree(cast, harmed.person, never="nerašyti", agreed_on=timezone.localdate())

    assert ContactRules.objects.filter(person=harmed.person).count() == 1
    history = ContactRules.pgh_event_model.objects.filter(id=row.pk)  # type: ignore[attr-defined]
    assert set(history.values_list("never", flat=True)) == {"neminėti policijos", "nerašyti"}


def test_a_day_to_come_is_refused(cast: Cast, harmed: Any) -> None:
    with pytest.raises(ValidationError):
        agree(cast, harmed.person, agreed_on=days_ago(-1))


def test_the_ngo_agrees_on_its_own_page_and_others_see_nothing(
    cast: Cast, harmed: Any, signed_in: SignIn
) -> None:
    with cast.making("ngo_a"):
        own = person(family_name="Globotinė")
    address = reverse("people:contact", kwargs={"uuid": own.uuid})
    data = {"phone": "never", "never": "neskambinti", "agreed_on": timezone.localdate()}
    assert signed_in("ngo").post(address, data).status_code == 302
    assert signed_in("ngo_b").get(address).status_code == 404
    assert signed_in("officer").get(address).status_code == 404
    for user, seen in (("ngo", 1), ("ngo_b", 0), ("officer", 0), ("coordinator", 0)):
        with cast.acting(user):
            assert len([c for c in contacts_of([own.pk]).values() if c.is_agreed]) == seen
