"""Appointments: nobody is at two places at once; kept, not kept, cancelled; help with them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assistance import actions, queries
from assistance.actions import appointments
from assistance.actions.appointments import Arranged
from assistance.actions.services import Given
from assistance.choices import AppointmentState
from assistance.models import Appointment, Service
from tests.assistance.conftest import BEGUN, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.codes.models import ServiceKind


def at(hour: int, minute: int = 0, day: date | None = None) -> datetime:
    found = day or days_ago(1)
    return timezone.make_aware(datetime(found.year, found.month, found.day, hour, minute))


def arrange(cast: Cast, person: Any, begins: datetime, ends: datetime, **more: Any) -> Appointment:
    user = more.pop("user", "ngo")
    arranged = Arranged(
        begins,
        ends,
        more.pop("worker", cast.user(user)),
        ServiceKind.objects.get(code="social_work"),
        **more,
    )
    with cast.acting(user):
        return appointments.arrange_appointment(
            by=cast.user(user), beneficiary=person, arranged=arranged
        )


def test_neither_the_person_nor_the_worker_is_at_two_places(cast: Cast, make: Makers) -> None:
    a, b = make.beneficiary(), make.beneficiary()
    arrange(cast, a, at(10), at(11))
    for begins, ends in (
        (at(10), at(11)),
        (at(10, 59), at(12)),
        (at(9), at(12)),
        (at(9), at(10, 1)),
    ):
        with pytest.raises(ValidationError) as error:
            arrange(cast, a, begins, ends)
        assert "The person has another" in str(error.value)
        assert "10:00–11:00" in str(error.value)
        with pytest.raises(ValidationError, match="The worker has another"):
            arrange(cast, b, begins, ends)
    # one may begin when another ends
    arrange(cast, a, at(11), at(12))
    arrange(cast, b, at(9), at(10))
    assert Appointment.objects.count() == 3


def test_the_database_refuses_it_too(cast: Cast, make: Makers) -> None:
    first = arrange(cast, make.beneficiary(), at(10), at(11))
    other = make.beneficiary()
    row = {"starts_at": at(10, 30), "ends_at": at(11, 30), "kind": first.kind}
    for person, worker in ((first.beneficiary, cast.user("ngo_b")), (other, first.worker)):
        with (
            cast.making("ngo_a"),
            pytest.raises(IntegrityError, match="assistance_appointment_of"),
            transaction.atomic(),
        ):
            Appointment.objects.create(beneficiary=person, worker=worker, **row)


def test_a_cancelled_time_is_free_again(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    first = arrange(cast, person, at(10), at(11))
    with cast.acting("ngo"):
        appointments.cancel_appointment(by=cast.user("ngo"), appointment=first)
    arrange(cast, person, at(10), at(11))
    with cast.acting("ngo"), pytest.raises(ValidationError, match="cannot become"):
        appointments.keep_appointment(by=cast.user("ngo"), appointment=first)


def test_what_was_not_kept_cannot_be_kept_over_another(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    missed = arrange(cast, person, at(10), at(11))
    with cast.acting("ngo"):
        appointments.miss_appointment(by=cast.user("ngo"), appointment=missed)
    arrange(cast, person, at(10), at(11))
    with cast.acting("ngo"), pytest.raises(ValidationError, match="another appointment"):
        appointments.keep_appointment(by=cast.user("ngo"), appointment=missed)


def test_kept_with_the_help_that_was_given_there(cast: Cast, make: Makers) -> None:
    person = make.beneficiary()
    project = make.project(state="funded")
    row = arrange(cast, person, at(10), at(11, 30), place="Kaunas")
    given = Given(
        row.kind, days_ago(1), Decimal("1.5"), project, place="Kaunas", worker_hours=Decimal(2)
    )
    with cast.acting("ngo"):
        by = cast.user("ngo")
        kept = appointments.keep_appointment(by=by, appointment=row, given=given)
        service = Service.objects.get()
        assert (kept.state, kept.service) == (AppointmentState.KEPT, service)
        assert (service.units, service.worker_hours, service.worker) == (
            Decimal("1.5"),
            Decimal(2),
            by,
        )
        with pytest.raises(ValidationError, match="Remove that service first"):
            appointments.miss_appointment(by=by, appointment=kept)
        actions.remove_service(by=by, service=service)
        kept.refresh_from_db()
        assert appointments.miss_appointment(by=by, appointment=kept).state == "missed"


def test_appointments_that_cannot_be(cast: Cast, make: Makers, code: Any) -> None:
    person = make.beneficiary()
    with pytest.raises(ValidationError, match="end is before"):
        arrange(cast, person, at(11), at(11))
    with pytest.raises(ValidationError, match="a day at most"):
        arrange(cast, person, at(10, day=days_ago(9)), at(11, day=days_ago(7)))
    with pytest.raises(ValidationError, match="not of your organisation"):
        arrange(cast, person, at(10), at(11), worker=cast.user("ngo_b"))
    early = BEGUN - timedelta(days=1)
    with pytest.raises(ValidationError, match="began only"):
        arrange(cast, person, at(10, day=early), at(11, day=early))
    ended = make.beneficiary(
        closed_on=days_ago(3), outcome=code("closing_outcome", "goals_reached")
    )
    with pytest.raises(ValidationError, match="already ended"):
        arrange(cast, ended, at(10), at(11))
    with pytest.raises(Refused):
        arrange(cast, person, at(10), at(11), user="officer", worker=cast.user("ngo"))


def test_nobody_keeps_what_has_not_begun(cast: Cast, make: Makers) -> None:
    soon = timezone.now() + timedelta(hours=2)
    row = arrange(cast, make.beneficiary(), soon, soon + timedelta(hours=1))
    with cast.acting("ngo"):
        by = cast.user("ngo")
        for action in (appointments.keep_appointment, appointments.miss_appointment):
            with pytest.raises(ValidationError, match="not begun"):
                action(by=by, appointment=row)
        moved = Arranged(at(8), at(9), by, row.kind)
        appointments.move_appointment(by=by, appointment=row, arranged=moved)
        row.refresh_from_db()
        assert row.starts_at == at(8)
        appointments.keep_appointment(by=by, appointment=row)
        with pytest.raises(ValidationError, match="Arrange a new"):
            appointments.move_appointment(by=by, appointment=row, arranged=moved)


def test_the_week_is_the_countrys_and_ones_own(cast: Cast, make: Makers) -> None:
    person = make.beneficiary(registered_on=date(2026, 1, 1))
    sunday, monday = date(2026, 3, 29), date(2026, 3, 30)
    late = arrange(cast, person, at(23, 30, sunday), at(23, 59, sunday))
    early = arrange(cast, person, at(0, 15, monday), at(1, 0, monday))
    with cast.acting("ngo"):
        before = queries.week(sunday, cast.user("ngo"))
        after = queries.week(monday)
        assert [day.day for day in before][-1] == sunday
        assert before[-1].appointments == [late]
        assert after[0].appointments == [early]
        assert [row.pk for row in queries.unmarked(cast.user("ngo"))] == [early.pk, late.pk]
    with cast.acting("ngo_b"):
        assert not any(day.appointments for day in queries.week(sunday))
        assert not Appointment.objects.exists()
