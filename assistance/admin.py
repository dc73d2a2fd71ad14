"""Assistance in the Django admin: to look things up, under the same rows and rights.

What has rules beyond its own row (services, consents, grants, reports) is changed on the pages
that keep them; here it is only read. Whose record is opened or listed is written down as anywhere.
"""

from django.contrib import admin

from assistance.models import Beneficiary, Consent, FundingCall, Project, ProjectReport, Service
from thbcases.audit.admin import RecordAdmin


@admin.register(Beneficiary)
class BeneficiaryAdmin(RecordAdmin):
    kind = "beneficiary"
    list_display = ("code", "person", "status", "registered_on", "closed_on")
    list_filter = ("status",)
    list_select_related = ("person",)
    search_fields = ("code", "person__family_name", "person__given_name")
    date_hierarchy = "registered_on"


@admin.register(Consent)
class ConsentAdmin(RecordAdmin):
    kind = "consent"
    list_display = ("person", "purpose", "receiver", "given_on", "withdrawn_on")
    list_select_related = ("person", "purpose", "receiver")
    search_fields = ("beneficiary__code", "person__family_name")


@admin.register(Service)
class ServiceAdmin(RecordAdmin):
    kind = "beneficiary"
    list_display = ("on", "beneficiary", "kind", "units", "unit", "project", "worker")
    list_filter = ("kind__code",)
    list_select_related = ("beneficiary__person", "kind", "project", "worker")
    search_fields = ("beneficiary__code", "result")
    date_hierarchy = "on"


@admin.register(FundingCall)
class FundingCallAdmin(RecordAdmin):
    kind = "call"
    list_display = ("year", "title", "opens_on", "closes_on", "currency")
    list_select_related = ("currency",)
    search_fields = ("title",)


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    kind = "project"
    list_display = ("number", "title", "custodian", "state", "starts_on", "ends_on", "granted")
    list_filter = ("state",)
    list_select_related = ("custodian", "call__currency")
    search_fields = ("number", "title")


@admin.register(ProjectReport)
class ProjectReportAdmin(RecordAdmin):
    kind = "report"
    list_display = ("project", "custodian", "starts_on", "ends_on", "spent", "state")
    list_filter = ("state",)
    list_select_related = ("project__call__currency", "custodian")
    search_fields = ("project__number", "project__title")
