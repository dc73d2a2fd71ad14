"""Settings of a register, bringing a file, and deciding on one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.niis.choices import AdapterKind, Holds
from thbcases.niis.models import Register
from thbcases.niis.models.registers import PLAIN_NAME
from thbcases.niis.registers.fields import FIELDS, KEY, fields_of
from thbcases.web.container import LARGEST_FILE, MEGABYTE, too_large
from thbcases.web.forms import DateField, Form, RecordForm, section

OUTSIDE = [choice for choice in AdapterKind.choices if choice[0] != AdapterKind.OWN]
COLUMN = "column_"


class RegisterForm(RecordForm):
    """What the register is, whom to ask, and how its content comes in."""

    holds = forms.MultipleChoiceField(
        label=_("what it holds"), choices=Holds.choices, widget=forms.CheckboxSelectMultiple
    )
    layout = (
        section(_("The register"), "code", ("name_lt", "name_en"), "unit", "legal_basis", "holds"),
        section(
            _("How it comes in"),
            "adapter",
            ("most_loss", "oldest_hours"),
            "is_active",
        ),
        section(
            _("Only for a table in another server"),
            "refresh_hours",
            ("source_schema", "source_table"),
            *(
                tuple(f"{COLUMN}{field.key}" for field in FIELDS[place : place + 2])
                for place in range(0, len(FIELDS), 2)
            ),
        ),
    )

    class Meta:
        model = Register
        fields = [
            "code",
            "name_lt",
            "name_en",
            "unit",
            "legal_basis",
            "holds",
            "adapter",
            "most_loss",
            "oldest_hours",
            "is_active",
            "refresh_hours",
            "source_schema",
            "source_table",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_basis"].widget.attrs["rows"] = 3
        if self.instance.pk:
            # The index and the environment know it by its code.
            for name in ("code", "adapter"):
                self.fields[name].disabled = True
        adapter: Any = self.fields["adapter"]
        if self.instance.adapter != AdapterKind.OWN or not self.instance.pk:
            adapter.choices = OUTSIDE
            self.fields["unit"].required = True
        for field in FIELDS:
            self._add_column(field)

    def _add_column(self, field: Any) -> None:
        self.fields[f"{COLUMN}{field.key}"] = forms.CharField(
            label=capfirst(_("column with: %(name)s") % {"name": field.words}),
            required=False,
            max_length=63,
            validators=[PLAIN_NAME],
            initial=self.instance.columns.get(field.key, ""),
            widget=forms.TextInput(
                attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}
            ),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("adapter") == AdapterKind.POSTGRES:
            self._check_source(cleaned)
        self.instance.columns = {
            field.key: name for field in FIELDS if (name := cleaned.get(f"{COLUMN}{field.key}"))
        }
        return cleaned

    def _check_source(self, cleaned: dict[str, Any]) -> None:
        missing = _("This is needed to copy the table.")
        for name in ("source_table", f"{COLUMN}{KEY.key}"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, missing)
        held = [f.key for f in fields_of(cleaned.get("holds") or ()) if f is not KEY]
        if not any(cleaned.get(f"{COLUMN}{key}") for key in held):
            self.add_error(
                None,
                ValidationError(_("Name at least one column of what the register holds.")),
            )


class DeliverForm(Form):
    """One file with everything the register has."""

    file = forms.FileField(
        label=_("file (.csv or .xlsx)"),
        help_text=_("All records, not only the new ones. At most %(megabytes)d MB; larger files: "
                    "the command load_register."),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
    )  # fmt: skip
    day = DateField(
        label=_("content as of"), required=False, help_text=_("Empty: as of this moment.")
    )

    def __init__(self, *args: Any, body_size: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.help_text = str(field.help_text) % {"megabytes": LARGEST_FILE // MEGABYTE}
        if body_size > LARGEST_FILE:
            # What is too large for the memory is not kept, so it looks as if there were no file.
            field.error_messages["required"] = too_large()


class ReasonForm(Form):
    """Why, for the trail."""

    reason = forms.CharField(label=_("reason"), widget=forms.Textarea, max_length=2000)


class CopyForm(Form):
    """Copy now; with a reason although much is missing."""

    reason = forms.CharField(
        label=_("why the copy may lack more than usual"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=_("Only when the last copy was held back for that. Otherwise leave it empty."),
    )
