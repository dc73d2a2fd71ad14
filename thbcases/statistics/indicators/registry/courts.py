"""Courts: cases, judgments, sentences."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.investigations.choices import Instance, Outcome
from thbcases.statistics.choices import Counted
from thbcases.statistics.indicators.kinds import Indicator, Measure, flow
from thbcases.statistics.indicators.registry.rules import TRAFFICKING
from thbcases.statistics.models import CourtFact, SentenceFact

CONVICTED = TRAFFICKING & Q(outcome=Outcome.CONVICTED, instance=Instance.FIRST)

_SENTENCES: dict[str, Any] = {
    "counted": Counted.YEARS,
    "source": SentenceFact,
    "rule": flow("judged_on"),
    "column": "months",
    "where": CONVICTED,
}

COURTS = (
    Indicator(
        key="cases_to_court",
        name=_("Cases handed over to court"),
        definition=_(
            "Investigations whose case was handed over to a court for the first time in the period."
        ),
        counted=Counted.INVESTIGATION,
        source=CourtFact,
        rule=flow("handed_over_on"),
        column="id",
        where=TRAFFICKING,
        known_with="cases_decided",
    ),
    Indicator(
        key="cases_decided",
        name=_("Cases decided"),
        definition=_(
            "Investigations whose case was first decided by a court of first instance in the "
            "period."
        ),
        counted=Counted.INVESTIGATION,
        source=CourtFact,
        rule=flow("decided_on"),
        column="id",
        where=TRAFFICKING,
        known_with="cases_to_court",
    ),
    Indicator(
        key="convicted",
        name=_("Convicted"),
        definition=_(
            "Human beings convicted by a judgment of first instance given in the period, under an "
            "article of trafficking or, where the judgment names none, in an investigation of "
            "trafficking; each person once. An appeal changes nothing here."
        ),
        **_SENTENCES | {"counted": Counted.PERSON, "column": "subject"},
    ),
    Indicator(
        key="convicted_of_use",
        name=_("convicted of knowing use"),
        definition=_(
            "Of the convicted, those judged for knowingly using the services of a victim."
        ),
        part_of="convicted",
        **_SENTENCES
        | {
            "counted": Counted.PERSON,
            "column": "subject",
            "where": CONVICTED & Q(is_knowing_use=True),
        },
    ),
    Indicator(
        key="judged",
        name=_("Persons judged"),
        definition=_(
            "Human beings about whom a judgment of first instance was given in the period: "
            "convicted, acquitted or other; each person once, by the first of the judgments."
        ),
        **_SENTENCES
        | {
            "counted": Counted.PERSON,
            "column": "subject",
            "where": TRAFFICKING & Q(instance=Instance.FIRST),
        },
    ),
    Indicator(
        key="sentence_min_years",
        name=_("shortest imprisonment, years"),
        definition=_(
            "The shortest imprisonment of these judgments that is not suspended; part of a year is "
            "rounded to one decimal."
        ),
        measure=Measure.MIN,
        part_of="convicted",
        **_SENTENCES,
    ),
    Indicator(
        key="sentence_max_years",
        name=_("longest imprisonment, years"),
        definition=_("The longest imprisonment of these judgments that is not suspended."),
        measure=Measure.MAX,
        part_of="convicted",
        **_SENTENCES,
    ),
)
