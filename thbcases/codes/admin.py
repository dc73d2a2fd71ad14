"""Where administrators keep the law and the classifications as data."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import TabularInline
from django.http import HttpRequest

from thbcases.access.admin import ByRoleAdmin
from thbcases.access.rights import may
from thbcases.codes import models
from thbcases.codes.actions import copy_signs, keep_warnings

KIND = "code_list"


class ByRoleInline(TabularInline):
    """Dated rows of a code, on the code's own page, under the same right."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(f"{KIND}.read")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(f"{KIND}.add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(f"{KIND}.change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SourcedAdmin(ByRoleAdmin):
    """A value that is shown with its validity, its source and how sure it is."""

    kind = KIND
    shown: ClassVar[tuple[str, ...]] = ()
    list_filter: ClassVar[tuple[str, ...]] = ("certainty",)
    list_per_page = 100

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.shown, "valid_from", "valid_to", "certainty", "source")


class CodeAdmin(SourcedAdmin):
    """A classification."""

    shown: ClassVar[tuple[str, ...]] = ("code", "name_lt", "name_en")
    search_fields: ClassVar[tuple[str, ...]] = ("code", "name_lt", "name_en")


class EuMembershipInline(ByRoleInline):
    model = models.EuMembership


@admin.register(models.Country)
class CountryAdmin(CodeAdmin):
    shown = ("code", "alpha3", "name_lt", "name_en")
    list_filter = ("kind", "certainty")
    search_fields = ("code", "alpha3", "name_lt", "name_en")
    inlines = (EuMembershipInline,)


@admin.register(models.Currency)
class CurrencyAdmin(CodeAdmin):
    shown = ("code", "name_lt", "name_en", "per_euro", "is_national")


@admin.register(models.County)
class CountyAdmin(CodeAdmin):
    """The ten counties."""


@admin.register(models.Municipality)
class MunicipalityAdmin(CodeAdmin):
    shown = ("code", "name_lt", "name_en", "county")
    list_filter = ("county", "certainty")
    list_select_related = ("county",)


class ArticleVersionInline(ByRoleInline):
    model = models.ArticleVersion


class OffenceVersionInline(ByRoleInline):
    model = models.AdministrativeOffenceVersion


@admin.register(models.AdministrativeOffence)
class AdministrativeOffenceAdmin(CodeAdmin):
    shown = ("citation", "name_lt", "name_en", "conduct", "exempts_victims")
    list_filter = ("law", "conduct", "certainty")
    inlines = (OffenceVersionInline,)


@admin.register(models.Article)
class ArticleAdmin(CodeAdmin):
    shown = (
        "citation",
        "name_lt",
        "name_en",
        "is_trafficking",
        "concerns_children",
        "is_knowing_use",
    )
    list_filter = ("is_trafficking", "concerns_children", "certainty")
    search_fields = ("code", "number", "name_lt", "name_en")
    inlines = (ArticleVersionInline,)


@admin.register(models.ExploitationForm)
class ExploitationFormAdmin(CodeAdmin):
    shown = ("code", "name_lt", "name_en", "category", "eurostat", "htcds_type", "purpose")
    list_filter = ("category", "eurostat", "certainty")


@admin.register(models.ServiceKind)
class ServiceKindAdmin(CodeAdmin):
    shown = ("code", "name_lt", "name_en", "unit", "is_child_specific")
    list_filter = ("unit", "is_child_specific", "certainty")


@admin.register(models.ListCode)
class ListCodeAdmin(CodeAdmin):
    shown = ("list", "code", "name_lt", "name_en", "htcds")
    list_filter = ("list", "certainty")


class TermWarningInline(ByRoleInline):
    model = models.TermWarning


@admin.register(models.TermRule)
class TermRuleAdmin(SourcedAdmin):
    """A new rule without warnings of its own warns as the one before it did."""

    shown = ("event", "length", "unit", "moves_to_working_day", "applies_to_running")
    list_filter = ("event", "unit", "certainty")
    inlines = (TermWarningInline,)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            keep_warnings(rule=form.instance)


@admin.register(models.SpecialDay)
class SpecialDayAdmin(ByRoleAdmin):
    """Days off and working days that the calendar of the program does not know."""

    kind = KIND
    list_display = ("on", "name_lt", "name_en", "is_working", "certainty", "source")
    list_filter = ("is_working", "certainty")
    search_fields = ("code", "name_lt", "name_en")
    date_hierarchy = "on"


@admin.register(models.DisclosureRule)
class DisclosureRuleAdmin(SourcedAdmin):
    shown = ("audience", "threshold")
    list_filter = ("audience", "certainty")


@admin.register(models.Population)
class PopulationAdmin(ByRoleAdmin):
    """Typed in from official statistics, with its source."""

    kind = KIND
    list_display = ("year", "sex", "number", "certainty", "source")
    list_filter = ("sex", "certainty")


@admin.register(models.SignList)
class SignListAdmin(CodeAdmin):
    """A new version begins with a copy of the signs of the one before it."""

    shown = ("code", "name_lt", "name_en")
    list_filter = ("certainty",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            copy_signs(by=request.user, to=obj)  # type: ignore[arg-type]


@admin.register(models.Sign)
class SignAdmin(CodeAdmin):
    shown = ("code", "list", "part", "name_lt", "name_en", "adult", "child")
    list_filter = ("list", "part", "certainty")
    list_select_related = ("list",)
