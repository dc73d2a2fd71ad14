"""Filters above a list: every input has a label, dates are typed as yyyy-mm-dd."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thbcases.web.forms import DATE_FORM, DATE_FORMATS, DateInput

ANY = _("any")


class DateRangeWidget(forms.MultiWidget):
    """Two date inputs, «from» and «until», each with its own label."""

    template_name = "web/widgets/date_range.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        hint = {"placeholder": DATE_FORM}
        super().__init__({"from": DateInput(hint), "to": DateInput(hint)}, attrs)

    def decompress(self, value: slice | None) -> list[Any]:
        return [value.start, value.stop] if value else [None, None]


class DateRangeField(forms.MultiValueField):
    """A period of days, both included; either end may be left open."""

    widget = DateRangeWidget

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("input_formats", None)
        kwargs.setdefault("require_all_fields", False)
        days = [forms.DateField(required=False, input_formats=DATE_FORMATS) for _end in range(2)]
        super().__init__(fields=days, **kwargs)
        self.help_text = self.help_text or DATE_FORM

    def compress(self, values: list[Any]) -> slice | None:
        if not values or not any(values):
            return None
        start, stop = values
        if start and stop and stop < start:
            raise ValidationError(_("The end is before the start."))
        return slice(start, stop)


class DateRangeFilter(django_filters.Filter):
    """Rows whose day lies in a period: `registered_on_from`, `registered_on_to`."""

    field_class = DateRangeField

    def filter(self, qs: "QuerySet[Any]", value: slice | None) -> "QuerySet[Any]":
        if value is None:
            return qs
        column = f"{self.field_name}__date" if self.lookup_expr == "date" else self.field_name
        if value.start:
            qs = self.get_method(qs)(**{f"{column}__gte": value.start})
        if value.stop:
            qs = self.get_method(qs)(**{f"{column}__lte": value.stop})
        return qs


class SearchFilter(django_filters.CharFilter):
    """One box over several columns: `SearchFilter(fields=("number", "title"))`.

    Each word must be found in some column. Searching people by name has its own rules and
    belongs to the app that keeps them: give `method=` there.
    """

    def __init__(self, *args: Any, fields: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.columns = fields
        kwargs.setdefault("label", _("Search"))
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search"}))
        super().__init__(*args, **kwargs)

    def filter(self, qs: "QuerySet[Any]", value: str | None) -> "QuerySet[Any]":
        if self.method:
            return super().filter(qs, value)
        for word in (value or "").split()[:10]:
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            qs = qs.filter(found)
        return qs


class YesNoWidget(forms.Select):
    """any / yes / no."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=(("", ANY), ("true", _("yes")), ("false", _("no"))))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool | None:
        return {"true": True, "false": False}.get(data.get(name, ""))

    def format_value(self, value: Any) -> list[str]:
        return [{True: "true", False: "false"}.get(value, "")]


class BaseFilterSet(django_filters.FilterSet):
    """Filters of a list: dates become periods, yes/no becomes three choices, «any» comes first."""

    FILTER_DEFAULTS: ClassVar[dict[Any, dict[str, Any]]] = {
        **django_filters.FilterSet.FILTER_DEFAULTS,
        models.DateField: {"filter_class": DateRangeFilter},
        models.DateTimeField: {
            "filter_class": DateRangeFilter,
            "extra": lambda f: {"lookup_expr": "date"},
        },
        models.BooleanField: {
            "filter_class": django_filters.BooleanFilter,
            "extra": lambda f: {"widget": YesNoWidget},
        },
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for entry in self.filters.values():
            if isinstance(entry, django_filters.ChoiceFilter | django_filters.ModelChoiceFilter):
                entry.extra["empty_label"] = ANY

    @property
    def form(self) -> Any:
        """The form, its inputs in Bootstrap's look."""
        form = super().form
        for field in form.fields.values():
            if isinstance(field.widget, forms.MultiWidget):
                continue
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if is_select else "form-control")
        return form
