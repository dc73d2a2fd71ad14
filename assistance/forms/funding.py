"""Calls, applications, decisions and reports."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.choices import ProjectState
from assistance.forms.fields import MoneyField
from assistance.models import FundingCall, Project, ProjectReport
from thbcases.codes.models import Currency
from thbcases.web.forms import DateField, Form, RecordForm, section


class InCurrency:
    """Mixin: the form's amounts are in this money, and say so."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, currency: Currency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.help_text = _("In %(currency)s.") % {"currency": currency.code}


class CallForm(Form):
    """A new call. Its money follows from its year."""

    year = forms.IntegerField(
        label=_("year"),
        min_value=1994,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Until 2014 amounts are in litas, since then in euro."),
    )
    title = forms.CharField(
        label=_("title"), max_length=FundingCall._meta.get_field("title").max_length
    )
    opens_on = DateField(label=_("opens on"))
    closes_on = DateField(label=_("closes on"))

    layout = (("year", "title"), ("opens_on", "closes_on"))


class CallChangeForm(RecordForm):
    """Correct a call's title or move its days."""

    layout = ("title", ("opens_on", "closes_on"))

    class Meta:
        model = FundingCall
        fields = ["title", "opens_on", "closes_on"]


class ProjectForm(InCurrency, RecordForm):
    """An application: what for, from when until when, how much."""

    requested = MoneyField(label=_("amount asked for"))

    layout = (section(_("The project"), "title", ("starts_on", "ends_on"), "requested"),)

    class Meta:
        model = Project
        fields = ["title", "starts_on", "ends_on", "requested"]


class DecisionForm(InCurrency, Form):
    """The ministry's decision on an application."""

    decision = forms.ChoiceField(
        label=_("decision"),
        choices=[(s.value, s.label) for s in (ProjectState.FUNDED, ProjectState.REJECTED)],
        widget=forms.RadioSelect,
    )
    granted = MoneyField(label=_("grant"), required=False)
    on = DateField(label=_("decided on"))

    layout = ("decision", ("granted", "on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())

    def clean_decision(self) -> ProjectState:
        """The choice as the state it leads to."""
        return ProjectState(self.cleaned_data["decision"])


class ReportForm(InCurrency, RecordForm):
    """An NGO's report on a period of its project. Numbers and deeds, no names."""

    spent = MoneyField(label=_("spent"))

    layout = (
        section(
            _("The report"),
            ("starts_on", "ends_on", "spent"),
            "text",
        ),
    )

    class Meta:
        model = ProjectReport
        fields = ["starts_on", "ends_on", "spent", "text"]
        help_texts = {
            "text": _("The ministry reads it: write what was done, not about whom."),
        }


class ReturnForm(Form):
    """Why a report goes back."""

    remark = forms.CharField(label=_("what is to be mended"), widget=forms.Textarea)
