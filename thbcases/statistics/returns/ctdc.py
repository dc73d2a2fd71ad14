"""The extract in the columns of the Counter Trafficking Data Collaborative, k-anonymised.

Made from facts without identities. A row stands in it only when at least k rows look the same in
every column; what makes somebody rare is blanked first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.codes.choices import Audience, EurostatForm, FormCategory, HtcdsSexType, HtcdsType
from thbcases.codes.models import Country, ExploitationForm, ListCode
from thbcases.codes.queries import disclosure_rule
from thbcases.core.periods import Period
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup
from thbcases.statistics.disclosure.kanonymous import BLANK, anonymise
from thbcases.statistics.indicators import INDICATORS
from thbcases.statistics.models import DetailFact, RegistrationFact
from thbcases.statistics.returns.checks import CheckLine, State
from thbcases.statistics.returns.extracts import Extract
from thbcases.statistics.returns.mapping import without_word

STANDARD = "CTDC"
SOURCE = "Counter Trafficking Data Collaborative (CTDC), column names of the global data set"
MEANS = [
    "DebtBondage",
    "TakesEarnings",
    "RestrictsFinancialAccess",
    "Threats",
    "PsychologicalAbuse",
    "PhysicalAbuse",
    "SexualAbuse",
    "FalsePromises",
    "PsychoactiveSubstances",
    "RestrictsMovement",
    "RestrictsMedicalCare",
    "ExcessiveWorkingHours",
    "UsesChildren",
    "ThreatOfLawEnforcement",
    "WithholdsNecessities",
    "WithholdsDocuments",
    "Other",
    "NotSpecified",
]
LABOUR = [
    "Agriculture",
    "Aquafarming",
    "Begging",
    "Construction",
    "DomesticWork",
    "Hospitality",
    "IllicitActivities",
    "Manufacturing",
    "MiningOrDrilling",
    "Peddling",
    "Transportation",
    "Other",
    "NotSpecified",
]
SEX = ["Prostitution", "Pornography", "RemoteInteractiveServices", "PrivateSexualServices"]
RECRUITERS = ["IntimatePartner", "Friend", "Family", "Other", "Unknown"]
KINDS = [
    "isForcedLabour",
    "isSexualExploit",
    "isOtherExploit",
    "isSexAndLabour",
    "isForcedMarriage",
    "isForcedMilitary",
    "isOrganRemoval",
    "isSlaveryAndPractices",
]
COLUMNS = (
    "yearOfRegistration",
    "Datasource",
    "gender",
    "ageBroad",
    "majorityStatus",
    "majorityStatusAtExploit",
    "majorityEntry",
    "citizenship",
    *(f"meansOfControl{word}" for word in MEANS),
    *KINDS,
    *(f"typeOfLabour{word}" for word in LABOUR),
    *(f"typeOfSex{word}" for word in SEX),
    "isAbduction",
    *(f"RecruiterRelationship{word}" for word in RECRUITERS),
    "CountryOfExploitation",
)
# What is worth most to whoever reads the data comes first; the last is blanked first.
BY_WORTH = (
    "yearOfRegistration",
    "Datasource",
    "gender",
    "majorityStatus",
    "isSexualExploit",
    "isForcedLabour",
    "isOtherExploit",
    "citizenship",
    "CountryOfExploitation",
    "ageBroad",
    "majorityStatusAtExploit",
)
LOOKS = (*BY_WORTH, *(column for column in COLUMNS if column not in BY_WORTH))
GENDERS = {Sex.FEMALE: "Female", Sex.MALE: "Male"}
MAJORITY = {AgeGroup.ADULT: "Adult", AgeGroup.CHILD: "Minor"}
DATASOURCE = "Case Management"
# What the forms of exploitation say of the kind of labour; the sector is not recorded.
LABOUR_OF = {"LAB_DOM": "DomesticWork", "BEG": "Begging", "CRIME": "IllicitActivities"}
FLAGS: Mapping[str, str] = {
    HtcdsType.FORCED_MARRIAGE: "isForcedMarriage",
    HtcdsType.FORCED_MILITARY: "isForcedMilitary",
    HtcdsType.ORGAN_REMOVAL: "isOrganRemoval",
    HtcdsType.SERVITUDE: "isSlaveryAndPractices",
}


@dataclass(frozen=True)
class Words:
    """The code lists that the rows are told with."""

    forms: Mapping[int, ExploitationForm]
    codes: Mapping[int, ListCode]
    countries: Mapping[int, str]


def ctdc(period: Period, recipient: str) -> Extract:
    """The persons first registered in a period, so that at least k look the same."""
    k = disclosure_rule(Audience.PUBLIC, timezone.localdate()).threshold
    words = _words()
    facts = list(_registrations(period))
    details = _details(facts)
    rows = [_row(period, fact, details.get(fact.pk), words) for fact in facts]
    result = anonymise(rows, LOOKS, k)
    blanked = ", ".join(column for column, count in result.blanked.items() if count)
    return Extract(
        standard=STANDARD,
        columns=COLUMNS,
        rows=result.rows,
        lines=list(_checks(period, bool(facts), len(result.rows), k, details, words)),
        notes=[
            (_("Source of the columns"), SOURCE),
            (_("Anonymity"), _("at least %(k)s rows look the same in every column") % {"k": k}),
            (_("Columns in which values were blanked"), blanked or _("none")),
            (_("Rows"), str(len(result.rows))),
            (
                _("Persons"),
                _("persons first registered in %(year)s; who stayed rare is left out")
                % {"year": period.start.year},
            ),
        ],
    )


def _registrations(period: Period) -> Iterable[RegistrationFact]:
    """One registration for each person, as the figure «registered victims» counts them."""
    indicator = INDICATORS["registered_victims"]
    facts = RegistrationFact._default_manager.filter(indicator.counts(period))
    return facts.order_by("subject", *indicator.first_by, "pk").distinct("subject")


def _details(facts: Iterable[RegistrationFact]) -> dict[int, DetailFact]:
    keys = [fact.pk for fact in facts]
    return {row.pk: row for row in DetailFact._default_manager.filter(pk__in=keys)}


def _words() -> Words:
    return Words(
        ExploitationForm.objects.in_bulk(),
        ListCode.objects.in_bulk(),
        dict(Country.objects.filter(kind="country").values_list("pk", "code")),
    )


def _row(
    period: Period, fact: RegistrationFact, detail: DetailFact | None, words: Words
) -> dict[str, Any]:
    """What is known of one person; a column that nothing is known of is blank."""
    row: dict[str, Any] = dict.fromkeys(COLUMNS, BLANK)
    row |= {
        "yearOfRegistration": period.start.year,
        "Datasource": DATASOURCE,
        "gender": GENDERS.get(Sex(fact.sex), BLANK),
        "majorityStatus": MAJORITY.get(AgeGroup(fact.age_group), BLANK),
        "majorityStatusAtExploit": MAJORITY.get(AgeGroup(fact.age_group_exploited), BLANK),
        "citizenship": words.countries.get(fact.citizen_of_id, BLANK),
        "CountryOfExploitation": words.countries.get(fact.destination_id, BLANK),
    }
    if detail is None:
        return row
    row["ageBroad"] = detail.age_band
    forms = [words.forms[key] for key in detail.form_ids]
    row |= _exploitation([form for form in forms if form.eurostat != EurostatForm.UNSPECIFIED])
    if detail.victim_id is not None:
        row |= _control(words.codes[key].ctdc for key in detail.means_ids)
    if detail.relationship_id:
        row |= _set(f"RecruiterRelationship{w}" for w in RECRUITERS)
        row |= _only(row, [words.codes[detail.relationship_id].ctdc])
    return row


def _exploitation(forms: list[ExploitationForm]) -> dict[str, Any]:
    """The kinds of exploitation; blank where no form is known."""
    if not forms:
        return {}
    kinds = {form.category for form in forms}
    is_labour, is_sexual = FormCategory.LABOUR in kinds, FormCategory.SEXUAL in kinds
    row = _set(KINDS) | {
        "isForcedLabour": int(is_labour),
        "isSexualExploit": int(is_sexual),
        "isOtherExploit": int(FormCategory.OTHER in kinds),
        "isSexAndLabour": int(is_labour and is_sexual),
    }
    row |= {FLAGS[f.htcds_type]: 1 for f in forms if f.htcds_type in FLAGS}
    sectors = {LABOUR_OF[form.code] for form in forms if form.code in LABOUR_OF}
    if is_labour or sectors:
        row |= _set(f"typeOfLabour{word}" for word in LABOUR)
        row |= {f"typeOfLabour{word}": 1 for word in sectors or {"NotSpecified"}}
    if is_sexual:
        row |= _set(f"typeOfSex{word}" for word in SEX)
        kinds_of_sex = {HtcdsSexType(f.htcds_sex_type) for f in forms if f.htcds_sex_type}
        row |= {f"typeOfSex{kind.value}": 1 for kind in kinds_of_sex}
    return row


def _control(means: Iterable[str]) -> dict[str, Any]:
    named = [column for column in means if column]
    row = _set(f"meansOfControl{word}" for word in MEANS)
    return row | _only(row, named or ["meansOfControlNotSpecified"])


def _set(columns: Iterable[str]) -> dict[str, Any]:
    """Columns of which it is known that they do not hold."""
    return dict.fromkeys(columns, 0)


def _only(row: Mapping[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    """Those of the columns that the extract has."""
    return {column: 1 for column in columns if column in row}


def _checks(
    period: Period, is_any: bool, left: int, k: int, details: Mapping[int, DetailFact], words: Words
) -> Iterator[CheckLine]:
    if not is_any:
        text = _("Nobody was registered in %(year)s.") % {"year": period.start.year}
        yield CheckLine(State.UNMAPPED, text, _("police units and organisations that help"))
    elif not left:
        text = _("Fewer than %(k)s people would look the same: nobody can stand in the file.")
        yield CheckLine(State.UNMAPPED, text % {"k": k}, _("nothing to mend: wait for more years"))
    used = {key for row in details.values() for key in row.means_ids}
    used |= {row.relationship_id for row in details.values() if row.relationship_id}
    silent = [words.codes[key] for key in used if words.codes[key].ctdc not in COLUMNS]
    yield from without_word(silent, STANDARD, State.UNMAPPED)
