"""Addresses of terms."""

from django.urls import path

from thbcases.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.TermList.as_view(), name="terms"),
    path("rules/", views.RuleList.as_view(), name="rules"),
    path("reminders/", views.Reminders.as_view(), name="reminders"),
    path("reminders/address/", views.NewAddress.as_view(), name="new_address"),
    path("reminders/address/off/", views.NoAddress.as_view(), name="no_address"),
    path("calendar/<str:secret>.ics", views.calendar, name="calendar"),
]
