"""Reads about victims and their stay. Visibility is the database's: all rows are one's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.access.models import AccessGrant, GrantedKind
from thbcases.access.rights import may
from thbcases.audit.models import Entry
from thbcases.codes.choices import ListName, TermEvent
from thbcases.codes.models import ExploitationForm, ListCode, ServiceKind, TermRule
from thbcases.codes.queries import NotInForce, add_term, term_rule
from thbcases.investigations.choices import OPEN_STAGES
from thbcases.investigations.models import Investigation
from thbcases.people.models import CHILD_BELOW_YEARS
from thbcases.victims.choices import WAITING, Answer, PermitState
from thbcases.victims.identification import Identification
from thbcases.victims.indicators.asked import Asked, Changes, changes, current
from thbcases.victims.indicators.weighing import Weighed, weigh
from thbcases.victims.models import (
    ExploitationEpisode,
    ReflectionPeriod,
    ResidencePermit,
    Victim,
    VictimDecision,
)

Stay = ReflectionPeriod | ResidencePermit
SOON_DAYS = 30

TERM_OF: dict[type[Stay], TermEvent] = {
    ReflectionPeriod: TermEvent.REFLECTION_PERIOD,
    ResidencePermit: TermEvent.RESIDENCE_PERMIT,
}
_GROUNDS_OF: dict[type[Stay], ListName] = {
    ReflectionPeriod: ListName.REFLECTION_END_GROUND,
    ResidencePermit: ListName.PERMIT_WITHDRAWAL_GROUND,
}


@dataclass(frozen=True)
class Term:
    """How long a stay lasts that begins on a day, and the rule that says so."""

    last_day: date
    rule: TermRule


def term_from(event: TermEvent, starts_on: date) -> Term:
    """The term that starts on a day. Raises codes' NotInForce when no rule covers it."""
    rule = term_rule(event, starts_on)
    return Term(add_term(starts_on, rule), rule)


def end_grounds(model: type[Stay], on: date) -> QuerySet[ListCode]:
    """On which grounds such a stay may be ended early on that day."""
    return ListCode.objects.filter(list=_GROUNDS_OF[model]).valid_on(on)


# --- victims


def with_registration(victims: QuerySet[Victim]) -> QuerySet[Victim]:
    """Add `registered_on`: the day of the first decision, on which age and citizenship count."""
    first = VictimDecision.objects.filter(victim=OuterRef("pk")).order_by("on", "id")
    return victims.alias(first_on=Subquery(first.values("on")[:1])).annotate(
        registered_on=Coalesce("first_on", "status_on")
    )


class _EighteenYearsBefore(Func):
    """The day by which somebody was born who is of age on a day."""

    template = f"(%(expressions)s - interval '{CHILD_BELOW_YEARS} years')::date"
    output_field = DateField()


class _LastDayOf(Func):
    """The last day of a year."""

    function = "make_date"
    template = "%(function)s(%(expressions)s, 12, 31)"
    output_field = DateField()


def of_age_when_registered(victims: QuerySet[Victim], *, is_child: bool) -> QuerySet[Victim]:
    """Who was under 18 when registered, or who was not; the rows need `with_registration`.

    With only a year known the person counts as born on its last day, as `Person.age_on` has it.
    Whose birth is not known is neither.
    """
    rows = victims.alias(
        born_on=Coalesce("person__birth_date", _LastDayOf(F("person__birth_year"))),
        of_age_if_born_by=_EighteenYearsBefore(F("registered_on")),
    )
    of_age = F("of_age_if_born_by")
    return rows.filter(born_on__gt=of_age) if is_child else rows.filter(born_on__lte=of_age)


def listed_victims() -> QuerySet[Victim]:
    """Victims with all that a row of a list shows, in the same number of queries for any number."""
    rows = with_registration(Victim.objects.select_related("person"))
    rows = rows.prefetch_related(
        "person__citizenships",
        Prefetch(
            "episodes",
            ExploitationEpisode.objects.select_related("form").order_by("-is_main", "id"),
        ),
    )
    return with_investigation(rows)


def with_investigation(victims: QuerySet[Victim]) -> QuerySet[Victim]:
    """Fetch the investigation too, where it may be seen.

    Where it may not, an inner join with it would hide the victim as well.
    """
    return victims.select_related("investigation") if may("investigation.read") else victims


def investigation_words(victim: Victim) -> str:
    """The number of the investigation, or nothing where it may not be seen."""
    return str(victim.investigation) if may("investigation.read") else ""


def open_until(victims: QuerySet[Victim]) -> QuerySet[Victim]:
    """Add `open_until` and `opened_by_id`: the grant by which the acting NGO reads the record."""
    now = timezone.now()
    grants = AccessGrant.objects.filter(
        kind=GrantedKind.VICTIM, object_id=OuterRef("pk"), starts_at__lte=now, ends_at__gt=now
    ).order_by("-ends_at")
    return victims.annotate(
        open_until=Subquery(grants.values("ends_at")[:1]),
        opened_by_id=Subquery(grants.values("custodian_id")[:1]),
    )


def waiting_victims() -> QuerySet[Victim]:
    """Flagged and presumed victims of open investigations, the longest waiting first."""
    rows = Victim.objects.filter(status__in=WAITING, investigation__stage__in=sorted(OPEN_STAGES))
    return rows.select_related("person", "investigation").order_by("status_on", "id")


def investigation_of(victim: Victim) -> Investigation | None:
    """The investigation, where the acting user may see it."""
    if not may("investigation.read"):
        return None
    return Investigation.objects.filter(pk=victim.investigation_id).first()


def exploited_from(victim: Victim) -> date | None:
    """The first known day of exploitation, by which the age at exploitation counts."""
    days = [e.starts_on or e.ends_on for e in victim.episodes.all()]
    return min((day for day in days if day is not None), default=None)


def grants_of(victim: Victim) -> QuerySet[AccessGrant]:
    """To whom the record is and was open."""
    rows = AccessGrant.objects.filter(kind=GrantedKind.VICTIM, object_id=victim.pk)
    return rows.select_related("organisation").order_by("-ends_at", "-id")


def trail_of(victim: Victim) -> QuerySet[Entry]:
    """Who read, changed or was given this record, its person and its stay; newest first."""
    stays = [
        *victim.reflection_periods.values_list("uuid", flat=True),
        *victim.residence_permits.values_list("uuid", flat=True),
    ]
    mine = [victim.uuid, victim.person.uuid, *stays]
    return Entry.objects.filter(custodian_id=victim.custodian_id, records__overlap=mine)


# --- help: a higher layer knows who is helped and says so only with consent

HelpWords = Callable[[list[Victim]], dict[int, str]]
_help_words: list[HelpWords] = []


def register_help_words(words: HelpWords) -> None:
    """Let the assistance side say in a few words, by key of the victim, what help there is."""
    if words not in _help_words:
        _help_words.append(words)


def help_of(victims: Iterable[Victim]) -> dict[int, str]:
    """What the acting user may know of the help each victim receives, by the victim's key."""
    rows = list(victims)
    known: dict[int, str] = {}
    for words in _help_words if rows else ():
        known |= words(rows)
    return known


# --- stay


def ending_soon(model: type[Stay], days: int = SOON_DAYS) -> QuerySet[Stay]:
    """Granted stays that run out within so many days, the first on top."""
    today = timezone.localdate()
    rows = model._default_manager.filter(
        state=PermitState.GRANTED, ends_on__range=(today, today + timedelta(days=days))
    )
    return rows.select_related("person").order_by("ends_on", "id")


def proposals(model: type[Stay]) -> QuerySet[Stay]:
    """What waits for the migration department, the oldest first."""
    rows = model._default_manager.filter(state=PermitState.PROPOSED)
    return rows.select_related("person").order_by("proposed_on", "id")


def decided_since(model: type[Stay], day: date) -> QuerySet[Stay]:
    """Stays that were decided on or ended early since a day, the newest first."""
    rows = model._default_manager.filter(Q(decided_on__gte=day) | Q(ended_on__gte=day))
    return rows.select_related("person").order_by("-decided_on", "-id")


def renewable_permits(victim: Victim) -> QuerySet[ResidencePermit]:
    """Granted permits of the victim's person that no other renews yet, the newest first."""
    taken = ResidencePermit.objects.filter(renewal_of=OuterRef("pk")).exclude(
        state=PermitState.REFUSED
    )
    rows = ResidencePermit.objects.filter(person_id=victim.person_id, state=PermitState.GRANTED)
    return rows.filter(~Exists(taken)).order_by("-starts_on")


def chain_of(permit: ResidencePermit) -> list[ResidencePermit]:
    """All permits of the person in the chain this one belongs to, the first on top."""
    rows = {
        row.pk: row
        for row in ResidencePermit.objects.filter(person_id=permit.person_id).select_related(
            "renewal_of"
        )
    }
    before: list[ResidencePermit] = []
    link = rows.get(permit.renewal_of_id or 0)
    while link is not None and link not in before:
        before.insert(0, link)
        link = rows.get(link.renewal_of_id or 0)
    after, current = [], permit
    while (
        following := next((r for r in rows.values() if r.renewal_of_id == current.pk), None)
    ) is not None and following not in after:
        after.append(following)
        current = following
    return [*before, permit, *after]


# --- identifications


def asked_of(row: Identification) -> Asked:
    """The list of signs as it was asked."""
    return Asked.read(row.asked)


def is_child_then(row: Identification) -> bool | None:
    """Whether the person was under 18 when exploited; None when nobody knows.

    Whoever is under 18 on the day of the talk was so before.
    """
    if row.age_then is not None:
        return row.age_then < CHILD_BELOW_YEARS
    if row.child_then != Answer.UNKNOWN:
        return row.child_then == Answer.YES
    return True if row.person.is_child_on(row.met_on) else None


def weighed_of(row: Identification) -> Weighed:
    """What the ticked signs say."""
    return weigh(
        asked_of(row),
        set(row.answers.get("signs", [])),
        is_child=is_child_then(row),
        purposes=row.answers.get("forms", []),
    )


def newer_list(row: Identification) -> Changes | None:
    """What today's list asks otherwise than this draft; None when that was answered already."""
    if row.is_finished:
        return None
    try:
        now = current(timezone.localdate())
    except NotInForce:
        return None
    asked = asked_of(row)
    if now.fingerprint in (asked.fingerprint, row.list_left):
        return None
    return changes(asked, now)


def forms_named(codes: Iterable[str]) -> list[ExploitationForm]:
    """The forms of exploitation with these codes."""
    return list(ExploitationForm.objects.filter(code__in=list(codes)))


def help_named(codes: Iterable[str]) -> list[ServiceKind]:
    """The kinds of help with these codes."""
    return list(ServiceKind.objects.filter(code__in=list(codes)))


def careful_persons(persons: set[int]) -> dict[int, str]:
    """Who of these may be a victim: before reaching them, the rules of safe contact are read."""
    victims = Victim.objects.filter(person__in=persons).values_list("person_id", flat=True)
    noticed = Identification.objects.filter(person__in=persons).values_list("person_id", flat=True)
    return dict.fromkeys({*victims, *noticed}, "")


def is_own(row: Identification) -> bool:
    """Whether the acting user's organisation wrote it."""
    actor = current_actor()
    return actor is not None and actor.organisation_id == row.custodian_id


def circumstances(row: Identification) -> list[tuple[Any, Any]]:
    """What is said of the person and the situation, label and words; empty ones are left out."""

    def label(name: str) -> Any:
        field: Any = Identification._meta.get_field(name)
        return field.verbose_name

    def with_more(name: str, more: str) -> tuple[Any, str]:
        words = str(getattr(row, f"get_{name}_display")())
        return label(name), ": ".join(part for part in (words, getattr(row, more)) if part)

    person = row.person
    where = ", ".join(str(part) for part in (row.place, row.country) if part)
    support = [str(kind) for kind in help_named(row.answers.get("support", []))]
    return [
        (_("sex"), person.get_sex_display()),
        (_("born"), person.born),
        (label("age_then"), row.age_then),
        (label("child_then"), row.get_child_then_display()),
        (_("place of exploitation"), where),
        (label("still_there"), row.get_still_there_display()),
        (label("last_contact"), row.get_last_contact_display()),
        with_more("reported_before", "reported_to"),
        with_more("others", "others_text"),
        with_more("risk", "risk_text"),
        (label("cooperation"), row.get_cooperation_display()),
        (_("help that is wanted"), ", ".join([*support, row.support_text]).strip(", ")),
        (label("language"), row.language),
        (label("interpreter"), row.get_interpreter_display()),
        (label("taken_from"), row.taken_from),
        (label("taken_on"), row.taken_on),
        (label("finished_on"), row.finished_on),
    ]
