"""What is typed about administrative cases."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import User
from thbcases.codes.models import AdministrativeOffence
from thbcases.codes.queries import offences_on
from thbcases.people.forms import PERSON_SECTION, PersonPickerForm
from thbcases.sanctions.actions import Decision, open_case
from thbcases.sanctions.choices import CaseState
from thbcases.sanctions.models import AdministrativeCase
from thbcases.web.forms import DateField, Form, RecordForm, section


class PastField(DateField):
    """A day that has come; today unless told otherwise."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."), code="future")
        return day


class NewCaseForm(PersonPickerForm):
    """An administrative case: who, what on which day, and the number of the case."""

    number = forms.CharField(label=_("number of the case"), max_length=60)
    act_on = PastField(label=_("day of the act"))
    place = forms.CharField(label=_("place"), max_length=200, required=False)
    offence = forms.ModelChoiceField(
        label=_("offence"),
        queryset=AdministrativeOffence.objects.order_by("-position"),
        help_text=_("The law of the day of the act counts."),
    )
    note = forms.CharField(label=_("note"), required=False, widget=forms.Textarea)
    layout = (
        section(_("The act"), ("number", "act_on"), "offence", "place"),
        PERSON_SECTION,
        section(_("Note"), "note"),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.law = None
        on, offence = self.cleaned_data.get("act_on"), self.cleaned_data.get("offence")
        if on and offence:
            self.law = offences_on(on).filter(offence=offence).first()
            if self.law is None:
                self.add_error(
                    "offence",
                    ValidationError(
                        _("On the day of the act this was not the law. Choose another article."),
                        code="law",
                    ),
                )
        return cleaned

    def save_case(self, *, by: User) -> AdministrativeCase:
        """Save the person and the case. Raises what `open_case` raises."""
        said = self.cleaned_data
        case = AdministrativeCase(
            person=self.save(by=by),
            law=self.law,
            number=said["number"].strip(),
            act_on=said["act_on"],
            place=said.get("place", ""),
            note=said.get("note", ""),
        )
        return open_case(by=by, case=case)


class CaseForm(RecordForm):
    """Correct what was written of a case; what was asked about stays."""

    layout = (("number", "place"), "note")

    class Meta:
        model = AdministrativeCase
        fields: ClassVar[list[str]] = ["number", "place", "note"]


class AskForm(Form):
    """Why it is asked: kept with the answer."""

    reason = forms.CharField(
        label=_("why it is asked"),
        max_length=300,
        help_text=_("For example: before the decision on a fine, case A-12."),
    )


class DecisionForm(Form):
    """The day and the number of a decision."""

    on = PastField(label=_("decided on"), initial=timezone.localdate)
    number = forms.CharField(label=_("number of the decision"), max_length=60, required=False)
    layout: ClassVar[Any] = (("on", "number"),)

    @property
    def decision(self) -> Decision:
        """What was typed, as the actions take it."""
        return Decision(self.cleaned_data["on"], self.cleaned_data.get("number", ""))


class FineForm(DecisionForm):
    """A fine within the law of the day of the act."""

    fine = forms.DecimalField(
        label=_("fine"), max_digits=9, decimal_places=2, min_value=Decimal("0.01"), localize=True
    )
    layout = (("on", "number"), "fine")


class EndForm(DecisionForm):
    """An end without a fine."""

    state = forms.ChoiceField(
        label=_("it ends because"),
        choices=[(s.value, s.label) for s in (CaseState.CHILD, CaseState.ENDED)],
        initial=CaseState.ENDED,
    )
    ground = forms.CharField(
        label=_("ground"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Needed when it ends on another ground."),
    )
    layout = ("state", ("on", "number"), "ground")


class CancelForm(Form):
    """A fine is taken back."""

    on = PastField(label=_("fine cancelled on"), initial=timezone.localdate)
    ground = forms.CharField(label=_("ground"), widget=forms.Textarea)
