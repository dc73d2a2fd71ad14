"""Addresses of investigations, suspects and courts."""

from django.urls import path

from thbcases.investigations.views import cases, court, lists, record, suspects

app_name = "investigations"
urlpatterns = [
    path("", lists.InvestigationList.as_view(), name="list"),
    path("add/", cases.InvestigationCreate.as_view(), name="add"),
    path("suspects/", lists.SuspectList.as_view(), name="suspects"),
    path("suspects/<uuid:uuid>/", suspects.SuspectDetail.as_view(), name="suspect"),
    path("suspects/<uuid:uuid>/change/", suspects.SuspectUpdate.as_view(), name="suspect_change"),
    path("suspects/<uuid:uuid>/state/", suspects.MoveSuspect.as_view(), name="suspect_state"),
    path("court/<uuid:uuid>/judgment/", court.RecordJudgment.as_view(), name="judge"),
    path("judgments/<uuid:uuid>/final/", court.MakeFinal.as_view(), name="final"),
    path("assignments/<uuid:uuid>/end/", cases.EndAssignment.as_view(), name="end_assignment"),
    path("<uuid:uuid>/", record.InvestigationDetail.as_view(), name="detail"),
    path("<uuid:uuid>/objects/add/", record.ObjectCreate.as_view(), name="object_add"),
    path("<uuid:uuid>/change/", cases.InvestigationUpdate.as_view(), name="change"),
    path("<uuid:uuid>/stage/", cases.MoveStage.as_view(), name="stage"),
    path("<uuid:uuid>/join/", cases.Join.as_view(), name="join"),
    path("<uuid:uuid>/separate/", cases.Separate.as_view(), name="separate"),
    path("<uuid:uuid>/suspects/", record.SuspectsTab.as_view(), name="suspects_of"),
    path("<uuid:uuid>/suspects/add/", suspects.SuspectCreate.as_view(), name="add_suspect"),
    path("<uuid:uuid>/court/", record.CourtTab.as_view(), name="court"),
    path("<uuid:uuid>/court/hand-over/", court.HandOver.as_view(), name="hand_over"),
    path("<uuid:uuid>/units/", record.UnitsTab.as_view(), name="units"),
    path("<uuid:uuid>/units/assign/", cases.AssignUnit.as_view(), name="assign"),
    path("<uuid:uuid>/readers/", record.ReadersTab.as_view(), name="readers"),
]
