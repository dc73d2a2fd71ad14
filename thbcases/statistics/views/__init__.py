"""Screens of figures."""

from thbcases.statistics.views.builder import (
    BuilderView,
    CellView,
    RemoveSavedTable,
    SavedTableView,
    SaveTable,
)
from thbcases.statistics.views.country import BOXES, CountryTableView
from thbcases.statistics.views.returns import ReturnList, ReturnPage, TakeReturn

__all__ = [
    "BOXES",
    "BuilderView",
    "CellView",
    "CountryTableView",
    "RemoveSavedTable",
    "ReturnList",
    "ReturnPage",
    "SaveTable",
    "SavedTableView",
    "TakeReturn",
]
