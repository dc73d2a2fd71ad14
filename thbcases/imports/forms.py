"""The form with which a spreadsheet is uploaded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.imports.container import LARGEST_FILE, MEGABYTE, too_large
from thbcases.web.forms import Form


class UploadForm(Form):
    """One workbook. What is in it is looked at by the check."""

    file = forms.FileField(
        label=_("spreadsheet (.xlsx)"),
        help_text=_("At most %(megabytes)d MB and 20,000 rows."),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )

    def __init__(self, *args: Any, body_size: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.help_text = str(field.help_text) % {"megabytes": LARGEST_FILE // MEGABYTE}
        if body_size > LARGEST_FILE:
            # What is too large for the memory is not kept, so it looks as if there were no file.
            field.error_messages["required"] = too_large()
