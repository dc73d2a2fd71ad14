"""Asking, answering, withdrawing, lapsing; and who may not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.niis.requests.conftest import begun
from thbcases.access.models import AccessGrant
from thbcases.access.rights import Refused
from thbcases.audit.models import Entry
from thbcases.investigations.models import Investigation, Suspect
from thbcases.niis.actions import requests as actions
from thbcases.niis.choices import RequestState
from thbcases.niis.models import InformationRequest
from thbcases.niis.queries import requests as queries
from thbcases.niis.queries.references import reference_of
from thbcases.people.models import Person, PersonIdentifier
from thbcases.victims.models import Victim

Ask = Callable[..., InformationRequest]


def until() -> date:
    return timezone.localdate() + timedelta(days=5)


def count(model: Any, cast: Cast, name: str = "officer") -> int:
    with cast.acting(name):
        return int(model.objects.count())


def answer(cast: Cast, row: InformationRequest, parts: list[str], **more: Any) -> Any:
    with cast.acting("officer_b"):
        given = {"until": until(), **more}
        done = actions.grant(by=cast.user("officer_b"), request=row, parts=parts, **given)
        begun()
        return done


def test_both_units_read_the_request_and_nobody_else_does(cast: Cast, ask: Ask) -> None:
    row = ask()
    assert row.due_on == timezone.localdate() + timedelta(days=7)
    assert row.custodian == cast.org("unit_a")
    assert row.made_by == cast.user("officer")
    for name in ("officer", "officer_b"):
        assert count(InformationRequest, cast, name) == 1, name
    others = ("analyst", "ngo", "migration", "funder", "coordinator", "auditor", "administrator")
    for name in others:
        assert count(InformationRequest, cast, name) == 0, name


def test_an_urgent_request_is_due_sooner(ask: Ask) -> None:
    assert ask(urgency="urgent").due_on == timezone.localdate() + timedelta(days=3)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("reference", "P0000-00000-0001", "no reference number"),
        ("reference", "", "no reference number"),
        ("parts", [], "at least one"),
        ("parts", ["victim"], "at least one"),
        ("reason", " ", "cannot be blank"),
        ("legal_basis", " ", "cannot be blank"),
        ("purpose", "", "cannot be blank"),
    ],
)
def test_a_request_that_says_too_little_is_refused(
    ask: Ask, field: str, value: Any, text: str
) -> None:
    with pytest.raises(ValidationError, match=text) as refusal:
        ask(**{field: value})
    assert field in refusal.value.error_dict
    assert InformationRequest.objects.count() == 0


def test_only_a_police_unit_other_than_ones_own_is_asked(cast: Cast, ask: Ask) -> None:
    for name in ("unit_a", "ngo_a", "migration", "interior"):
        with pytest.raises(ValidationError):
            ask(asked=cast.org(name))


def test_the_same_record_is_asked_for_once_at_a_time(cast: Cast, ask: Ask) -> None:
    row = ask()
    with pytest.raises(ValidationError, match="already"):
        ask()
    with cast.acting("officer"):
        actions.withdraw(by=cast.user("officer"), request=row)
    ask()


def test_a_grant_opens_the_parts_until_its_day_and_is_a_disclosure(
    cast: Cast, ask: Ask, wanted: Person
) -> None:
    row = ask()
    assert count(Person, cast) == 0
    done = answer(cast, row, ["person", "documents"], answer="prašom")
    assert done.state == RequestState.GRANTED
    assert (count(Person, cast), count(PersonIdentifier, cast)) == (1, 1)
    assert (count(Investigation, cast), count(Victim, cast)) == (0, 0)
    grants = AccessGrant.objects.filter(uuid__in=done.grants)
    assert {grant.custodian for grant in grants} == {cast.org("unit_b")}
    assert {timezone.localdate(grant.ends_at) for grant in grants} == {until() + timedelta(days=1)}
    entry = Entry.objects.get(verb="disclosure")
    assert entry.records == [wanted.uuid]
    assert entry.custodian_id == cast.org("unit_b").pk
    assert entry.recipient == "unit_a lt"
    assert "BPK 97 str." in entry.reason
    assert "tas pats telefonas" in entry.reason


def test_less_than_was_asked_for_is_granted_in_part(cast: Cast, ask: Ask) -> None:
    done = answer(cast, ask(), ["person"])
    assert (done.state, done.given) == (RequestState.PARTLY, ["person"])
    assert (count(Person, cast), count(PersonIdentifier, cast)) == (1, 0)


def test_an_investigation_is_opened_by_name_and_without_its_victims(cast: Cast, ask: Ask) -> None:
    row = ask(parts=["investigation"])
    with pytest.raises(ValidationError, match="Choose which"):
        answer(cast, row, ["investigation"])
    with cast.acting("officer_b"):
        cases = list(Investigation.objects.all())
    answer(cast, row, ["investigation"], cases=cases)
    assert (count(Investigation, cast), count(Suspect, cast), count(Victim, cast)) == (1, 1, 0)
    assert count(Person, cast) == 1


def test_an_investigation_has_a_number_too(cast: Cast, ask: Ask) -> None:
    case = Investigation.objects.get()
    row = ask(reference=reference_of(case), parts=["investigation"])
    with pytest.raises(ValidationError, match="only the investigation"):
        answer(cast, row, ["person"])
    answer(cast, row, ["investigation"])
    assert (count(Investigation, cast), count(PersonIdentifier, cast)) == (1, 0)


def test_documents_are_not_opened_without_saying_whose(cast: Cast, ask: Ask) -> None:
    with pytest.raises(ValidationError, match="who the person is"):
        answer(cast, ask(), ["documents"])
    assert AccessGrant.objects.count() == 0


def test_a_number_that_is_nobodys_is_refused_and_not_opened(cast: Cast, ask: Ask) -> None:
    with cast.making("unit_a"):
        own = Person.objects.create(family_name="Sava")
    row = ask(reference=reference_of(own))
    with pytest.raises(ValidationError, match="no record with this number"):
        answer(cast, row, ["person"])


@pytest.mark.parametrize("day", [date(2020, 1, 1), date.max])
def test_the_day_is_to_come_and_in_the_calendar(cast: Cast, ask: Ask, day: date) -> None:
    with pytest.raises(ValidationError, match="day"):
        answer(cast, ask(), ["person"], until=day)
    assert AccessGrant.objects.count() == 0


def test_a_refusal_has_its_ground(cast: Cast, ask: Ask) -> None:
    row = ask()
    with cast.acting("officer_b"), pytest.raises(ValidationError, match="which ground"):
        actions.refuse(by=cast.user("officer_b"), request=row, ground="other")
    with cast.acting("officer_b"):
        done = actions.refuse(by=cast.user("officer_b"), request=row, ground="safety")
    assert (done.state, done.answered_by) == (RequestState.REFUSED, cast.user("officer_b"))
    assert count(Person, cast) == 0
    with pytest.raises(ValidationError, match="closed already"):
        answer(cast, row, ["person"])


def test_who_asked_does_not_answer_and_who_was_asked_does_not_withdraw(
    cast: Cast, ask: Ask
) -> None:
    row = ask()
    with cast.acting("officer"):
        for verb in (actions.grant, actions.refuse):
            more = {"parts": ["person"], "until": until()} if verb is actions.grant else {}
            with pytest.raises(Refused):
                verb(by=cast.user("officer"), request=row, **more or {"ground": "safety"})
    with cast.acting("officer_b"), pytest.raises(Refused):
        actions.withdraw(by=cast.user("officer_b"), request=row)


@pytest.mark.parametrize(
    ("who", "change"),
    [
        ("officer_b", {"reason": "kita"}),
        ("officer", {"reason": "kita"}),
        ("officer_b", {"custodian_id": None}),
        ("officer", {"state": "granted", "given": ["person"]}),
        ("officer_b", {"state": "withdrawn"}),
        ("officer_b", {"state": "lapsed"}),
        ("officer", {"due_on": date(2030, 1, 1)}),
    ],
)
def test_the_database_lets_neither_unit_speak_for_the_other(
    cast: Cast, ask: Ask, who: str, change: dict[str, Any]
) -> None:
    ask()
    if "state" in change:
        change = {**change, "answered_at": timezone.now()}
    if "custodian_id" in change:
        change = {"custodian_id": cast.org("special").pk}
    with pytest.raises(DatabaseError), transaction.atomic(), cast.acting(who):
        InformationRequest.objects.update(**change)


def test_nobody_asks_in_another_units_name(cast: Cast, ask: Ask) -> None:
    row = ask()
    row.pk, row.uuid = None, None
    fields = {
        field.attname: getattr(row, field.attname)
        for field in InformationRequest._meta.local_fields
        if field.name not in ("id", "uuid", "custodian", "asked", "made_by")
    }
    with (
        pytest.raises(DatabaseError, match="whoever asks"),
        transaction.atomic(),
        cast.acting("officer_b"),
    ):
        InformationRequest.objects.create(
            **fields,
            custodian=cast.org("unit_a"),
            asked=cast.org("unit_b"),
            made_by=cast.user("officer_b"),
        )


def test_an_access_ends_at_once(cast: Cast, ask: Ask) -> None:
    done = answer(cast, ask(), ["person", "documents"])
    assert count(Person, cast) == 1
    with cast.acting("officer"), pytest.raises(Refused):
        actions.end_access(by=cast.user("officer"), request=done)
    with cast.acting("officer_b"):
        assert actions.end_access(by=cast.user("officer_b"), request=done) == 2
        # the clock of a test stands still within its transaction
        AccessGrant.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
        with pytest.raises(ValidationError, match="already ended"):
            actions.end_access(by=cast.user("officer_b"), request=done)
    assert (count(Person, cast), count(PersonIdentifier, cast)) == (0, 0)
    with cast.acting("officer"):
        assert [one.record for one in queries.grants_of(done)] == [None, None]


def late(cast: Cast, like: InformationRequest) -> InformationRequest:
    """The same request, asked nine days ago."""
    with cast.acting("officer"):
        row = InformationRequest.objects.create(
            reference=like.reference,
            asked=like.asked,
            parts=like.parts,
            reason=like.reason,
            legal_basis=like.legal_basis,
            purpose=like.purpose,
            asked_at=timezone.now() - timedelta(days=9),
            due_on=timezone.localdate() - timedelta(days=2),
        )
        row.refresh_from_db()
    return row


def test_a_request_lapses_with_its_term(cast: Cast, ask: Ask) -> None:
    row = ask()
    assert actions.lapse() == 0
    with cast.acting("officer"):
        actions.withdraw(by=cast.user("officer"), request=row)
    row = late(cast, row)
    assert row.shown_state == RequestState.LAPSED
    with pytest.raises(ValidationError, match="closed already"):
        answer(cast, row, ["person"])
    with cast.acting("officer"):
        assert actions.lapse() == 1
    row.refresh_from_db()
    assert (row.state, row.answered_by) == (RequestState.LAPSED, None)
    with cast.acting("officer") as actor:
        assert list(queries.answered(actor)) == [row]
    with cast.acting("officer_b") as actor:
        assert not queries.for_my_answer(actor).exists()


def test_roles_without_the_right_do_none_of_it(cast: Cast, ask: Ask) -> None:
    row = ask()
    for name in ("analyst", "ngo", "migration", "coordinator", "administrator"):
        with cast.acting(name):
            with pytest.raises(Refused):
                actions.withdraw(by=cast.user(name), request=row)
            with pytest.raises(Refused):
                actions.refuse(by=cast.user(name), request=row, ground="safety")
