"""Filter of the list of requests."""

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.niis.choices import RequestState
from thbcases.niis.models import InformationRequest
from thbcases.web.filters import BaseFilterSet, DateRangeFilter, SearchFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet

TO_US, FROM_US = "in", "out"


class RequestFilter(BaseFilterSet):
    """By number or words, direction, state, day."""

    q = SearchFilter(fields=("reference", "purpose", "reason"), label=_("number, case or reason"))
    way = django_filters.ChoiceFilter(
        label=_("direction"),
        choices=[(TO_US, _("to our unit")), (FROM_US, _("from our unit"))],
        method="going",
    )
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=RequestState.choices, method="standing"
    )
    asked_at = DateRangeFilter(label=_("asked"), lookup_expr="date")

    class Meta:
        model = InformationRequest
        fields = ["q", "way", "state", "asked_at"]

    def going(
        self, queryset: "QuerySet[InformationRequest]", name: str, value: str
    ) -> "QuerySet[InformationRequest]":
        actor = current_actor()
        unit = actor.organisation_id if actor else None
        return queryset.filter(**{"asked_id" if value == TO_US else "custodian_id": unit})

    def standing(
        self, queryset: "QuerySet[InformationRequest]", name: str, value: str
    ) -> "QuerySet[InformationRequest]":
        """A term that ran out counts as lapsed, whether or not somebody entered it."""
        ran_out = Q(state=RequestState.SENT, due_on__lt=timezone.localdate())
        if value == RequestState.LAPSED:
            return queryset.filter(Q(state=value) | ran_out)
        found = queryset.filter(state=value)
        return found.exclude(ran_out) if value == RequestState.SENT else found
