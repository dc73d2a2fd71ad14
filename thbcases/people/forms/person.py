"""Editing a person: names, birth, and rows of other names, identifiers, citizenships."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import HOME_COUNTRY, CountryKind
from thbcases.codes.models import Country
from thbcases.people.actions import NO_ANONYMOUS_CHILD
from thbcases.people.choices import BirthPrecision, IdentifierKind
from thbcases.people.forms.checks import (
    NAMES,
    check_birth_date,
    check_birth_year,
    check_names,
    code_warnings,
)
from thbcases.people.forms.overrule import MayOverrule
from thbcases.people.forms.picker import PersonPickerForm
from thbcases.people.models import (
    CHILD_BELOW_YEARS,
    Person,
    PersonCitizenship,
    PersonIdentifier,
    PersonName,
)
from thbcases.people.names import normalise_number
from thbcases.people.personal_code import read_personal_code
from thbcases.web.forms import FormLook, RecordForm, section


class NewPersonForm(PersonPickerForm):
    """A person on their own, not yet part of a case."""

    offers_anonymity = True


class PersonForm(RecordForm):
    """What is known of a person."""

    instance: Person
    birth_is_estimate = forms.BooleanField(label=_("the birth year is an estimate"), required=False)
    layout = (
        section(_("Names"), ("family_name", "given_name"), "original_name"),
        section(
            _("Birth and sex"),
            ("sex", "birth_date", "birth_year"),
            "birth_is_estimate",
            "is_stateless",
        ),
        section(_("Note"), "note"),
    )

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            "family_name",
            "given_name",
            "original_name",
            "sex",
            "birth_date",
            "birth_year",
            "is_stateless",
            "note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        estimated = self.instance.birth_precision == BirthPrecision.ESTIMATE
        self.initial.setdefault("birth_is_estimate", estimated)
        self.fields["birth_year"].widget = forms.TextInput({"inputmode": "numeric"})
        if self.instance.is_anonymous:
            # they are written down by the way that asks for the person's wish
            for name in (*NAMES, "birth_date"):
                del self.fields[name]
        for name in set(NAMES) & set(self.fields):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "dir": "auto"}

    def clean_birth_date(self) -> Any:
        return check_birth_date(self.cleaned_data["birth_date"])

    def clean_birth_year(self) -> Any:
        return check_birth_year(self.cleaned_data["birth_year"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.is_anonymous:
            self._check_adult()
        else:
            check_names(self)
        self.instance.birth_precision = self._precision()
        return cleaned

    def _check_adult(self) -> None:
        year = self.cleaned_data.get("birth_year")
        if year and timezone.localdate() < date(year + CHILD_BELOW_YEARS, 12, 31):
            self.add_error("birth_year", NO_ANONYMOUS_CHILD)

    def _precision(self) -> BirthPrecision:
        day, year = self.cleaned_data.get("birth_date"), self.cleaned_data.get("birth_year")
        if day:
            if year and year != day.year:
                self.add_error(
                    "birth_year", ValidationError(_("The birth date names another year."))
                )
            self.cleaned_data["birth_year"] = None
            return BirthPrecision.DATE
        if year is None:
            return BirthPrecision.UNKNOWN
        if self.cleaned_data.get("birth_is_estimate"):
            return BirthPrecision.ESTIMATE
        return BirthPrecision.YEAR


class OtherNameForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """Another name of the person."""

    layout = (("kind", "family_name", "given_name"), "original_name")

    class Meta:
        model = PersonName
        fields: ClassVar[list[str]] = ["kind", "family_name", "given_name", "original_name"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        check_names(self)
        return cleaned


class IdentifierForm(MayOverrule, FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """A personal code or the number of a document."""

    layout = (("kind", "value"), ("country", "valid_to"), "overrule_personal_code")

    class Meta:
        model = PersonIdentifier
        fields: ClassVar[list[str]] = ["kind", "value", "country", "valid_to"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        value = self.cleaned_data.get("value")
        if not value:
            return cleaned
        self.instance.normalised = normalise_number(value)
        if not self.instance.normalised:
            self.add_error("value", _("The number has no letter and no digit."))
        elif self._is_lithuanian_code():
            self._warn_about_code(value)
        return cleaned

    def _is_lithuanian_code(self) -> bool:
        country = self.cleaned_data.get("country")
        is_ours = country is None or country.code == HOME_COUNTRY
        return self.cleaned_data.get("kind") == IdentifierKind.PERSONAL_CODE and is_ours

    def _warn_about_code(self, value: str) -> None:
        if not {"kind", "value", "country"} & set(self.changed_data):
            return
        person = self.instance.person
        code = read_personal_code(value)
        if warnings := code_warnings(code, person.birth_date, person.sex):
            self.warn("personal_code", " ".join(warnings), code.code)


class CitizenshipForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """A citizenship."""

    country = forms.ModelChoiceField(
        label=_("country"), queryset=Country.objects.filter(kind=CountryKind.COUNTRY)
    )

    class Meta:
        model = PersonCitizenship
        fields: ClassVar[list[str]] = ["country"]


OtherNameRows = inlineformset_factory(
    Person, PersonName, form=OtherNameForm, extra=0, can_delete_extra=False
)
IdentifierRows = inlineformset_factory(
    Person, PersonIdentifier, form=IdentifierForm, extra=0, can_delete_extra=False
)
CitizenshipRows = inlineformset_factory(
    Person, PersonCitizenship, form=CitizenshipForm, extra=0, can_delete_extra=False
)
