"""Case records in the Django admin: the same rows, the same rights, and readings written down.

Shown here and changed on their own pages, where the verbs of the law ask for what they need, lost
updates are caught and search and counting are kept true.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from thbcases.access.admin import ByRoleAdmin
from thbcases.access.marks import signed_in
from thbcases.audit.actions import log_reading, log_readings


class RecordAdmin(ByRoleAdmin):
    """Case records, to be read; the trail says who did."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None and self.has_view_permission(request, found):
            log_reading(found)
        return found

    @signed_in("the admin asks the table itself")
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        answer: Any = super().changelist_view(request, extra_context)
        shown = (getattr(answer, "context_data", None) or {}).get("cl")
        if shown is not None:
            log_readings(shown.result_list)
        return answer  # type: ignore[no-any-return]


class ShownInline(admin.TabularInline[Any, Any]):
    """Parts of a record, to be read with it."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees the record sees its parts."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
