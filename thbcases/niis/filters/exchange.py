"""Filter of the list of messages."""

import django_filters
from django.utils.translation import gettext_lazy as _

from thbcases.niis.models import ExchangeMessage, Partner
from thbcases.web.filters import BaseFilterSet, DateRangeFilter


class MessageFilter(BaseFilterSet):
    """By direction, kind, partner, state, day."""

    partner = django_filters.ModelChoiceFilter(
        label=_("partner"), queryset=Partner.objects.all(), to_field_name="code"
    )
    handled_at = DateRangeFilter(label=_("kept"), lookup_expr="date")

    class Meta:
        model = ExchangeMessage
        fields = ["direction", "kind", "partner", "state", "handled_at"]
