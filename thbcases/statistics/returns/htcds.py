"""Person records in the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0).

Only of people whom the own organisation keeps, without names, places, days and any text that
somebody typed. A case number is made for the recipient: two recipients cannot join what they got.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from assistance.choices import BeneficiaryStatus
from assistance.models import Beneficiary, Consent
from assistance.queries.consents import QUESTIONS, TELL_POLICE, in_force
from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.accounts.choices import OrganisationKind
from thbcases.codes.choices import CountryKind
from thbcases.codes.models import ListCode
from thbcases.core.periods import Period
from thbcases.people.choices import Sex
from thbcases.people.models import Person
from thbcases.statistics.returns.checks import CheckLine, State
from thbcases.statistics.returns.extracts import Extract
from thbcases.statistics.returns.mapping import persons_without, without_word
from thbcases.victims.choices import HELP_OPEN, Decider, VictimStatus
from thbcases.victims.models import Victim

STANDARD = "HTCDS 2.0"
SOURCE = (
    "Human Trafficking Case Data Standard 2.0, International Organization for Migration (IOM), "
    "CC BY 4.0"
)
# Helped people stand in the file only when they were told how their data may be used.
TOLD = "use_told"
FIELDS = (
    "case_number",
    "registration_year",
    "organisation_type",
    "trafficking_status",
    "status_decider",
    "gender",
    "citizenship",
    "age_when_trafficked",
    "marital_status",
    "education",
    "relationship_to_trafficker",
    "method_of_recruitment",
    "method_of_control",
    "type_of_exploitation",
    "type_of_sex_exploitation",
    "country_of_exploitation",
    "case_status",
    "consent",
)
STATUS = {
    VictimStatus.RECOGNISED: "ActualVictimOfTrafficking",
    VictimStatus.NOT_A_VICTIM: "NotAVictimOfTrafficking",
    VictimStatus.NOT_CONFIRMED: "NotAVictimOfTrafficking",
}
POSSIBLE = "PossibleVictimOfTrafficking"
DECIDERS = {
    Decider.POLICE: "Police",
    Decider.PROSECUTOR: "CourtOrProsecution",
    Decider.COURT: "CourtOrProsecution",
    Decider.NGO: "NGO",
    Decider.OTHER: "Other",
}
GENDERS = {Sex.FEMALE: "Feminine", Sex.MALE: "Masculine"}
NO_GENDER = "NonSpecifiedUnknown"
ORGANISATIONS = {
    OrganisationKind.NGO: "NGO",
    OrganisationKind.POLICE_UNIT: "LawEnforcement",
    OrganisationKind.SPECIALISED_UNIT: "LawEnforcement",
    OrganisationKind.BORDER_GUARD: "LawEnforcement",
}


def htcds(period: Period, recipient: str) -> Extract:
    """The records of the people first registered in a period by the organisation that asks."""
    victims = list(own_victims(period)) if rights.may("victim.export") else []
    helped = list(own_helped(period)) if rights.may("beneficiary.export") else []
    told = [row for row in helped if TOLD in _consents(row)]
    rows = [_of_victim(row, recipient) for row in victims]
    rows += [_of_helped(row, recipient) for row in told]
    return Extract(
        standard=STANDARD,
        columns=FIELDS,
        rows=rows,
        lines=list(_checks(victims, len(victims) + len(told), len(helped) - len(told))),
        records=[*victims, *told],
        notes=[
            (_("Source of the standard"), SOURCE),
            (
                _("Case numbers"),
                _("made for this recipient; only your organisation can tell whose they are"),
            ),
        ],
    )


def own_victims(period: Period) -> QuerySet[Victim]:
    """Victims whom the own unit first registered in the period."""
    first = Min("decisions__on", filter=Q(decisions__status__in=sorted(HELP_OPEN)))
    return (
        Victim.objects.filter(custodian_id=_organisation())
        .annotate(first_on=first)
        .filter(first_on__range=(period.start, period.end))
        .select_related("person", "custodian", "relationship", "education", "marital_status")
        .prefetch_related(
            "decisions",
            "episodes__form",
            "episodes__country",
            "recruitments__method",
            "controls__means",
            "person__citizenships",
        )
        .order_by("first_on", "pk")
    )


def own_helped(period: Period) -> QuerySet[Beneficiary]:
    """Presumed and recognised victims whom the own organisation registered in the period."""
    asked = (*QUESTIONS, TELL_POLICE)
    valid = Consent.objects.filter(in_force(), purpose__code__in=asked).select_related("purpose")
    return (
        Beneficiary.objects.filter(
            custodian_id=_organisation(),
            registered_on__range=(period.start, period.end),
            status__in=[BeneficiaryStatus.PRESUMED, BeneficiaryStatus.RECOGNISED],
        )
        .select_related("person", "custodian", "outcome")
        .prefetch_related(Prefetch("consents", queryset=valid), "person__citizenships")
        .order_by("registered_on", "pk")
    )


def _of_victim(victim: Any, recipient: str) -> dict[str, Any]:
    decisions = list(victim.decisions.all())
    episodes = list(victim.episodes.all())
    return _common(victim, victim.first_on, recipient) | {
        "trafficking_status": STATUS.get(VictimStatus(decisions[-1].status), POSSIBLE),
        "status_decider": DECIDERS[Decider(decisions[-1].decider)],
        "age_when_trafficked": _age(victim.person, _first_day(episodes)),
        "marital_status": _word(victim.marital_status),
        "education": _word(victim.education),
        "relationship_to_trafficker": _word(victim.relationship),
        "method_of_recruitment": _many(_word(r.method) for r in victim.recruitments.all()),
        "method_of_control": _many(_word(c.means) for c in victim.controls.all()),
        "type_of_exploitation": _many(e.form.htcds_type for e in episodes),
        "type_of_sex_exploitation": _many(e.form.htcds_sex_type for e in episodes),
        "country_of_exploitation": _many(e.country.code for e in episodes if e.country),
    }


def _of_helped(row: Beneficiary, recipient: str) -> dict[str, Any]:
    is_recognised = row.status == BeneficiaryStatus.RECOGNISED
    closed = _word(row.outcome) or "Closed"
    return _common(row, row.registered_on, recipient) | {
        "trafficking_status": STATUS[VictimStatus.RECOGNISED] if is_recognised else POSSIBLE,
        "status_decider": "" if is_recognised else "NGO",
        "case_status": closed if row.closed_on else "Active",
        "consent": sorted(_consents(row)),
    }


def _common(record: Any, first_on: date, recipient: str) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(FIELDS, "")
    kind = OrganisationKind(record.custodian.kind)
    return empty | {
        "case_number": case_number(record.uuid, recipient),
        "registration_year": first_on.year,
        "organisation_type": ORGANISATIONS.get(kind, ""),
        "gender": GENDERS.get(record.person.sex, NO_GENDER),
        "citizenship": _many(
            country.code
            for country in record.person.citizenships.all()
            if country.kind == CountryKind.COUNTRY
        ),
    }


def case_number(record: Any, recipient: str) -> str:
    """The same person has the same number for one recipient, and another for every other."""
    return salted_hmac(f"htcds for {recipient}", str(record), algorithm="sha256").hexdigest()[:16]


def _consents(row: Beneficiary) -> set[str]:
    return {consent.purpose.code for consent in row.consents.all()}


def _word(code: ListCode | None) -> str:
    return code.htcds if code else ""


def _many(words: Any) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _first_day(episodes: Sequence[Any]) -> date | None:
    days = [day for e in episodes if (day := e.starts_on or e.ends_on)]
    return min(days, default=None)


def _age(person: Person, on: date | None) -> int | str:
    """Full years on a day; with only a year of birth known, born on its last day."""
    born = person.birth_date or (date(person.birth_year, 12, 31) if person.birth_year else None)
    if born is None or on is None or on < born:
        return ""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _checks(victims: Sequence[Any], going: int, untold: int) -> Iterator[CheckLine]:
    if not going:
        text = _("No record of your organisation can stand in the file for this year.")
        yield CheckLine(State.UNMAPPED, text, _("own records"))
    if untold:
        text = _(
            "Left out because the person was not told how the data may be used, or withdrew the "
            "consent: %(count)s."
        )
        where = _("consents on each person's page")
        yield CheckLine(State.REMARK, text % {"count": untold}, where)
    forms = {e.form for v in victims for e in v.episodes.all()}
    unmapped = [form for form in forms if not form.htcds_type and not form.raises_task]
    yield from without_word(unmapped, STANDARD, State.UNMAPPED)
    means = {c.means for v in victims for c in v.controls.all()}
    means |= {r.method for v in victims for r in v.recruitments.all()}
    yield from without_word([code for code in means if not code.htcds], STANDARD, State.UNMAPPED)
    optional = {code for v in victims for code in (v.relationship, v.education, v.marital_status)}
    silent = [code for code in optional if code and not code.htcds and code.code != "unknown"]
    yield from without_word(silent, STANDARD, State.REMARK)
    without = sum(not v.episodes.all() for v in victims)
    yield from persons_without(without, _("a form of exploitation"), "victims:list")


def _organisation() -> int:
    actor = current_actor()
    return actor.organisation_id if actor else 0
