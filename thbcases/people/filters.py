"""Filters of the list of persons."""

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CountryKind
from thbcases.codes.models import Country
from thbcases.people.choices import ObjectKind
from thbcases.people.models import KnownObject, Person
from thbcases.people.names import normalise_object
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


class ObjectFilter(BaseFilterSet):
    """By number or name, however it was written, and by kind."""

    q = SearchFilter(label=_("number or name"), method="find")

    class Meta:
        model = KnownObject
        fields = ["q", "kind", "country"]

    def find(
        self, queryset: "QuerySet[KnownObject]", name: str, value: str
    ) -> "QuerySet[KnownObject]":
        found = Q()
        has_letters = any(letter.isalpha() for letter in value)
        for kind in ObjectKind:
            if kind == ObjectKind.PHONE and has_letters:
                continue  # the digits of a plate are no phone
            if wanted := normalise_object(kind, value):
                found |= Q(kind=kind, normalised__contains=wanted)
        return queryset.filter(found) if found else queryset.none()
