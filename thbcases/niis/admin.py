"""Where administrators keep the partners of the exchange and their public keys."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import TabularInline
from django.http import HttpRequest

from thbcases.access.admin import ByRoleAdmin
from thbcases.access.rights import may
from thbcases.niis.models import Partner, PartnerKey


class PartnerKeyInline(TabularInline):
    """A partner's keys; one that is no longer in use gets an end and stays."""

    model = PartnerKey
    extra = 0
    readonly_fields = ("kid",)
    fields = ("kid", "jwk", "valid_from", "valid_until")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may("partner.read")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may("partner.add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may("partner.change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Partner)
class PartnerAdmin(ByRoleAdmin):
    """Another installation, from when until when, and its keys."""

    kind = "partner"
    list_display = ("code", "name", "country", "active_from", "active_until")
    list_select_related = ("country",)
    search_fields = ("code", "name")
    inlines = (PartnerKeyInline,)
