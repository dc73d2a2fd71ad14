"""Asking another unit, and answering it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.access.models import GrantedKind
from thbcases.codes.models import Article
from thbcases.investigations.models import Investigation
from thbcases.niis.choices import RefusalGround, Urgency
from thbcases.niis.models import InformationRequest
from thbcases.niis.models.requests import PART_CHOICES
from thbcases.niis.queries.requests import askable_units, own_cases_of
from thbcases.people.models import Person
from thbcases.web.forms import DateField, Form, section

# How long a record stays open unless the unit says otherwise.
USUAL_DAYS = 30


class AskForm(Form):
    """Which record, of which unit, why and on which legal basis."""

    reference = forms.CharField(
        label=_("reference number"),
        max_length=40,
        help_text=_("As the search gave it: P7K3Q-XM2D9-F4TC."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    asked = forms.ModelChoiceField(
        label=_("unit that is asked"),
        queryset=InformationRequest.objects.none(),
        to_field_name="uuid",
    )
    parts = forms.MultipleChoiceField(
        label=_("what is asked for"),
        choices=PART_CHOICES,
        initial=[GrantedKind.PERSON],
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=_("own case number or purpose"),
        max_length=200,
        help_text=_("The number of your investigation, or what you check."),
    )
    article = forms.ModelChoiceField(
        label=_("article under investigation"), queryset=Article.objects.all(), required=False
    )
    legal_basis = forms.CharField(
        label=_("legal basis"),
        max_length=300,
        help_text=_("The provision that lets you ask, with its article."),
    )
    reason = forms.CharField(
        label=_("reason"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Why this record is needed; do not name victims here."),
    )
    urgency = forms.ChoiceField(
        label=_("urgency"),
        choices=Urgency.choices,
        initial=Urgency.ORDINARY,
        help_text=_("Urgent where life, liberty or evidence is at risk."),
    )
    layout = (
        section(_("The record"), ("reference", "asked"), "parts"),
        section(_("Why"), ("purpose", "article"), "legal_basis", "reason", "urgency"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["asked"]
        units.queryset = askable_units()


class GrantRequestForm(Form):
    """What is opened, until when."""

    parts = forms.MultipleChoiceField(
        label=_("what is opened"), choices=PART_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    cases = forms.ModelMultipleChoiceField(
        label=_("investigations that are opened"),
        queryset=Investigation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An opened investigation shows its suspects and courts, never its victims."),
    )
    until = DateField(label=_("open until"))
    answer = forms.CharField(
        label=_("answer"), widget=forms.Textarea, max_length=2000, required=False
    )
    layout = ("parts", "cases", "until", "answer")

    def __init__(self, *args: Any, asking: InformationRequest, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("parts", asking.parts)
        self.initial.setdefault("until", timezone.localdate() + timedelta(days=USUAL_DAYS))
        if isinstance(record, Person):
            cases: Any = self.fields["cases"]
            cases.queryset = own_cases_of(record)
        if not isinstance(record, Person) or not own_cases_of(record).exists():
            del self.fields["cases"]


class RefuseForm(Form):
    """On which ground nothing is opened."""

    ground = forms.ChoiceField(
        label=_("ground of the refusal"), choices=[("", "---------"), *RefusalGround.choices]
    )
    answer = forms.CharField(
        label=_("answer"), widget=forms.Textarea, max_length=2000, required=False
    )
