"""Quick entry: one page, all or nothing, nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, person
from thbcases.codes.models import Article, ExploitationForm
from thbcases.investigations.models import Investigation, Suspect
from thbcases.people.models import Person
from thbcases.victims.models import Victim


def typed(**changes: Any) -> dict[str, Any]:
    """What an officer types: a case, one suspect, two presumed victims."""
    data: dict[str, Any] = {
        "number": "01-1-55555-26",
        "registered_on": "2026-11-02",
        "reach": "domestic",
        "first_stage": "registered",
    }
    rows = {
        "articles": [{"article": Article.objects.get(code="147.1").pk, "offence_on": "2026-10-01"}],
        "forms": [{"form": ExploitationForm.objects.get(code="LAB").pk}],
        "countries": [{}],
        "suspects": [
            {"family_name": "Juozapėnas", "given_name": "Ignas", "kind": "natural",
             "state": "information"},
        ],
        "victims": [
            {"family_name": name, "given_name": "Ona", "birth_year": year, "status": "presumed",
             "on": "2026-11-03", "decider": "police"}
            for name, year in (("Pirmutė", 2001), ("Antrutė", 2003))
        ],
    }  # fmt: skip
    for prefix, forms in rows.items():
        data |= {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": 0}
        for number, form in enumerate(forms):
            data |= {f"{prefix}-{number}-{key}": value for key, value in form.items()}
    return data | changes


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    return signed_in("officer")


def post(client: Client, **changes: Any) -> Any:
    return client.post(reverse("victims:quick_entry"), typed(**changes))


def test_everything_is_registered_at_once(officer: Client, cast: Cast) -> None:
    response = post(officer)
    assert response.status_code == 302, response.content.decode()
    case = Investigation.objects.get(number="01-1-55555-26")
    assert response.headers["Location"] == case.get_absolute_url()
    assert case.custodian == cast.org("unit_a")
    assert [str(s.person) for s in case.suspects.all()] == ["Juozapėnas, Ignas"]
    victims = case.victims.order_by("person__sort_key")
    assert [(v.person.family_name, v.status, str(v.status_on)) for v in victims] == [
        ("Antrutė", "presumed", "2026-11-03"),
        ("Pirmutė", "presumed", "2026-11-03"),
    ]
    assert {v.identified_by for v in victims} == {cast.org("unit_a")}


def test_one_wrong_row_saves_nothing_and_keeps_what_was_typed(officer: Client) -> None:
    response = post(officer, **{"victims-1-on": "2126-01-01"})
    assert response.status_code == 200
    body = response.content.decode()
    assert "01-1-55555-26" in body
    assert "Pirmutė" in body
    assert not Investigation.objects.exists()
    assert not Person.objects.exists()


def test_a_number_that_is_taken_saves_nothing(officer: Client, cast: Cast) -> None:
    with cast.making("unit_b"):
        Investigation.objects.create(
            number="01-1-55555-26", registered_on="2026-01-01", stage_on="2026-01-01"
        )
    response = post(officer)
    assert response.status_code == 200
    assert (Suspect.objects.count(), Victim.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_look_alikes_are_asked_for_before_a_person_is_made(officer: Client, cast: Cast) -> None:
    with cast.making("unit_a"):
        known = person(
            family_name="Pirmuvienė", given_name="Ona", birth_year=2001, birth_precision="year"
        )
    asked = post(officer)
    assert asked.status_code == 200
    assert str(known.uuid) in asked.content.decode()
    assert not Investigation.objects.exists()
    answered = post(officer, **{"victims-0-choice": str(known.uuid)})
    assert answered.status_code == 302, answered.content.decode()
    assert Victim.objects.filter(person=known).count() == 1


def test_an_untouched_row_is_left_out(officer: Client) -> None:
    untouched = {
        "family_name": "",
        "given_name": "",
        "birth_year": "",
        "status": "presumed",
        "on": timezone.localdate().isoformat(),
        "decider": "police",
    }
    response = post(officer, **{f"victims-1-{name}": value for name, value in untouched.items()})
    assert response.status_code == 302, response.content.decode()
    assert [v.person.family_name for v in Victim.objects.all()] == ["Pirmutė"]
