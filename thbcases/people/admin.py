"""Persons in the Django admin, under the same rows and rights as everywhere."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from thbcases.access.admin import ByRoleAdmin
from thbcases.people.actions import index_person
from thbcases.people.models import Person, PersonCitizenship, PersonIdentifier, PersonName
from thbcases.people.queries import is_editable


class PersonPartInline(admin.TabularInline[Any, Person]):
    """Rows of a person, shown with them; edited on the person's own page."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NameInline(PersonPartInline):
    model = PersonName


class IdentifierInline(PersonPartInline):
    model = PersonIdentifier


class CitizenshipInline(PersonPartInline):
    model = PersonCitizenship


@admin.register(Person)
class PersonAdmin(ByRoleAdmin):
    kind = "person"
    list_display = ("__str__", "original_name", "sex", "birth_date", "birth_year")
    list_filter = ("sex", "birth_precision")
    search_fields = ("family_name", "given_name", "original_name")
    ordering = ("sort_key", "id")
    fields: ClassVar[list[str]] = [
        "family_name",
        "given_name",
        "original_name",
        "sex",
        "birth_precision",
        "birth_date",
        "birth_year",
        "is_stateless",
        "note",
    ]
    inlines = (NameInline, IdentifierInline, CitizenshipInline)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new person is entered where look-alikes are shown first."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and not is_editable(obj):
            return False
        return super().has_change_permission(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        index_person(form.instance)
