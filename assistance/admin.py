"""Assistance in the Django admin: to look things up, under the same rows and rights.

What has rules beyond its own row (services, consents, grants, reports) is changed on the pages
that keep them; here it is only read. Whose record is opened or listed is written down as anywhere.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from assistance.models import Beneficiary, Consent, FundingCall, Project, ProjectReport, Service
from thbcases.access.admin import ByRoleAdmin
from thbcases.audit.actions import log_reading, log_readings


class ReadingAdmin(ByRoleAdmin):
    """Read-only, and it leaves a trace of whose record was read."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            log_reading(found)
        return found

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        shown = super().get_changelist_instance(request)
        log_readings(shown.result_list)
        return shown


@admin.register(Beneficiary)
class BeneficiaryAdmin(ReadingAdmin):
    kind = "beneficiary"
    list_display = ("code", "person", "status", "registered_on", "closed_on")
    list_filter = ("status",)
    list_select_related = ("person",)
    search_fields = ("code", "person__family_name", "person__given_name")
    date_hierarchy = "registered_on"


@admin.register(Consent)
class ConsentAdmin(ReadingAdmin):
    kind = "beneficiary"
    list_display = ("beneficiary", "purpose", "given_on", "withdrawn_on")
    list_select_related = ("beneficiary__person", "purpose")
    search_fields = ("beneficiary__code",)


@admin.register(Service)
class ServiceAdmin(ReadingAdmin):
    kind = "beneficiary"
    list_display = ("on", "beneficiary", "kind", "units", "unit", "project", "worker")
    list_filter = ("kind__code",)
    list_select_related = ("beneficiary__person", "kind", "project", "worker")
    search_fields = ("beneficiary__code", "result")
    date_hierarchy = "on"


@admin.register(FundingCall)
class FundingCallAdmin(ReadingAdmin):
    kind = "call"
    list_display = ("year", "title", "opens_on", "closes_on", "currency")
    list_select_related = ("currency",)
    search_fields = ("title",)


@admin.register(Project)
class ProjectAdmin(ReadingAdmin):
    kind = "project"
    list_display = ("number", "title", "custodian", "state", "starts_on", "ends_on", "granted")
    list_filter = ("state",)
    list_select_related = ("custodian", "call__currency")
    search_fields = ("number", "title")


@admin.register(ProjectReport)
class ProjectReportAdmin(ReadingAdmin):
    kind = "report"
    list_display = ("project", "custodian", "starts_on", "ends_on", "spent", "state")
    list_filter = ("state",)
    list_select_related = ("project__call__currency", "custodian")
    search_fields = ("project__number", "project__title")
