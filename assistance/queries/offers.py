"""Offers of help, and how they were answered by women and men."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from assistance.choices import Answer
from assistance.models import Offer
from thbcases.codes.choices import ListName
from thbcases.codes.models import DatedQuerySet, ListCode
from thbcases.people.choices import Sex


@dataclass(frozen=True)
class ReasonLine:
    """Why offers were declined: a reason, and how often by sex."""

    reason: ListCode
    by_sex: list[int]

    @property
    def total(self) -> int:
        return sum(self.by_sex)


@dataclass(frozen=True)
class Offers:
    """Offers of a period: how they were answered and why they were declined, by sex."""

    sexes: list[Sex] = field(default_factory=list)
    answers: list[tuple[Answer, list[int]]] = field(default_factory=list)
    reasons: list[ReasonLine] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.totals)


def offers() -> QuerySet[Offer]:
    """Offers with everything a list shows of them."""
    return Offer.objects.select_related("way", "kind", "reason", "beneficiary__person")


def offer_ways(day: date) -> DatedQuerySet[ListCode]:
    """How help can be offered."""
    return ListCode.objects.filter(list=ListName.OFFER_WAY).valid_on(day)


def decline_reasons(day: date) -> DatedQuerySet[ListCode]:
    """Why help can be declined."""
    return ListCode.objects.filter(list=ListName.DECLINE_REASON).valid_on(day)


def count_offers(first: date, last: date) -> Offers:
    """Offers of a period by sex, answer and reason; two queries."""
    rows = Offer.objects.filter(on__range=(first, last)).order_by()
    counted: list[dict[str, Any]] = list(
        rows.values("sex", "answer", "reason").annotate(number=Count("pk"))  # type: ignore[arg-type]
    )
    sexes = [sex for sex in Sex if any(row["sex"] == sex for row in counted)]

    def numbers(**only: object) -> list[int]:
        return [
            sum(
                row["number"]
                for row in counted
                if row["sex"] == sex and all(row[k] == v for k, v in only.items())
            )
            for sex in sexes
        ]

    reasons = ListCode.objects.filter(pk__in={row["reason"] for row in counted} - {None})
    lines = [ReasonLine(reason, numbers(reason=reason.pk)) for reason in reasons]
    return Offers(
        sexes,
        [(answer, numbers(answer=answer)) for answer in Answer],
        sorted(lines, key=lambda line: -line.total),
        numbers(),
    )
