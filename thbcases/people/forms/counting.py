"""Saying that two rows are two humans, or taking it back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.web.forms import Form


class CountingForm(Form):
    """By what it is known; both organisations' trails keep it."""

    reason = forms.CharField(
        label=_("by what you know it"),
        max_length=500,
        help_text=_("Without anything that names a third person: it stays in the audit trail."),
    )
