"""Screens of figures."""

from thbcases.statistics.views.builder import (
    BuilderView,
    CellView,
    RemoveSavedTable,
    SavedTableView,
    SaveTable,
)
from thbcases.statistics.views.country import BOXES, CountryTableView

__all__ = [
    "BOXES",
    "BuilderView",
    "CellView",
    "CountryTableView",
    "RemoveSavedTable",
    "SaveTable",
    "SavedTableView",
]
