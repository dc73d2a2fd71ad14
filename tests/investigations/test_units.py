"""Other units that work on a case."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.investigations.conftest import DAY
from tests.investigations.test_cases import refused
from thbcases.investigations import actions
from thbcases.investigations.models import Assignment, Investigation


def assign(cast: Cast, case: Investigation, who: str = "officer", **said: Any) -> Assignment:
    return actions.assign_unit(
        by=cast.user(who),
        investigation=case,
        **{"organisation": cast.org("unit_b"), "starts_on": DAY, "basis": "nutarimas", **said},
    )


def test_an_assigned_unit_sees_and_works_until_the_last_day(
    cast: Cast, case: Investigation
) -> None:
    with cast.acting("officer"):
        row = assign(cast, case)
    with cast.acting("officer_b"):
        assert Investigation.objects.filter(pk=case.pk).exists()
        actions.move_stage(
            by=cast.user("officer_b"),
            investigation=case,
            kind="ongoing",
            on=DAY,  # type: ignore[arg-type]
        )
    with cast.acting("officer"):
        actions.end_assignment(by=cast.user("officer"), assignment=row, on=DAY + timedelta(days=2))
    with cast.acting("officer_b"):
        assert not Investigation.objects.filter(pk=case.pk).exists()


def test_only_the_leading_unit_assigns_and_ends(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        row = assign(cast, case)
    with cast.acting("officer_b"):
        with pytest.raises(PermissionDenied):
            assign(cast, case, "officer_b", organisation=cast.org("special"))
        with pytest.raises(PermissionDenied):
            actions.end_assignment(by=cast.user("officer_b"), assignment=row, on=DAY)
    with cast.acting("analyst"), pytest.raises(PermissionDenied):
        assign(cast, case, "analyst")


@pytest.mark.parametrize("unit", ["unit_a", "ngo_a", "migration", "it"])
def test_only_units_of_officers_that_do_not_lead_are_assigned(
    cast: Cast, case: Investigation, unit: str
) -> None:
    with cast.acting("officer"), refused("organisation"):
        assign(cast, case, organisation=cast.org(unit))


def test_a_unit_is_assigned_once_at_a_time(cast: Cast, case: Investigation) -> None:
    end = date(2024, 5, 1)
    with cast.acting("officer"):
        assign(cast, case, ends_on=end)
        for starts_on, ends_on in ((DAY, None), (end, end), (DAY - timedelta(days=5), DAY)):
            with refused("organisation"):
                assign(cast, case, starts_on=starts_on, ends_on=ends_on)
        assign(cast, case, starts_on=end + timedelta(days=1))
        assign(cast, case, organisation=cast.org("special"))


def test_days_and_basis_are_asked_for(cast: Cast, case: Investigation) -> None:
    with cast.acting("officer"):
        with refused("__all__", "end is before the start"):
            assign(cast, case, ends_on=DAY - timedelta(days=1))
        with refused("basis"):
            assign(cast, case, basis="")
        row = assign(cast, case)
        by = cast.user("officer")
        with refused("on"):
            actions.end_assignment(by=by, assignment=row, on=DAY - timedelta(days=1))
        actions.end_assignment(by=by, assignment=row, on=DAY + timedelta(days=9))
        with refused("on", "already"):
            actions.end_assignment(by=by, assignment=row, on=DAY + timedelta(days=10))
        actions.end_assignment(by=by, assignment=row, on=DAY + timedelta(days=3))
        row.refresh_from_db()
        assert row.ends_on == DAY + timedelta(days=3)
