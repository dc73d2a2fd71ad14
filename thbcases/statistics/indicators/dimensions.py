"""By what figures can be broken down."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CitizenshipGroup, FormCategory
from thbcases.investigations.choices import Reach
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup
from thbcases.statistics.indicators.kinds import Dimension, Indicator

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

ORGANISATION = "custodian_id"


class NoDimension(LookupError):
    """The facts of the indicator do not know this dimension."""


def _words(key: str, name: "StrPromise", choices: Any) -> Dimension:
    return Dimension(key, name, dict(choices))


DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        _words("sex", _("sex"), Sex.choices),
        _words("age_group", _("child or adult"), AgeGroup.choices),
        _words("age_group_exploited", _("child or adult when exploited"), AgeGroup.choices),
        _words("citizenship", _("citizenship"), CitizenshipGroup.choices),
        _words("form", _("main form of exploitation"), FormCategory.choices),
        _words("reach", _("domestic or international"), Reach.choices),
        # Its words are the names of the organisations.
        _words(ORGANISATION, _("organisation"), []),
    )
}


def dimension_of(indicator: Indicator, key: str) -> Dimension:
    """The dimension, when the indicator's facts know it. Raises NoDimension."""
    columns = {field.name for field in indicator.source._meta.get_fields()}
    if key not in DIMENSIONS or key not in columns:
        raise NoDimension(f"{indicator.key} cannot be broken down by {key}")
    return DIMENSIONS[key]
