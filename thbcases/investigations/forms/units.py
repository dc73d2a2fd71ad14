"""Assigning other units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import Organisation
from thbcases.investigations.models import Investigation
from thbcases.investigations.queries import assignable_units
from thbcases.web.forms import DateField, Form


class AssignmentForm(Form):
    """Which unit, from when until when, by which decision."""

    organisation = forms.ModelChoiceField(
        label=_("assigned unit"), queryset=Organisation.objects.none(), to_field_name="uuid"
    )
    starts_on = DateField(label=_("from"))
    ends_on = DateField(
        label=_("until"), required=False, help_text=_("The last day; empty while it is open.")
    )
    basis = forms.CharField(
        label=_("basis"), max_length=300, help_text=_("The decision and its number.")
    )
    layout = ("organisation", ("starts_on", "ends_on"), "basis")

    def __init__(self, *args: Any, investigation: Investigation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = assignable_units(investigation)  # type: ignore[attr-defined]


class EndAssignmentForm(Form):
    """The last day."""

    on = DateField(label=_("last day of the assignment"))
