"""The returns to the European Union: the set of Article 19a, and Eurostat's collection."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import Certainty, CitizenshipGroup, EurostatForm
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup
from thbcases.statistics.returns.kinds import Deadline, FigureTable, Return
from thbcases.statistics.returns.mapping import forms_without_category, population_known
from thbcases.statistics.returns.registry.common import FOR_RECEIVER, SEND, TABLES, UNKNOWN

_WHO = ("sex", "age_group", "citizenship")
_HOW = ("sex", "age_group", "eurostat")
_USERS = ("suspected_of_use", "prosecuted_for_use", "convicted_of_use")

ARTICLE_19A = Return(
    key="article19a",
    name=_("Minimum set of Article 19a"),
    receiver=_("European Commission"),
    basis=_("Directive 2011/36/EU as amended by Directive (EU) 2024/1712, Article 19a"),
    rights=SEND,
    formats=TABLES,
    handling=FOR_RECEIVER,
    deadline=Deadline(
        wanted=(9, 30),
        latest=(12, 31),
        since=2024,
        source=_(
            "Directive 2011/36/EU, Article 19a: by 30 September where possible, by 31 December at "
            "the latest"
        ),
        certainty=Certainty.MEMORY,
    ),
    tables=(
        FigureTable(
            "a_organisation",
            _("a) Registered victims by registering organisation"),
            ("registered_victims",),
            ("registered_by", "identification"),
            full=("registered_by", "identification", "sex", "age_group", "citizenship", "eurostat"),
        ),
        FigureTable(
            "a_who",
            _("a) Registered victims by sex, age and citizenship"),
            ("registered_victims",),
            _WHO,
        ),
        FigureTable(
            "a_form", _("a) Registered victims by sex, age and form"), ("registered_victims",), _HOW
        ),
        FigureTable(
            "b_who",
            _("b) Suspects by sex, age and citizenship"),
            ("suspects",),
            _WHO,
            full=(*_WHO, "eurostat"),
        ),
        FigureTable("b_form", _("b) Suspects by sex, age and form"), ("suspects",), _HOW),
        FigureTable(
            "c_who",
            _("c) Prosecuted by sex, age and citizenship"),
            ("prosecuted_in_period",),
            _WHO,
            full=(*_WHO, "eurostat", "decision"),
        ),
        FigureTable(
            "c_form",
            _("c) Prosecuted by form and by how the prosecution was decided"),
            ("prosecuted_in_period",),
            ("eurostat", "decision"),
        ),
        FigureTable(
            "d_decisions", _("d) Decisions to prosecute"), ("prosecutions_decided",), ("decision",)
        ),
        FigureTable(
            "e_convicted", _("e) Convicted by sex, age and citizenship"), ("convicted",), _WHO
        ),
        FigureTable("f_judgments", _("f) Judgments by outcome"), ("judged",), ("outcome",)),
        FigureTable(
            "g_use", _("g) Knowing use of a victim's services"), _USERS, ("sex", "age_group")
        ),
    ),
    obligatory=(
        "registered_victims",
        "suspects",
        "prosecuted_in_period",
        "prosecutions_decided",
        "convicted",
        "judged",
    ),
    shares=UNKNOWN,
    checks=(forms_without_category,),
)

# From memory of Eurostat's code lists; what is not in them is asked for by the check list.
_CODES: Mapping[str, Mapping[Any, str]] = {
    "figure": {
        "registered_victims": "VICT",
        "suspects": "SUSP",
        "prosecuted_in_period": "PROS",
        "convicted": "CONV",
    },
    "sex": {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "OTH", Sex.UNKNOWN: "UNK", None: "T"},
    "citizenship": {
        CitizenshipGroup.OWN: "NAT",
        CitizenshipGroup.OTHER_EU: "EU_FOR",
        CitizenshipGroup.NON_EU: "NEU_FOR",
        CitizenshipGroup.STATELESS: "STLS",
        CitizenshipGroup.UNKNOWN: "UNK",
        None: "TOTAL",
    },
    "eurostat": {
        EurostatForm.SEXUAL: "SEX",
        EurostatForm.LABOUR: "LAB",
        EurostatForm.ORGAN: "ORG",
        EurostatForm.BENEFIT_FRAUD: "OTH_FRAUD",
        EurostatForm.CRIMINAL_ACTIVITIES: "OTH_CRIM",
        EurostatForm.BEGGING: "OTH_BEG",
        EurostatForm.OTHER: "OTH",
        EurostatForm.UNSPECIFIED: "UNK",
        None: "TOTAL",
    },
    "age_group": {
        AgeGroup.CHILD: "Y_LT18",
        AgeGroup.ADULT: "Y_GE18",
        AgeGroup.UNKNOWN: "UNK",
        None: "TOTAL",
    },
}

_STATUSES = ("registered_victims", "suspects", "prosecuted_in_period", "convicted")
_VICTIMS = ("registered_victims",)

EUROSTAT = Return(
    key="eurostat",
    name=_("Eurostat, collection crim_thb"),
    receiver=_("Eurostat, through the national statistical office"),
    basis=_("Eurostat's yearly collection on trafficking in human beings (crim_thb)"),
    rights=SEND,
    formats=TABLES,
    handling=FOR_RECEIVER,
    tables=(
        FigureTable(
            "status",
            _("Persons by legal status and sex"),
            _STATUSES,
            ("sex",),
            per_100_000=True,
        ),
        FigureTable(
            "citizenship",
            _("Victims by citizenship and sex"),
            _VICTIMS,
            ("citizenship", "sex"),
            per_100_000=True,
        ),
        FigureTable(
            "form", _("Victims by form of exploitation and sex"), _VICTIMS, ("eurostat", "sex")
        ),
        FigureTable("age", _("Victims by age and sex"), _VICTIMS, ("age_group", "sex")),
        FigureTable(
            "status_citizenship",
            _("Suspects, prosecuted and convicted by citizenship"),
            ("suspects", "prosecuted_in_period", "convicted"),
            ("citizenship",),
        ),
    ),
    obligatory=_STATUSES,
    shares=UNKNOWN,
    checks=(forms_without_category, population_known),
    codes=_CODES,
)
