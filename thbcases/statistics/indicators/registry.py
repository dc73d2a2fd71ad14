"""The registry: every figure once. A new one is an entry here, and nothing else."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CitizenshipGroup
from thbcases.investigations.choices import Instance, Outcome, SuspectKind
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup, Counted
from thbcases.statistics.indicators.kinds import Indicator, Measure, cohort, flow, stock
from thbcases.statistics.models import (
    AssistanceFact,
    CourtFact,
    InvestigationFact,
    OpenFact,
    ProjectFact,
    SentenceFact,
    SuspectFact,
    VictimFact,
)

TRAFFICKING = Q(is_trafficking=True)
CHILD_CASE = TRAFFICKING & Q(is_child_case=True)
PRESUMED = TRAFFICKING & Q(presumed_on__isnull=False)
HUMAN = TRAFFICKING & Q(kind=SuspectKind.NATURAL)
CONVICTED = TRAFFICKING & Q(outcome=Outcome.CONVICTED, instance=Instance.FIRST)
HELPED = Q(is_victim=True)

_STARTED: dict[str, Any] = {
    "counted": Counted.INVESTIGATION,
    "source": InvestigationFact,
    "rule": flow("registered_on"),
    "column": "id",
    "known_with": "investigations_run",
}
_RUN: dict[str, Any] = {
    "counted": Counted.INVESTIGATION,
    "source": OpenFact,
    "rule": stock("opened_on", "closed_on"),
    "column": "id",
}
_VICTIMS: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": VictimFact,
    "rule": cohort("investigation_on"),
    "column": "subject",
}
_SUSPECTS: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": SuspectFact,
    "rule": flow("known_on"),
    "column": "subject",
}
_SENTENCES: dict[str, Any] = {
    "counted": Counted.YEARS,
    "source": SentenceFact,
    "rule": flow("judged_on"),
    "column": "months",
    "where": CONVICTED,
}
_HELP: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": AssistanceFact,
    "rule": stock("starts_on", "ends_on"),
    "column": "subject",
}

_ALL = (
    Indicator(
        key="investigations_started",
        name=_("Investigations started"),
        definition=_(
            "Pre-trial investigations registered in the period for an article of trafficking in "
            "human beings (articles marked so in the code list), or with no article recorded yet. "
            "A refused report is not an investigation; a renewed one is not started again."
        ),
        where=TRAFFICKING,
        **_STARTED,
    ),
    Indicator(
        key="child_investigations_started",
        name=_("of trafficking in children"),
        definition=_("Started investigations in which one of the articles is Article 157."),
        where=CHILD_CASE,
        part_of="investigations_started",
        **_STARTED,
    ),
    Indicator(
        key="investigations_run",
        name=_("Investigations run"),
        definition=_(
            "Investigations open on at least one day of the period: started in it or carried over, "
            "suspended and renewed ones too. The day of ending still counts as open."
        ),
        where=TRAFFICKING,
        **_RUN,
    ),
    Indicator(
        key="child_investigations_run",
        name=_("of trafficking in children"),
        definition=_("Investigations run in which one of the articles is Article 157."),
        where=CHILD_CASE,
        part_of="investigations_run",
        **_RUN,
    ),
    Indicator(
        key="presumed_victims",
        name=_("Presumed victims"),
        definition=_(
            "Persons presumed to be victims in the investigations started in the period, whenever "
            "that was decided and whatever was decided later; each person once. Recognition "
            "includes presumption."
        ),
        where=PRESUMED,
        **_VICTIMS,
    ),
    Indicator(
        key="recognised_same_year",
        name=_("recognised in the same year"),
        definition=_(
            "Of the presumed victims, those recognised by a decision in the calendar year in which "
            "the investigation was started, and not after the last day of the period."
        ),
        where=PRESUMED & Q(recognised_on__year=F("investigation_on__year")),
        until_end="recognised_on",
        part_of="presumed_victims",
        **_VICTIMS,
    ),
    Indicator(
        key="presumed_minors",
        name=_("minors"),
        definition=_(
            "Of the presumed victims, those under 18 on the day they were registered. With only "
            "the year of birth known, the last day of that year is taken."
        ),
        where=PRESUMED & Q(age_group=AgeGroup.CHILD),
        part_of="presumed_victims",
        **_VICTIMS,
    ),
    Indicator(
        key="presumed_women",
        name=_("women and girls"),
        definition=_("Of the presumed victims, those of female sex."),
        where=PRESUMED & Q(sex=Sex.FEMALE),
        part_of="presumed_victims",
        **_VICTIMS,
    ),
    Indicator(
        key="presumed_men",
        name=_("men and boys"),
        definition=_("Of the presumed victims, those of male sex."),
        where=PRESUMED & Q(sex=Sex.MALE),
        part_of="presumed_victims",
        **_VICTIMS,
    ),
    Indicator(
        key="presumed_own_citizens",
        name=_("citizens of Lithuania"),
        definition=_("Of the presumed victims, those with Lithuanian citizenship."),
        where=PRESUMED & Q(citizenship=CitizenshipGroup.OWN),
        part_of="presumed_victims",
        **_VICTIMS,
    ),
    Indicator(
        key="presumed_in_period",
        name=_("Victims first presumed in the period"),
        definition=_(
            "Persons whose first presumption or recognition in an investigation falls into the "
            "period, whenever the investigation was started; each person once."
        ),
        counted=Counted.PERSON,
        source=VictimFact,
        rule=flow("presumed_on"),
        column="subject",
    ),
    Indicator(
        key="recognised_in_period",
        name=_("Victims first recognised in the period"),
        definition=_(
            "Persons whose first recognition in an investigation falls into the period, whenever "
            "the investigation was started; each person once."
        ),
        counted=Counted.PERSON,
        source=VictimFact,
        rule=flow("recognised_on"),
        column="subject",
    ),
    Indicator(
        key="registered_victims",
        name=_("Registered victims (European Union)"),
        definition=_(
            "Persons first presumed, recognised, or found to meet the criteria and declining, in "
            "the period; each person once."
        ),
        counted=Counted.PERSON,
        source=VictimFact,
        rule=flow("registered_on"),
        column="subject",
    ),
    Indicator(
        key="suspects",
        name=_("Suspects"),
        definition=_(
            "Human beings about whom an investigation first recorded anything in the period "
            "(information collected, suspected or prosecuted); each person once."
        ),
        where=HUMAN,
        **_SUSPECTS,
    ),
    Indicator(
        key="prosecuted_same_year",
        name=_("prosecuted in the same year"),
        definition=_(
            "Of these suspects, those prosecuted in the calendar year in which they became known, "
            "and not after the last day of the period; charged with an article of trafficking, or "
            "with none recorded yet."
        ),
        where=HUMAN & Q(is_charged=True, prosecuted_on__year=F("known_on__year")),
        until_end="prosecuted_on",
        part_of="suspects",
        **_SUSPECTS,
    ),
    Indicator(
        key="prosecuted_in_period",
        name=_("Prosecuted in the period"),
        definition=_(
            "Human beings first prosecuted in an investigation in the period, whenever they became "
            "known; each person once."
        ),
        counted=Counted.PERSON,
        source=SuspectFact,
        rule=flow("prosecuted_on"),
        column="subject",
        where=HUMAN & Q(is_charged=True),
    ),
    Indicator(
        key="legal_persons_suspected",
        name=_("Legal persons suspected"),
        definition=_("Legal persons about whom an investigation first recorded anything."),
        counted=Counted.LEGAL_PERSON,
        source=SuspectFact,
        rule=flow("known_on"),
        column="legal_key",
        where=TRAFFICKING & Q(kind=SuspectKind.LEGAL),
    ),
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
    Indicator(
        key="assisted_persons",
        name=_("Persons assisted"),
        definition=_(
            "Presumed and recognised victims to whom any service was given on a day of the period; "
            "each person once, however many organisations and projects helped."
        ),
        where=HELPED,
        **_HELP,
    ),
    Indicator(
        key="assisted_men",
        name=_("men and boys"),
        definition=_("Of the persons assisted, those of male sex."),
        where=HELPED & Q(sex=Sex.MALE),
        part_of="assisted_persons",
        **_HELP,
    ),
    Indicator(
        key="assisted_at_risk",
        name=_("Persons at risk assisted"),
        definition=_(
            "Persons who are helped as being at risk and not as victims; they are not among the "
            "persons assisted."
        ),
        where=~HELPED,
        **_HELP,
    ),
    Indicator(
        key="projects",
        name=_("Projects funded"),
        definition=_("Funded projects of non-governmental organisations that ran in the period."),
        counted=Counted.PROJECT,
        source=ProjectFact,
        rule=stock("starts_on", "ends_on"),
        column="id",
        where=Q(is_funded=True),
    ),
)

INDICATORS: dict[str, Indicator] = {indicator.key: indicator for indicator in _ALL}


def full_name(indicator: Indicator) -> str:
    """The name where it stands alone: a part says of what."""
    if not indicator.part_of:
        return str(indicator.name)
    return f"{INDICATORS[indicator.part_of].name}: {indicator.name}"
