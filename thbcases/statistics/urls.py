"""Addresses of the figures."""

from django.urls import path

from thbcases.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.CountryTableView.as_view(), name="country_table"),
    path("breakdowns/", views.BreakdownsView.as_view(), name="breakdowns"),
]
