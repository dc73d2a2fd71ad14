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
    path("completeness/", views.CompletenessView.as_view(), name="completeness"),
    path("records/", views.CellView.as_view(), name="cell"),
]
