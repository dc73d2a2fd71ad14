"""Where the administrator sets how many questions a day allows."""

from django.contrib import admin

from thbcases.access.admin import ByRoleAdmin
from thbcases.sanctions.models import CheckLimit


@admin.register(CheckLimit)
class CheckLimitAdmin(ByRoleAdmin):
    kind = "sanction_limit"
    list_display = ("role", "per_user", "per_unit")
