"""Every figure of the system once, and the tables that are lists of their keys.

Each indicator says what is counted, by which day, and from which facts; its name and definition
stand under every table that shows it.
"""

from thbcases.statistics.indicators.dimensions import (
    DIMENSIONS,
    NoDimension,
    dimension_of,
    dimensions_of,
)
from thbcases.statistics.indicators.kinds import (
    NOTHING,
    DateRule,
    Dimension,
    Indicator,
    Measure,
    Value,
)
from thbcases.statistics.indicators.registry import INDICATORS, full_name

__all__ = [
    "COUNTRY_TABLE",
    "COUNTRY_TABLE_JSON",
    "DIMENSIONS",
    "INDICATORS",
    "NOTHING",
    "DateRule",
    "Dimension",
    "Indicator",
    "Measure",
    "NoDimension",
    "Value",
    "dimension_of",
    "dimensions_of",
    "full_name",
]

# The rows of the country table, in the order in which they are read.
COUNTRY_TABLE: tuple[str, ...] = (
    "investigations_started",
    "child_investigations_started",
    "investigations_run",
    "child_investigations_run",
    "presumed_victims",
    "recognised_same_year",
    "presumed_minors",
    "presumed_women",
    "presumed_men",
    "presumed_own_citizens",
    "presumed_in_period",
    "recognised_in_period",
    "suspects",
    "prosecuted_same_year",
    "cases_to_court",
    "cases_decided",
    "convicted",
    "sentence_min_years",
    "sentence_max_years",
    "assisted_persons",
    "assisted_men",
    "projects",
)

# What is handed on as JSON, beside the `year`; others read these names.
COUNTRY_TABLE_JSON: tuple[str, ...] = (
    "investigations_started",
    "investigations_run",
    "child_investigations_run",
    "presumed_victims",
    "recognised_same_year",
    "presumed_minors",
    "suspects",
    "prosecuted_same_year",
    "cases_to_court",
    "cases_decided",
    "convicted",
    "sentence_min_years",
    "sentence_max_years",
    "assisted_persons",
    "assisted_men",
    "projects",
)
