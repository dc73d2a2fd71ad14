"""Reads of administrative cases; visibility is the database's."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from thbcases.access.acting import HasActor
from thbcases.sanctions.choices import CaseState
from thbcases.sanctions.models import AdministrativeCase, CheckLimit, LiabilityCheck


def listed_cases() -> QuerySet[AdministrativeCase]:
    """Cases with all that a row of a list shows, and the last answer to the question."""
    last = LiabilityCheck.objects.filter(case=OuterRef("pk")).order_by("-id")
    return AdministrativeCase.objects.select_related(
        "person", "law__offence", "law__currency"
    ).annotate(answer=Subquery(last.values("answer")[:1]))


def last_answer(case: AdministrativeCase) -> LiabilityCheck | None:
    """The newest answer, which is the one that counts."""
    return case.checks.select_related("asked_by").first()


def has_answer_of(case: AdministrativeCase, day: object) -> bool:
    """Whether the question was last asked on that day or later, so that it may be decided."""
    last = last_answer(case)
    return last is not None and last.asked_on >= day  # type: ignore[operator]


@dataclass(frozen=True)
class Left:
    """How many questions are left today, and of how many."""

    today: int
    of: int


def left_today(by: HasActor) -> Left | None:
    """How many questions the acting user may still ask today; None where nobody set a limit."""
    actor = by.actor()
    limit = CheckLimit.objects.filter(role=actor.role).first() if actor else None
    if actor is None or limit is None:
        return None
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    of_unit = LiabilityCheck.objects.filter(
        custodian_id=actor.organisation_id, asked_at__gte=midnight
    )
    mine = limit.per_user - of_unit.filter(asked_by_id=actor.user_id).count()
    unit = limit.per_unit - of_unit.count()
    return Left(max(0, min(mine, unit)), limit.per_user)


def to_revisit() -> QuerySet[AdministrativeCase]:
    """Fines of people who have become known as victims since; for the specialised unit.

    Whose cases one may not see is not among them, and for whoever does not look across there is
    none at all.
    """
    with connection.cursor() as cursor:
        cursor.execute("select thb_fines_to_revisit()")
        keys = [key for (key,) in cursor.fetchall()]
    return listed_cases().filter(pk__in=keys, state=CaseState.FINED)
