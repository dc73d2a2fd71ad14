"""Referrals as each side sees them, what is passed, and when the answer is due."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.choices import REFERRAL_OPEN, Language, ReferralState, Urgency
from assistance.models import DirectoryEntry, Referral
from assistance.queries import identifications
from thbcases.access.acting import Actor
from thbcases.accounts.choices import OrganisationKind
from thbcases.accounts.models import Organisation
from thbcases.clocks.sources import Term
from thbcases.codes.choices import TermEvent
from thbcases.codes.models import Country
from thbcases.people.choices import BirthPrecision, Sex
from thbcases.people.models import Person
from thbcases.victims.actions.identification import content_of

# What can be passed, in the order in which it is shown.
PARTS: dict[str, Promise] = {
    "names": _("names"),
    "birth": _("birth date or year"),
    "sex": _("sex"),
    "citizenship": _("citizenships"),
    "languages": _("languages the person speaks"),
    "contact": _("safe contact"),
    "needs": _("needs"),
    "identification": _("identification: signs, own words, evidence"),
    "note": _("note"),
}
# Each of these can tell who it is.
NAMING = frozenset({"names", "birth", "contact", "identification"})
# The kinds of organisations with people who send and receive referrals.
REFERRING_KINDS = (
    OrganisationKind.POLICE_UNIT,
    OrganisationKind.SPECIALISED_UNIT,
    OrganisationKind.BORDER_GUARD,
    OrganisationKind.NGO,
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.LABOUR_INSPECTORATE,
    OrganisationKind.CHILD_RIGHTS,
    OrganisationKind.MINISTRY,
)
TERM_OF = {
    Urgency.ORDINARY: TermEvent.REFERRAL_ANSWER,
    Urgency.URGENT: TermEvent.REFERRAL_ANSWER_URGENT,
}


def receivers(actor: Actor | None) -> QuerySet[Organisation]:
    """Organisations a person can be referred to today: active, not closed, not one's own."""
    closed = DirectoryEntry.objects.filter(
        custodian=OuterRef("pk"), closed_on__lte=timezone.localdate()
    )
    rows = Organisation.objects.filter(~Exists(closed), is_active=True, kind__in=REFERRING_KINDS)
    return rows.exclude(pk=actor.organisation_id) if actor else rows


def closed_receivers() -> Q:
    """Referrals whose receiver closed meanwhile."""
    closed = DirectoryEntry.objects.filter(
        custodian=OuterRef("receiver"), closed_on__lte=timezone.localdate()
    )
    return Q(receiver__is_active=False) | Q(Exists(closed))


def referrals() -> QuerySet[Referral]:
    """Referrals with what lists show of them; the person is there for the sender only."""
    return Referral.objects.select_related("custodian", "receiver", "person")


def to_answer(actor: Actor) -> QuerySet[Referral]:
    """Referrals that wait for the own organisation's answer, the oldest first."""
    rows = referrals().filter(receiver_id=actor.organisation_id, state=ReferralState.SENT)
    return rows.order_by("-urgency", "sent_at", "pk")


def count_to_answer(actor: Actor) -> int:
    """How many referrals wait for the own organisation's answer."""
    return to_answer(actor).count()


def to_send_elsewhere(actor: Actor) -> QuerySet[Referral]:
    """Own referrals to an organisation that closed before it answered or was done."""
    rows = referrals().filter(closed_receivers(), custodian_id=actor.organisation_id)
    return rows.filter(state__in=sorted(REFERRAL_OPEN)).order_by("sent_at", "pk")


def ended_unseen(actor: Actor) -> QuerySet[Referral]:
    """Referrals to the own organisation that were taken back or lost their consent, not seen."""
    ended = [ReferralState.REVOKED, ReferralState.WITHDRAWN]
    rows = referrals().filter(receiver_id=actor.organisation_id, state__in=ended, seen_at=None)
    return rows.order_by("-closed_at", "-pk")


def lately_answered(actor: Actor, since: date) -> QuerySet[Referral]:
    """Own referrals that were answered or ended by the receiver lately."""
    answered = [ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.DONE]
    rows = referrals().filter(custodian_id=actor.organisation_id, state__in=answered)
    moment = Q(answered_at__date__gte=since) | Q(closed_at__date__gte=since)
    return rows.filter(moment).order_by("-answered_at", "-pk")


def content_for(
    person: Person,
    parts: Collection[str],
    *,
    languages: Collection[str] = (),
    contact: str = "",
    needs: str = "",
    note: str = "",
) -> dict[str, Any]:
    """What would be passed of a person: the chosen parts that have something in them.

    The preview shows this and sending keeps this, so nothing passes that was not shown.
    """
    countries: Any = person.citizenships.all()
    said: dict[str, Any] = {
        "names": {
            "family_name": person.family_name,
            "given_name": person.given_name,
            "original_name": person.original_name,
        },
        "birth": _birth(person),
        "sex": "" if person.sex == Sex.UNKNOWN else str(person.sex),
        "citizenship": [country.code for country in countries],
        "languages": list(languages),
        "contact": contact.strip(),
        "needs": needs.strip(),
        "note": note.strip(),
    }
    if "identification" in parts and (found := identifications.newest_of(person)):
        said["identification"] = content_of(found)
    return {part: said[part] for part in PARTS if part in parts and said.get(part)}


def _birth(person: Person) -> dict[str, Any]:
    if person.birth_precision == BirthPrecision.UNKNOWN:
        return {}
    day = person.birth_date.isoformat() if person.birth_date else ""
    return {"precision": str(person.birth_precision), "date": day, "year": person.birth_year}


@dataclass(frozen=True)
class Shown:
    """One line of what passes, as the receiver reads it."""

    label: Promise
    text: str


def shown(content: dict[str, Any]) -> list[Shown]:
    """What passes in words: the same for the preview and for the receiver."""
    return [Shown(PARTS[part], _words(part, content[part])) for part in PARTS if part in content]


def _words(part: str, value: Any) -> str:
    return _WORDS[part](value) if part in _WORDS else str(value)


def _name_words(value: Any) -> str:
    latin = ", ".join(v for v in (value["family_name"], value["given_name"]) if v)
    return " · ".join(v for v in (latin, value["original_name"]) if v)


def _birth_words(value: Any) -> str:
    if value["date"]:
        return str(value["date"])
    about = value["precision"] == BirthPrecision.ESTIMATE
    return _now("about %(year)s") % {"year": value["year"]} if about else str(value["year"])


_WORDS: dict[str, Callable[[Any], str]] = {
    "names": _name_words,
    "birth": _birth_words,
    "sex": lambda value: str(Sex(value).label),
    "citizenship": lambda value: ", ".join(
        str(row) for row in Country.objects.filter(code__in=value)
    ),
    "languages": lambda value: ", ".join(str(Language(code).label) for code in value),
    "identification": lambda value: "\n".join(identifications.lines(value)),
}


# --- the term for an answer


def term_of(referral: Referral) -> Term:
    """The term in which the receiver answers."""
    return Term(
        record=referral,
        name=_now("referral %(number)s: answer") % {"number": referral.number},
        code=referral.number,
        starts_on=timezone.localdate(referral.sent_at),
        organisation_id=referral.receiver_id,
        done_on=_answered_on(referral),
    )


def _answered_on(referral: Referral) -> date | None:
    moment = referral.answered_at or referral.closed_at
    return timezone.localdate(moment) if moment else None


def open_terms(urgency: Urgency) -> list[Term]:
    """The answers that are still owed, of all referrals the acting user sees."""
    rows = Referral.objects.filter(state=ReferralState.SENT, urgency=urgency)
    return [term_of(row) for row in rows.order_by("sent_at", "pk")]


def terms_of(referral: Referral, urgency: Urgency) -> list[Term]:
    """The term of one referral, met or not."""
    return [term_of(referral)] if referral.urgency == urgency else []


def left_out(content: dict[str, Any]) -> list[Promise]:
    """What does not pass, so that the sender sees that too."""
    return [label for part, label in PARTS.items() if part not in content]
