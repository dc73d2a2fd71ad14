"""Who consented, the same on every form that takes a consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import ConsentCapacity

WHO = ("capacity", "by_whom")


class WhoConsents(forms.Form):
    """Who answered and in what capacity; for a child it has to be said."""

    capacity = forms.ChoiceField(
        label=_("who consented"),
        choices=[("", "---------"), *ConsentCapacity.choices],
        required=False,
        help_text=_("For a child always: the child alone, when it understands, or who for it."),
    )
    by_whom = forms.CharField(
        label=_("name of who consented"),
        max_length=200,
        required=False,
        help_text=_("When it was not the person."),
    )

    def said(self) -> dict[str, Any]:
        """Who answered, for the action."""
        return {name: self.cleaned_data.get(name, "") for name in WHO}
