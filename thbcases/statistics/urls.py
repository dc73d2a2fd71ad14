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
    path("returns/", views.ReturnList.as_view(), name="returns"),
    path("returns/<slug:key>/", views.ReturnPage.as_view(), name="return"),
    path("returns/<slug:key>/take/", views.TakeReturn.as_view(), name="take_return"),
    path("records/", views.CellView.as_view(), name="cell"),
]
