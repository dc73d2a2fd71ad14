"""Screens of figures."""

from thbcases.statistics.views.builder import (
    BuilderView,
    CellView,
    RemoveSavedTable,
    SavedTableView,
    SaveTable,
)
from thbcases.statistics.views.country import BOXES, CountryTableView
from thbcases.statistics.views.published_reports import PublishedFileView, PublishedReports
from thbcases.statistics.views.reports import (
    AddChapter,
    ApproveReport,
    ChangeReport,
    PublishReport,
    ReportCheck,
    ReportDetail,
    ReportDraft,
    ReportList,
    ReportPreview,
    ReturnReport,
    SendReport,
    SetTemplate,
    StandardTemplate,
    StartReport,
    WriteChapter,
)

__all__ = [
    "BOXES",
    "AddChapter",
    "ApproveReport",
    "BuilderView",
    "CellView",
    "ChangeReport",
    "CountryTableView",
    "PublishReport",
    "PublishedFileView",
    "PublishedReports",
    "RemoveSavedTable",
    "ReportCheck",
    "ReportDetail",
    "ReportDraft",
    "ReportList",
    "ReportPreview",
    "ReturnReport",
    "SaveTable",
    "SavedTableView",
    "SendReport",
    "SetTemplate",
    "StandardTemplate",
    "StartReport",
    "WriteChapter",
]
