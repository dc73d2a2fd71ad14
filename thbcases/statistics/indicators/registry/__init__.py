"""The registry: every figure once. A new one is an entry in one of these files, no more."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from thbcases.statistics.indicators.kinds import Indicator
from thbcases.statistics.indicators.registry.accused import ACCUSED
from thbcases.statistics.indicators.registry.assistance import ASSISTANCE
from thbcases.statistics.indicators.registry.courts import COURTS
from thbcases.statistics.indicators.registry.investigations import INVESTIGATIONS
from thbcases.statistics.indicators.registry.protection import PROTECTION
from thbcases.statistics.indicators.registry.victims import VICTIMS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# In the order in which they are offered and read.
THEMES: tuple[tuple["StrPromise", tuple[Indicator, ...]], ...] = (
    (_("Investigations"), INVESTIGATIONS),
    (_("Presumed and recognised victims"), VICTIMS),
    (_("Suspects and accused"), ACCUSED),
    (_("Courts"), COURTS),
    (_("Assistance"), ASSISTANCE),
    (_("Children and non-punishment"), PROTECTION),
)
INDICATORS: dict[str, Indicator] = {
    indicator.key: indicator for _theme, indicators in THEMES for indicator in indicators
}


def full_name(indicator: Indicator) -> str:
    """The name where it stands alone: a part says of what."""
    if not indicator.part_of:
        return str(indicator.name)
    return f"{INDICATORS[indicator.part_of].name}: {indicator.name}"
