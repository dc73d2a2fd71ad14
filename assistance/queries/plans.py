"""Needs, plans and goals as the screens ask for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from assistance.models import Beneficiary, Goal, Need, Plan
from thbcases.codes.choices import ListName, TermEvent
from thbcases.codes.models import DatedQuerySet, ListCode
from thbcases.codes.queries import NotInForce, add_term, term_rule

REVIEW_SOON = timedelta(days=14)


@dataclass(frozen=True)
class NeedNow:
    """A part of life with its newest assessment, and the one before it."""

    need: Need
    before: Need | None


def need_domains(day: date) -> DatedQuerySet[ListCode]:
    """The parts of life in which help may be needed."""
    return ListCode.objects.filter(list=ListName.NEED_DOMAIN).valid_on(day)


def support_kinds(day: date) -> DatedQuerySet[ListCode]:
    """The kinds of support a goal belongs to."""
    return ListCode.objects.filter(list=ListName.SUPPORT_PLAN_TYPE).valid_on(day)


def needs_now(beneficiary: Beneficiary) -> list[NeedNow]:
    """The newest assessment of each part of life, in the order of the list; one query."""
    by_domain: dict[int, list[Need]] = {}
    for need in beneficiary.assessed_needs.select_related("domain").order_by("-on", "-id"):
        by_domain.setdefault(need.domain_id, []).append(need)
    found = [NeedNow(rows[0], rows[1] if rows[1:] else None) for rows in by_domain.values()]
    return sorted(found, key=lambda now: (now.need.domain.position, now.need.domain_id))


def plans() -> QuerySet[Plan]:
    """Plans with everything a page shows of them."""
    goals = Goal.objects.select_related("area").prefetch_related("steps")
    return Plan.objects.select_related("beneficiary__person").prefetch_related(
        Prefetch("goals", queryset=goals), "reviews"
    )


def current_plan(beneficiary: Beneficiary) -> Plan | None:
    """The plan that runs; after the end of the help the last one."""
    rows = plans().filter(beneficiary=beneficiary)
    return rows.filter(ended_on=None).first() or rows.first()


def plans_to_review() -> QuerySet[Plan]:
    """Running plans whose review is due within two weeks or late, the latest first."""
    until = timezone.localdate() + REVIEW_SOON
    rows = Plan.objects.select_related("beneficiary__person").filter(ended_on=None)
    return rows.filter(review_on__lte=until).order_by("review_on", "pk")


def usual_review(agreed_on: date) -> date | None:
    """Until when a plan agreed on a day is looked at again; None where no rule says it."""
    try:
        return add_term(agreed_on, term_rule(TermEvent.PLAN_REVIEW, agreed_on))
    except NotInForce:
        return None
