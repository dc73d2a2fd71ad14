"""Filters above one's own searches and above alarms."""

from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _

from thbcases.niis.models import Search, SearchAlarm, SearchList
from thbcases.web.filters import BaseFilterSet, SearchFilter


class SearchesFilter(BaseFilterSet):
    """By what was typed, the case, the answer and the day."""

    q = SearchFilter(fields=("text", "basis"))
    batch = django_filters.ModelChoiceFilter(
        queryset=lambda request: SearchList.objects.all(), label=_("List"), to_field_name="uuid"
    )

    class Meta:
        model = Search
        fields: ClassVar[list[str]] = ["q", "answer", "reason", "batch", "created_at"]


class AlarmFilter(BaseFilterSet):
    """By the unit and the day."""

    class Meta:
        model = SearchAlarm
        fields: ClassVar[list[str]] = ["is_limit", "created_at"]
