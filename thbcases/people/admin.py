"""Persons in the Django admin."""

from django.contrib import admin

from thbcases.audit.admin import RecordAdmin, ShownInline
from thbcases.people.models import (
    KnownObject,
    ObjectLink,
    Person,
    PersonCitizenship,
    PersonIdentifier,
    PersonName,
)


class NameInline(ShownInline):
    model = PersonName


class IdentifierInline(ShownInline):
    model = PersonIdentifier


class CitizenshipInline(ShownInline):
    model = PersonCitizenship


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """Persons, found by the beginning of a name."""

    kind = "person"
    list_display = ("__str__", "original_name", "sex", "birth_date", "birth_year")
    list_filter = ("sex", "birth_precision")
    search_fields = ("family_name__istartswith", "given_name__istartswith", "original_name")
    ordering = ("sort_key", "id")
    fields = (
        "family_name",
        "given_name",
        "original_name",
        "sex",
        "birth_precision",
        "birth_date",
        "birth_year",
        "is_stateless",
        "note",
    )
    inlines = (NameInline, IdentifierInline, CitizenshipInline)


class LinkInline(ShownInline):
    model = ObjectLink


@admin.register(KnownObject)
class ObjectAdmin(RecordAdmin):
    """Vehicles, phones, addresses, accounts, companies."""

    kind = "object"
    list_display = ("value", "kind", "country")
    list_filter = ("kind",)
    list_select_related = ("country",)
    search_fields = ("normalised", "value")
    fields = ("kind", "value", "country", "note")
    inlines = (LinkInline,)
