"""Addresses of the figures."""

from django.urls import path

from thbcases.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.CountryTableView.as_view(), name="country_table"),
    path("children/", views.OmbudsmanView.as_view(), name="ombudsman"),
    path("tables/", views.BuilderView.as_view(), name="builder"),
    path("tables/save/", views.SaveTable.as_view(), name="save_table"),
    path("tables/<uuid:uuid>/", views.SavedTableView.as_view(), name="saved_table"),
    path("tables/<uuid:uuid>/remove/", views.RemoveSavedTable.as_view(), name="remove_table"),
    path("publications/", views.PublicationList.as_view(), name="publications"),
    path("publications/new/", views.PublishYear.as_view(), name="publish"),
    path("publications/drafts/<uuid:uuid>/", views.DraftDetail.as_view(), name="draft"),
    path(
        "publications/drafts/<uuid:uuid>/publish/",
        views.PublishDraft.as_view(),
        name="publish_draft",
    ),
    path("publications/drafts/<uuid:uuid>/take/", views.TakeOffer.as_view(), name="take_offer"),
    path("publications/<uuid:uuid>/", views.PublicationDetail.as_view(), name="publication"),
    path("publications/<uuid:uuid>/revisions/", views.RevisionsView.as_view(), name="revisions"),
    path(
        "publications/<uuid:uuid>/revisions/announce/",
        views.AnnounceRevision.as_view(),
        name="announce",
    ),
    path("returns/", views.ReturnList.as_view(), name="returns"),
    path("returns/<slug:key>/", views.ReturnPage.as_view(), name="return"),
    path("returns/<slug:key>/take/", views.TakeReturn.as_view(), name="take_return"),
    path("completeness/", views.CompletenessView.as_view(), name="completeness"),
    path("records/", views.CellView.as_view(), name="cell"),
    path("annual/", views.PublishedReports.as_view(), name="published_reports"),
    path("annual/<uuid:uuid>/", views.PublishedFileView.as_view(), name="published_file"),
    path("reports/", views.ReportList.as_view(), name="reports"),
    path("reports/start/", views.StartReport.as_view(), name="start_report"),
    path("reports/template/", views.StandardTemplate.as_view(), name="standard_template"),
    path("reports/chapters/<uuid:uuid>/", views.WriteChapter.as_view(), name="chapter"),
    path("reports/<uuid:uuid>/", views.ReportDetail.as_view(), name="report"),
    path("reports/<uuid:uuid>/check/", views.ReportCheck.as_view(), name="report_check"),
    path("reports/<uuid:uuid>/preview/", views.ReportPreview.as_view(), name="report_preview"),
    path("reports/<uuid:uuid>/draft/", views.ReportDraft.as_view(), name="report_draft"),
    path("reports/<uuid:uuid>/titles/", views.ChangeReport.as_view(), name="change_report"),
    path("reports/<uuid:uuid>/template/", views.SetTemplate.as_view(), name="report_template"),
    path("reports/<uuid:uuid>/chapters/add/", views.AddChapter.as_view(), name="add_chapter"),
    path("reports/<uuid:uuid>/send/", views.SendReport.as_view(), name="send_report"),
    path("reports/<uuid:uuid>/return/", views.ReturnReport.as_view(), name="return_report"),
    path("reports/<uuid:uuid>/approve/", views.ApproveReport.as_view(), name="approve_report"),
    path("reports/<uuid:uuid>/publish/", views.PublishReport.as_view(), name="publish_report"),
]
