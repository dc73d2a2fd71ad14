"""Objects: what it is, and by what it hangs on a person or a case."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import CountryKind
from thbcases.codes.models import Country
from thbcases.people.choices import ObjectKind
from thbcases.people.models import KnownObject, ObjectLink
from thbcases.people.names import normalise_object
from thbcases.web.forms import FormLook, RecordForm, section

NOTHING_IN_IT = _("There is no letter and no digit in it.")
LINK_FIELDS = [
    "relation",
    "starts_on",
    "ends_on",
    "source",
    "reliability",
    "credibility",
    "handling",
    "nature",
]
LINK_SECTIONS = (
    section(_("How it hangs together"), "relation", ("starts_on", "ends_on")),
    section(
        _("How it is known"),
        ("source", "nature"),
        ("reliability", "credibility"),
        "handling",
    ),
)


class HangObjectForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """An object for a person or a case; one the organisation knows already is taken as it is."""

    kind = forms.ChoiceField(label=_("kind"), choices=ObjectKind.choices)
    value = forms.CharField(
        label=_("number or name"),
        max_length=300,
        help_text=_("As written: ABC 123, +370 612 34567, Laisvės al. 1, Kaunas."),
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    country = forms.ModelChoiceField(
        label=_("country"),
        queryset=Country.objects.filter(kind=CountryKind.COUNTRY),
        required=False,
    )
    layout = (section(_("Object"), ("kind", "value"), "country"), *LINK_SECTIONS)

    class Meta:
        model = ObjectLink
        fields: ClassVar[list[str]] = LINK_FIELDS

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value")
        if kind and value and not normalise_object(kind, value):
            self.add_error("value", NOTHING_IN_IT)
        return cleaned


class ObjectLinkForm(RecordForm):
    """By what an object hangs on somebody."""

    layout = LINK_SECTIONS

    class Meta:
        model = ObjectLink
        fields: ClassVar[list[str]] = LINK_FIELDS


class ObjectForm(RecordForm):
    """The object itself."""

    layout = (section(_("Object"), ("kind", "value"), "country", "note"),)

    class Meta:
        model = KnownObject
        fields: ClassVar[list[str]] = ["kind", "value", "country", "note"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value")
        if kind and value:
            self.instance.normalised = normalise_object(kind, value)
            if not self.instance.normalised:
                self.add_error("value", NOTHING_IN_IT)
        return cleaned
