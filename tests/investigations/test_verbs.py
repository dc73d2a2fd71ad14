"""The verbs on the screen: stages, units, suspects."""

from django.test import Client

from tests.cast import Cast, person
from tests.investigations.conftest import (
    MakeCase,
    MakeSuspect,
    article,
    errors,
    url,
    words,
)
from thbcases.investigations.models import (
    Assignment,
    Investigation,
    Suspect,
)
from thbcases.people.models import Person


def test_the_next_stage_is_entered(officer: Client, case: Investigation) -> None:
    answer = officer.post(url("stage", case), {"kind": "ongoing", "on": "2024-03-05"})
    assert answer.headers["Location"] == case.get_absolute_url()
    answer = officer.post(url("stage", case), {"kind": "terminated", "on": "2024-03-06"})
    assert "Name the ground" in str(errors(answer)["ground"])
    for kind in ("joined", "in_court_first", "x"):
        answer = officer.post(url("stage", case), {"kind": kind, "on": "2024-03-06"})
        assert "kind" in errors(answer), kind


def test_joining_offers_and_takes_visible_open_cases_only(
    officer: Client, case: Investigation, make_case: MakeCase
) -> None:
    other, closed = make_case("N-2"), make_case("N-3", stage="final")
    theirs = Investigation.objects.get(number="B-1")
    text = words(officer.get(url("join", case)))
    assert "N-2" in text
    assert "N-3" not in text
    assert "B-1" not in text
    for foreign in (theirs.uuid, theirs.pk, closed.uuid, case.uuid, "x"):
        answer = officer.post(url("join", case), {"into": foreign, "on": "2024-03-05"})
        assert "valid" in errors(answer)["into"], foreign
        assert "B-1" not in words(answer)
    assert officer.post(
        url("join", case), {"into": other.uuid, "on": "2024-03-05"}
    ).status_code == 302  # fmt: skip
    text = words(officer.get(case.get_absolute_url()))
    assert other.get_absolute_url() in text


def test_a_case_joined_to_one_that_is_not_visible_says_so(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    with cast.making("unit_a"):
        Investigation.objects.filter(pk=case.pk).update(
            joined_into=Investigation.objects.get(number="B-1"), stage="joined"
        )
    text = words(officer.get(case.get_absolute_url()))
    assert "an investigation of another unit" in text
    assert "B-1" not in text


def test_separating_registers_a_new_case(officer: Client, case: Investigation) -> None:
    answer = officer.post(
        url("separate", case), {"number": "01-1-00088-24", "registered_on": "2024-04-01"}
    )
    made = Investigation.objects.get(number="01-1-00088-24")
    assert answer.headers["Location"] == made.get_absolute_url()
    assert made.separated_from == case
    answer = officer.post(url("separate", case), {"number": "B-1", "registered_on": "2024-04-01"})
    assert "already registered" in str(errors(answer)["number"])


def test_a_unit_is_assigned_and_its_end_entered(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    said = {"starts_on": "2024-03-05", "basis": "nutarimas"}
    answer = officer.post(url("assign", case), {**said, "organisation": cast.org("ngo_a").uuid})
    assert "valid choice" in str(errors(answer)["organisation"])
    answer = officer.post(url("assign", case), {**said, "organisation": cast.org("unit_b").uuid})
    assert answer.headers["Location"] == url("units", case)
    row = Assignment.objects.get()
    assert url("end_assignment", row) in words(officer.get(url("units", case)))
    officer.post(url("end_assignment", row), {"on": "2024-03-09"})
    row.refresh_from_db()
    assert str(row.ends_on) == "2024-03-09"


SUSPECT = {"state": "suspected", "state_on": "2024-03-05", "kind": "natural"}


def test_a_suspect_is_found_before_one_is_made(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    with cast.making("unit_b"):
        theirs = person(family_name="Petraitis", given_name="Jonas")
    with cast.making("unit_a"):
        known = person(family_name="Petraitis", given_name="Jonas")
    said = {**SUSPECT, "family_name": "Petraitis", "given_name": "Jonas"}
    answer = officer.post(url("add_suspect", case), said)
    assert list(errors(answer)) == ["choice"]
    answer = officer.post(url("add_suspect", case), {**said, "choice": theirs.uuid})
    assert list(errors(answer)) == ["choice"]
    assert str(theirs.uuid) not in words(answer).replace(f'value="{theirs.uuid}"', "")
    answer = officer.post(
        url("add_suspect", case), {**said, "choice": known.uuid, "article": article("147").pk}
    )
    suspect = Suspect.objects.get()
    assert answer.headers["Location"] == suspect.get_absolute_url()
    assert suspect.person == known
    assert suspect.charges.get().article == article("147")
    answer = officer.post(url("add_suspect", case), {**said, "choice": known.uuid})
    assert "already a suspect here" in words(answer)
    assert officer.post(url("add_suspect", case), {**said, "choice": "new"}).status_code == 302
    assert Person.objects.filter(custodian=cast.org("unit_a")).count() == 2


def test_a_legal_person_is_entered_without_a_person(officer: Client, case: Investigation) -> None:
    said = {**SUSPECT, "kind": "legal"}
    answer = officer.post(url("add_suspect", case), said)
    assert "legal_name" in errors(answer)
    assert officer.post(url("add_suspect", case), {**said, "legal_name": "UAB"}).status_code == 302
    answer = officer.post(
        url("add_suspect", case), {**SUSPECT, "given_name": "Ona", "legal_name": "UAB"}
    )
    assert "legal_name" in errors(answer)
    assert Person.objects.count() == 0


def test_nothing_is_kept_of_a_refused_suspect(officer: Client, case: Investigation) -> None:
    answer = officer.post(
        url("add_suspect", case), {**SUSPECT, "given_name": "Ona", "state_on": "2024-01-01"}
    )
    assert "2024-03-04" in words(answer)
    assert Person.objects.count() == 0


def test_a_suspect_is_moved_and_corrected(
    officer: Client, case: Investigation, make_suspect: MakeSuspect
) -> None:
    suspect = make_suspect(case)
    answer = officer.post(url("suspect_state", suspect), {"state": "convicted", "on": "2024-04-01"})
    assert "state" in errors(answer)
    officer.post(url("suspect_state", suspect), {"state": "prosecuted", "on": "2024-04-01"})
    suspect.refresh_from_db()
    assert suspect.state == "prosecuted"
    answer = officer.post(
        url("suspect_change", suspect),
        {
            "role_note": "verbuotojas",
            "version": suspect.version,
            "charges-TOTAL_FORMS": 1,
            "charges-INITIAL_FORMS": 0,
            "charges-0-article": article("147").pk,
        },
    )
    assert answer.status_code == 302
    suspect.refresh_from_db()
    assert suspect.role_note == "verbuotojas"
    assert suspect.charges.count() == 1
