"""Filters of the lists of investigations and suspects."""

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import Organisation
from thbcases.codes.models import Article, ExploitationForm
from thbcases.investigations.models import Investigation, InvestigationArticle, Suspect
from thbcases.investigations.queries import OF_OFFICERS
from thbcases.people.queries import ids_meant
from thbcases.web.filters import BaseFilterSet, DateRangeFilter, SearchFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet


def units(request: HttpRequest | None) -> "QuerySet[Organisation]":
    """Units that lead investigations."""
    return Organisation.objects.filter(kind__in=OF_OFFICERS)


class InvestigationFilter(BaseFilterSet):
    """By number or text, stage, law, form, reach, day of registration, unit."""

    q = SearchFilter(fields=("number", "summary", "prosecutor"), label=_("number or text"))
    article = django_filters.ModelChoiceFilter(
        label=_("article"), queryset=Article.objects.all(), method="about"
    )
    exploitation = django_filters.ModelChoiceFilter(
        label=_("form of exploitation"),
        field_name="form_rows__form",
        queryset=ExploitationForm.objects.all(),
    )
    registered_on = DateRangeFilter(label=_("registered on"))
    unit = django_filters.ModelChoiceFilter(
        label=_("unit"), field_name="custodian", queryset=units, to_field_name="uuid"
    )

    class Meta:
        model = Investigation
        fields = ["q", "stage", "article", "exploitation", "reach", "registered_on", "unit"]

    def about(
        self, queryset: "QuerySet[Investigation]", name: str, value: Article
    ) -> "QuerySet[Investigation]":
        """An article means its paragraphs too: «147» finds «147.2»."""
        same = Article.objects.filter(law=value.law, number=value.number)
        wanted = same if value.paragraph is None else same.filter(pk=value.pk)
        rows = InvestigationArticle.objects.filter(investigation=OuterRef("pk"), article__in=wanted)
        return queryset.filter(Exists(rows))


class SuspectFilter(BaseFilterSet):
    """By name, kind, state and since when."""

    q = SearchFilter(label=_("name or number"), method="find")

    class Meta:
        model = Suspect
        fields = ["q", "kind", "state", "state_on"]

    def find(self, queryset: "QuerySet[Suspect]", name: str, value: str) -> "QuerySet[Suspect]":
        if not value.strip():
            return queryset
        return queryset.filter(
            Q(person__in=ids_meant(value))
            | Q(legal_name__icontains=value.strip())
            | Q(legal_code=value.strip())
            | Q(investigation__number__icontains=value.strip())
        )
