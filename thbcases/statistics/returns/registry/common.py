"""What several returns have alike."""

from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CitizenshipGroup, EurostatForm
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup
from thbcases.statistics.returns.kinds import Share

SEND = ("return.export",)
TABLES = ("xlsx", "csv", "json")
FOR_RECEIVER = _("for the receiver named, not for publication")

# What a receiver will ask about: values that say nothing.
UNKNOWN = (
    Share("registered_victims", "eurostat", EurostatForm.UNSPECIFIED.value),
    Share("registered_victims", "sex", Sex.UNKNOWN.value),
    Share("registered_victims", "age_group", AgeGroup.UNKNOWN.value),
    Share("registered_victims", "citizenship", CitizenshipGroup.UNKNOWN.value),
    Share("suspects", "sex", Sex.UNKNOWN.value),
    Share("suspects", "age_group", AgeGroup.UNKNOWN.value),
    Share("suspects", "citizenship", CitizenshipGroup.UNKNOWN.value),
)
