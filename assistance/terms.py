"""The terms of help: plans that are to be reviewed, people who are to be asked afterwards."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.choices import FollowUpRound
from assistance.models import Beneficiary, Plan
from assistance.queries import Turn
from thbcases.clocks.sources import Source, Term, register_source
from thbcases.codes.choices import TermEvent

BENEFICIARY = "assistance.beneficiary"


def register_all() -> None:
    """When the apps are ready."""
    register_source(
        Source(
            "plan_review",
            TermEvent.PLAN_REVIEW,
            _("plan of help to be reviewed"),
            "beneficiary.read",
            open_reviews,
            BENEFICIARY,
            reviews_of,
        )
    )
    for which in FollowUpRound:
        register_source(
            Source(
                which.value,
                TermEvent(which.value),
                which.label,
                "beneficiary.read",
                partial(open_follow_ups, which),
                BENEFICIARY,
                _of_one(which),
            )
        )


def open_reviews() -> Iterator[Term]:
    """The plans that run, each with the day that was agreed for its review."""
    rows = Plan.objects.filter(ended_on=None).select_related("beneficiary__person")
    return (_review(plan, plan.beneficiary) for plan in rows)


def reviews_of(beneficiary: Beneficiary) -> Iterator[Term]:
    """The review of one person's plan that comes next, and those that were held."""
    for plan in queries.plans().filter(beneficiary=beneficiary):
        starts, planned = plan.agreed_on, None
        for review in sorted(plan.reviews.all(), key=lambda row: (row.on, row.pk)):
            yield _term(beneficiary, starts, planned or review.on, review.on)
            starts, planned = review.on, review.next_on
        if plan.ended_on is None:
            yield _review(plan, beneficiary)


def open_follow_ups(which: FollowUpRound) -> Iterator[Term]:
    """Whom to ask at one of the three times, as long as it has not lapsed."""
    for turn in queries.turns(queries.ended(), timezone.localdate()):
        if turn.round == which and turn.is_open:
            yield _follow_up(turn)


def _of_one(which: FollowUpRound) -> Callable[[Beneficiary], Iterator[Term]]:
    def terms(beneficiary: Beneficiary) -> Iterator[Term]:
        rows = queries.ended().filter(pk=beneficiary.pk)
        for turn in queries.turns(rows, timezone.localdate()):
            if turn.round == which and (turn.is_open or turn.entered is not None):
                yield _follow_up(turn)

    return terms


def _review(plan: Plan, beneficiary: Beneficiary) -> Term:
    return _term(beneficiary, plan.agreed_on, plan.review_on, None)


def _term(beneficiary: Beneficiary, starts_on: date, due_on: date, done_on: date | None) -> Term:
    return Term(
        record=beneficiary,
        name=str(beneficiary),
        code=beneficiary.code,
        starts_on=starts_on,
        organisation_id=beneficiary.custodian_id,
        due_on=due_on,
        done_on=done_on,
    )


def _follow_up(turn: Turn) -> Term:
    beneficiary = turn.beneficiary
    return Term(
        record=beneficiary,
        name=str(beneficiary),
        code=beneficiary.code,
        starts_on=turn.starts_on,
        organisation_id=beneficiary.custodian_id,
        done_on=turn.entered.on if turn.entered else None,
    )
