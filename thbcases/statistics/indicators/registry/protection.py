"""What is done for children, and who is not fined: child victims, administrative cases."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.statistics.choices import Counted
from thbcases.statistics.indicators.kinds import Indicator, Measure, flow
from thbcases.statistics.models import ChildFact, RevisitFact, SanctionFact

_FINED: dict[str, Any] = {
    "source": SanctionFact,
    "rule": flow("decided_on"),
}

PROTECTION = (
    Indicator(
        key="child_victims",
        name=_("Child victims"),
        definition=_(
            "Persons first registered in an investigation in the period as presumed or recognised "
            "victims, or as meeting the criteria and declining, who were under 18 when exploited "
            "or when registered; whoever may have been is counted as a child. Each person once."
        ),
        counted=Counted.PERSON,
        source=ChildFact,
        rule=flow("registered_on"),
        column="subject",
        first_by=("registered_on", "id"),
    ),
    Indicator(
        key="administrative_cases",
        name=_("Persons in administrative cases"),
        definition=_(
            "Persons against whom an administrative case was entered for an act of the period; "
            "each person once."
        ),
        counted=Counted.PERSON,
        source=SanctionFact,
        rule=flow("act_on"),
        column="subject",
        first_by=("act_on", "id"),
    ),
    Indicator(
        key="fines_imposed",
        name=_("Persons fined"),
        definition=_(
            "Persons fined by a decision of the period, fines that were cancelled later included; "
            "each person once."
        ),
        counted=Counted.PERSON,
        source=SanctionFact,
        rule=flow("decided_on"),
        column="subject",
        where=Q(fine__isnull=False),
        first_by=("decided_on", "id"),
    ),
    Indicator(
        key="fines_sum_ltl",
        name=_("Fines in litas"),
        definition=_("The fines imposed by decisions of the period in litas, added up."),
        counted=Counted.MONEY,
        column="fine",
        measure=Measure.SUM,
        where=Q(currency="LTL", fine__isnull=False),
        **_FINED,
    ),
    Indicator(
        key="fines_sum_eur",
        name=_("Fines in euro"),
        definition=_("The fines imposed by decisions of the period in euro, added up."),
        counted=Counted.MONEY,
        column="fine",
        measure=Measure.SUM,
        where=Q(currency="EUR", fine__isnull=False),
        **_FINED,
    ),
    Indicator(
        key="fines_to_revisit",
        name=_("Persons fined who are known as victims now"),
        definition=_(
            "Persons fined by a decision of the period who have become known as victims of "
            "trafficking since and whose fine was not cancelled. Only who counts the whole "
            "country is told."
        ),
        counted=Counted.PERSON,
        source=RevisitFact,
        rule=flow("decided_on"),
        column="subject",
        first_by=("decided_on", "id"),
    ),
)
