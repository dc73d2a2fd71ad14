"""Each constraint of the investigation tables, with a row it takes and a row it refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast, person
from tests.investigations.conftest import DAY, article, form, listed
from tests.people.test_constraints import names_of
from thbcases.codes.models import Article, Country, Currency
from thbcases.investigations import models
from thbcases.investigations.models import Investigation

Make = Callable[[Cast, Investigation], Any]
BEFORE = DAY - timedelta(days=1)


def case(**fields: Any) -> Make:
    return lambda cast, row: Investigation.objects.create(
        **{"number": "X-1", "registered_on": DAY, "stage_on": DAY, **fields}
    )


def part(model: Any, *rows: dict[str, Any]) -> Make:
    """Parts of the investigation; values that are functions are called with the cast."""
    return lambda cast, row: [
        model.objects.create(
            investigation=row, **{k: v(cast) if callable(v) else v for k, v in fields.items()}
        )
        for fields in rows
    ]


def suspect(**fields: Any) -> Make:
    return part(models.Suspect, {"state_on": DAY, **fields})


def twice(who: Callable[[], Any]) -> Make:
    def make(cast: Cast, row: Investigation) -> None:
        same = who()
        for _number in range(2):
            models.Suspect.objects.create(investigation=row, state_on=DAY, person=same)

    return make


def of_suspect(model: Any, *rows: dict[str, Any]) -> Make:
    def make(cast: Cast, row: Investigation) -> None:
        who = models.Suspect.objects.create(investigation=row, state_on=DAY, person=person())
        for fields in rows:
            said = {k: v() if callable(v) else v for k, v in fields.items()}
            model.objects.create(suspect=who, **said)

    return make


def judgment(**fields: Any) -> Make:
    def make(cast: Cast, row: Investigation) -> Any:
        court = models.CourtCase.objects.create(
            investigation=row, court=listed("court"), handed_over_on=DAY
        )
        return models.Judgment.objects.create(court_case=court, **{"on": DAY, **fields})

    return make


def sentences(*rows: dict[str, Any]) -> Make:
    def make(cast: Cast, row: Investigation) -> None:
        of = judgment()(cast, row)
        who = models.Suspect.objects.create(investigation=row, state_on=DAY, person=person())
        for fields in rows:
            said = {k: v() if callable(v) else v for k, v in fields.items()}
            models.Sentence.objects.create(
                judgment=of, suspect=who, **{"outcome": "convicted", **said}
            )

    return make


def itself(cast: Cast, row: Investigation) -> None:
    Investigation.objects.filter(pk=row.pk).update(joined_into=row)


def another(cast: Cast, row: Investigation) -> None:
    target = case()(cast, row)
    Investigation.objects.filter(pk=row.pk).update(joined_into=target)


def assignment(**fields: Any) -> Make:
    return part(
        models.Assignment,
        {"organisation": lambda c: c.org("unit_b"), "starts_on": DAY, "basis": "x", **fields},
    )


def articles(*codes: str) -> Make:
    rows = [{"article": lambda _cast, code=code: article(code)} for code in codes]
    return part(models.InvestigationArticle, *rows)


def forms(*rows: tuple[str, bool]) -> Make:
    return part(
        models.InvestigationForm,
        *({"form": lambda _cast, code=code: form(code), "is_main": m} for code, m in rows),
    )


def countries(*roles: str) -> Make:
    country = {"country": lambda _cast: Country.objects.get(code="LT")}
    return part(models.InvestigationCountry, *({**country, "role": role} for role in roles))


def trafficking() -> Article:
    return article("147")


def euro() -> Currency:
    return Currency.objects.get(code="EUR")


ROWS: dict[str, tuple[Make, Make]] = {
    "investigations_number_given": (case(), case(number="")),
    "investigations_stage_known": (case(stage="final"), case(stage="x")),
    "investigations_reach_known": (case(reach="domestic"), case(reach="x")),
    "investigations_not_joined_to_itself": (another, itself),
    "investigations_assignment_order": (assignment(ends_on=DAY), assignment(ends_on=BEFORE)),
    "investigations_assignment_basis": (assignment(), assignment(basis="")),
    "investigations_stage_kind_known": (
        part(models.Stage, {"kind": "ongoing", "on": DAY}),
        part(models.Stage, {"kind": "x", "on": DAY}),
    ),
    "investigations_stage_has_ground": (
        part(
            models.Stage,
            {"kind": "refused", "on": DAY, "ground": lambda _c: listed("termination_ground")},
        ),
        part(models.Stage, {"kind": "refused", "on": DAY}),
    ),
    "investigations_article_once": (articles("157", "292"), articles("157", "157")),
    "investigations_form_once": (
        forms(("LAB", True), ("BEG", False)),
        forms(("LAB", True), ("LAB", False)),
    ),
    "investigations_one_main_form": (
        forms(("LAB", False), ("BEG", False)),
        forms(("LAB", True), ("BEG", True)),
    ),
    "investigations_country_role_known": (countries("origin"), countries("x")),
    "investigations_country_once": (countries("origin", "transit"), countries("origin", "origin")),
    "investigations_source_kind_known": (
        part(models.Source, {"kind": "tip", "on": DAY}),
        part(models.Source, {"kind": "x", "on": DAY}),
    ),
    "investigations_source_once": (
        part(
            models.Source,
            {"kind": "tip", "on": DAY, "reference": "1"},
            {"kind": "tip", "on": DAY, "reference": "2"},
        ),
        part(
            models.Source,
            {"kind": "tip", "on": DAY, "reference": "1"},
            {"kind": "tip", "on": DAY, "reference": "1"},
        ),
    ),
    "investigations_suspect_state_known": (
        suspect(person=lambda _c: person(), state="released"),
        suspect(person=lambda _c: person(), state="x"),
    ),
    "investigations_suspect_who": (
        suspect(kind="legal", legal_name="UAB"),
        suspect(kind="legal", person=lambda _c: person()),
    ),
    "investigations_suspect_once": (suspect(person=lambda _c: person()), twice(person)),
    "investigations_status_known": (
        of_suspect(models.SuspectStatus, {"state": "suspected", "on": DAY}),
        of_suspect(models.SuspectStatus, {"state": "x", "on": DAY}),
    ),
    "investigations_charge_once": (
        of_suspect(models.Charge, {"article": trafficking}),
        of_suspect(models.Charge, {"article": trafficking}, {"article": trafficking}),
    ),
    "investigations_instance_known": (judgment(instance="appeal"), judgment(instance="x")),
    "investigations_judgment_order": (judgment(final_on=DAY), judgment(final_on=BEFORE)),
    "investigations_outcome_known": (
        sentences({"outcome": "terminated"}),
        sentences({"outcome": "x"}),
    ),
    "investigations_sentence_once": (sentences({"years": 1}), sentences({}, {})),
    "investigations_sentence_months": (sentences({"months": 11}), sentences({"months": 12})),
    "investigations_fine_has_currency": (
        sentences({"fine": 1, "currency": euro}),
        sentences({"fine": 1}),
    ),
    "investigations_penalty_needs_conviction": (
        sentences({"outcome": "acquitted"}),
        sentences({"outcome": "acquitted", "is_suspended": True}),
    ),
}


def test_every_constraint_is_tried() -> None:
    assert set(ROWS) == names_of("investigations")


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_good_row_is_taken_and_a_bad_one_refused(
    cast: Cast, case: Investigation, name: str
) -> None:
    good, bad = ROWS[name]
    with cast.making("unit_a"), transaction.atomic():
        good(cast, case)
        transaction.set_rollback(True)
    with (
        cast.making("unit_a"),
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
    ):
        bad(cast, case)


def test_a_number_is_unique_in_the_country(cast: Cast, case: Investigation) -> None:
    with (
        cast.making("unit_b"),
        pytest.raises(IntegrityError, match="number"),
        transaction.atomic(),
    ):
        Investigation.objects.create(number=case.number, registered_on=DAY, stage_on=DAY)
