"""What the database refuses in assistance: for each constraint a good and a bad row."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from assistance.models import Beneficiary, Consent, FundingCall, Project, ProjectReport, Service
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.assistance.test_depth_constraints import ALL as OF_DEPTH
from tests.cast import Cast
from thbcases.codes.models import ListCode

# constraint: (model, a change of a good row that stays good, a change that breaks it)
CHANGES: dict[str, tuple[Any, dict[str, Any], dict[str, Any]]] = {
    "assistance_call_order": (
        FundingCall,
        {"closes_on": days_ago(30)},
        {"closes_on": days_ago(31)},
    ),
    "assistance_call_year": (FundingCall, {"year": 1990}, {"year": 1989}),
    "assistance_project_state_known": (Project, {"state": "rejected"}, {"state": "won"}),
    "assistance_project_order": (Project, {"ends_on": days_ago(60)}, {"ends_on": days_ago(61)}),
    "assistance_project_requested": (
        Project,
        {"requested": Decimal("0.01")},
        {"requested": Decimal(0)},
    ),
    "assistance_project_granted": (
        Project,
        {"state": "funded", "granted": Decimal(1), "decided_on": TODAY},
        {"state": "funded", "granted": None, "decided_on": TODAY},
    ),
    "assistance_report_state_known": (
        ProjectReport,
        {"state": "submitted"},
        {"state": "lost"},
    ),
    "assistance_report_order": (
        ProjectReport,
        {"ends_on": days_ago(60)},
        {"ends_on": days_ago(61)},
    ),
    "assistance_report_spent": (ProjectReport, {"spent": Decimal(0)}, {"spent": Decimal(-1)}),
    "assistance_status_known": (Beneficiary, {"status": "at_risk"}, {"status": "guest"}),
    "assistance_code_given": (Beneficiary, {"code": "A"}, {"code": ""}),
    "assistance_unit_known": (Service, {"unit": "hours"}, {"unit": "miles"}),
    "assistance_service_units": (Service, {"units": Decimal("0.25")}, {"units": Decimal(0)}),
    "assistance_service_order": (Service, {"ended_on": TODAY}, {"ended_on": days_ago(1)}),
    "assistance_service_cost": (Service, {"cost": Decimal(0)}, {"cost": Decimal(-1)}),
    "assistance_consent_order": (
        Consent,
        {"withdrawn_on": BEGUN},
        {"withdrawn_on": BEGUN - timedelta(days=1)},
    ),
}
# Tested below, because they need a second row or a code.
PAIRS = {
    "assistance_project_number",
    "assistance_code_once",
    "assistance_open_once",
    "assistance_closed_after_start",
    "assistance_closed_with_outcome",
    "assistance_consent_once",
}


@pytest.fixture
def rows(make: Makers) -> dict[Any, Any]:
    person = make.beneficiary()
    project = make.project()
    return {
        FundingCall: project.call,
        Project: project,
        ProjectReport: make.report(project),
        Beneficiary: person,
        Consent: make.consent(person),
        Service: make.service(person),
    }


def test_every_constraint_is_tested(db: None) -> None:
    named = {
        constraint.name
        for model in apps.get_app_config("assistance").get_models()
        if not model.__name__.endswith("Event")
        for constraint in model._meta.constraints
    }
    assert named == set(CHANGES) | PAIRS | OF_DEPTH


@pytest.mark.parametrize("name", CHANGES)
def test_a_good_row_passes_and_a_bad_one_is_refused(
    name: str, cast: Cast, rows: dict[Any, Any]
) -> None:
    model, good, bad = CHANGES[name]
    with cast.making("ngo_a"):
        changed = model.objects.filter(pk=rows[model].pk)
        assert changed.update(**good) == 1
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            changed.update(**bad)


def outcome() -> ListCode:
    return ListCode.objects.get(list="closing_outcome", code="goals_reached")


def test_help_ends_after_it_began_and_with_an_outcome(cast: Cast, make: Makers) -> None:
    row = Beneficiary.objects.filter(pk=make.beneficiary().pk)
    with cast.making("ngo_a"):
        assert row.update(closed_on=BEGUN, outcome=outcome()) == 1
        for bad, name in (
            ({"closed_on": BEGUN - timedelta(days=1)}, "assistance_closed_after_start"),
            ({"outcome": None}, "assistance_closed_with_outcome"),
            ({"closed_on": None}, "assistance_closed_with_outcome"),
        ):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                row.update(**bad)


def test_a_code_is_given_once_in_an_organisation(make: Makers) -> None:
    make.beneficiary(code="K-1")
    make.beneficiary("ngo_b", code="K-1")
    with pytest.raises(IntegrityError, match="assistance_code_once"), transaction.atomic():
        make.beneficiary(code="K-1", family_name="Kita")


def test_a_person_is_helped_once_at_a_time(cast: Cast, make: Makers) -> None:
    first = make.beneficiary()
    with pytest.raises(IntegrityError, match="assistance_open_once"), transaction.atomic():
        make.beneficiary(person=first.person)
    with cast.making("ngo_a"):
        Beneficiary.objects.filter(pk=first.pk).update(closed_on=TODAY, outcome=outcome())
    assert make.beneficiary(person=first.person).pk


def test_a_consent_is_in_force_once_and_can_be_given_again(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    first = make.consent(person)
    with pytest.raises(IntegrityError, match="assistance_consent_once"), transaction.atomic():
        make.consent(person)
    with cast.making("ngo_a"):
        Consent.objects.filter(pk=first.pk).update(withdrawn_on=TODAY)
    assert make.consent(person).pk


def test_a_number_is_given_once_in_a_call(make: Makers) -> None:
    call = make.call()
    make.project(call=call, number="1")
    make.project(number="1")
    with pytest.raises(IntegrityError, match="assistance_project_number"), transaction.atomic():
        make.project("ngo_b", call=call, number="1")
