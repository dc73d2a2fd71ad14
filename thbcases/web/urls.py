"""Addresses of the shell."""

from django.urls import path

from thbcases.web.views import Home, switch_language
from thbcases.web.views.trail import Trail

app_name = "web"
urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("language/", switch_language, name="language"),
    path("trail/", Trail.as_view(), name="trail"),
]
