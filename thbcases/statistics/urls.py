"""Addresses of the figures."""

from django.urls import path

from thbcases.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.CountryTableView.as_view(), name="country_table"),
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
    path("records/", views.CellView.as_view(), name="cell"),
]
