"""Addresses of people."""

from django.urls import path

from thbcases.people.views import careful
from thbcases.people.views import records as views

app_name = "people"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    path("add/", views.PersonCreate.as_view(), name="add"),
    path("candidates/", views.Candidates.as_view(), name="candidates"),
    path("<uuid:uuid>/", views.PersonDetail.as_view(), name="detail"),
    path("objects/", views.ObjectList.as_view(), name="objects"),
    path("objects/<uuid:uuid>/", views.ObjectDetail.as_view(), name="object"),
    path("objects/<uuid:uuid>/change/", views.ObjectUpdate.as_view(), name="object_change"),
    path(
        "object-links/<uuid:uuid>/change/",
        views.ObjectLinkUpdate.as_view(),
        name="object_link_change",
    ),
    path("<uuid:uuid>/objects/add/", views.PersonObjectCreate.as_view(), name="object_add"),
    path("<uuid:uuid>/counting/<uuid:other>/", views.PersonCounting.as_view(), name="counting"),
    path("<uuid:uuid>/contact/", careful.ContactChange.as_view(), name="contact"),
    path("<uuid:uuid>/name/", careful.NamePerson.as_view(), name="give_name"),
    path("<uuid:uuid>/change/", views.PersonUpdate.as_view(), name="change"),
]
