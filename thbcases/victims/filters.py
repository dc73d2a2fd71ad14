"""Filters of the lists of victims and of permits."""

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CountryKind
from thbcases.codes.models import Country, ExploitationForm
from thbcases.people.choices import Sex
from thbcases.people.queries import ids_meant
from thbcases.victims.identification import Identification
from thbcases.victims.models import ExploitationEpisode, ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.queries import of_age_when_registered
from thbcases.web.filters import BaseFilterSet, SearchFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet

CHILD, ADULT = "child", "adult"


class IdentificationFilter(BaseFilterSet):
    """By name or code, state, conclusion, danger, day of the talk."""

    q = SearchFilter(label=_("name or number"), method="find")
    sex = django_filters.ChoiceFilter(label=_("sex"), field_name="person__sex", choices=Sex.choices)

    class Meta:
        model = Identification
        fields = ["q", "state", "conclusion", "risk", "sex", "met_on"]

    def find(
        self, queryset: "QuerySet[Identification]", name: str, value: str
    ) -> "QuerySet[Identification]":
        return queryset.filter(person__in=ids_meant(value)) if value.strip() else queryset


class VictimFilter(BaseFilterSet):
    """By name, status, sex, citizenship, form of exploitation, age when registered, date."""

    q = SearchFilter(label=_("name or number"), method="find")
    sex = django_filters.ChoiceFilter(label=_("sex"), field_name="person__sex", choices=Sex.choices)
    citizenship = django_filters.ModelChoiceFilter(
        label=_("citizenship"),
        field_name="person__citizenship_rows__country",
        queryset=Country.objects.filter(kind=CountryKind.COUNTRY),
    )
    exploitation = django_filters.ModelChoiceFilter(
        label=_("form of exploitation"), queryset=ExploitationForm.objects.all(), method="exploited"
    )
    age = django_filters.ChoiceFilter(
        label=_("when registered"),
        choices=((CHILD, _("child")), (ADULT, _("18 or older"))),
        method="aged",
    )

    class Meta:
        model = Victim
        fields = ["q", "status", "sex", "citizenship", "exploitation", "age", "status_on"]

    def find(self, queryset: "QuerySet[Victim]", name: str, value: str) -> "QuerySet[Victim]":
        return queryset.filter(person__in=ids_meant(value)) if value.strip() else queryset

    def exploited(
        self, queryset: "QuerySet[Victim]", name: str, value: ExploitationForm
    ) -> "QuerySet[Victim]":
        return queryset.filter(
            Exists(ExploitationEpisode.objects.filter(victim=OuterRef("pk"), form=value))
        )

    def aged(self, queryset: "QuerySet[Victim]", name: str, value: str) -> "QuerySet[Victim]":
        return of_age_when_registered(queryset, is_child=value == CHILD)


class ChildFilter(BaseFilterSet):
    """Child victims by name, status and date."""

    q = SearchFilter(label=_("name or number"), method="find")

    class Meta:
        model = Victim
        fields = ["q", "status", "status_on"]

    def find(self, queryset: "QuerySet[Victim]", name: str, value: str) -> "QuerySet[Victim]":
        return queryset.filter(person__in=ids_meant(value)) if value.strip() else queryset


class StayFilter(BaseFilterSet):
    """By name, state and last day."""

    q = SearchFilter(label=_("name or number"), method="find")

    class Meta:
        model = ResidencePermit
        fields = ["q", "state", "ends_on"]

    def find(
        self, queryset: "QuerySet[ResidencePermit]", name: str, value: str
    ) -> "QuerySet[ResidencePermit]":
        return queryset.filter(person__in=ids_meant(value)) if value.strip() else queryset


class PeriodFilter(StayFilter):
    """The same for reflection periods."""

    class Meta(StayFilter.Meta):
        model = ReflectionPeriod
