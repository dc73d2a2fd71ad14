"""Filters of the lists of tips."""

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.tips.choices import TipKind
from thbcases.tips.models import AnswerTemplate, Channel, MailEntry, Tip
from thbcases.web.filters import BaseFilterSet, DateRangeFilter, SearchFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet

UNSORTED = "unsorted"


class TipFilter(BaseFilterSet):
    """By words, state, kind, channel, day, and whether it is mine."""

    q = SearchFilter(fields=("code", "subject", "text", "claims"), label=_("code or words"))
    kind = django_filters.ChoiceFilter(
        label=_("kind"),
        choices=[(UNSORTED, _("not sorted yet")), *TipKind.choices],
        method="of_kind",
    )
    channel = django_filters.ModelChoiceFilter(
        label=_("channel"), queryset=Channel.objects.all(), to_field_name="uuid"
    )
    received_at = DateRangeFilter(label=_("received"), lookup_expr="date")
    mine = django_filters.ChoiceFilter(
        label=_("whose"), choices=[("mine", _("mine")), ("nobody", _("nobody's"))], method="whose"
    )

    class Meta:
        model = Tip
        fields = ["q", "state", "kind", "channel", "received_at", "mine"]

    def of_kind(self, queryset: "QuerySet[Tip]", name: str, value: str) -> "QuerySet[Tip]":
        """A kind, or not sorted yet."""
        return queryset.filter(kind="" if value == UNSORTED else value)

    def whose(self, queryset: "QuerySet[Tip]", name: str, value: str) -> "QuerySet[Tip]":
        """Those of the acting user, or of nobody."""
        actor = current_actor()
        if value == "mine" and actor is not None:
            return queryset.filter(assignee_id=actor.user_id)
        return queryset.filter(assignee=None)


class MailFilter(BaseFilterSet):
    """By what became of the mail and when it was found."""

    created_at = DateRangeFilter(label=_("found"), lookup_expr="date")

    class Meta:
        model = MailEntry
        fields = ["state", "created_at"]


class ChannelFilter(BaseFilterSet):
    """By kind."""

    class Meta:
        model = Channel
        fields = ["kind", "is_active"]


class TemplateFilter(BaseFilterSet):
    """By title and kind."""

    q = SearchFilter(fields=("title", "text_lt", "text_en", "text_ru"), label=_("words"))

    class Meta:
        model = AnswerTemplate
        fields = ["q", "kind", "is_active"]
