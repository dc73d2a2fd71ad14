"""The filter above the list of administrative cases."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from thbcases.people.queries import ids_meant
from thbcases.sanctions.models import AdministrativeCase
from thbcases.web.filters import BaseFilterSet, SearchFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet


class CaseFilter(BaseFilterSet):
    """By name or number, state, day of the act."""

    q = SearchFilter(label=_("name or number"), method="find")

    class Meta:
        model = AdministrativeCase
        fields = ["q", "state", "act_on"]

    def find(
        self, queryset: "QuerySet[AdministrativeCase]", name: str, value: str
    ) -> "QuerySet[AdministrativeCase]":
        if not value.strip():
            return queryset
        found = queryset.filter(number__icontains=value.strip())
        return found | queryset.filter(person__in=ids_meant(value))
