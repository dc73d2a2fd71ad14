"""Screens of figures."""

from thbcases.statistics.views.builder import (
    BuilderView,
    RemoveSavedTable,
    SavedTableView,
    SaveTable,
)
from thbcases.statistics.views.cell import CellView
from thbcases.statistics.views.country import BOXES, CountryTableView
from thbcases.statistics.views.drafts import DraftDetail, PublishDraft, PublishYear, TakeOffer
from thbcases.statistics.views.publications import (
    AnnounceRevision,
    PublicationDetail,
    PublicationList,
    RevisionsView,
)

__all__ = [
    "BOXES",
    "AnnounceRevision",
    "BuilderView",
    "CellView",
    "CountryTableView",
    "DraftDetail",
    "PublicationDetail",
    "PublicationList",
    "PublishDraft",
    "PublishYear",
    "RemoveSavedTable",
    "RevisionsView",
    "SaveTable",
    "SavedTableView",
    "TakeOffer",
]
