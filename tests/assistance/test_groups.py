"""Groups: enrolling, the sheet, and that coming is the service and nothing else is."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance import actions
from assistance.actions import groups
from assistance.actions.groups import SessionPlan
from assistance.actions.services import Given, shares
from assistance.choices import Presence
from assistance.models import Attendance, Group, GroupSession, Service
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.codes.models import ListCode, ServiceKind

PRESENT, ABSENT, EXCUSED = Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED


@pytest.fixture
def group(cast: Cast, make: Makers) -> Group:
    with cast.acting("ngo"):
        return groups.save_group(by=cast.user("ngo"), group=a_group())


def a_group(**fields: Any) -> Group:
    return Group(
        **{
            "kind": ListCode.objects.get(list="group_kind", code="social_skills"),
            "title": "Įgūdžių grupė",
            "service": ServiceKind.objects.get(code="education"),
            "starts_on": days_ago(90),
            **fields,
        }
    )


@pytest.fixture
def session(cast: Cast, group: Group) -> GroupSession:
    return a_session(cast, group)


def a_session(cast: Cast, group: Group, **fields: Any) -> GroupSession:
    plan = SessionPlan(
        **{
            "on": days_ago(3),
            "units": Decimal("1.5"),
            "worker_hours": Decimal(5),
            "cost": Decimal("100.00"),
            **fields,
        }
    )
    with cast.acting("ngo"):
        [session] = groups.plan_sessions(by=cast.user("ngo"), group=group, plan=plan)
    return session


def enrolled(cast: Cast, make: Makers, group: Group, number: int) -> list[Any]:
    people = [make.beneficiary(family_name=f"Dalyvė{n}") for n in range(number)]
    with cast.acting("ngo"):
        groups.enrol(by=cast.user("ngo"), group=group, beneficiaries=people, on=BEGUN)
    return people


def mark(cast: Cast, session: GroupSession, again: bool = False, **presences: Any) -> Any:
    with cast.acting("ngo"):
        return groups.record_attendance(
            by=cast.user("ngo"), session=session, again=again, **presences
        )


def agrees() -> None:
    """One truth: whoever is marked as come has one service from it, and nobody else has."""
    came = Attendance.objects.filter(presence=PRESENT)
    given = Service.objects.filter(attendance__isnull=False)
    assert sorted(came.values_list("pk", flat=True)) == sorted(
        given.values_list("attendance", flat=True)
    )
    for service in given.select_related("attendance__session__group"):
        session = service.attendance.session
        assert service.beneficiary_id == service.attendance.beneficiary_id
        assert (service.on, service.units) == (session.on, session.units)
        assert (service.kind_id, service.project_id) == (
            session.group.service_id,
            session.group.project_id,
        )
    for session in GroupSession.objects.all():
        mine = given.filter(attendance__session=session)
        if mine:
            costs = [service.cost for service in mine]
            hours = [service.worker_hours for service in mine]
            assert (sum(costs) if None not in costs else None) == session.cost
            assert (sum(hours) if None not in hours else None) == session.worker_hours


@pytest.mark.parametrize("whole", ["100.00", "0.01", "0", "33.34", "7"])
@pytest.mark.parametrize("among", [1, 3, 7])
def test_shares_add_up_to_the_cent(whole: str, among: int) -> None:
    parts = shares(Decimal(whole), among)
    assert sum(part for part in parts if part is not None) == Decimal(whole)
    known = [part for part in parts if part is not None]
    assert max(known) - min(known) <= Decimal("0.01")


def test_what_is_not_known_is_not_known_in_any_part() -> None:
    assert shares(None, 2) == [None, None]
    assert shares(Decimal(5), 0) == []


def test_coming_is_the_service_and_the_sheet_can_be_corrected(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    a, b, c = enrolled(cast, make, group, 3)
    made = mark(cast, session, presences={a: PRESENT, b: PRESENT, c: ABSENT})
    assert {row.beneficiary_id for row in made} == {a.pk, b.pk}
    assert sorted(row.cost for row in made) == [Decimal("50.00"), Decimal("50.00")]
    agrees()
    mark(cast, session, presences={a: PRESENT, b: EXCUSED, c: PRESENT})
    assert set(Service.objects.values_list("beneficiary", flat=True)) == {a.pk, c.pk}
    agrees()
    mark(cast, session, presences={a: PRESENT})
    assert Attendance.objects.count() == 1
    agrees()
    mark(cast, session, presences={})
    assert not Service.objects.exists()
    assert not Attendance.objects.exists()


def test_a_corrected_session_corrects_its_services(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    people = enrolled(cast, make, group, 3)
    mark(cast, session, presences=dict.fromkeys(people, PRESENT))
    plan = SessionPlan(on=days_ago(2), units=Decimal(2), cost=Decimal("10.00"))
    with cast.acting("ngo"):
        groups.change_session(by=cast.user("ngo"), session=session, plan=plan)
    assert {row.on for row in Service.objects.all()} == {days_ago(2)}
    assert sorted(row.cost for row in Service.objects.all()) == [
        Decimal("3.33"),
        Decimal("3.33"),
        Decimal("3.34"),
    ]
    agrees()


def test_only_the_sheet_changes_a_service_of_a_session(
    cast: Cast, make: Makers, group: Group, session: GroupSession, kind: Any
) -> None:
    [a] = enrolled(cast, make, group, 1)
    [service] = mark(cast, session, presences={a: PRESENT})
    with cast.acting("ngo"):
        with pytest.raises(ValidationError, match="sheet"):
            actions.remove_service(by=cast.user("ngo"), service=service)
        given = Given(kind("education"), days_ago(3), Decimal(9))
        with pytest.raises(ValidationError, match="sheet"):
            actions.change_service(by=cast.user("ngo"), service=service, given=given, again=True)
    agrees()


def test_the_sheet_is_for_all_or_for_none(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    [a] = enrolled(cast, make, group, 1)
    stranger = make.beneficiary(family_name="Neįrašyta")
    with pytest.raises(ValidationError, match="not enrolled"):
        mark(cast, session, presences={a: PRESENT, stranger: PRESENT})
    assert not Attendance.objects.exists()


def test_a_service_recorded_by_hand_is_not_recorded_twice(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    [a] = enrolled(cast, make, group, 1)
    make.service(a, kind="education", on=days_ago(3), unit="hours")
    with pytest.raises(ValidationError, match="Already recorded"):
        mark(cast, session, presences={a: PRESENT})
    assert not Attendance.objects.exists()
    mark(cast, session, again=True, presences={a: PRESENT})
    assert Service.objects.count() == 2
    # the sheet saved again asks nothing of those who stand on it
    mark(cast, session, presences={a: PRESENT})


def test_a_sheet_of_tomorrow_is_refused(cast: Cast, make: Makers, group: Group) -> None:
    session = a_session(cast, group, on=TODAY + timedelta(days=1))
    [a] = enrolled(cast, make, group, 1)
    with pytest.raises(ValidationError, match="not come yet"):
        mark(cast, session, presences={a: PRESENT})


def test_places_are_kept_and_nobody_is_enrolled_twice(
    cast: Cast, make: Makers, group: Group
) -> None:
    people = [make.beneficiary() for _each in range(3)]
    with cast.acting("ngo"):
        by = cast.user("ngo")
        group.places = 2
        groups.save_group(by=by, group=group)
        with pytest.raises(ValidationError, match="2 places left"):
            groups.enrol(by=by, group=group, beneficiaries=people, on=TODAY)
        assert not group.enrolments.exists()
        [first, _second] = groups.enrol(by=by, group=group, beneficiaries=people[:2], on=TODAY)
        with pytest.raises(ValidationError, match="already enrolled"):
            groups.enrol(by=by, group=group, beneficiaries=people[:1], on=TODAY)
        groups.leave_group(by=by, enrolment=first, on=TODAY)
        groups.enrol(by=by, group=group, beneficiaries=people[2:], on=TODAY)


def test_nobody_leaves_before_a_sheet_that_has_them(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    [a] = enrolled(cast, make, group, 1)
    mark(cast, session, presences={a: PRESENT})
    with cast.acting("ngo"):
        enrolment = group.enrolments.get()
        with pytest.raises(ValidationError, match="sheet"):
            groups.leave_group(by=cast.user("ngo"), enrolment=enrolment, on=days_ago(10))
        groups.leave_group(by=cast.user("ngo"), enrolment=enrolment, on=days_ago(3))


def test_a_certificate_is_for_who_came_and_where_there_is_one(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    [a] = enrolled(cast, make, group, 1)
    with cast.acting("ngo"):
        by, enrolment = cast.user("ngo"), group.enrolments.get()
        with pytest.raises(ValidationError, match="no certificate"):
            groups.certify(by=by, enrolment=enrolment, on=TODAY)
        group.has_certificate = True
        groups.save_group(by=by, group=group)
        with pytest.raises(ValidationError, match="no session"):
            groups.certify(by=by, enrolment=enrolment, on=TODAY)
    mark(cast, session, presences={a: PRESENT})
    with cast.acting("ngo"):
        assert groups.certify(by=by, enrolment=enrolment, on=TODAY).certified_on == TODAY


def test_what_sheets_recorded_is_not_changed_on_the_group(
    cast: Cast, make: Makers, group: Group, session: GroupSession, kind: Any
) -> None:
    [a] = enrolled(cast, make, group, 1)
    mark(cast, session, presences={a: PRESENT})
    with cast.acting("ngo"):
        group.service = kind("vocational_guidance")
        with pytest.raises(ValidationError, match="recorded with it"):
            groups.save_group(by=cast.user("ngo"), group=group)
        group.service = kind("education")
        group.starts_on = days_ago(1)
        with pytest.raises(ValidationError, match="outside"):
            groups.save_group(by=cast.user("ngo"), group=group)


def test_sessions_of_several_weeks_and_none_twice(cast: Cast, group: Group) -> None:
    plan = SessionPlan(on=days_ago(21), units=Decimal(1))
    with cast.acting("ngo"):
        made = groups.plan_sessions(by=cast.user("ngo"), group=group, plan=plan, times=3)
        assert [row.on for row in made] == [days_ago(21), days_ago(14), days_ago(7)]
        with pytest.raises(ValidationError, match="already"):
            groups.plan_sessions(by=cast.user("ngo"), group=group, plan=plan)
        with pytest.raises(ValidationError, match="between 1 and"):
            groups.plan_sessions(by=cast.user("ngo"), group=group, plan=plan, times=61)
    assert group.sessions.count() == 3


def test_another_ngo_sees_no_group_and_marks_no_sheet(
    cast: Cast, make: Makers, group: Group, session: GroupSession
) -> None:
    [a] = enrolled(cast, make, group, 1)
    mark(cast, session, presences={a: PRESENT})
    for user in ("ngo_b", "officer", "responder", "coordinator", "funder"):
        with cast.acting(user):
            assert not Group.objects.exists()
            assert not GroupSession.objects.exists()
            assert not Attendance.objects.exists()
    with cast.acting("ngo_b"), pytest.raises(ValidationError):
        groups.record_attendance(by=cast.user("ngo_b"), session=session, presences={})
    with cast.acting("officer"), pytest.raises(Refused):
        groups.save_group(by=cast.user("officer"), group=a_group())
    agrees()
