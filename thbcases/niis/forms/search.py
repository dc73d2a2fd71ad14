"""What to search for, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.niis.choices import SearchReason
from thbcases.niis.matching.kinds import LONGEST
from thbcases.web.forms import Form


class WhyForm(Form):
    """Why somebody searches: the law asks for it each time."""

    reason = forms.ChoiceField(
        label=_("reason"), choices=[("", "—"), *SearchReason.choices], required=True
    )
    basis = forms.CharField(
        label=_("case or document number"),
        max_length=200,
        help_text=_("As 01-1-04417-26, or the number of the tip or the request."),
    )


class SearchForm(WhyForm):
    """One box for everything; the birth date narrows a name."""

    field_order = ("text", "born", "reason", "basis")
    text = forms.CharField(
        label=_("what to search for"),
        # longer is refused in words by the search itself, with what was typed still there
        max_length=100 * LONGEST,
        strip=False,
        required=False,
        help_text=_("Name in any spelling, plate, phone, document, account, e-mail, address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    born = forms.CharField(
        label=_("birth date or year"),
        max_length=40,
        required=False,
        help_text=_("yyyy-mm-dd or yyyy"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_text(self) -> Any:
        """As typed: the search says what is wrong with it."""
        return self.cleaned_data.get("text") or ""


class ListForm(WhyForm):
    """A list of names and numbers."""

    field_order = ("file", "reason", "basis")
    file = forms.FileField(
        label=_("list"),
        help_text=_(
            "CSV or Excel, at most 500 rows. The first row names the columns: «search for» and, "
            "if you know it, «birth date»."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
