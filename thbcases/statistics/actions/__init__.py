"""What is done with figures: a year is published."""

from thbcases.statistics.actions.publishing import (
    COUNTRY_NAMES,
    CannotPublish,
    Draft,
    DraftTable,
    draft_year,
    publish_year,
)

__all__ = [
    "COUNTRY_NAMES",
    "CannotPublish",
    "Draft",
    "DraftTable",
    "draft_year",
    "publish_year",
]
