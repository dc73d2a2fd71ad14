"""Investigations: started, run."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.statistics.choices import Counted
from thbcases.statistics.indicators.kinds import Indicator, flow, stock
from thbcases.statistics.indicators.registry.rules import TRAFFICKING
from thbcases.statistics.models import InvestigationFact, OffenceFact, OpenFact

CHILD_CASE = TRAFFICKING & Q(is_child_case=True)

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

INVESTIGATIONS = (
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
        key="offences_recorded",
        name=_("Recorded offences"),
        definition=_(
            "Investigations started in the period with an article of trafficking recorded; under "
            "several articles, in the line of each. An investigation without any article yet is "
            "not among them."
        ),
        counted=Counted.INVESTIGATION,
        source=OffenceFact,
        rule=flow("registered_on"),
        column="investigation_id",
        where=TRAFFICKING,
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
)
