"""Screens of figures."""

from thbcases.statistics.views.builder import (
    BuilderView,
    RemoveSavedTable,
    SavedTableView,
    SaveTable,
)
from thbcases.statistics.views.cell import CellView
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
