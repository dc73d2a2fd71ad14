"""What every form has: one look, dates as yyyy-mm-dd, and the lock against lost updates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

DATE_FORMATS = ("%Y-%m-%d", "%Y.%m.%d", "%Y%m%d")
DATE_FORM = _("yyyy-mm-dd")
Line = str | tuple[str, ...]


class DateInput(forms.DateInput):
    """A text input: `type=date` follows the browser's language and not the page's."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {
            "inputmode": "numeric",
            "pattern": r"\d{4}-?\d{2}-?\d{2}",
            "autocomplete": "off",
            "class": "date form-control",
        }
        super().__init__(attrs=own | (attrs or {}), format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day, typed as 2026-03-09, 2026.03.09 or 20260309."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**kwargs)


@dataclass(frozen=True)
class Section:
    """A group of fields under a heading; a tuple of names stands on one line."""

    title: str | Promise
    lines: Sequence[Line]

    def as_layout(self, present: set[str]) -> Fieldset | None:
        """The crispy fieldset of the fields that are there."""
        rows = [row for line in self.lines if (row := _row(line, present))]
        return Fieldset(self.title, *rows) if rows else None


def section(title: str | Promise, *lines: Line) -> Section:
    """`section(_("The case"), "number", ("registered_on", "unit"))`."""
    return Section(title, lines)


class FormLook:
    """Mixin of every form of ours: `layout` groups the fields; dates are typed one way.

    Fields that `layout` does not name follow it in their own order.
    """

    layout: ClassVar[Sequence[Section | Line]] = ()
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _dress(field)

    @property
    def helper(self) -> FormHelper:
        """How crispy draws the form; the page brings the form tag and the token."""
        helper = self.plain_helper()
        helper.layout = Layout(*self._lines())
        return helper

    @staticmethod
    def plain_helper() -> FormHelper:
        """Fields only: the page brings the form tag, the token and the summary of errors."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        helper.errors_are_on_top = True
        return helper

    def _lines(self) -> list[Any]:
        present = set(self.fields)
        lines: list[Any] = []
        for item in self.layout:
            line = item.as_layout(present) if isinstance(item, Section) else _row(item, present)
            if line:
                lines.append(line)
        named = _named(self.layout)
        return lines + [name for name in self.fields if name not in named]


class Form(FormLook, forms.Form):
    """A form without a model: the input of an action, a search, a question."""


@dataclass(frozen=True)
class Difference:
    """A field that is now stored otherwise than this form says."""

    name: str
    label: str | Promise
    stored: str
    typed: str
    anchor: str


class VersionedFormMixin:
    """Two people, one record: the second to save is told, and nothing is overwritten unseen.

    The version the form was opened with travels in a hidden field. Saving locks the row and
    compares. On a mismatch the form keeps all that was typed, lists the fields that are now
    stored otherwise, and takes the new version, so that saving again is a decision.
    """

    conflict: list[Difference] | None = None
    fields: dict[str, forms.Field]
    instance: Model
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
            self.initial["version"] = self.instance.version  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()  # type: ignore[misc]
        if self.instance.pk is not None:
            self._compare(self._locked())
        return cleaned

    def _locked(self) -> Any:
        """The row as it is now. A row that may be read but not changed cannot be locked."""
        rows = type(self.instance)._default_manager.select_for_update(of=("self",))
        locked = rows.filter(pk=self.instance.pk).first()
        if locked is None:
            raise ValidationError(
                _("You may read this record but not change it, or it was removed meanwhile."),
                code="not_changeable",
            )
        return locked

    def _compare(self, stored: Any) -> None:
        if self.cleaned_data.get("version") == stored.version:  # type: ignore[attr-defined]
            return
        self.conflict = self._differences(stored)
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = stored.version  # type: ignore[attr-defined]
        raise ValidationError(
            _(
                "Somebody changed this record after you opened it. Nothing was saved and nothing "
                "you typed is lost. Compare the fields below; saving again keeps what you typed."
            ),
            code="conflict",
        )

    def _differences(self, stored: Any) -> list[Difference]:
        now = model_to_dict(stored, fields=[name for name in self.fields if name != "version"])
        found = []
        for name, value in now.items():
            bound = self[name]  # type: ignore[index]
            if bound.field.disabled or not bound.field.has_changed(value, bound.data):
                continue
            found.append(
                Difference(
                    name,
                    bound.label,
                    shown(bound.field, value),
                    shown(bound.field, bound.data),
                    bound.id_for_label,
                )
            )
        return found


class RecordForm(VersionedFormMixin, FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """The form of a record. `class Meta: model = …; fields = […]`, and `layout`."""

    instance: Any


def shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it: the words of a choice, a day as yyyy-mm-dd."""
    if isinstance(field, forms.ModelChoiceField):
        return _shown_rows(field, value)
    choices = getattr(field, "choices", None)
    if choices is not None:
        wanted = {str(v) for v in (value if isinstance(value, list | tuple) else [value])}
        words = [str(word) for key, word in _flat(choices) if str(key) in wanted and key != ""]
        return ", ".join(words) or "—"
    if value in (None, "", []):
        return "—"
    return str(field.prepare_value(value))


def _shown_rows(field: Any, value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    keys = [getattr(v, "pk", v) for v in values if v not in (None, "")]
    try:
        rows = field.queryset.filter(**{f"{field.to_field_name or 'pk'}__in": keys})
        return ", ".join(field.label_from_instance(row) for row in rows) or "—"
    except (ValueError, TypeError, ValidationError):
        return "—"


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for key, word in choices:
        flat.extend(word if isinstance(word, list | tuple) else [(key, word)])
    return flat


def _dress(field: forms.Field) -> None:
    if field.label:
        field.label = capfirst(field.label)
    if isinstance(field, forms.DateField) and not isinstance(field.widget, forms.HiddenInput):
        field.widget = DateInput(attrs=field.widget.attrs)
        field.widget.is_required = field.required
        field.input_formats = DATE_FORMATS
        field.help_text = field.help_text or DATE_FORM
    elif isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = min(int(field.widget.attrs.get("rows") or 4), 4)


def _row(line: Line, present: set[str]) -> Any:
    names = [name for name in ((line,) if isinstance(line, str) else line) if name in present]
    if not names:
        return None
    if len(names) == 1 and isinstance(line, str):
        return names[0]
    return Row(*(Column(name, css_class="col-sm") for name in names), css_class="gx-3")


def _named(layout: Sequence[Section | Line]) -> set[str]:
    named: set[str] = set()
    for item in layout:
        lines = item.lines if isinstance(item, Section) else (item,)
        for line in lines:
            named.update((line,) if isinstance(line, str) else line)
    return named
