"""Addresses of assistance."""

from django.urls import path

from assistance.views import consents, funding, people, reports, services

app_name = "assistance"
urlpatterns = [
    path("people/", people.BeneficiaryList.as_view(), name="beneficiaries"),
    path("people/register/", people.Register.as_view(), name="register"),
    path("people/<uuid:uuid>/", people.BeneficiaryDetail.as_view(), name="beneficiary"),
    path("people/<uuid:uuid>/services/", people.BeneficiaryServices.as_view(), name="services_of"),
    path("people/<uuid:uuid>/services/add/", services.ServiceCreate.as_view(), name="add_service"),
    path("people/<uuid:uuid>/consents/", people.BeneficiaryConsents.as_view(), name="consents"),
    path("people/<uuid:uuid>/consents/add/", consents.GiveConsent.as_view(), name="give_consent"),
    path("people/<uuid:uuid>/trail/", people.BeneficiaryTrail.as_view(), name="trail"),
    path(
        "people/<uuid:uuid>/change/", people.BeneficiaryUpdate.as_view(), name="change_beneficiary"
    ),
    path("people/<uuid:uuid>/close/", people.Close.as_view(), name="close"),
    path("people/<uuid:uuid>/again/", people.Reopen.as_view(), name="reopen"),
    path(
        "consents/<uuid:uuid>/withdraw/",
        consents.WithdrawConsent.as_view(),
        name="withdraw_consent",
    ),
    path("today/", services.Today.as_view(), name="today"),
    path("services/", services.ServiceList.as_view(), name="services"),
    path("services/<uuid:uuid>/", services.ServiceUpdate.as_view(), name="change_service"),
    path("services/<uuid:uuid>/remove/", services.ServiceRemove.as_view(), name="remove_service"),
    path("calls/", funding.CallList.as_view(), name="calls"),
    path("calls/open/", funding.CallCreate.as_view(), name="open_call"),
    path("calls/<uuid:uuid>/", funding.CallDetail.as_view(), name="call"),
    path("calls/<uuid:uuid>/change/", funding.CallUpdate.as_view(), name="change_call"),
    path("calls/<uuid:uuid>/apply/", funding.Apply.as_view(), name="apply"),
    path("projects/", funding.ProjectList.as_view(), name="projects"),
    path("projects/<uuid:uuid>/", funding.ProjectDetail.as_view(), name="project"),
    path("projects/<uuid:uuid>/change/", funding.ProjectUpdate.as_view(), name="change_project"),
    path("projects/<uuid:uuid>/decide/", funding.Decide.as_view(), name="decide_project"),
    path("projects/<uuid:uuid>/finish/", funding.Finish.as_view(), name="finish_project"),
    path("projects/<uuid:uuid>/report/", reports.ReportCreate.as_view(), name="add_report"),
    path("reports/", reports.ReportList.as_view(), name="reports"),
    path("reports/<uuid:uuid>/", reports.ReportDetail.as_view(), name="report"),
    path("reports/<uuid:uuid>/change/", reports.ReportUpdate.as_view(), name="change_report"),
    path("reports/<uuid:uuid>/submit/", reports.Submit.as_view(), name="submit_report"),
    path("reports/<uuid:uuid>/accept/", reports.Accept.as_view(), name="accept_report"),
    path("reports/<uuid:uuid>/return/", reports.Return.as_view(), name="return_report"),
]
