"""Filters above referrals, the directory and certificates."""

from typing import Any

import django_filters
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assistance.choices import CertificateKind, Language, ReferralState, Serves, Urgency
from assistance.models import Certificate, DirectoryEntry, Referral
from thbcases.access.acting import current_actor
from thbcases.codes.models import Municipality, ServiceKind
from thbcases.people.queries import ids_meant
from thbcases.web.filters import (
    ANY,
    BaseFilterSet,
    DateRangeFilter,
    SearchFilter,
    YesNoWidget,
)


class Way(models.TextChoices):
    """In which direction a referral goes."""

    TO_US = "in", _("to us")
    FROM_US = "out", _("from us")


class Standing(models.TextChoices):
    """Whether an organisation takes people."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


def _choice(choices: Any, label: Any, **kwargs: Any) -> Any:
    return django_filters.ChoiceFilter(
        choices=choices, label=capfirst(label), empty_label=ANY, **kwargs
    )


class ReferralFilter(BaseFilterSet):
    """By person (own ones), direction, state, urgency, day."""

    q = SearchFilter(method="find", label=_("Name, or number of the referral"))
    way = _choice(Way.choices, _("direction"), method="going")
    state = _choice(ReferralState.choices, _("state"))
    urgency = _choice(Urgency.choices, _("urgency"))
    sent_at = DateRangeFilter(label=_("sent"), lookup_expr="date")

    class Meta:
        model = Referral
        fields = ("q", "way", "state", "urgency", "sent_at")

    def find(self, rows: QuerySet[Referral], name: str, value: str) -> QuerySet[Referral]:
        digits = value.strip().lower().removeprefix("n-")
        number = Q()
        if len(digits) == 8 and all(letter in "0123456789abcdef" for letter in digits):
            low, high = f"{digits}-0000-0000-0000-000000000000", f"{digits}-{_LAST}"
            number = Q(uuid__gte=low, uuid__lte=high)
            return rows.filter(number)
        return rows.filter(person__in=ids_meant(value)) if digits else rows

    def going(self, rows: QuerySet[Referral], name: str, value: str) -> QuerySet[Referral]:
        actor = current_actor()
        mine = actor.organisation_id if actor else None
        return rows.filter(**{"receiver_id" if value == Way.TO_US else "custodian_id": mine})


_LAST = "ffff-ffff-ffff-ffffffffffff"


class DirectoryFilter(BaseFilterSet):
    """By service, free places, whom, language, town; organisations that are open come first."""

    q = SearchFilter(
        fields=("custodian__name_lt", "custodian__name_en", "about"), label=_("Organisation")
    )
    service = django_filters.ModelChoiceFilter(
        queryset=ServiceKind.objects.all(),
        field_name="services__kind",
        to_field_name="code",
        label=_("Service"),
    )
    has_places = django_filters.BooleanFilter(
        method="with_places", label=_("Places free"), widget=YesNoWidget
    )
    serves = _choice(Serves.choices, _("takes"), method="taking")
    language = _choice(Language.choices, _("language"), method="speaking")
    municipality = django_filters.ModelChoiceFilter(
        queryset=Municipality.objects.all(),
        method="near",
        to_field_name="code",
        label=_("Municipality"),
    )
    standing = _choice(Standing.choices, _("open or closed"), method="standing_so")

    class Meta:
        model = DirectoryEntry
        fields = ("q", "service", "has_places", "serves", "language", "municipality", "standing")

    def with_places(self, rows: Any, name: str, value: bool) -> Any:
        some = rows.filter(services__places_free__gt=0).values("pk")
        return rows.filter(pk__in=some) if value else rows.exclude(pk__in=some)

    def taking(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(serves__contains=[value])

    def speaking(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(languages__contains=[value])

    def near(self, rows: Any, name: str, value: Municipality) -> Any:
        return rows.filter(Q(municipality=value) | Q(whole_country=True))

    def standing_so(self, rows: Any, name: str, value: str) -> Any:
        closed = Q(closed_on__lte=timezone.localdate()) | Q(custodian__is_active=False)
        return rows.filter(closed) if value == Standing.CLOSED else rows.exclude(closed)


class CertificateFilter(BaseFilterSet):
    """By person, kind, day."""

    q = SearchFilter(method="find", label=_("Name"))
    kind = _choice(CertificateKind.choices, _("says that the person"))
    issued_on = DateRangeFilter(label=_("issued on"))

    class Meta:
        model = Certificate
        fields = ("q", "kind", "issued_on")

    def find(self, rows: QuerySet[Certificate], name: str, value: str) -> QuerySet[Certificate]:
        return rows.filter(person__in=ids_meant(value)) if value.strip() else rows
