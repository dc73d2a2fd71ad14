"""Filters of the lists of figures."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from thbcases.statistics.models import Publication
from thbcases.web.filters import BaseFilterSet, DateRangeFilter


class PublicationFilter(BaseFilterSet):
    """By the year, and by when it was published."""

    published_at = DateRangeFilter(
        field_name="published_at", lookup_expr="date", label=_("published")
    )

    class Meta:
        model = Publication
        fields: ClassVar[list[str]] = ["year", "published_at"]
