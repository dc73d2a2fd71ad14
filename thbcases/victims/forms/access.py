"""Opening a record to an organisation that helps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.choices import OrganisationKind
from thbcases.accounts.models import Organisation
from thbcases.web.forms import DateField, Form


class GrantForm(Form):
    """To whom, on which legal basis and why, until when."""

    organisation = forms.ModelChoiceField(
        label=_("open it to"),
        queryset=Organisation.objects.filter(kind=OrganisationKind.NGO, is_active=True),
    )
    until = DateField(label=_("until"))
    basis = forms.CharField(
        label=_("legal basis and reason"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("The recipient, the basis and the reason are kept in the audit trail."),
    )
    layout = (("organisation", "until"), "basis")
