"""Addresses of the public pages; they are short, because people write them down."""

from django.urls import path

from thbcases.tips.views import public

app_name = "tell"
urlpatterns = [
    path("", public.Front.as_view(), name="front"),
    path("<str:language>/", public.Tell.as_view(), name="tell"),
    path("<str:language>/receipt/", public.Receipt.as_view(), name="receipt"),
]
