"""Fields that the forms of assistance share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.models import Beneficiary, Project


class AmountField(forms.DecimalField):
    """A number as it is written in the reader's language: `1,5` in Lithuanian, `1.5` in English.

    Spaces are allowed between thousands.
    """

    default_error_messages = {"invalid": _("Write a number like 1.5.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("localize", True)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class MoneyField(AmountField):
    """An amount of money with cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)


class ProjectField(forms.ModelChoiceField):
    """A project that pays for services; its days stand beside it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("project"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", _("no project"))
        super().__init__(queryset=Project.objects.none(), **kwargs)

    def label_from_instance(self, obj: Project) -> str:  # type: ignore[override]
        return f"{obj.number} ({obj.starts_on} – {obj.ends_on})"


class TimeField(forms.TimeField):
    """A time of the day, typed as 14:30, 14.30 or 1430."""

    default_error_messages = {"invalid": _("Write a time like 14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ("%H:%M", "%H.%M", "%H%M", "%H"))
        look = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TimeInput(attrs=look, format="%H:%M"))
        kwargs.setdefault("help_text", _("hh:mm"))
        super().__init__(**kwargs)


class PeopleField(forms.ModelMultipleChoiceField):
    """People ticked on a sheet. The template draws the boxes, one line per person."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Beneficiary.objects.select_related("person"))
        super().__init__(
            to_field_name="uuid",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )
