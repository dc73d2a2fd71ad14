"""Addresses of people."""

from django.urls import path

from thbcases.people import views

app_name = "people"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    path("add/", views.PersonCreate.as_view(), name="add"),
    path("candidates/", views.Candidates.as_view(), name="candidates"),
    path("<uuid:uuid>/", views.PersonDetail.as_view(), name="detail"),
    path("<uuid:uuid>/change/", views.PersonUpdate.as_view(), name="change"),
]
