"""The registry: every figure once. A new one is an entry in one of these files, no more."""

from thbcases.statistics.indicators.kinds import Indicator
from thbcases.statistics.indicators.registry.accused import ACCUSED
from thbcases.statistics.indicators.registry.assistance import ASSISTANCE
from thbcases.statistics.indicators.registry.courts import COURTS
from thbcases.statistics.indicators.registry.investigations import INVESTIGATIONS
from thbcases.statistics.indicators.registry.victims import VICTIMS

INDICATORS: dict[str, Indicator] = {
    indicator.key: indicator
    for indicator in (*INVESTIGATIONS, *VICTIMS, *ACCUSED, *COURTS, *ASSISTANCE)
}


def full_name(indicator: Indicator) -> str:
    """The name where it stands alone: a part says of what."""
    if not indicator.part_of:
        return str(indicator.name)
    return f"{INDICATORS[indicator.part_of].name}: {indicator.name}"
