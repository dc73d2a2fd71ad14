"""Search before create, as a form and as a page, with and without a script."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.forms import formset_factory
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.cast import Cast, person
from thbcases.audit.models import Entry
from thbcases.codes.models import Country
from thbcases.people.forms import NEW, PersonPickerForm
from thbcases.people.models import Person

BORN = date(1998, 3, 9)
TYPED = {"family_name": "Kazlauskaitė", "given_name": "Monika", "birth_date": "1998-03-09"}
SignIn = Callable[..., Client]


@pytest.fixture
def monika(cast: Cast) -> Person:
    with cast.making("unit_b"):
        person(family_name="Kazlauskaitė", given_name="Monika")
    with cast.making("unit_a"):
        return person(family_name="Kazlauskaitė", given_name="Monika")


def form(**typed: object) -> PersonPickerForm:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in typed.items()})
    return PersonPickerForm(data)


def errors_of(filled: PersonPickerForm) -> dict[str, list[str]]:
    with translation.override("en"):
        return {name: [str(e) for e in errors] for name, errors in filled.errors.items()}


def test_a_person_whom_nobody_is_like_is_made(cast: Cast) -> None:
    lithuania = Country.objects.get(code="LT")
    with cast.acting("officer"):
        filled = form(**TYPED, sex="female", citizenship=lithuania.pk, personal_code="49803090014")
        assert filled.is_valid(), filled.errors
        made = filled.save(by=cast.user("officer"))
    assert made is not None
    assert (made.family_name, made.given_name, made.sex) == ("Kazlauskaitė", "Monika", "female")
    assert (made.birth_date, made.birth_precision) == (BORN, "date")
    assert made.custodian == cast.org("unit_a")
    assert made.search_key == "kazlausk monik"
    assert [row.country for row in made.citizenship_rows.all()] == [lithuania]
    assert [i.normalised for i in made.identifiers.all()] == ["49803090014"]


def test_look_alikes_wait_for_a_decision(cast: Cast, monika: Person) -> None:
    with cast.acting("officer"):
        filled = form(**TYPED)
        assert not filled.is_valid()
        assert list(filled.errors) == ["choice"]
        assert [c.person for c in filled.candidates] == [monika]
        assert form(**TYPED, choice=NEW).is_valid()


def test_the_chosen_one_is_taken_and_its_gaps_are_filled(cast: Cast, monika: Person) -> None:
    with cast.acting("officer"):
        filled = form(**TYPED, choice=monika.uuid, sex="male", original_name="Моника")
        assert filled.is_valid(), filled.errors
        taken = filled.save(by=cast.user("officer"))
        assert taken is not None
        assert taken.pk == monika.pk
        assert Person.objects.count() == 1
    assert (taken.birth_date, taken.original_name) == (BORN, "Моника")
    assert taken.sex == "female", "what is known is not overwritten"


def test_somebody_elses_person_is_not_in_the_list(cast: Cast, monika: Person) -> None:
    theirs = Person.objects.exclude(pk=monika.pk).get()
    with cast.acting("officer"):
        for foreign in (theirs.uuid, theirs.pk, "x", ""):
            filled = form(**TYPED, choice=foreign)
            assert not filled.is_valid()
            assert list(filled.errors) == ["choice"]
            assert filled.person is None
            assert [c.person for c in filled.candidates] == [monika]


def test_showing_look_alikes_is_a_reading(cast: Cast, monika: Person) -> None:
    with cast.acting("officer"):
        form(**TYPED).is_valid()
    entry = Entry.objects.get(verb="consultation")
    assert entry.records == [monika.uuid]
    assert entry.actor_id == cast.user("officer").pk


def test_a_role_without_the_right_cannot_make_a_person(cast: Cast) -> None:
    with cast.acting("coordinator"):
        filled = form(**TYPED)
        assert filled.is_valid()
        with pytest.raises(PermissionDenied):
            filled.save(by=cast.user("coordinator"))


@pytest.mark.parametrize(
    ("typed", "at", "text"),
    [
        ({}, "family_name", "Give at least one name, or «unknown»."),
        ({"family_name": "x" * 300}, "family_name", "at most 150 characters (it has 300)"),
        ({"given_name": "Ona", "birth_year": "3021"}, "birth_year", "born in the future"),
        ({"given_name": "Ona", "birth_year": "12"}, "birth_year", "cannot be right"),
        ({"given_name": "Ona", "birth_year": "99999999999999999999"}, "birth_year", "future"),
        ({"given_name": "Ona", "birth_year": "x"}, "birth_year", "whole number"),
        ({"given_name": "Ona", "birth_date": "1020-01-01"}, "birth_date", "cannot be right"),
        ({"given_name": "Ona", "birth_date": "2026-02-30"}, "birth_date", "valid date"),
        ({"given_name": "Ona", "sex": "x"}, "sex", "valid choice"),
        ({"given_name": "Ona", "citizenship": "0"}, "citizenship", "valid choice"),
        ({"given_name": "O\0na"}, "given_name", "Null characters"),
        (
            {"given_name": "Ona", "birth_date": "1998-03-09", "birth_year": "1997"},
            "birth_year",
            "names another year",
        ),
    ],
)
def test_bad_input_is_told_at_its_field(
    cast: Cast, typed: dict[str, str], at: str, text: str
) -> None:
    with cast.acting("officer"):
        filled = form(**typed)
        found = errors_of(filled)
    assert list(found) == [at]
    assert text in found[at][0]


def test_nobody_is_born_tomorrow(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.acting("officer"):
        assert form(given_name="Ona", birth_date=today).is_valid()
        assert "birth_date" in form(given_name="Ona", birth_date=today + timedelta(days=1)).errors


@pytest.mark.parametrize(
    ("code", "said", "text"),
    [
        ("49803090017", {}, "check digit"),
        ("4980309001", {}, "11 digits"),
        ("49803090014", {"birth_date": "1998-09-03"}, "another birth date: 1998-03-09"),
        ("49803090014", {"sex": "male"}, "another sex"),
    ],
)
def test_an_odd_personal_code_is_a_warning_that_may_be_overruled(
    cast: Cast, code: str, said: dict[str, str], text: str
) -> None:
    with cast.acting("officer"):
        filled = form(given_name="Monika", personal_code=code, **said)
        assert text in errors_of(filled)["overrule_personal_code"][0]
        assert not form(
            given_name="Monika", personal_code=code, overrule_personal_code="49803090018", **said
        ).is_valid(), "ticked for another code"
        again = form(given_name="Monika", personal_code=code, overrule_personal_code=code, **said)
        assert again.is_valid(), again.errors
        assert again.save(by=cast.user("officer")) is not None


def test_a_right_personal_code_says_birth_and_sex(cast: Cast) -> None:
    with cast.acting("officer"):
        filled = form(given_name="Monika", personal_code="498-0309 0014")
        assert filled.is_valid(), filled.errors
        made = filled.save(by=cast.user("officer"))
    assert made is not None
    assert (made.birth_date, made.sex) == (BORN, "female")


def test_stateless_and_unknown_are_no_countries(cast: Cast) -> None:
    stateless = Country.objects.get(kind="stateless")
    unknown = Country.objects.get(kind="unknown")
    with cast.acting("officer"):
        for name, country, expected in (("Ona", stateless, True), ("Rasa", unknown, False)):
            filled = form(given_name=name, citizenship=country.pk)
            assert filled.is_valid(), filled.errors
            made = filled.save(by=cast.user("officer"))
            assert made is not None
            assert made.is_stateless is expected
            assert made.citizenship_rows.count() == 0


class Company(PersonPickerForm):
    """A subclass that sometimes asks for nobody."""

    def needs_person(self) -> bool:
        return False


def test_where_no_person_is_needed_nothing_is_asked(cast: Cast) -> None:
    with cast.acting("officer"):
        filled = Company({})
        assert filled.is_valid()
        assert filled.save(by=cast.user("officer")) is None


def test_rows_of_a_formset_each_choose(cast: Cast, monika: Person) -> None:
    data = {"p-TOTAL_FORMS": "3", "p-INITIAL_FORMS": "0"}
    data |= {f"p-0-{name}": value for name, value in TYPED.items()}
    data |= {"p-1-given_name": "Visai", "p-1-family_name": "Kita"}
    with cast.acting("officer"):
        rows = formset_factory(PersonPickerForm, extra=3)(data, prefix="p")
        assert not rows.is_valid()
        assert [bool(row.errors) for row in rows.forms] == [True, False, False]
        rows = formset_factory(PersonPickerForm, extra=3)(
            data | {"p-0-choice": str(monika.uuid)}, prefix="p"
        )
        assert rows.is_valid()
        saved = [row.save(by=cast.user("officer")) for row in rows.forms if row.has_changed()]
    assert saved[0] == monika
    assert len(saved) == 2


def page(client: Client, **typed: Any) -> Any:
    return client.post(reverse("people:add"), typed)


def test_the_page_works_without_a_script(signed_in: SignIn, cast: Cast, monika: Person) -> None:
    client = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")
    assert client.get(reverse("people:add")).status_code == 200
    answer = page(client, **TYPED)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "None of these: make a new person" in text
    assert str(monika.uuid) in text
    assert 'href="#id_choice_1"' in text, "the summary leads to the first look-alike"
    assert 'value="1998-03-09"' in text, "nothing typed is lost"
    answer = page(client, **TYPED, choice=str(monika.uuid))
    assert answer.headers["Location"] == monika.get_absolute_url()
    answer = page(client, **TYPED, choice=NEW)
    assert answer.status_code == 302
    assert Person.objects.filter(custodian=cast.org("unit_a")).count() == 2


def test_htmx_fills_the_same_place(signed_in: SignIn, monika: Person) -> None:
    client = signed_in("officer", HTTP_ACCEPT_LANGUAGE="en")
    url = reverse("people:candidates")
    typed = {f"victims-0-{name}": value for name, value in TYPED.items()}
    text = client.post(url, {"picker": "victims-0", **typed}).content.decode()
    assert f'value="{monika.uuid}"' in text
    assert 'name="victims-0-choice"' in text
    assert 'id="id_victims-0-choice_1"' in text
    assert "<html" not in text
    nobody = client.post(url, {"picker": "", "family_name": "Niekas"}).content.decode()
    assert "nobody alike" in nobody
    nothing = client.post(url, {}).content.decode()
    assert "Type a name" in nothing
    assert client.get(url).status_code == 405


def test_look_alikes_are_for_those_who_may_enter_persons(signed_in: SignIn, monika: Person) -> None:
    for name in ("analyst", "coordinator", "funder", "auditor", "administrator", "migration"):
        answer = signed_in(name).post(reverse("people:candidates"), TYPED)
        assert answer.status_code == 403, name
        assert str(monika.uuid) not in answer.content.decode()
