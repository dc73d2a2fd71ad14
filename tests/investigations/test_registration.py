"""Registering and editing an investigation on the screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.investigations.conftest import (
    article,
    errors,
    form,
    url,
    words,
)
from thbcases.codes.models import Country
from thbcases.investigations.models import (
    Investigation,
)


def rows_of(**kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """What the browser posts for the rows of articles, forms and countries."""
    data: dict[str, Any] = {}
    for prefix in ("articles", "forms", "countries"):
        rows = kinds.get(prefix, [])
        old = sum("id" in row for row in rows)
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": old}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def new_case(**changes: Any) -> dict[str, Any]:
    return {
        "number": "01-1-00077-24",
        "registered_on": "2024-03-04",
        "reach": "domestic",
        **rows_of(),
        **changes,
    }


def test_an_investigation_is_registered_with_its_rows(officer: Client) -> None:
    answer = officer.post(
        reverse("investigations:add"),
        new_case(
            **rows_of(
                articles=[{"article": article("147").pk, "offence_on": "2023-05-06"}],
                forms=[{"form": form("LAB").pk}],
                countries=[{"country": Country.objects.get(code="VN").pk, "role": "origin"}],
            )
        ),
    )
    made = Investigation.objects.get(number="01-1-00077-24")
    assert answer.headers["Location"] == made.get_absolute_url()
    assert made.stages.get().kind == "registered"
    assert made.article_rows.get().offence_on is not None
    assert made.form_rows.get().is_main, "the only form is the main one"
    assert made.countries.get().role == "origin"


def test_an_unusual_number_is_taken_with_a_word(officer: Client) -> None:
    data = new_case(number="ŽP 7")
    text = words(officer.post(reverse("investigations:add"), data, follow=True))
    assert "unlike those of the register" in text
    text = words(officer.post(reverse("investigations:add"), new_case(), follow=True))
    assert "unlike those of the register" not in text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"number": ""}, "required"),
        ({"number": "x" * 300}, "at most 40 characters (it has 300)"),
        ({"number": "B-1"}, "already registered"),
        ({"number": "01-1-00001-24"}, "already registered"),
        ({"registered_on": "2999-01-01"}, "not come yet"),
        ({"registered_on": "2024-13-01"}, "valid date"),
        ({"reach": "x"}, "valid choice"),
        ({"first_stage": "final"}, "valid choice"),
        (rows_of(articles=[{"article": "0"}]), "valid choice"),
        (rows_of(forms=[{"form": f, "is_main": "on"} for f in ("LAB", "BEG")]), "Only one form"),
        (rows_of(forms=[{"form": "LAB"}, {"form": "BEG"}]), "Mark one form"),
        (rows_of(countries=[{"country": "LT", "role": "x"}]), "valid choice"),
        (rows_of(articles=[{"article": "147-2", "offence_on": "2011-01-01"}]), "was not in force"),
        (rows_of(articles=[{"article": "147"}, {"article": "147"}]), "duplicate"),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_nothing_is_registered(
    officer: Client, case: Investigation, changes: dict[str, Any], text: str
) -> None:
    answer = officer.post(reverse("investigations:add"), new_case(**with_keys(changes)))
    assert answer.status_code == 200
    assert text in words(answer)
    assert "unit_b" not in words(answer), "whose number it is stays unsaid"
    assert Investigation.objects.count() == 2


def with_keys(data: dict[str, Any]) -> dict[str, Any]:
    """Codes in place of keys, so that the table above can be read."""
    look_up = {"article": article, "form": form, "country": lambda c: Country.objects.get(code=c)}

    def key(name: str, value: Any) -> Any:
        find = look_up.get(name.rpartition("-")[2])
        return find(value).pk if find and value != "0" else value

    return {name: key(name, value) for name, value in data.items()}


def test_a_law_that_was_not_in_force_may_be_overruled(officer: Client) -> None:
    law = article("147-2")
    row = {"article": law.pk, "offence_on": "2011-01-01"}
    row["overrule_in_force"] = f"{law.pk}:2011-01-01"
    officer.post(reverse("investigations:add"), new_case(**rows_of(articles=[row])))
    assert Investigation.objects.get().article_rows.get().article == law


def change(case: Investigation, **changes: Any) -> dict[str, Any]:
    case.refresh_from_db()
    return {
        "number": case.number,
        "registered_on": case.registered_on.isoformat(),
        "reach": case.reach,
        "version": case.version,
        **rows_of(),
        **changes,
    }


def test_editing_saves_the_case_and_its_rows(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    with cast.making("unit_a"):
        main = case.form_rows.create(form=form("LAB"), is_main=True)
        other = case.form_rows.create(form=form("BEG"))
    law = case.article_rows.get()
    answer = officer.post(
        url("change", case),
        change(
            case,
            summary="Kas nutiko",
            **rows_of(
                articles=[{"id": law.pk, "article": article("147").pk, "DELETE": "on"}],
                forms=[
                    {"id": main.pk, "form": form("LAB").pk},
                    {"id": other.pk, "form": form("BEG").pk, "is_main": "on"},
                ],
            ),
        ),
    )
    assert answer.status_code == 302, words(answer)
    case.refresh_from_db()
    assert case.summary == "Kas nutiko"
    assert case.article_rows.count() == 0
    assert {r.form.code: r.is_main for r in case.form_rows.all()} == {"LAB": False, "BEG": True}


def test_removing_the_main_form_leaves_the_other_as_main(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    with cast.making("unit_a"):
        main = case.form_rows.create(form=form("LAB"), is_main=True)
        other = case.form_rows.create(form=form("BEG"))
    rows = rows_of(
        forms=[
            {"id": main.pk, "form": form("LAB").pk, "is_main": "on", "DELETE": "on"},
            {"id": other.pk, "form": form("BEG").pk},
        ]
    )
    assert officer.post(url("change", case), change(case, **rows)).status_code == 302
    assert [(r.form.code, r.is_main) for r in case.form_rows.all()] == [("BEG", True)]


def test_a_row_of_somebody_elses_case_cannot_be_changed(
    officer: Client, cast: Cast, case: Investigation
) -> None:
    theirs = Investigation.objects.get(number="B-1")
    with cast.making("unit_b"):
        foreign = theirs.article_rows.create(article=article("157"))
    rows = rows_of(articles=[{"id": foreign.pk, "article": article("147").pk}])
    answer = officer.post(url("change", case), change(case, **rows))
    assert answer.status_code == 200
    foreign.refresh_from_db()
    assert (foreign.article, foreign.investigation) == (article("157"), theirs)


def test_a_taken_number_is_told_on_editing_too(officer: Client, case: Investigation) -> None:
    answer = officer.post(url("change", case), change(case, number="B-1"))
    assert "already registered" in str(errors(answer)["number"])


def test_a_stale_form_overwrites_nothing(officer: Client, cast: Cast, case: Investigation) -> None:
    old = change(case, prosecutor="Antras")
    with cast.making("unit_a"):
        Investigation.objects.filter(pk=case.pk).update(prosecutor="Pirmas")
    assert officer.post(url("change", case), old).status_code == 409
    case.refresh_from_db()
    assert case.prosecutor == "Pirmas"
