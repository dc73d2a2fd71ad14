"""Adults who refuse to be named: a code, counted once each, named when they wish."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests.cast import Cast, person
from thbcases.access.acting import acting_system
from thbcases.people.actions import Described, name_person, register_person
from thbcases.people.forms import PersonPickerForm
from thbcases.people.forms.person import NewPersonForm
from thbcases.people.linkage import counted_with
from thbcases.people.models import Person
from thbcases.people.queries import ids_meant, possible_persons

SignIn = Callable[..., Client]
THIS_YEAR = timezone.localdate().year


def nameless(cast: Cast, user: str, **fields: Any) -> Person:
    with cast.acting(user):
        described = Described(**{"sex": "male", "birth_year": 1990, **fields}, is_anonymous=True)
        return register_person(by=cast.user(user), described=described)


def subjects() -> dict[int, int]:
    with acting_system("test"), connection.cursor() as cursor:
        cursor.execute("select person_id, subject from people_subjectlink")
        return dict(cursor.fetchall())


def test_somebody_without_a_name_has_a_code_and_is_found_by_it(cast: Cast) -> None:
    row = nameless(cast, "ngo")

    assert row.is_anonymous
    assert row.anonymous_code.startswith("A-")
    with override("en"):
        assert str(row) == f"anonymous {row.anonymous_code}"
    with override("lt"):
        assert row.anonymous_code in str(row)
        assert "anonim" in str(row)
    with cast.acting("ngo"):
        assert ids_meant(row.anonymous_code.lower()) == {row.pk}
    with cast.acting("ngo_b"):
        assert ids_meant(row.anonymous_code) == set()


def test_alike_people_without_a_name_are_counted_once_each(cast: Cast) -> None:
    rows = [nameless(cast, user) for user in ("ngo", "ngo", "ngo_b", "responder")]
    with cast.making("ngo_a"):
        rows.append(person(family_name="", given_name="", original_name="Vardas"))
    counted = subjects()

    assert len({counted[row.pk] for row in rows}) == len(rows)
    assert len({row.anonymous_code for row in rows[:2]}) == 2
    with cast.acting("ngo"):
        assert counted_with(rows[0]) == []


def test_search_before_create_does_not_offer_people_without_a_name(cast: Cast) -> None:
    nameless(cast, "ngo")
    with cast.acting("ngo"):
        assert possible_persons("Anoniminis Asmuo", birth_year=1990) == []
        assert possible_persons("", birth_year=1990) == []


def test_named_later_the_person_is_counted_with_the_other_rows_and_keeps_the_code(
    cast: Cast,
) -> None:
    row = nameless(cast, "ngo")
    with cast.making("ngo_b"):
        other = person(
            family_name="Vardenė", given_name="Ona", birth_date=date(1990, 5, 5),
            birth_precision="date",
        )  # fmt: skip
    assert subjects()[row.pk] != subjects()[other.pk]
    with cast.acting("ngo"):
        named = name_person(
            by=cast.user("ngo"),
            person=row,
            described=Described(
                family_name="Vardenė", given_name="Ona", birth_date=date(1990, 5, 5)
            ),
        )
        assert ids_meant(row.anonymous_code) == {row.pk}
        with pytest.raises(ValidationError):
            name_person(by=cast.user("ngo"), person=named, described=Described(given_name="X"))
    assert str(named) == "Vardenė, Ona"
    assert subjects()[row.pk] == subjects()[other.pk]


@pytest.mark.parametrize("year", [THIS_YEAR - 17, THIS_YEAR - 18, THIS_YEAR - 5])
def test_a_child_is_never_registered_without_a_name(cast: Cast, year: int) -> None:
    with cast.acting("ngo"), pytest.raises(ValidationError) as caught:
        register_person(
            by=cast.user("ngo"), described=Described(birth_year=year, is_anonymous=True)
        )
    assert "birth_year" in caught.value.message_dict
    with cast.acting("ngo"), pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.create(
            is_anonymous=True, anonymous_code="A-X", birth_year=year, birth_precision="year"
        )


def test_an_adult_by_the_year_is_taken(cast: Cast) -> None:
    assert nameless(cast, "ngo", birth_year=THIS_YEAR - 19).birth_year == THIS_YEAR - 19


@pytest.mark.parametrize("part", ["names", "identifiers"])
def test_no_other_name_and_no_number_is_kept_of_somebody_without_a_name(
    cast: Cast, part: str
) -> None:
    row = nameless(cast, "ngo")
    fields: dict[str, dict[str, str]] = {
        "names": {"kind": "alias", "family_name": "Pravardė"},
        "identifiers": {"kind": "passport", "value": "A1", "normalised": "A1"},
    }
    with cast.acting("ngo"), pytest.raises(DatabaseError), transaction.atomic():
        getattr(row, part).create(**fields[part])


def typed(**fields: Any) -> dict[str, Any]:
    return {"is_anonymous": "on", "is_adult": "on", "sex": "male", **fields}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, set()),
        ({"birth_year": "1990"}, set()),
        ({"is_adult": ""}, {"is_adult"}),
        ({"family_name": "Vardenė"}, {"family_name"}),
        ({"personal_code": "49001011234"}, {"personal_code"}),
        ({"birth_date": "1990-01-01"}, {"birth_date"}),
        ({"birth_year": str(THIS_YEAR - 10)}, {"birth_year"}),
    ],
)
def test_the_form_says_what_does_not_go_with_it(
    cast: Cast, said: dict[str, str], wrong: set[str]
) -> None:
    with cast.acting("ngo"):
        form = NewPersonForm(typed(**said))
        assert set(form.errors) == wrong
        if not wrong:
            made = form.save(by=cast.user("ngo"))
            assert made is not None
            assert made.is_anonymous


def test_it_is_offered_only_where_a_victim_or_a_beneficiary_is_entered() -> None:
    from assistance.forms.people import RegisterForm
    from thbcases.investigations.forms import SuspectForm
    from thbcases.victims.forms import NewVictimForm
    from thbcases.victims.forms.identification import NewIdentificationForm

    offered = {
        form.__name__: form.offers_anonymity
        for form in (
            PersonPickerForm, SuspectForm, NewPersonForm, NewVictimForm, RegisterForm,
            NewIdentificationForm,
        )
    }  # fmt: skip
    assert offered == {
        "PersonPickerForm": False, "SuspectForm": False, "NewPersonForm": True,
        "NewVictimForm": True, "RegisterForm": True, "NewIdentificationForm": True,
    }  # fmt: skip


def test_pages_of_somebody_without_a_name(cast: Cast, signed_in: SignIn) -> None:
    row = nameless(cast, "ngo")
    client = signed_in("ngo", HTTP_ACCEPT_LANGUAGE="en")
    for address in (row.get_absolute_url(), reverse("people:list")):
        assert f"anonymous {row.anonymous_code}" in client.get(address).content.decode()
    change = reverse("people:change", kwargs={"uuid": row.uuid})
    page = client.get(change)
    assert "family_name" not in page.context["form"].fields
    data = {"sex": "female", "birth_year": "1985", "version": row.version, "note": "x"}
    data |= {f"citizenships-{k}": v for k, v in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}.items()}
    assert client.post(change, data).status_code == 302
    naming = reverse("people:give_name", kwargs={"uuid": row.uuid})
    assert client.post(naming, {"given_name": "Ona"}).status_code == 200, "without the wish"
    assert client.post(naming, {"given_name": "Ona", "wishes": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.given_name, row.is_anonymous) == ("Ona", False)


def test_somebody_without_a_name_is_helped_and_is_a_victim(cast: Cast, signed_in: SignIn) -> None:
    from assistance.models import Beneficiary
    from tests.victims.making import investigation
    from thbcases.victims.models import Victim

    client = signed_in("ngo")
    data = typed(code="N-1", status="presumed", registered_on=timezone.localdate())
    answer = client.post(reverse("assistance:register"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    helped = Beneficiary.objects.get(code="N-1")
    assert helped.person.is_anonymous
    assert helped.person.anonymous_code in str(helped)

    with cast.making("unit_a"):
        case = investigation("N-9")
    data = typed(status="presumed", on=timezone.localdate(), decider="police")
    address = reverse("victims:add", kwargs={"uuid": case.uuid})
    answer = signed_in("officer").post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Victim.objects.get(investigation=case).person.is_anonymous
