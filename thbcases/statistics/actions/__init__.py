"""What is done with figures: a year is prepared, published, and its revision announced."""

from thbcases.statistics.actions.drafts import confirm_draft, prepare_year, take_offer
from thbcases.statistics.actions.notices import announce_revision
from thbcases.statistics.actions.publishing import (
    COUNTRY_NAMES,
    CannotPublish,
    Draft,
    DraftTable,
    draft_year,
    is_intact,
    publish_year,
)

__all__ = [
    "COUNTRY_NAMES",
    "CannotPublish",
    "Draft",
    "DraftTable",
    "announce_revision",
    "confirm_draft",
    "draft_year",
    "is_intact",
    "prepare_year",
    "publish_year",
    "take_offer",
]
