"""Addresses of tips for the staff; those of the public are in `public_urls`."""

from django.urls import path

from thbcases.tips.views import files, lists, settings, triage

app_name = "tips"
urlpatterns = [
    path("", lists.TipList.as_view(), name="tips"),
    path("call/", triage.Call.as_view(), name="call"),
    path("hand-all/", triage.HandAll.as_view(), name="hand_all"),
    path("figures/", lists.TipFigures.as_view(), name="figures"),
    path("mails/", lists.MailList.as_view(), name="mails"),
    path("mails/<uuid:uuid>/", files.OpenMail.as_view(), name="mail"),
    path("files/<uuid:uuid>/", files.OpenCopy.as_view(), name="file"),
    path("files/<uuid:uuid>/original/", files.OpenOriginal.as_view(), name="original"),
    path("channels/", settings.ChannelList.as_view(), name="channels"),
    path("channels/add/", settings.ChannelCreate.as_view(), name="add_channel"),
    path("channels/<uuid:uuid>/", settings.ChannelUpdate.as_view(), name="channel"),
    path("templates/", settings.TemplateList.as_view(), name="templates"),
    path("templates/add/", settings.TemplateCreate.as_view(), name="add_template"),
    path("templates/<uuid:uuid>/", settings.TemplateUpdate.as_view(), name="template"),
    path("<uuid:uuid>/", triage.TipDetail.as_view(), name="tip"),
    path("<uuid:uuid>/sort/", triage.Sort.as_view(), name="sort"),
    path("<uuid:uuid>/answer/", triage.Answer.as_view(), name="answer"),
    path("<uuid:uuid>/note/", triage.Note.as_view(), name="note"),
    path("<uuid:uuid>/hand/", triage.Hand.as_view(), name="hand"),
    path("<uuid:uuid>/join/", triage.Join.as_view(), name="join"),
    path("<uuid:uuid>/open/", triage.OpenCase.as_view(), name="open_case"),
    path("<uuid:uuid>/close/", triage.Close.as_view(), name="close"),
    path("<uuid:uuid>/reopen/", triage.Reopen.as_view(), name="reopen"),
]
