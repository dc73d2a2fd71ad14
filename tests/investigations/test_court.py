"""The case in court."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from tests.cast import Cast
from tests.investigations.conftest import DAY, MakeCase, MakeSuspect, article, listed
from tests.investigations.test_cases import refused
from thbcases.codes.models import Currency
from thbcases.investigations import actions
from thbcases.investigations.choices import StageKind
from thbcases.investigations.models import CourtCase, Investigation, Judgment, Sentence, Suspect
from thbcases.investigations.queries import sentence_doubts

IN_COURT = DAY + timedelta(days=100)
JUDGED = DAY + timedelta(days=200)


@pytest.fixture
def completed(make_case: MakeCase) -> Investigation:
    make_case("B-1", "unit_b", stage="completed_indictment")
    return make_case("N-1", article="147", stage="completed_indictment")


@pytest.fixture
def accused(completed: Investigation, make_suspect: MakeSuspect) -> list[Suspect]:
    return [
        make_suspect(completed),
        make_suspect(completed),
        make_suspect(completed, legal_name="UAB"),
    ]


def hand_over(cast: Cast, case: Investigation, who: str = "officer", **said: Any) -> CourtCase:
    return actions.hand_over_to_court(
        by=cast.user(who), investigation=case, **{"court": listed("court"), "on": IN_COURT, **said}
    )


def judge(cast: Cast, case: CourtCase, *sentences: Sentence, **said: Any) -> Judgment:
    judgment = Judgment(court_case=case, **{"on": JUDGED, **said})
    return actions.record_judgment(by=cast.user("officer"), judgment=judgment, sentences=sentences)


def convicted(suspect: Suspect, **said: Any) -> Sentence:
    return Sentence(
        suspect=suspect, outcome="convicted", article=article("147"), **{"years": 5, **said}
    )


def test_handing_over_prosecutes_the_named(
    cast: Cast, completed: Investigation, accused: list[Suspect]
) -> None:
    with cast.acting("officer"):
        case = hand_over(cast, completed, number="1-1/2024", suspects=accused[:2])
        completed.refresh_from_db()
        assert (completed.stage, completed.stage_on) == ("in_court_first", IN_COURT)
        assert case.handed_over_on == IN_COURT
        states = [s.state for s in Suspect.objects.order_by("pk")]
        assert states == ["prosecuted", "prosecuted", "suspected"]


def test_what_cannot_be_handed_over(
    cast: Cast, completed: Investigation, make_case: MakeCase, make_suspect: MakeSuspect
) -> None:
    running = make_case("N-2")
    stranger = make_suspect(running)
    with cast.acting("officer"):
        with refused("kind"):
            hand_over(cast, running)
        with refused("", "another investigation"):
            hand_over(cast, completed, suspects=[stranger])
        with refused("on"):
            hand_over(cast, completed, on=DAY - timedelta(days=1))
        with refused("on"):
            hand_over(cast, completed, on=timezone.localdate() + timedelta(days=1))
        with refused("court"):
            hand_over(cast, completed, court=listed("termination_ground"))
    with cast.acting("analyst"), pytest.raises(PermissionDenied):
        hand_over(cast, completed, "analyst")


def test_a_judgment_moves_who_was_judged(
    cast: Cast, completed: Investigation, accused: list[Suspect]
) -> None:
    with cast.acting("officer"):
        case = hand_over(cast, completed, suspects=accused)
        judgment = judge(
            cast,
            case,
            convicted(accused[0], years=5, months=6),
            Sentence(suspect=accused[1], outcome="acquitted"),
            convicted(
                accused[2], years=None, fine=Decimal(50000), legal_person_measure="restriction"
            ),
        )
        states = [(s.state, s.state_on) for s in Suspect.objects.order_by("pk")]
        assert states == [("convicted", JUDGED), ("acquitted", JUDGED), ("convicted", JUDGED)]
        first, _second, third = judgment.sentences.order_by("pk")
        assert (first.total_months, first.investigation) == (66, completed)
        assert third.currency == Currency.objects.get(code="EUR")
        with translation.override("en"):
            assert first.penalty == "5 years, 6 months"
            assert "fine 50000" in third.penalty
        completed.refresh_from_db()
        assert completed.stage == "in_court_first"


def test_a_final_judgment_ends_the_case(
    cast: Cast, completed: Investigation, accused: list[Suspect]
) -> None:
    final = JUDGED + timedelta(days=20)
    with cast.acting("officer"):
        case = hand_over(cast, completed, suspects=accused)
        judge(cast, case, convicted(accused[0]), final_on=final)
        completed.refresh_from_db()
        assert (completed.stage, completed.stage_on) == ("final", final)


def test_a_judgment_becomes_final_later_and_once(
    cast: Cast, completed: Investigation, accused: list[Suspect]
) -> None:
    by = cast.user("officer")
    with cast.acting("officer"):
        judgment = judge(cast, hand_over(cast, completed, suspects=accused), convicted(accused[0]))
        with refused("on"):
            actions.make_final(by=by, judgment=judgment, on=JUDGED - timedelta(days=1))
        with refused("on"):
            actions.make_final(by=by, judgment=judgment, on=timezone.localdate() + timedelta(1))
        actions.make_final(by=by, judgment=judgment, on=JUDGED)
        completed.refresh_from_db()
        assert completed.stage == "final"
        with refused("on", "already"):
            actions.make_final(by=by, judgment=judgment, on=JUDGED)


def test_a_judgment_of_first_instance_does_not_end_a_case_in_appeal(
    cast: Cast, completed: Investigation, accused: list[Suspect]
) -> None:
    by = cast.user("officer")
    appealed = JUDGED + timedelta(days=10)
    with cast.acting("officer"):
        case = hand_over(cast, completed, suspects=accused)
        first = judge(cast, case, convicted(accused[0]), convicted(accused[1]))
        actions.move_stage(by=by, investigation=completed, kind=StageKind.APPEAL, on=appealed)
        actions.make_final(by=by, judgment=first, on=appealed)
        completed.refresh_from_db()
        assert completed.stage == "appeal"
        later = appealed + timedelta(days=30)
        judge(
            cast,
            case,
            Sentence(suspect=accused[0], outcome="acquitted"),
            convicted(accused[1], years=4),
            instance="appeal",
            on=later,
            final_on=later,
        )
        completed.refresh_from_db()
        assert completed.stage == "final"
        states = [s.state for s in Suspect.objects.order_by("pk")[:2]]
        assert states == ["acquitted", "convicted"]
        assert accused[1].statuses.filter(state="convicted").count() == 1


def test_what_cannot_be_judged(
    cast: Cast, completed: Investigation, accused: list[Suspect], make_case: MakeCase,
    make_suspect: MakeSuspect,
) -> None:  # fmt: skip
    stranger = make_suspect(make_case("N-2"), state="prosecuted")
    with cast.acting("officer"):
        case = hand_over(cast, completed, suspects=accused[:1])
        with refused("on"):
            judge(cast, case, convicted(accused[0]), on=IN_COURT - timedelta(days=1))
        with refused("on"):
            judge(cast, case, on=timezone.localdate() + timedelta(days=1))
        with refused("__all__", "not final before"):
            judge(cast, case, final_on=JUDGED - timedelta(days=1))
        with refused("", "another investigation"):
            judge(cast, case, convicted(stranger))
        with refused("state", "suspected"):
            judge(cast, case, convicted(accused[1]))
        with refused("__all__", "Only who was convicted"):
            judge(cast, case, Sentence(suspect=accused[0], outcome="acquitted", years=3))
        with refused("__all__", "already has a sentence"):
            judge(cast, case, convicted(accused[0]), convicted(accused[0]))
        assert not Judgment.objects.exists()
        accused[0].refresh_from_db()
        assert accused[0].state == "prosecuted"


@pytest.mark.parametrize(
    ("judged", "code", "is_right"),
    [
        (date(2014, 12, 31), "LTL", True),
        (date(2014, 12, 31), "EUR", False),
        (date(2014, 12, 31), "", True),
        (date(2015, 1, 1), "LTL", False),
        (date(2015, 1, 1), "EUR", True),
    ],
)
def test_a_fine_is_in_the_money_of_its_day(
    cast: Cast, make_case: MakeCase, make_suspect: MakeSuspect, judged: date, code: str,
    is_right: bool,
) -> None:  # fmt: skip
    begun = date(2013, 1, 1)
    case = make_case("N-1", on=begun, stage="completed_indictment")
    suspect = make_suspect(case, on=begun)
    currency = Currency.objects.get(code=code) if code else None
    with cast.acting("officer"):
        court = hand_over(cast, case, on=begun, suspects=[suspect])
        sentence = convicted(suspect, years=None, fine=Decimal(100), currency=currency)
        if is_right:
            judge(cast, court, sentence, on=judged)
            assert sentence.currency is not None
            assert sentence.currency.code == (code or "LTL")
        else:
            with refused("", judged.isoformat()):
                judge(cast, court, sentence, on=judged)


@pytest.mark.parametrize(
    ("code", "months", "has_fine", "words"),
    [
        ("147", 24, False, ""),
        ("147", 144, False, ""),
        ("147", 23, False, "shorter"),
        ("147", 145, False, "longer"),
        ("147", 60, True, "no fine"),
        ("147", None, False, ""),
        ("147-1", None, True, ""),
        ("147-1", 97, False, "longer"),
        ("157", 35, False, "shorter"),
        ("292", 500, True, ""),  # no penalty is recorded: nothing to compare with
    ],
)
def test_a_sentence_is_compared_with_the_article_of_the_day(
    cast: Cast, completed: Investigation, accused: list[Suspect], code: str, months: int | None,
    has_fine: bool, words: str,
) -> None:  # fmt: skip
    with cast.acting("officer"), translation.override("en"):
        doubts = sentence_doubts(accused[0], article(code), months, has_fine)
    assert bool(doubts) is bool(words)
    if words:
        assert words in doubts[0]
        assert f"BK Art. {code}" in doubts[0]
        assert "Source: " in doubts[0]


def test_a_legal_person_is_compared_with_its_liability(
    cast: Cast, completed: Investigation, accused: list[Suspect]
) -> None:
    """Legal persons are liable since 2005; before that day the law knew no such penalty."""
    with cast.acting("officer"), translation.override("en"):
        assert sentence_doubts(accused[2], article("147"), None, True) == []
        accused[2].charges.create(article=article("147"), offence_on=date(2004, 1, 1))
        (doubt,) = sentence_doubts(accused[2], article("147"), None, True)
    assert "not liable" in doubt
    assert "2004-01-01" in doubt
