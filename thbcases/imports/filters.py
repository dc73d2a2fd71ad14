"""Filters of the list of uploads."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from thbcases.imports.models import ImportJob
from thbcases.web.filters import BaseFilterSet, DateRangeFilter


class ImportFilter(BaseFilterSet):
    """By state and time."""

    uploaded_at = DateRangeFilter(field_name="uploaded_at", lookup_expr="date", label=_("uploaded"))

    class Meta:
        model = ImportJob
        fields: ClassVar[list[str]] = ["state", "uploaded_at"]
