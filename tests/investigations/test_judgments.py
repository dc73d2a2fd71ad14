"""The court on the screen: handing over, judgments, sentences."""

from typing import Any

import pytest
from django.test import Client

from tests.investigations.conftest import (
    MakeCase,
    MakeSuspect,
    article,
    errors,
    listed,
    url,
    words,
)
from thbcases.codes.models import Currency
from thbcases.investigations.models import (
    CourtCase,
    Judgment,
    Sentence,
)


def judgment(*rows: dict[str, Any], **said: Any) -> dict[str, Any]:
    data = {"instance": "first", "on": "2024-06-01", **said}
    data |= {"sentences-TOTAL_FORMS": len(rows), "sentences-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"sentences-{number}-{name}": value for name, value in row.items()}
    return data


def test_a_case_is_handed_over_with_its_suspects(
    officer: Client, make_case: MakeCase, make_suspect: MakeSuspect
) -> None:
    case = make_case("N-1", stage="completed_indictment")
    accused, stranger = make_suspect(case), make_suspect(make_case("N-2"))
    said = {"court": listed("court").pk, "on": "2024-04-01"}
    answer = officer.post(url("hand_over", case), {**said, "suspects": [stranger.uuid]})
    assert "suspects" in errors(answer)
    answer = officer.post(url("hand_over", case), {**said, "suspects": [accused.uuid]})
    assert answer.headers["Location"] == url("court", case)
    accused.refresh_from_db()
    assert accused.state == "prosecuted"


def test_a_judgment_is_recorded_for_each_accused(officer: Client, in_court: CourtCase) -> None:
    one, two = in_court.investigation.suspects.order_by("pk")
    page = words(officer.get(url("judge", in_court)))
    assert str(one.uuid) in page
    assert str(two.uuid) in page
    answer = officer.post(
        url("judge", in_court),
        judgment(
            {"suspect": one.uuid, "outcome": "convicted", "article": article("147").pk, "years": 4},
            {"suspect": two.uuid},  # the court did not decide on this one
        ),
    )
    assert answer.status_code == 302, words(answer)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, two.state) == ("convicted", "prosecuted")
    text = words(officer.get(url("court", in_court.investigation)))
    assert "4 years" in text
    assert officer.post(
        url("final", Judgment.objects.get()), {"on": "2024-06-21"}
    ).status_code == 302  # fmt: skip
    assert Judgment.objects.get().final_on is not None


def test_a_sentence_outside_the_range_is_a_warning_with_the_article(
    officer: Client, in_court: CourtCase
) -> None:
    one = in_court.investigation.suspects.order_by("pk")[0]
    law = article("147")
    row = {"suspect": one.uuid, "outcome": "convicted", "article": law.pk, "years": 13}
    text = words(officer.post(url("judge", in_court), judgment(row)))
    assert "longer than the article provides" in text
    assert "BK Art. 147 provided: imprisonment from 2 y. to 12 y." in text
    assert "Source: " in text
    assert not Judgment.objects.exists()
    other = {**row, "overrule_range": f"{law.pk}:168:None"}
    assert "longer than" in words(officer.post(url("judge", in_court), judgment(other)))
    row["overrule_range"] = f"{law.pk}:156:None"
    assert officer.post(url("judge", in_court), judgment(row)).status_code == 302
    assert Sentence.objects.get().total_months == 156


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"outcome": "convicted", "years": 4}, "Name the article"),
        ({"outcome": "acquitted", "years": 4}, "Only who was convicted"),
        ({"outcome": "convicted", "article": "147", "months": 12}, "Twelve months are a year"),
        ({"outcome": "convicted", "article": "147", "years": -1}, "greater than or equal to 0"),
        ({"outcome": "convicted", "article": "147", "years": 99999}, "less than or equal to 32767"),
        ({"outcome": "convicted", "article": "147", "fine": "0"}, "amount above zero"),
        ({"outcome": "convicted", "article": "147", "fine": "1e99"}, "digits"),
        ({"article": "147", "legal_person_measure": "liquidation"}, "is for legal"),
        ({"outcome": "x"}, "valid choice"),
        ({"outcome": "acquitted", "suspect": "x"}, "valid"),
    ],
)  # fmt: skip
def test_bad_sentences_are_told(
    officer: Client, in_court: CourtCase, row: dict[str, Any], text: str
) -> None:
    one = in_court.investigation.suspects.order_by("pk")[0]
    if "article" in row:
        row = {"outcome": "convicted", **row, "article": article(row["article"]).pk}
    answer = officer.post(url("judge", in_court), judgment({"suspect": one.uuid, **row}))
    assert answer.status_code == 200
    assert text in words(answer).replace("&#x27;", "'")
    assert not Judgment.objects.exists()


def test_only_the_accused_of_the_case_are_in_the_list(
    officer: Client, in_court: CourtCase, make_case: MakeCase, make_suspect: MakeSuspect
) -> None:
    stranger = make_suspect(make_case("N-2"), state="prosecuted")
    foreign = make_suspect(make_case("B-1", "unit_b"), state="prosecuted")
    for who in (stranger, foreign):
        row = {"suspect": who.uuid, "outcome": "acquitted"}
        answer = officer.post(url("judge", in_court), judgment(row))
        assert "valid choice" in words(answer)
        assert str(who.person) not in words(answer)


def test_a_fine_in_the_money_of_another_time_is_told(officer: Client, in_court: CourtCase) -> None:
    one = in_court.investigation.suspects.order_by("pk")[0]
    row = {
        "suspect": one.uuid,
        "outcome": "convicted",
        "article": article("147-1").pk,
        "fine": "1000",
        "currency": Currency.objects.get(code="LTL").pk,
    }
    assert "was not in use on 2024-06-01" in words(
        officer.post(url("judge", in_court), judgment(row))
    )
    row["currency"] = ""
    assert officer.post(url("judge", in_court), judgment(row)).status_code == 302
