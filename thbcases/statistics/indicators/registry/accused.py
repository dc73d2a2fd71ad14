"""Suspects and the prosecuted, human beings and legal persons."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thbcases.investigations.choices import SuspectKind
from thbcases.statistics.choices import Counted
from thbcases.statistics.indicators.kinds import Indicator, flow
from thbcases.statistics.indicators.registry.rules import TRAFFICKING
from thbcases.statistics.models import SuspectFact

HUMAN = TRAFFICKING & Q(kind=SuspectKind.NATURAL)

_SUSPECTS: dict[str, Any] = {
    "counted": Counted.PERSON,
    "source": SuspectFact,
    "rule": flow("known_on"),
    "column": "subject",
}

ACCUSED = (
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
        key="prosecutions_decided",
        name=_("Prosecutions decided"),
        definition=_(
            "Suspects about whom it was first decided in the period whether they are prosecuted: "
            "for trafficking, for something else, or not at all (the suspicion was withdrawn); "
            "each person once."
        ),
        counted=Counted.PERSON,
        source=SuspectFact,
        rule=flow("decided_on"),
        column="subject",
        where=HUMAN,
    ),
    Indicator(
        key="suspected_of_use",
        name=_("suspected of knowing use"),
        definition=_(
            "Of the suspects, those charged with knowingly using the services of a victim "
            "(Directive 2011/36/EU, Article 18a; articles marked so in the code list)."
        ),
        where=HUMAN & Q(is_knowing_use=True),
        part_of="suspects",
        **_SUSPECTS,
    ),
    Indicator(
        key="prosecuted_for_use",
        name=_("prosecuted for knowing use"),
        definition=_(
            "Of those prosecuted in the period, those charged with knowingly using the services of "
            "a victim."
        ),
        counted=Counted.PERSON,
        source=SuspectFact,
        rule=flow("prosecuted_on"),
        column="subject",
        where=HUMAN & Q(is_charged=True, is_knowing_use=True),
        part_of="prosecuted_in_period",
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
)
