"""Victims: presumed, recognised, registered."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CitizenshipGroup
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup, Counted, Identification
from thbcases.statistics.indicators.kinds import Indicator, cohort, flow
from thbcases.statistics.indicators.registry.rules import TRAFFICKING
from thbcases.statistics.models import NoticedFact, RegistrationFact, VictimFact

PRESUMED = TRAFFICKING & Q(presumed_on__isnull=False)

_VICTIMS: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": VictimFact,
    "rule": cohort("investigation_on"),
    "column": "subject",
}
_REGISTERED: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": RegistrationFact,
    "rule": flow("registered_on"),
    "column": "subject",
    # Of two on one day the one that was recorded first.
    "first_by": ("rank", "registered_on", "victim_id", "beneficiary_id"),
}

VICTIMS = (
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
            "Persons whom an organisation first registered as presumed or recognised victims, or "
            "as meeting the criteria and declining, in the period: in an investigation or by an "
            "organisation that helps; each person once. Where an investigation knows the person, "
            "its record says the form of exploitation and the registering organisation."
        ),
        **_REGISTERED,
    ),
    Indicator(
        key="identified_victims",
        name=_("identified"),
        definition=_("Of the registered victims, those recognised by the competent authority."),
        where=Q(identification=Identification.IDENTIFIED),
        part_of="registered_victims",
        **_REGISTERED,
    ),
    Indicator(
        key="noticed_persons",
        name=_("Presumed victims found by first responders"),
        definition=_(
            "Persons whom police, border guard, labour inspectorate, municipalities, missions or "
            "NGOs found to be presumed victims in a finished identification, by the day of the "
            "talk; adults who refused to be named among them. Each person once; an identification "
            "that another organisation took over counts where it began."
        ),
        counted=Counted.PERSON,
        source=NoticedFact,
        rule=flow("noticed_on"),
        column="subject",
    ),
)
