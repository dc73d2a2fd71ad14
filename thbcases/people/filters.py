"""Filters of the list of persons."""

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CountryKind
from thbcases.codes.models import Country
from thbcases.people.models import Person
from thbcases.people.queries import named
from thbcases.web.filters import BaseFilterSet, SearchFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet


class PersonFilter(BaseFilterSet):
    """By name in any script or by number, by sex, birth, citizenship."""

    q = SearchFilter(label=_("name or number"), method="find")
    citizenship = django_filters.ModelChoiceFilter(
        label=_("citizenship"),
        field_name="citizenship_rows__country",
        queryset=Country.objects.filter(kind=CountryKind.COUNTRY),
    )

    class Meta:
        model = Person
        fields = ["q", "sex", "birth_date", "citizenship"]

    def find(self, queryset: "QuerySet[Person]", name: str, value: str) -> "QuerySet[Person]":
        return named(queryset, value)
