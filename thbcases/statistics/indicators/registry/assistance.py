"""Help: persons, services, projects."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.choices import Answer
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup, Counted
from thbcases.statistics.indicators.kinds import Indicator, Measure, flow, stock
from thbcases.statistics.models import AssistanceFact, ClosingFact, OfferFact, ProjectFact

HELPED = Q(is_victim=True)
IN_PROJECT = HELPED & Q(project_id__isnull=False)

_GIVEN: dict[str, Any] = {"source": AssistanceFact, "rule": flow("starts_on"), "where": HELPED}
_HELP: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": AssistanceFact,
    "rule": stock("starts_on", "ends_on"),
    "column": "subject",
}
_OFFERED: dict[str, Any] = {
    "counted": Counted.OFFER,
    "source": OfferFact,
    "rule": flow("offered_on"),
    "column": "id",
}

ASSISTANCE = (
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
        key="assisted_children",
        name=_("children"),
        definition=_("Of the persons assisted, those under 18 on the day of a service."),
        where=HELPED & Q(age_group=AgeGroup.CHILD),
        part_of="assisted_persons",
        **_HELP,
    ),
    Indicator(
        key="services_given",
        name=_("Services given"),
        definition=_("Services to presumed and recognised victims that began in the period."),
        counted=Counted.SERVICE,
        column="id",
        behind=(("assistance.Service", "id"),),
        **_GIVEN,
    ),
    Indicator(
        key="service_units",
        name=_("Units of service"),
        definition=_(
            "Hours, nights, sessions and other units of these services added up; one kind of "
            "service is counted in one unit."
        ),
        counted=Counted.UNITS,
        column="units",
        measure=Measure.SUM,
        **_GIVEN,
    ),
    Indicator(
        key="service_cost",
        name=_("Cost of services"),
        definition=_("What these services cost, as recorded, added up."),
        counted=Counted.MONEY,
        column="cost",
        measure=Measure.SUM,
        **_GIVEN,
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
    Indicator(
        key="project_persons",
        name=_("Persons assisted in projects"),
        definition=_(
            "Presumed and recognised victims to whom a project gave a service on a day of the "
            "period; each person once, and once in the line of each project."
        ),
        where=IN_PROJECT,
        **_HELP,
    ),
    Indicator(
        key="project_services",
        name=_("Services given in projects"),
        definition=_("Services of projects to such persons that began in the period."),
        counted=Counted.SERVICE,
        column="id",
        **_GIVEN | {"where": IN_PROJECT},
    ),
    Indicator(
        key="project_units",
        name=_("Units of service in projects"),
        definition=_(
            "Hours, nights, sessions and other units of these services added up; one kind of "
            "service is counted in one unit."
        ),
        counted=Counted.UNITS,
        column="units",
        measure=Measure.SUM,
        **_GIVEN | {"where": IN_PROJECT},
    ),
    Indicator(
        key="project_cost",
        name=_("Cost of services in projects"),
        definition=_("What these services cost, as recorded, added up."),
        counted=Counted.MONEY,
        column="cost",
        measure=Measure.SUM,
        **_GIVEN | {"where": IN_PROJECT},
    ),
    Indicator(
        key="help_ended",
        name=_("Persons whose help ended"),
        definition=_(
            "Presumed and recognised victims whose help an organisation closed in the period, with "
            "the result it recorded, in the line of each project that had helped; each person once."
        ),
        counted=Counted.PERSON,
        source=ClosingFact,
        rule=flow("closed_on"),
        column="subject",
        where=IN_PROJECT,
    ),
    Indicator(
        key="help_offered",
        name=_("Offers of help"),
        definition=_(
            "Offers of help that were made in the period, whatever the answer was. Each offer is "
            "counted: nobody has to say a name, so one person may have been offered help twice."
        ),
        **_OFFERED,
    ),
    Indicator(
        key="help_declined",
        name=pgettext_lazy("offer of help", "declined"),
        definition=_("Of the offers of help, those that were declined, with the reason given."),
        where=Q(reply=Answer.DECLINED),
        part_of="help_offered",
        **_OFFERED,
    ),
)
