"""Filters of the list of kept charts."""

from thbcases.niis.models import Chart
from thbcases.web.filters import BaseFilterSet, SearchFilter


class ChartFilter(BaseFilterSet):
    """By words of the title, and whether it is shared."""

    q = SearchFilter(fields=("title",))

    class Meta:
        model = Chart
        fields = ["q", "is_shared"]
