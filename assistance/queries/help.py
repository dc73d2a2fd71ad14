"""People who are helped, a day's sheet of services, and the code lists they use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext

from assistance.choices import Unit
from assistance.models import (
    Beneficiary,
    Consent,
    Service,
)
from assistance.queries.consents import LATER, in_force
from thbcases.codes.choices import ListName
from thbcases.codes.models import DatedQuerySet, ListCode, ServiceKind
from thbcases.people.age import ComesOfAge, LatestBirth

NIGHT = "emergency_housing"
# After so many days without a service somebody should ask how the person is.
QUIET_DAYS = 30
LONGEST_CODE = Beneficiary._meta.get_field("code").max_length


def quantity(units: Decimal, unit: str) -> str:
    """`1,5 hours`: how much, in words that agree with the number."""
    # A fraction takes the plural in English, and in Lithuanian the form that follows 2.
    count = int(units) if units == units.to_integral_value() else 2
    words = {
        Unit.HOURS: ngettext("%(much)s hour", "%(much)s hours", count),
        Unit.NIGHTS: ngettext("%(much)s night", "%(much)s nights", count),
        Unit.SESSIONS: ngettext("%(much)s session", "%(much)s sessions", count),
        Unit.ITEMS: ngettext("%(much)s item", "%(much)s items", count),
    }
    # Normalised, `10` is written `1E+1`; adding nothing undoes that.
    return words[Unit(unit)] % {"much": number_format(units.normalize() + 0)}


def beneficiaries() -> QuerySet[Beneficiary]:
    """People helped, in Lithuanian order, with the last day on which each was given a service."""
    last = Service.objects.filter(beneficiary=OuterRef("pk")).order_by("-on").values("on")[:1]
    return (
        Beneficiary.objects.select_related("person", "referred_by", "outcome", "worker")
        .annotate(last_service=Subquery(last), adult_on=ComesOfAge(LatestBirth("person__")))
        .order_by("person__sort_key", "pk")
    )


def open_on(day: date, also: Collection[str] = ()) -> QuerySet[Beneficiary]:
    """People who were being helped on a day, and those named by number, by their codes."""
    helped = Q(registered_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gte=day))
    return (
        Beneficiary.objects.select_related("person")
        .filter(helped | Q(uuid__in=also))
        .order_by("code", "pk")
    )


@dataclass(frozen=True)
class OnePerson:
    """A line of the day's sheet: who, what they were already given that day, seen lately or not."""

    beneficiary: Beneficiary
    given: list[Service]
    is_recent: bool


def day_sheet(day: date, also: Collection[str] = ()) -> list[OnePerson]:
    """Everybody who was helped on a day, with that day's services; two queries, however many.

    `also`: random numbers of people who stay on the sheet although they were not helped that
    day, because somebody ticked them.
    """
    lately = Service.objects.filter(
        beneficiary=OuterRef("pk"), on__gte=day - timedelta(days=QUIET_DAYS), on__lte=day
    )
    people = open_on(day, also).annotate(seen=Exists(lately))
    given: dict[int, list[Service]] = {}
    for service in services_on(day):
        given.setdefault(service.beneficiary_id, []).append(service)
    new = day - timedelta(days=QUIET_DAYS)
    return [OnePerson(p, given.get(p.pk, []), p.seen or p.registered_on >= new) for p in people]


def in_shelter_on(day: date) -> set[UUID]:
    """The random numbers of the people who spent the night of a day in the shelter."""
    nights = services_on(day).filter(kind__code=NIGHT).order_by()
    return set(nights.values_list("beneficiary__uuid", flat=True))


def in_shelter_since(day: date) -> set[UUID]:
    """The random numbers of the people who spent a night in the shelter on a day or later."""
    nights = Service.objects.filter(kind__code=NIGHT, on__gte=day).order_by()
    return set(nights.values_list("beneficiary__uuid", flat=True))


def services_on(day: date) -> QuerySet[Service]:
    """Services given on a day, in the order in which they were entered."""
    return (
        Service.objects.filter(on__lte=day)
        .filter(Q(on=day) | Q(ended_on__gte=day))
        .select_related("kind", "beneficiary__person", "project", "worker")
        .order_by("pk")
    )


def services() -> QuerySet[Service]:
    """Services with everything a list shows of them."""
    return Service.objects.select_related(
        "kind", "beneficiary__person", "project__call__currency", "worker"
    )


def service_kinds(day: date) -> DatedQuerySet[ServiceKind]:
    """The kinds of service in use on a day."""
    return ServiceKind.objects.valid_on(day)


def night_kind(day: date) -> ServiceKind | None:
    """The kind of service that is a night in the shelter, while it is in use."""
    return service_kinds(day).filter(code=NIGHT).first()


def consent_purposes(day: date) -> DatedQuerySet[ListCode]:
    """What a person can be asked to agree to, or is to be told, when help begins."""
    rows = ListCode.objects.filter(list=ListName.CONSENT_PURPOSE).exclude(code__in=LATER)
    return rows.valid_on(day)


def closing_outcomes(day: date) -> DatedQuerySet[ListCode]:
    """With what help can end."""
    return ListCode.objects.filter(list=ListName.CLOSING_OUTCOME).valid_on(day)


def open_people() -> QuerySet[Beneficiary]:
    """People who are being helped now."""
    return Beneficiary.objects.filter(closed_on=None).select_related("person")


def without_consent() -> QuerySet[Beneficiary]:
    """People being helped with whom no consent and no explanation is recorded as in force."""
    valid = Consent.objects.filter(in_force(), beneficiary=OuterRef("pk"))
    return open_people().filter(~Exists(valid)).order_by("registered_on", "pk")


def not_seen_lately() -> QuerySet[Beneficiary]:
    """People being helped who were given nothing for a month, the longest first."""
    since = timezone.localdate() - timedelta(days=QUIET_DAYS)
    last = Service.objects.filter(beneficiary=OuterRef("pk")).order_by("-on").values("on")[:1]
    return (
        open_people()
        .annotate(last_service=Subquery(last))
        .annotate(quiet_since=Coalesce("last_service", F("registered_on")))
        .filter(quiet_since__lt=since)
        .order_by("quiet_since", "pk")
    )


@dataclass(frozen=True)
class DayCount:
    """How much was recorded for a day."""

    nights: int
    others: int


def count_day(day: date) -> DayCount:
    """Nights and other services of a day, in one query."""
    is_night = Q(kind__code=NIGHT)
    found = services_on(day).aggregate(
        nights=Count("pk", filter=is_night), others=Count("pk", filter=~is_night)
    )
    return DayCount(**found)


def next_code() -> str:
    """The code after the newest one: `Uostas-034` → `Uostas-035`; empty for the first."""
    newest = Beneficiary.objects.order_by("-pk").values_list("code", flat=True).first() or ""
    head = newest.rstrip("0123456789")
    digits = newest[len(head) :]
    if not digits:
        return ""
    return f"{head}{int(digits) + 1:0{len(digits)}d}"[:LONGEST_CODE]
