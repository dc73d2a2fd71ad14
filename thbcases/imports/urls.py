"""Addresses of imports."""

from django.urls import path

from thbcases.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.ImportList.as_view(), name="list"),
    path("upload/", views.Upload.as_view(), name="upload"),
    path("template/", views.TemplateDownload.as_view(), name="template"),
    path("<uuid:uuid>/", views.ImportDetail.as_view(), name="detail"),
    path("<uuid:uuid>/start/", views.Start.as_view(), name="start"),
]
