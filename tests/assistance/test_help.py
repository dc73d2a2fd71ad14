"""Beginning and ending help, and consents: the rules that no single row can keep."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance import actions, queries
from assistance.actions import Entry
from assistance.models import Beneficiary, Consent
from tests.assistance.conftest import BEGUN, TODAY, Makers, days_ago
from tests.cast import Cast, person
from thbcases.access.rights import Refused
from thbcases.codes.models import ListCode

Codes = Callable[[str, str], ListCode]
TOMORROW = TODAY + timedelta(days=1)


def entry(**fields: Any) -> Entry:
    return Entry(**{"code": "N-1", "status": "presumed", "registered_on": TODAY, **fields})


def errors(error: Any) -> set[str]:
    return set(error.value.message_dict)


def test_a_person_is_registered_with_consents(cast: Cast, code: Codes) -> None:
    with cast.acting("ngo"):
        row = actions.register_beneficiary(
            by=cast.user("ngo"),
            person=person(),
            entry=entry(safe_contact="Tik per Rasą"),
            consents=[code("consent_purpose", "interview"), code("consent_purpose", "use_told")],
            consents_on=days_ago(1),
        )
        assert row.custodian_id == cast.org("ngo_a").pk
        assert [c.given_on for c in row.consents.all()] == [days_ago(1)] * 2


@pytest.mark.parametrize("user", ["officer", "funder", "coordinator", "migration"])
def test_only_an_ngo_registers(user: str, cast: Cast) -> None:
    with cast.making("ngo_a"):
        known = person()
    with cast.acting(user), pytest.raises(Refused):
        actions.register_beneficiary(by=cast.user(user), person=known, entry=entry())


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"registered_on": TOMORROW}, "registered_on"),
        ({"code": "Uostas-001"}, "code"),
        ({"code": ""}, "code"),
        ({"code": "x" * 31}, "code"),
        ({"status": "guest"}, "status"),
    ],
)
def test_a_wrong_entry_is_refused(
    bad: dict[str, Any], field: str, cast: Cast, make: Makers
) -> None:
    make.beneficiary()
    with cast.acting("ngo"), pytest.raises(ValidationError) as error:
        actions.register_beneficiary(
            by=cast.user("ngo"), person=person(family_name="Nauja"), entry=entry(**bad)
        )
    assert errors(error) == {field}


def test_nobody_is_helped_twice_at_a_time(cast: Cast, make: Makers) -> None:
    known = make.beneficiary().person
    with cast.acting("ngo"), pytest.raises(ValidationError, match="already being helped"):
        actions.register_beneficiary(by=cast.user("ngo"), person=known, entry=entry())


def close(cast: Cast, row: Beneficiary, code: Codes, **fields: Any) -> Beneficiary:
    outcome = fields.pop("outcome", None) or code("closing_outcome", "goals_reached")
    with cast.acting("ngo"):
        return actions.close_beneficiary(
            by=cast.user("ngo"), beneficiary=row, **{"on": TODAY, "outcome": outcome, **fields}
        )


def test_help_ends_with_an_outcome(cast: Cast, make: Makers, code: Codes) -> None:
    row = close(cast, make.beneficiary(), code, note="Grįžo namo")
    assert (row.closed_on, row.outcome.code, row.closing_note) == (
        TODAY,
        "goals_reached",
        "Grįžo namo",
    )
    with pytest.raises(ValidationError, match="already ended"):
        close(cast, row, code)


def test_help_does_not_end_before_it_began_in_the_future_or_before_a_service(
    cast: Cast, make: Makers, code: Codes
) -> None:
    row = make.beneficiary()
    make.service(row, on=days_ago(5), ended_on=days_ago(3))
    for day in (BEGUN - timedelta(days=1), TOMORROW, days_ago(4)):
        with pytest.raises(ValidationError) as error:
            close(cast, row, code, on=day)
        assert errors(error) == {"on"}
    with pytest.raises(ValidationError) as error:
        close(cast, row, code, outcome=code("consent_purpose", "interview"))
    assert errors(error) == {"outcome"}
    assert close(cast, row, code, on=days_ago(3)).closed_on == days_ago(3)


def test_another_ngo_cannot_end_the_help(cast: Cast, make: Makers, code: Codes) -> None:
    row = make.beneficiary()
    with cast.acting("ngo_b"), pytest.raises(ValidationError):
        actions.close_beneficiary(
            by=cast.user("ngo_b"),
            beneficiary=row,
            on=TODAY,
            outcome=code("closing_outcome", "died"),
        )
    row.refresh_from_db()
    assert row.closed_on is None


def test_help_again_is_a_new_row_for_the_same_person(cast: Cast, make: Makers, code: Codes) -> None:
    row = make.beneficiary()
    make.consent(row)
    with cast.acting("ngo"), pytest.raises(ValidationError, match="has not ended"):
        actions.reopen_beneficiary(by=cast.user("ngo"), beneficiary=row, entry=entry())
    closed = close(cast, row, code, on=days_ago(10))
    with cast.acting("ngo"):
        early = entry(registered_on=days_ago(11))
        with pytest.raises(ValidationError) as error:
            actions.reopen_beneficiary(by=cast.user("ngo"), beneficiary=closed, entry=early)
        assert errors(error) == {"registered_on"}
        again = actions.reopen_beneficiary(by=cast.user("ngo"), beneficiary=closed, entry=entry())
        assert again.pk != row.pk
        assert again.person_id == row.person_id
        assert again.consents.count() == 0
        closed.refresh_from_db()
        assert closed.closed_on == days_ago(10)


def test_a_consent_is_given_withdrawn_and_given_again(
    cast: Cast, make: Makers, code: Codes
) -> None:
    row, purpose = make.beneficiary(), code("consent_purpose", "interview")
    user = cast.user("ngo")
    with cast.acting("ngo"):
        consent = actions.give_consent(by=user, beneficiary=row, purpose=purpose, on=days_ago(5))
        with pytest.raises(ValidationError) as error:
            actions.give_consent(by=user, beneficiary=row, purpose=purpose, on=TODAY)
        assert errors(error) == {"purpose"}
        for day in (days_ago(6), TOMORROW):
            with pytest.raises(ValidationError) as error:
                actions.withdraw_consent(by=user, consent=consent, on=day)
            assert errors(error) == {"on"}
        actions.withdraw_consent(by=user, consent=consent, on=days_ago(2))
        with pytest.raises(ValidationError, match="already withdrawn"):
            actions.withdraw_consent(by=user, consent=consent, on=TODAY)
        actions.give_consent(by=user, beneficiary=row, purpose=purpose, on=TODAY)
        assert Consent.objects.count() == 2


def test_a_consent_is_not_of_the_future_nor_of_another_list_nor_after_the_help(
    cast: Cast, make: Makers, code: Codes
) -> None:
    row, user = make.beneficiary(), cast.user("ngo")
    purpose = code("consent_purpose", "interview")
    with cast.acting("ngo"):
        for bad, field in (
            ({"on": TOMORROW, "purpose": purpose}, "given_on"),
            ({"on": TODAY, "purpose": code("closing_outcome", "died")}, "purpose"),
        ):
            with pytest.raises(ValidationError) as error:
                actions.give_consent(by=user, beneficiary=row, **bad)
            assert errors(error) == {field}
    closed = close(cast, row, code)
    with cast.acting("ngo"), pytest.raises(ValidationError, match="already ended"):
        actions.give_consent(by=user, beneficiary=closed, purpose=purpose, on=TODAY)


def test_the_next_code_follows_the_newest(cast: Cast, make: Makers) -> None:
    with cast.acting("ngo"):
        assert queries.next_code() == ""
    make.beneficiary(code="Uostas-099")
    make.beneficiary("ngo_b", code="B-7")
    with cast.acting("ngo"):
        assert queries.next_code() == "Uostas-100"
    make.beneficiary(code="Be numerio", family_name="Kita")
    with cast.acting("ngo"):
        assert queries.next_code() == ""


def test_who_was_given_nothing_for_a_month_and_who_agreed_to_nothing(
    cast: Cast, make: Makers
) -> None:
    lately = make.beneficiary(family_name="A")
    make.service(lately, on=days_ago(30))
    make.consent(lately)
    quiet = make.beneficiary(family_name="B")
    make.service(quiet, on=days_ago(31))
    make.consent(quiet, withdrawn_on=TODAY)
    new = make.beneficiary(family_name="C", registered_on=days_ago(1))
    theirs = make.beneficiary("ngo_b")
    with cast.acting("ngo"):
        assert list(queries.not_seen_lately()) == [quiet]
        assert list(queries.without_consent()) == [quiet, new]
        assert theirs not in queries.open_people()
