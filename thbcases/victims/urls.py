"""Addresses of victims, their stay and support."""

from django.urls import path

from thbcases.victims.views import changes, children, objects, quick, record, stay, support
from thbcases.victims.views import identification as signs

app_name = "victims"
urlpatterns = [
    path("", record.VictimList.as_view(), name="list"),
    path("quick/", quick.QuickEntry.as_view(), name="quick_entry"),
    path("investigation/<uuid:uuid>/add/", changes.VictimCreate.as_view(), name="add"),
    path("signs/", signs.IdentificationList.as_view(), name="identifications"),
    path("signs/new/", signs.IdentificationBegin.as_view(), name="identification_begin"),
    path("signs/of/<uuid:uuid>/", signs.IdentificationOf.as_view(), name="identification_of"),
    path("signs/<uuid:uuid>/", signs.IdentificationDetail.as_view(), name="identification"),
    path(
        "signs/<uuid:uuid>/change/",
        signs.IdentificationChange.as_view(),
        name="identification_change",
    ),
    path(
        "signs/<uuid:uuid>/list/",
        signs.IdentificationListChanged.as_view(),
        name="identification_list",
    ),
    path(
        "signs/<uuid:uuid>/finish/",
        signs.IdentificationFinish.as_view(),
        name="identification_finish",
    ),
    path(
        "signs/<uuid:uuid>/correct/",
        signs.IdentificationCorrect.as_view(),
        name="identification_correct",
    ),
    path(
        "signs/<uuid:uuid>/remove/",
        signs.IdentificationRemove.as_view(),
        name="identification_remove",
    ),
    path(
        "signs/<uuid:uuid>/pages/",
        signs.IdentificationPages.as_view(),
        name="identification_pages",
    ),
    path("permits/", stay.PermitList.as_view(), name="residence_permits"),
    path("permits/<uuid:uuid>/", stay.PermitDetail.as_view(), name="residence_permit"),
    path("permits/<uuid:uuid>/decide/", stay.DecidePermit.as_view(), name="decide_permit"),
    path("permits/<uuid:uuid>/end/", stay.EndPermit.as_view(), name="end_permit"),
    path("permits/<uuid:uuid>/renew/", stay.RenewPermit.as_view(), name="renew_permit"),
    path("reflection/", stay.PeriodList.as_view(), name="reflection_periods"),
    path("reflection/<uuid:uuid>/", stay.PeriodDetail.as_view(), name="reflection_period"),
    path("reflection/<uuid:uuid>/decide/", stay.DecidePeriod.as_view(), name="decide_period"),
    path("reflection/<uuid:uuid>/end/", stay.EndPeriod.as_view(), name="end_period"),
    path("claims/<uuid:uuid>/change/", support.ClaimUpdate.as_view(), name="change_claim"),
    path("claims/<uuid:uuid>/award/", support.AwardClaim.as_view(), name="award_claim"),
    path("claims/<uuid:uuid>/refuse/", support.RefuseClaim.as_view(), name="refuse_claim"),
    path("claims/<uuid:uuid>/pay/", support.PayClaim.as_view(), name="pay_claim"),
    path(
        "protection/<uuid:uuid>/change/",
        support.ProtectionUpdate.as_view(),
        name="change_protection",
    ),
    path("children/", children.ChildList.as_view(), name="children"),
    path(
        "guardians/<uuid:uuid>/change/", children.GuardianUpdate.as_view(), name="change_guardian"
    ),
    path("notices/<uuid:uuid>/change/", children.NoticeUpdate.as_view(), name="change_notice"),
    path(
        "interviews/<uuid:uuid>/change/",
        children.InterviewUpdate.as_view(),
        name="change_interview",
    ),
    path(
        "representatives/<uuid:uuid>/change/",
        children.RepresentativeUpdate.as_view(),
        name="change_representative",
    ),
    path(
        "arrangements/<uuid:uuid>/change/",
        children.ArrangementUpdate.as_view(),
        name="change_arrangement",
    ),
    path("grants/<uuid:uuid>/end/", changes.EndAccess.as_view(), name="end_access"),
    path("<uuid:uuid>/", record.VictimDetail.as_view(), name="detail"),
    path("<uuid:uuid>/decisions/", record.VictimDecisions.as_view(), name="decisions"),
    path("<uuid:uuid>/decide/", changes.Decide.as_view(), name="decide"),
    path("<uuid:uuid>/change/", changes.VictimUpdate.as_view(), name="change"),
    path("<uuid:uuid>/exploitation/", changes.Episodes.as_view(), name="episodes"),
    path("<uuid:uuid>/objects/add/", objects.VictimObjectCreate.as_view(), name="object_add"),
    path("<uuid:uuid>/recruitment/", changes.Recruitment.as_view(), name="recruitment"),
    path("<uuid:uuid>/stay/", record.VictimStay.as_view(), name="stay"),
    path("<uuid:uuid>/stay/period/", stay.ProposePeriod.as_view(), name="propose_period"),
    path("<uuid:uuid>/stay/permit/", stay.ProposePermit.as_view(), name="propose_permit"),
    path("<uuid:uuid>/support/", record.VictimSupport.as_view(), name="support"),
    path("<uuid:uuid>/claims/add/", support.ClaimCreate.as_view(), name="add_claim"),
    path("<uuid:uuid>/protection/add/", support.ProtectionCreate.as_view(), name="add_protection"),
    path("<uuid:uuid>/child/", children.VictimChild.as_view(), name="child"),
    path("<uuid:uuid>/child/age/", children.AgeCreate.as_view(), name="add_child_age"),
    path("<uuid:uuid>/child/guardian/", children.GuardianCreate.as_view(), name="add_guardian"),
    path("<uuid:uuid>/child/notice/", children.NoticeCreate.as_view(), name="add_notice"),
    path("<uuid:uuid>/child/interview/", children.InterviewCreate.as_view(), name="add_interview"),
    path(
        "<uuid:uuid>/child/representative/",
        children.RepresentativeCreate.as_view(),
        name="add_representative",
    ),
    path("<uuid:uuid>/child/place/", children.ArrangementCreate.as_view(), name="add_arrangement"),
    path("<uuid:uuid>/access/", record.VictimAccess.as_view(), name="access"),
    path("<uuid:uuid>/access/grant/", changes.GrantAccess.as_view(), name="grant_access"),
]
