"""The Django admin asks the same table and sees the same rows as every other page."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest

from thbcases.access.rights import may


class ByRoleAdmin(ModelAdmin):  # type: ignore[type-arg]
    """A model's admin whose permissions are the rights on its record kind.

    Deleting is never offered here: law keeps records, and a mistake is undone by a new entry.
    """

    kind: str = ""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(f"{self.kind}.read")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(f"{self.kind}.read")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may("add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may("change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _may(self, verb: str) -> bool:
        try:
            return may(f"{self.kind}.{verb}")
        except LookupError:
            return False
