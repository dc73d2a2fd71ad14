"""Addresses of administrative cases."""

from django.urls import path

from thbcases.sanctions import views

app_name = "sanctions"
urlpatterns = [
    path("", views.CaseList.as_view(), name="list"),
    path("add/", views.CaseCreate.as_view(), name="add"),
    path("revisit/", views.RevisitList.as_view(), name="revisit_list"),
    path("<uuid:uuid>/", views.CaseDetail.as_view(), name="detail"),
    path("<uuid:uuid>/change/", views.CaseUpdate.as_view(), name="change"),
    path("<uuid:uuid>/ask/", views.Ask.as_view(), name="ask"),
    path("<uuid:uuid>/fine/", views.Fine.as_view(), name="fine"),
    path("<uuid:uuid>/not-liable/", views.NotLiable.as_view(), name="not_liable"),
    path("<uuid:uuid>/end/", views.End.as_view(), name="end"),
    path("<uuid:uuid>/cancel/", views.Cancel.as_view(), name="cancel"),
    path("<uuid:uuid>/revisit/", views.Revisit.as_view(), name="revisit"),
]
