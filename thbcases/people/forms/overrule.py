"""Warnings that a person may overrule, each for the value it speaks of."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

RIGHT_ALL_THE_SAME = _("I have checked it: it is right all the same")


class MayOverrule:
    """Mixin of forms that warn without refusing.

    A warning stands as an error beside a checkbox «it is right all the same». The checkbox
    carries the value it was ticked for: another wrong value is another question.
    """

    fields: dict[str, forms.Field]
    data: Any
    errors: ErrorDict

    def warn(
        self,
        key: str,
        text: "str | StrPromise",
        value: object,
        label: "str | StrPromise" = RIGHT_ALL_THE_SAME,
    ) -> bool:
        """Warn about `value` unless somebody said it is right; answers whether they said so."""
        name = f"overrule_{key}"
        posted = self.data.get(self.add_prefix(name))  # type: ignore[attr-defined]
        is_overruled = posted == str(value)
        self.fields[name] = forms.BooleanField(
            label=label, required=False, widget=_box(str(value), is_overruled)
        )
        if not is_overruled:
            self.add_error(name, forms.ValidationError(text, code="may_be_overruled"))  # type: ignore[attr-defined]
        return is_overruled


def _box(value: str, is_checked: bool) -> forms.CheckboxInput:
    return forms.CheckboxInput(attrs={"value": value}, check_test=lambda _value: is_checked)
