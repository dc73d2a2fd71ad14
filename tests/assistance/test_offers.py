"""Offers of help: with a reason where declined, without a name, counted by sex."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance import queries
from assistance.actions import offers
from assistance.choices import Answer
from assistance.models import Offer
from tests.assistance.conftest import TODAY, Makers, days_ago
from tests.cast import Cast
from thbcases.access.rights import Refused
from thbcases.codes.models import ListCode


def code(name: str, value: str) -> ListCode:
    return ListCode.objects.get(list=name, code=value)


def offer(cast: Cast, user: str = "ngo", reason: str = "", **fields: Any) -> Offer:
    row = Offer(
        **{
            "on": TODAY,
            "way": code("offer_way", "in_person"),
            "sex": "male",
            "age": "adult",
            "answer": "declined" if reason else "accepted",
            "reason": code("decline_reason", reason) if reason else None,
            **fields,
        }
    )
    with cast.acting(user):
        return offers.save_offer(by=cast.user(user), offer=row)


def test_declined_offers_by_sex_and_reason(cast: Cast) -> None:
    told = [
        ("male", "for_women"), ("male", "for_women"), ("male", "fear"), ("female", "fear"),
        ("female", ""), ("male", ""),
    ]  # fmt: skip
    for sex, reason in told:
        offer(cast, sex=sex, reason=reason)
    offer(cast, "ngo_b", sex="male", reason="shame")
    offer(cast, sex="male", reason="shame", on=days_ago(400))
    with cast.acting("ngo"):
        found = queries.count_offers(days_ago(30), TODAY)
    assert found.sexes == ["female", "male"]
    by_reason = {line.reason.code: line.by_sex for line in found.reasons}
    slow = {
        reason: [sum((s, r) == (sex, reason) for s, r in told) for sex in ("female", "male")]
        for reason in ("for_women", "fear")
    }
    assert by_reason == slow == {"for_women": [0, 2], "fear": [1, 1]}
    assert dict(found.answers)[Answer.DECLINED] == [1, 3]
    assert found.totals == [2, 4]


def test_a_reason_belongs_to_a_refusal_and_to_nothing_else(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="why it was declined"):
        offer(cast, answer="declined")
    with pytest.raises(ValidationError, match="Only an offer"):
        offer(cast, reason="fear", answer="undecided")
    with pytest.raises(ValidationError, match="not in the list"):
        offer(cast, answer="declined", reason="fear", way=code("decline_reason", "fear"))
    with pytest.raises(ValidationError, match="not come yet"):
        offer(cast, on=TODAY + timedelta(days=1))
    assert not Offer.objects.exists()


def test_of_somebody_who_is_helped_sex_and_age_are_known(cast: Cast, make: Makers) -> None:
    child = make.beneficiary(sex="female", birth_date=days_ago(365 * 12))
    row = offer(cast, beneficiary=child, sex="male", age="adult", reason="family")
    assert (row.sex, row.age) == ("female", "child")
    stranger = make.beneficiary("ngo_b")
    with pytest.raises(ValidationError, match="cannot be changed"):
        offer(cast, beneficiary=stranger)


def test_first_responders_record_offers_and_nobody_reads_anothers(cast: Cast) -> None:
    mine = offer(cast, "responder", reason="distrust")
    offer(cast, "ngo", reason="shame")
    with cast.acting("responder"):
        assert [row.pk for row in queries.offers()] == [mine.pk]
    for user in ("responder_b", "ngo_b", "officer", "analyst", "coordinator", "funder"):
        with cast.acting(user):
            assert not Offer.objects.exists(), user
    with cast.acting("ngo"), pytest.raises(ValidationError):
        offers.remove_offer(by=cast.user("ngo"), offer=mine)
    with cast.acting("officer"), pytest.raises(Refused):
        offers.remove_offer(by=cast.user("officer"), offer=mine)
    with cast.acting("responder"):
        offers.remove_offer(by=cast.user("responder"), offer=mine)
        assert not Offer.objects.exists()
