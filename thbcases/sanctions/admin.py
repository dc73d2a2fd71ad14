"""Where the administrator sets how many questions a day allows."""

from typing import ClassVar

from django.contrib import admin

from thbcases.access.admin import ByRoleAdmin
from thbcases.sanctions.models import CheckLimit


@admin.register(CheckLimit)
class CheckLimitAdmin(ByRoleAdmin):
    kind = "sanction_limit"
    list_display: ClassVar[tuple[str, ...]] = ("role", "per_user", "per_unit")
