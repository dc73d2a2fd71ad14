"""What the database refuses in assistance: for each constraint a good and a bad row."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assistance.models import (
    Beneficiary,
    Certificate,
    Consent,
    ConsentScan,
    DirectoryEntry,
    FundingCall,
    ListedService,
    Project,
    ProjectReport,
    Referral,
    Service,
)
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.assistance.test_depth_constraints import ALL as OF_DEPTH
from tests.cast import Cast
from thbcases.codes.models import ListCode

NOW = timezone.now()
DESK: dict[str, tuple[Any, dict[str, Any], dict[str, Any]]] = {
    "assistance_consent_valid": (
        Consent,
        {"valid_until": BEGUN},
        {"valid_until": BEGUN - timedelta(days=1)},
    ),
    "assistance_consent_group_known": (
        Consent,
        {"receiver_group": "helpers"},
        {"receiver_group": "friends"},
    ),
    "assistance_consent_by_whom": (
        Consent,
        {"capacity": "parent", "by_whom": "Motina"},
        {"capacity": "court", "by_whom": ""},
    ),
    "assistance_scan_kind": (
        ConsentScan,
        {"media_type": "image/png"},
        {"media_type": "text/html"},
    ),
    "assistance_directory_reach": (DirectoryEntry, {"reach": "8"}, {"reach": ""}),
    "assistance_directory_serves": (DirectoryEntry, {"serves": ["men"]}, {"serves": []}),
    "assistance_listed_places": (
        ListedService,
        {"places": 3, "places_free": 3, "said_at": NOW},
        {"places_free": 4},
    ),
    "assistance_listed_dated": (
        ListedService,
        {"places_free": 0, "said_at": NOW},
        {"places_free": 0, "said_at": None},
    ),
    "assistance_certificate_kind_known": (Certificate, {"kind": "presumed"}, {"kind": "rich"}),
    "assistance_certificate_for": (Certificate, {"addressee": "A"}, {"addressee": ""}),
    "assistance_certificate_order": (
        Certificate,
        {"valid_until": TODAY},
        {"valid_until": days_ago(1)},
    ),
    "assistance_certificate_rests": (
        Certificate,
        {"kind": "helped"},
        {"kind": "helped", "beneficiary": None},
    ),
}
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
    **DESK,
}
# Tested below, because they need a second row or a code.
PAIRS = {
    "assistance_project_number",
    "assistance_code_once",
    "assistance_open_once",
    "assistance_closed_after_start",
    "assistance_closed_with_outcome",
    "assistance_consent_once",
    "assistance_consent_receiver",
    "assistance_directory_once",
    "assistance_listed_once",
    "assistance_referral_to_another",
    "assistance_referral_has_basis",
    "assistance_referral_once",
    "assistance_referral_declined",
    "assistance_referral_ended",
    "assistance_referral_state_known",
    "assistance_referral_reason_known",
    "assistance_referral_urgency_known",
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
        **make.desk(person),
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
    assert make.consent(person, given_on=TODAY).pk


def test_a_number_is_given_once_in_a_call(make: Makers) -> None:
    call = make.call()
    make.project(call=call, number="1")
    make.project(number="1")
    with pytest.raises(IntegrityError, match="assistance_project_number"), transaction.atomic():
        make.project("ngo_b", call=call, number="1")


def refused(name: str, **fields: Any) -> None:
    """A referral the database does not take, for this reason."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Referral.objects.create(**fields)


def test_a_referral_goes_to_another_on_a_ground_and_once(cast: Cast, make: Makers) -> None:
    who = make.beneficiary().person
    receiver, sender = cast.org("border"), cast.org("ngo_a")
    given = {
        "receiver": receiver,
        "person": who,
        "reason": "Other",
        "basis": "anonymous",
        "sent_by": cast.user("ngo"),
    }
    with cast.making("ngo_a"):
        refused("referral_to_another", **{**given, "receiver": sender})
        refused("referral_has_basis", **given, names_person=True)
        refused("referral_has_basis", **{**given, "basis": "vital_interest"})
        refused("referral_reason_known", **{**given, "reason": "Mood"})
        refused("referral_urgency_known", **given, urgency="never")
        row = Referral.objects.create(**given)
        refused("referral_once", **given)
        for bad, name in (
            ({"state": "revoked"}, "referral_ended"),
            ({"closed_at": NOW}, "referral_ended"),
        ):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                Referral.objects.filter(pk=row.pk).update(**bad)
    with cast.making("border"):
        declined = {"state": "declined", "closed_at": NOW, "answered_at": NOW}
        for bad, name in (
            (declined, "referral_declined"),
            ({"decline_reason": "no_places"}, "referral_declined"),
        ):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                Referral.objects.filter(pk=row.pk).update(**bad)
        good = {**declined, "decline_reason": "no_places"}
        assert Referral.objects.filter(pk=row.pk).update(**good) == 1
    with cast.making("ngo_a"):
        assert Referral.objects.create(**given).pk


def test_a_state_is_one_of_the_list(cast: Cast, make: Makers) -> None:
    constraint = next(
        c for c in Referral._meta.constraints if c.name == "assistance_referral_state_known"
    )
    good, bad = Referral(state="sent"), Referral(state="lost")
    constraint.validate(Referral, good)
    with pytest.raises(ValidationError):
        constraint.validate(Referral, bad)


def test_a_consent_names_one_receiver_or_a_group(cast: Cast, make: Makers) -> None:
    with pytest.raises(IntegrityError, match="consent_receiver"), transaction.atomic():
        make.consent(make.beneficiary(), receiver=cast.org("border"), receiver_group="police")


def test_an_organisation_is_in_the_directory_once_and_a_service_in_its_entry(
    cast: Cast, make: Makers
) -> None:
    rows = make.desk(make.beneficiary())
    entry, service = rows[DirectoryEntry], rows[ListedService]
    with cast.making("ngo_a"):
        with pytest.raises(IntegrityError, match="directory_once"), transaction.atomic():
            DirectoryEntry.objects.create(reach="8", serves=["men"])
        with pytest.raises(IntegrityError, match="listed_once"), transaction.atomic():
            ListedService.objects.create(entry=entry, kind=service.kind)
