"""Screens of figures."""

from thbcases.statistics.views.builder import (
    BuilderView,
    RemoveSavedTable,
    SavedTableView,
    SaveTable,
)
from thbcases.statistics.views.cell import CellView
from thbcases.statistics.views.chapters import AddChapter, WriteChapter
from thbcases.statistics.views.completeness import CompletenessView
from thbcases.statistics.views.country import BOXES, CountryTableView
from thbcases.statistics.views.drafts import DraftDetail, PublishDraft, PublishYear, TakeOffer
from thbcases.statistics.views.ombudsman import OmbudsmanView
from thbcases.statistics.views.publications import (
    AnnounceRevision,
    PublicationDetail,
    PublicationList,
    RevisionsView,
)
from thbcases.statistics.views.published_reports import PublishedFileView, PublishedReports
from thbcases.statistics.views.report_steps import (
    ApproveReport,
    PublishReport,
    ReturnReport,
    SendReport,
    SetTemplate,
    StandardTemplate,
)
from thbcases.statistics.views.reports import (
    ChangeReport,
    ReportCheck,
    ReportDetail,
    ReportDraft,
    ReportList,
    ReportPreview,
    StartReport,
)
from thbcases.statistics.views.returns import ReturnList, ReturnPage, TakeReturn

__all__ = [
    "BOXES",
    "AddChapter",
    "AnnounceRevision",
    "ApproveReport",
    "BuilderView",
    "CellView",
    "ChangeReport",
    "CompletenessView",
    "CountryTableView",
    "DraftDetail",
    "OmbudsmanView",
    "PublicationDetail",
    "PublicationList",
    "PublishDraft",
    "PublishReport",
    "PublishYear",
    "PublishedFileView",
    "PublishedReports",
    "RemoveSavedTable",
    "ReportCheck",
    "ReportDetail",
    "ReportDraft",
    "ReportList",
    "ReportPreview",
    "ReturnList",
    "ReturnPage",
    "ReturnReport",
    "RevisionsView",
    "SaveTable",
    "SavedTableView",
    "SendReport",
    "SetTemplate",
    "StandardTemplate",
    "StartReport",
    "TakeOffer",
    "TakeReturn",
    "WriteChapter",
]
