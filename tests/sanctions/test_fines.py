"""Who may be fined: what the actions refuse with words, the database refuses by itself."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.sanctions.making import BORN, PAYING, SELLING, human, law, sanction
from tests.victims.making import days_ago, today, victim
from thbcases.access.rights import Refused
from thbcases.codes.models import AdministrativeOffenceVersion
from thbcases.codes.queries import offences_on
from thbcases.sanctions.actions import (
    Decision,
    ask_liability,
    cancel_fine,
    end_case,
    end_not_liable,
    impose_fine,
    open_case,
    order_revisit,
)
from thbcases.sanctions.choices import Answer, CaseState
from thbcases.sanctions.models import AdministrativeCase, LiabilityCheck
from thbcases.sanctions.queries import to_revisit

pytestmark = pytest.mark.django_db

FINE = Decimal(90)


@pytest.fixture
def case(cast: Cast) -> AdministrativeCase:
    """An open case of unit A against somebody of whom nothing is known."""
    with cast.making("unit_a"):
        return sanction(human("Niekas"))


@pytest.fixture
def victims_case(cast: Cast) -> AdministrativeCase:
    """An open case of unit A against a victim of unit B."""
    with cast.making("unit_b"):
        victim(who=human(), on=days_ago(40))
    with cast.making("unit_a"):
        return sanction(human())


def ask(cast: Cast, case: AdministrativeCase) -> LiabilityCheck:
    with cast.acting("officer"):
        return ask_liability(by=cast.user("officer"), case=case, reason="prieš nutarimą")


def fine(cast: Cast, case: AdministrativeCase, amount: Decimal = FINE, on: Any = None) -> None:
    with cast.acting("officer"):
        decision = Decision(on or today(), "N-1")
        impose_fine(by=cast.user("officer"), case=case, decision=decision, fine=amount)


def by_hand(cast: Cast, case: AdministrativeCase, **values: Any) -> None:
    """Past every action, as the application role."""
    with cast.acting("officer"), transaction.atomic():
        assert AdministrativeCase.objects.filter(pk=case.pk).update(**values) == 1


def refused(cast: Cast, case: AdministrativeCase, words: str, **values: Any) -> None:
    with pytest.raises(DatabaseError, match=words):
        by_hand(cast, case, **values)


FINED = {"state": CaseState.FINED, "fine": FINE}


def test_nobody_is_fined_before_the_question_was_asked(
    cast: Cast, case: AdministrativeCase
) -> None:
    with pytest.raises(ValidationError, match="Ask first"):
        fine(cast, case)
    refused(cast, case, "ask first", decided_on=today(), **FINED)
    assert ask(cast, case).answer == Answer.NOTHING
    fine(cast, case)
    case.refresh_from_db()
    assert (case.state, case.fine, case.decided_on) == (CaseState.FINED, FINE, today())


def test_a_known_victim_is_not_fined_and_the_case_has_one_end(
    cast: Cast, victims_case: AdministrativeCase
) -> None:
    case = victims_case
    assert ask(cast, case).answer == Answer.KNOWN
    with pytest.raises(ValidationError, match="not liable"):
        fine(cast, case)
    refused(cast, case, "not liable", decided_on=today(), **FINED)
    refused(cast, case, "not liable", decided_on=today(), state=CaseState.ENDED, ground="k")
    with cast.acting("officer"), pytest.raises(ValidationError, match="not liable"):
        end_case(
            by=cast.user("officer"),
            case=case,
            state=CaseState.ENDED,
            decision=Decision(today()),
            ground="kitas pagrindas",
        )
    with cast.acting("officer"):
        end_not_liable(by=cast.user("officer"), case=case, decision=Decision(today(), "N-2"))
    case.refresh_from_db()
    assert (case.state, case.fine) == (CaseState.NOT_LIABLE, None)
    refused(cast, case, "does not move", **FINED)


def test_an_answer_older_than_the_decision_is_asked_again(
    cast: Cast, case: AdministrativeCase
) -> None:
    with cast.making("unit_a"):
        LiabilityCheck.objects.create(
            case=case,
            regime="led",
            asked_by=cast.user("officer"),
            asked_at=timezone.now() - timedelta(days=1),
            reason="vakar",
            answer=Answer.NOTHING,
        )
    with pytest.raises(ValidationError, match="Ask first"):
        fine(cast, case)
    refused(cast, case, "ask first", decided_on=today(), **FINED)
    # for a decision of yesterday it is new enough
    fine(cast, case, on=days_ago(1))


def test_not_liable_needs_the_answer(cast: Cast, case: AdministrativeCase) -> None:
    ask(cast, case)
    with cast.acting("officer"), pytest.raises(ValidationError, match="not «known»"):
        end_not_liable(by=cast.user("officer"), case=case, decision=Decision(today()))
    refused(cast, case, "nothing says", decided_on=today(), state=CaseState.NOT_LIABLE)


def test_what_was_asked_about_is_not_changed_afterwards(
    cast: Cast, case: AdministrativeCase
) -> None:
    by_hand(cast, case, act_on=days_ago(6))
    ask(cast, case)
    with cast.making("unit_a"):
        somebody = human("Kita")
    refused(cast, case, "asked about", act_on=days_ago(7))
    refused(cast, case, "asked about", person_id=somebody.pk)
    refused(cast, case, "asked about", law_id=law(PAYING).pk)


def test_a_decided_case_is_decided_once(cast: Cast, case: AdministrativeCase) -> None:
    ask(cast, case)
    fine(cast, case)
    refused(cast, case, "decided once", fine=Decimal(91))
    refused(cast, case, "does not move", state=CaseState.OPEN, fine=None, decided_on=None)
    with pytest.raises(ValidationError, match="already"):
        fine(cast, case)


def test_a_case_begins_open(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="begins open"), cast.making("unit_a"):
        sanction(decided_on=today(), **FINED)


@pytest.mark.parametrize(
    ("years", "is_child"), [(17, True), (18, False)], ids=["a day before 18", "18 that day"]
)
def test_a_child_on_the_day_of_the_act_is_not_fined(cast: Cast, years: int, is_child: bool) -> None:
    act = days_ago(5)
    born = act.replace(year=act.year - 18, day=min(act.day, 28))
    born += timedelta(days=1 if is_child else 0) + (act - act.replace(day=min(act.day, 28)))
    with cast.making("unit_a"):
        case = sanction(human(f"Jauna{years}", birth_date=born), act_on=act)
    assert case.person.age_on(act) == years
    ask(cast, case)
    if not is_child:
        fine(cast, case)
        return
    with pytest.raises(ValidationError, match="under 18"):
        fine(cast, case)
    refused(cast, case, "under 18", decided_on=today(), **FINED)
    with cast.acting("officer"):
        end_case(
            by=cast.user("officer"),
            case=case,
            state=CaseState.CHILD,
            decision=Decision(today()),
        )
    case.refresh_from_db()
    assert case.state == CaseState.CHILD


def test_an_adult_is_no_child_and_another_ground_is_said(
    cast: Cast, case: AdministrativeCase
) -> None:
    for state, words in ((CaseState.CHILD, "not under 18"), (CaseState.ENDED, "which ground")):
        with cast.acting("officer"), pytest.raises(ValidationError, match=words):
            end_case(by=cast.user("officer"), case=case, state=state, decision=Decision(today()))


def test_whoever_pays_is_fined_without_a_question(cast: Cast) -> None:
    with cast.making("unit_a"):
        case = sanction(human("Klientas", sex="male"), law=law(PAYING))
    fine(cast, case)
    case.refresh_from_db()
    assert case.state == CaseState.FINED


@pytest.mark.parametrize(
    ("on", "range_", "currency"),
    [
        (date(2005, 6, 16), ("300", "1000"), "LTL"),
        (date(2014, 12, 31), ("300", "1000"), "LTL"),
        (date(2015, 1, 1), ("86", "289"), "EUR"),
        (date(2016, 12, 31), ("86", "289"), "EUR"),
        (date(2017, 1, 1), ("90", "300"), "EUR"),
    ],
)
def test_the_law_is_that_of_the_day_of_the_act(
    on: date, range_: tuple[str, str], currency: str
) -> None:
    found = [v for v in offences_on(on) if v.offence.conduct == "prostitution"]
    assert [(str(v.fine_from), str(v.fine_to), v.currency.code) for v in found] == [
        (f"{range_[0]}.00", f"{range_[1]}.00", currency)
    ]
    assert not offences_on(date(2005, 6, 15))


def test_a_fine_lies_within_the_law_of_its_day(cast: Cast, case: AdministrativeCase) -> None:
    ask(cast, case)
    for amount in ("89.99", "300.01"):
        with pytest.raises(ValidationError, match="90–300 EUR"):
            fine(cast, case, Decimal(amount))
    fine(cast, case, Decimal(300))


def test_opening_names_the_law_of_the_day_and_a_number_of_its_own(cast: Cast) -> None:
    with cast.making("unit_a"):
        who = human()
        sanction(who, number="A-7")
    old = AdministrativeOffenceVersion.objects.get(
        offence__code="ATPK-182-1-prostitution", currency__code="LTL"
    )

    def enter(**fields: Any) -> AdministrativeCase:
        values = {"person": who, "law": law(SELLING), "act_on": today(), "number": "A-8"}
        with cast.acting("officer"):
            row = AdministrativeCase(**{**values, **fields})
            return open_case(by=cast.user("officer"), case=row)

    for fields, words in (
        ({"law": old}, "not the law"),
        ({"act_on": today() + timedelta(days=1)}, "not come yet"),
    ):
        with pytest.raises(ValidationError, match=words):
            enter(**fields)
    with pytest.raises(DatabaseError, match="sanctions_case_once"):
        enter(number="A-7")
    assert enter().state == CaseState.OPEN


# --- somebody becomes known afterwards


def test_a_fine_of_somebody_who_became_known_is_revisited(
    cast: Cast, case: AdministrativeCase
) -> None:
    with cast.making("unit_a"):
        other = sanction(human("Kita"))
    for one in (case, other):
        ask(cast, one)
        fine(cast, one)
    with cast.acting("analyst"):
        assert list(to_revisit()) == []
    with cast.making("unit_b"):
        victim(who=human("Niekas"), on=today())
    with cast.acting("analyst"):
        assert list(to_revisit()) == [case]
        order_revisit(by=cast.user("analyst"), case=case)
    for role in ("officer", "officer_b", "ngo", "migration", "funder", "auditor"):
        with cast.acting(role):
            assert list(to_revisit()) == [], role
    with cast.acting("officer"):
        cancel_fine(by=cast.user("officer"), case=case, on=today(), ground="ATPK 30 str.")
    case.refresh_from_db()
    assert (case.state, case.fine, case.revisit_on) == (CaseState.CANCELLED, FINE, today())
    with cast.acting("analyst"):
        assert list(to_revisit()) == []


def test_the_specialised_unit_only_says_that_and_the_unit_cannot_say_it(
    cast: Cast, case: AdministrativeCase
) -> None:
    ask(cast, case)
    fine(cast, case)
    refused(cast, case, "revisited", revisit_on=today())
    for values in ({"state": CaseState.CANCELLED}, {"note": "x"}, {"act_on": days_ago(9)}):
        with pytest.raises(DatabaseError, match="revisited"), cast.acting("analyst"):
            AdministrativeCase.objects.filter(pk=case.pk).update(**values)
    with cast.acting("officer"), pytest.raises(Refused):
        order_revisit(by=cast.user("officer"), case=case)
    with cast.acting("analyst"), pytest.raises(Refused):
        cancel_fine(by=cast.user("analyst"), case=case, on=today(), ground="g")


# --- walls


def test_a_case_is_seen_by_its_unit_and_the_specialised_unit_only(
    cast: Cast, case: AdministrativeCase
) -> None:
    ask(cast, case)
    seeing = {"officer", "analyst"}
    for role in (*seeing, "officer_b", "ngo", "responder", "migration", "funder", "coordinator",
                 "auditor", "administrator"):  # fmt: skip
        with cast.acting(role):
            sees = role in seeing
            assert AdministrativeCase.objects.exists() is sees, role
            assert LiabilityCheck.objects.exists() is sees, role


def test_the_born_of_the_tests_are_of_age() -> None:
    assert BORN["birth_date"].year < today().year - 18
