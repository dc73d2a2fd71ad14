"""Who is a child, when, and what is missing of what a child is owed."""

from datetime import date

from django.db.models import Case, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.people.age import CHILD_BELOW_YEARS, AgeRange, ComesOfAge, LatestBirth, years_on
from thbcases.victims.choices import HELP_OPEN, PLACEMENTS, WAITING
from thbcases.victims.models import (
    ChildAge,
    ChildGuardian,
    ChildNotice,
    ChildRepresentative,
    ExploitationEpisode,
    Victim,
)
from thbcases.victims.queries import exploited_from, with_registration

# All that is read of a child; fetched before, so that a list asks once for each.
PARTS = (
    "child_ages",
    "guardians",
    "child_notices",
    "child_interviews",
    "representatives",
    "arrangements",
)
MISSING: dict[str, Promise] = {
    "age": _("how the age is known"),
    "notice": _("notice to the child rights service"),
    "guardian": _("guardian"),
    "representative": _("representative"),
    "room": _("interview was not in a special room"),
    "place": _("where the child lives"),
}


def assessed(victim: Victim) -> ChildAge | None:
    """The finding that speaks for the age when exploited: the newest."""
    return next(iter(victim.child_ages.all()), None)


def age_exploited(victim: Victim) -> AgeRange | None:
    """The age when exploited: as it was found, else by the birth and the first day."""
    found = assessed(victim)
    if found is not None:
        return found.range
    began = exploited_from(victim)
    return None if began is None else victim.person.age_range_on(began)


def age_on(victim: Victim, day: date) -> AgeRange | None:
    """The age on a day: by the full birth date, else by what was found, else by the year."""
    found, person = assessed(victim), victim.person
    if person.birth_date is not None or found is None:
        return person.age_range_on(day)
    began = exploited_from(victim)
    since = max(0, years_on(began, day)) if began is not None else 0
    return AgeRange(found.least + since, found.most + since)


def registered_on(victim: Victim) -> date:
    """The day of registration; the row needs `with_registration`."""
    day: date = victim.registered_on  # type: ignore[attr-defined]
    return day


def was_child_exploited(victim: Victim) -> bool:
    """Whether the person was, or may have been, a child when exploited."""
    age = age_exploited(victim)
    return age is not None and age.may_be_child


def is_child_on(victim: Victim, day: date) -> bool:
    """Whether the person is treated as a child on a day."""
    age = age_on(victim, day)
    return age is not None and age.may_be_child


def concerns_child(victim: Victim) -> bool:
    """Whether the record is a child's: when exploited or when registered."""
    return was_child_exploited(victim) or is_child_on(victim, registered_on(victim))


def children() -> QuerySet[Victim]:
    """The victims who are `concerns_child`, with all their parts; the same rule as a query."""
    newest = ChildAge.objects.filter(victim=OuterRef("pk")).order_by("-on", "-id")
    days = ExploitationEpisode.objects.filter(victim=OuterRef("pk")).order_by()
    began = days.values("victim").annotate(day=Min(Coalesce("starts_on", "ends_on")))
    rows = with_registration(Victim.objects.select_related("person", "investigation")).alias(
        found=Subquery(newest.values("least")[:1]),
        began=Subquery(began.values("day")),
        of_age_on=ComesOfAge(LatestBirth("person__")),
        # without a full birth date, what was found speaks for the day of registration as well
        of_age_known=Case(
            When(Q(found__isnull=True) | Q(person__birth_date__isnull=False), then=F("of_age_on"))
        ),
    )
    is_child = (
        Q(found__lt=CHILD_BELOW_YEARS)
        | Q(found__isnull=True, of_age_on__gt=F("began"))
        | Q(of_age_known__gt=F("registered_on"))
    )
    return rows.filter(is_child).prefetch_related(*PARTS, "episodes")


# --- who may speak for the child


def in_force(part: ChildGuardian | ChildRepresentative, day: date) -> bool:
    """Whether a guardian or representative stands on a day."""
    begun = part.starts_on is None or part.starts_on <= day
    return begun and (part.ends_on is None or part.ends_on >= day)


def speakers(victim: Victim, day: date) -> list[ChildGuardian | ChildRepresentative]:
    """Who may be called for the child and consent for it on a day.

    The representative first; a guardian with a conflict of interest never.
    """
    found: list[ChildGuardian | ChildRepresentative] = [
        one for one in victim.representatives.all() if in_force(one, day)
    ]
    return found + [
        one for one in victim.guardians.all() if in_force(one, day) and not one.has_conflict
    ]


def needs_representative(victim: Victim, day: date) -> bool:
    """A child without a guardian at hand who is free of conflict needs somebody appointed."""
    free = any(in_force(one, day) and not one.has_conflict for one in victim.guardians.all())
    return not free and is_child_on(victim, day)


# --- terms and what is missing


def is_owed(victim: Victim) -> bool:
    """Whether terms run: somebody registered as a child who is, or may be, a victim."""
    return victim.status in HELP_OPEN | WAITING and is_child_on(victim, registered_on(victim))


def notice(victim: Victim) -> ChildNotice | None:
    """The first notice, which is the one the term asks for."""
    return next(iter(victim.child_notices.all()), None)


def first_representative(victim: Victim) -> ChildRepresentative | None:
    """Who was appointed first."""
    return min(victim.representatives.all(), key=lambda one: one.starts_on, default=None)


def missing(victim: Victim) -> list[str]:
    """What of `MISSING` is not there yet, in its order."""
    today = timezone.localdate()
    found = []
    if assessed(victim) is None and victim.person.birth_date is None:
        found.append("age")
    if not is_owed(victim):
        return found
    if notice(victim) is None:
        found.append("notice")
    if not victim.guardians.all() and is_child_on(victim, today):
        found.append("guardian")
    if needs_representative(victim, today) and not any(
        in_force(one, today) for one in victim.representatives.all()
    ):
        found.append("representative")
    if any(not one.in_special_room for one in victim.child_interviews.all()):
        found.append("room")
    if is_child_on(victim, today) and not any(
        one.kind in PLACEMENTS and (one.ends_on is None or one.ends_on >= today)
        for one in victim.arrangements.all()
    ):
        found.append("place")
    return found
