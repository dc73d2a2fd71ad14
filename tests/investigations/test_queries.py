"""The law as it stood, terms that run, and what the home page picks."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.cast import Cast
from tests.investigations.conftest import DAY, OFFENCE, MakeCase, MakeSuspect, article
from thbcases.codes.models import ArticleVersion, TermRule
from thbcases.investigations.models import Investigation
from thbcases.investigations.queries import (
    RUNNING_STAGES,
    accused,
    count_open,
    is_usual_number,
    law_of,
    offence_day,
    pretrial_term,
    with_law,
    with_running_terms,
)


def test_the_law_is_that_of_the_day_of_the_offence(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"), translation.override("en"):
        row = case.article_rows.get()
        law = law_of(row, case.registered_on)
        assert (law.on, law.is_offence_day) == (OFFENCE, True)
        assert law.penalty == "imprisonment from 2 y. to 12 y."
        assert "country page on Lithuania" in law.provenance
        row.offence_on = date(2004, 1, 1)
        assert law_of(row, case.registered_on).penalty == "penalty not recorded"
        row.offence_on = date(1999, 1, 1)
        assert law_of(row, case.registered_on).penalty == "no law of this day is recorded"
        assert law_of(row, case.registered_on).provenance == ""
        row.offence_on = None
        law = law_of(row, case.registered_on)
        assert (law.on, law.is_offence_day) == (case.registered_on, False)


def test_prefetched_and_asked_law_agree(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        ready = with_law(Investigation.objects.filter(pk=case.pk)).get()
        for day in (date(2005, 6, 22), date(2005, 6, 23), date(2012, 6, 29), date(2012, 6, 30)):
            for row in (ready.article_rows.all()[0], case.article_rows.get()):
                row.offence_on = day
                version = law_of(row, case.registered_on).version
                assert isinstance(version, ArticleVersion)
                assert version.valid_from is not None
                assert version.valid_from <= day
                assert version.valid_to is None or day <= version.valid_to


@pytest.mark.parametrize(
    ("code", "stage", "event", "due"),
    [
        ("147", "registered", "pti_term_grave", date(2024, 12, 4)),
        ("147", "ongoing", "pti_term_grave", date(2024, 12, 4)),
        ("147-2", "registered", "pti_term_minor", date(2024, 9, 4)),
        ("", "registered", "pti_term_minor", date(2024, 9, 4)),
        ("147", "checking", "pti_check", date(2024, 3, 14)),
    ],
)
def test_the_gravest_article_decides_the_term(
    cast: Cast, make_case: MakeCase, code: str, stage: str, event: str, due: date
) -> None:
    case = make_case("N-1", article=code, stage=stage)
    with cast.acting("officer"):
        term = pretrial_term(case)
    assert term is not None
    assert (term.rule.event, term.started_on, term.due_on) == (event, DAY, due)


@pytest.mark.parametrize("stage", ["suspended", "terminated", "completed_indictment", "final"])
def test_no_term_runs_while_nothing_is_investigated(
    cast: Cast, make_case: MakeCase, stage: str
) -> None:
    case = make_case("N-1", article="147", stage=stage)
    with cast.acting("officer"):
        assert pretrial_term(case) is None


def test_without_a_rule_there_is_no_term(cast: Cast, make_case: MakeCase) -> None:
    case = make_case("N-1", on=date(2002, 1, 1), article="147")
    with cast.acting("officer"):
        assert not TermRule.objects.filter(event="pti_term_grave").valid_on(date(2002, 1, 1))
        assert pretrial_term(case) is None


def test_terms_that_passed_long_ago_are_not_reminded_of(cast: Cast, make_case: MakeCase) -> None:
    today = timezone.localdate()
    ages = {"far": 10, "soon": 250, "late": 300, "sooner": 260, "long ago": 350}
    for number, days in ages.items():
        make_case(number, on=today - timedelta(days=days), article="147")
    make_case("B-1", "unit_b", on=today - timedelta(days=255), article="147")
    with cast.acting("officer"):
        found = {case.number for case, _term in with_running_terms(today, RUNNING_STAGES)}
    assert found == {"far", "soon", "sooner", "late"}


def test_many_terms_ask_as_much_as_one(
    cast: Cast, make_case: MakeCase, django_assert_num_queries: Any
) -> None:
    today = timezone.localdate()
    for number in range(12):
        make_case(f"N-{number}", on=today - timedelta(days=260), article="147")
        if number in (0, 11):
            with cast.acting("officer"), django_assert_num_queries(6):
                assert with_running_terms(today, RUNNING_STAGES)


def test_a_misdemeanour_has_the_shortest_term(cast: Cast, make_case: MakeCase) -> None:
    case = make_case("N-1", article="147-2")
    with cast.making("unit_a"):
        ArticleVersion.objects.filter(article__code="147-2").update(max_months=0, min_months=None)
    with cast.acting("officer"):
        term = pretrial_term(case)
    assert term is not None
    assert (term.rule.event, term.due_on) == ("pti_term_misdemeanour", date(2024, 6, 4))


def test_open_cases_are_counted_for_officers_only(cast: Cast, make_case: MakeCase) -> None:
    make_case("N-1")
    make_case("N-2", stage="final")
    make_case("B-1", "unit_b")
    for who, count in (("officer", 1), ("analyst", 0)):
        with cast.acting(who) as actor:
            assert count_open(actor) == count


def test_the_accused_are_those_a_court_may_judge(
    cast: Cast, case: Investigation, make_suspect: MakeSuspect
) -> None:
    rows = {state: make_suspect(case, state=state) for state in ("suspected", "prosecuted")}
    with cast.acting("officer"):
        assert list(accused(case)) == [rows["prosecuted"]]


def test_the_charge_knows_the_day_better_than_the_case(
    cast: Cast, case: Investigation, make_suspect: MakeSuspect
) -> None:
    suspect = make_suspect(case)
    with cast.making("unit_a"):
        assert offence_day(suspect, article("157")) == DAY
        assert offence_day(suspect, article("147")) == OFFENCE
        suspect.charges.create(article=article("147"), offence_on=date(2022, 2, 2))
        assert offence_day(suspect, article("147")) == date(2022, 2, 2)


@pytest.mark.parametrize(
    ("number", "usual"),
    [("01-1-12345-26", True), ("01-1-0044-09", True), ("A-1", False), ("1-1-12345-26", False)],
)
def test_numbers_of_the_register(number: str, usual: bool) -> None:
    assert is_usual_number(number) is usual
