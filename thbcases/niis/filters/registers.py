"""Filter of the list of registers."""

from thbcases.niis.models import Register
from thbcases.web.filters import BaseFilterSet, SearchFilter


class RegisterFilter(BaseFilterSet):
    """By name, and how they come in."""

    q = SearchFilter(fields=("code", "name_lt", "name_en"))

    class Meta:
        model = Register
        fields = ["q", "adapter", "is_active"]
