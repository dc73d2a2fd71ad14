"""Decisions on a status stay for ever, and help does not end with the criminal case."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from assistance.models import Beneficiary, Service
from tests.cast import Cast, person
from tests.victims.making import code, days_ago, investigation, opened, today, victim
from thbcases.access.acting import acting_system
from thbcases.clocks.sources import sources
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import ServiceKind
from thbcases.investigations.actions import move_stage
from thbcases.investigations.choices import StageKind
from thbcases.victims.actions import decide_status, propose_reflection_period
from thbcases.victims.choices import Decider, VictimStatus
from thbcases.victims.models import Victim, VictimDecision


@pytest.fixture
def row(cast: Cast) -> Victim:
    with cast.making("unit_a"):
        return victim(investigation("01-1-00007-26"), on=days_ago(40))


@pytest.mark.parametrize("user", ["officer", "officer_b", "analyst", "ngo", "migration"])
def test_no_role_changes_or_removes_a_decision(cast: Cast, row: Victim, user: str) -> None:
    """Row security has no verb for it; the one who decided is no exception."""
    with cast.acting(user):
        rows = VictimDecision.objects.filter(victim=row)
        with transaction.atomic():
            assert rows.update(basis="kitas pagrindas") == 0
            assert rows.delete()[0] == 0
    with acting_system("test"):
        assert row.decisions.get().basis == "tarnybinis pranešimas"


def test_a_unit_elsewhere_writes_no_decision(cast: Cast, row: Victim) -> None:
    for user in ("officer_b", "analyst", "ngo"):
        with cast.acting(user), pytest.raises(DatabaseError), transaction.atomic():
            VictimDecision.objects.create(
                victim_id=row.pk, status="not_confirmed", on=today(), decider="police"
            )


@pytest.mark.parametrize(
    "status", [VictimStatus.DECLINED, VictimStatus.NOT_CONFIRMED, VictimStatus.NOT_A_VICTIM]
)
def test_a_no_has_a_basis_or_a_reason(cast: Cast, row: Victim, status: VictimStatus) -> None:
    def decide(**said: Any) -> None:
        decide_status(
            by=cast.user("officer"), victim=row, status=status, on=today(),
            decider=Decider.POLICE, **said,
        )  # fmt: skip

    with cast.acting("officer"):
        with pytest.raises(ValidationError) as caught:
            decide(basis=" ")
        assert "basis" in caught.value.message_dict
        decide(reason="pati atsisakė")
    row.refresh_from_db()
    assert row.status == status
    assert row.decisions.count() == 2


def test_closing_an_investigation_closes_no_help(cast: Cast, row: Victim) -> None:
    with cast.making("unit_a"):
        grant = opened(cast, row)
    with cast.making("ngo_a"):
        helped = Beneficiary.objects.create(
            person=person(), code="N-1", status="presumed", registered_on=days_ago(30)
        )
    with cast.acting("officer"):
        move_stage(
            by=cast.user("officer"),
            investigation=row.investigation,
            kind=StageKind.TERMINATED,
            on=today(),
            ground=code("termination_ground", _ground()),
        )
    row.refresh_from_db()
    grant.refresh_from_db()
    helped.refresh_from_db()
    assert row.investigation.stage == StageKind.TERMINATED
    assert row.status == VictimStatus.PRESUMED
    assert helped.closed_on is None
    assert grant.ends_at > grant.starts_at
    with cast.acting("ngo"):
        assert Victim.objects.filter(pk=row.pk).exists(), "what was opened stays open"
        service = Service.objects.create(
            beneficiary=helped, kind=ServiceKind.objects.get(code="psychological"), on=today(),
            units=Decimal(1), unit="hours",
        )  # fmt: skip
        assert service.pk
    with cast.acting("officer"):
        period = propose_reflection_period(by=cast.user("officer"), victim=row, starts_on=today())
        assert period.pk, "a presumed victim may still reflect"


def _ground() -> str:
    from thbcases.codes.models import ListCode

    found = ListCode.objects.filter(list="termination_ground").order_by("position").first()
    assert found is not None
    return found.code


def test_a_presumed_victim_who_waits_is_a_term_until_somebody_decides(
    cast: Cast, row: Victim
) -> None:
    [source] = [s for s in sources() if s.key == "victims.status_decision"]
    assert source.event == TermEvent.STATUS_DECISION
    assert source.terms_of is not None
    with cast.acting("officer"):
        [term] = list(source.open_terms())
        assert (term.record, term.starts_on) == (row, days_ago(40))
        assert term.organisation_id == cast.org("unit_a").pk
        assert term.code == "01-1-00007-26"
        assert "Bandytoja" not in term.code
        decide_status(
            by=cast.user("officer"), victim=row, status=VictimStatus.RECOGNISED, on=today(),
            decider=Decider.PROSECUTOR, basis="nutarimas",
        )  # fmt: skip
        assert list(source.open_terms()) == []
        [met] = list(source.terms_of(row))
        assert (met.starts_on, met.done_on) == (days_ago(40), today())
    with cast.acting("officer_b"):
        assert list(source.open_terms()) == []
