"""Referring a person, taking one over, declining, reporting that it is done."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.referrals import Sending
from assistance.actions.taking import described
from assistance.choices import (
    DeclineReason,
    Language,
    ReferralBasis,
    ReferralReason,
    Urgency,
)
from assistance.forms.people import HELP_LINES, EntryFields
from assistance.models import Beneficiary, Referral
from assistance.queries import identifications, service_kinds
from assistance.queries.consents import HEAR_BACK, PASS_ON, consent_to
from assistance.queries.referrals import PARTS, receivers
from thbcases.access.acting import current_actor
from thbcases.people.forms import PERSON_SECTION, PersonPickerForm
from thbcases.people.forms.checks import NAMES
from thbcases.people.models import Person
from thbcases.people.queries import possible_persons
from thbcases.web.forms import Form, section

_REFERRAL = Referral._meta


class ReferForm(Form):
    """To whom, why, on what ground, and which parts of what is known are passed."""

    receiver = forms.ModelChoiceField(
        label=_("receiver"), queryset=Referral.objects.none(), to_field_name="uuid"
    )
    reason = forms.ChoiceField(label=_("reason"), choices=ReferralReason.choices)
    urgency = forms.ChoiceField(
        label=_("urgency"),
        choices=Urgency.choices,
        initial=Urgency.ORDINARY,
        help_text=_("Urgent where life, health or a place for the night is at stake."),
    )
    services = forms.MultipleChoiceField(
        label=_("help that is asked for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    basis = forms.ChoiceField(
        label=_("ground"), choices=ReferralBasis.choices, widget=forms.RadioSelect
    )
    override = forms.CharField(
        label=_("why it could not wait for consent"),
        max_length=1000,
        widget=forms.Textarea,
        required=False,
        help_text=_("Only for vital interest: which danger to life or health. It is logged."),
    )
    hears_back = forms.BooleanField(
        label=_("the person agrees that we hear how it went"), required=False
    )
    parts = forms.MultipleChoiceField(
        label=_("what is passed"),
        choices=list(PARTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing is ticked for you. What is not ticked stays with you."),
    )
    languages = forms.MultipleChoiceField(
        label=_("languages the person speaks"), choices=Language.choices, required=False
    )
    contact = forms.CharField(label=_("safe contact"), max_length=300, required=False)
    needs = forms.CharField(
        label=_("needs"), max_length=2000, widget=forms.Textarea, required=False
    )
    note = forms.CharField(
        label=_("note to the receiver"), max_length=2000, widget=forms.Textarea, required=False
    )

    layout = (
        section(_("To whom and why"), "receiver", ("reason", "urgency"), "services"),
        section(_("On what ground"), "basis", "override", "hears_back"),
        section(_("What passes"), "parts", "languages", "contact", "needs", "note"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver: Any = self.fields["receiver"]
        receiver.queryset = receivers(current_actor())
        services: Any = self.fields["services"]
        services.choices = [(row.code, str(row)) for row in service_kinds(timezone.localdate())]
        parts: Any = self.fields["parts"]
        if identifications.newest_of(person) is None:
            parts.choices = [choice for choice in parts.choices if choice[0] != "identification"]
        helped = Beneficiary.objects.filter(person=person, closed_on=None).first()
        if helped is not None:
            self.initial.setdefault("contact", helped.safe_contact)
            self.initial.setdefault("needs", helped.needs)
        if consent_to(person, PASS_ON, None):
            self.initial.setdefault("basis", ReferralBasis.CONSENT)
        if consent_to(person, HEAR_BACK, None) is None:
            self.fields["hears_back"].help_text = _("No consent to this is recorded yet.")

    def sending(self) -> Sending:
        """What was chosen, for the action."""
        return Sending(**{name: self.cleaned_data[name] for name in Sending.__dataclass_fields__})


class TakeForm(PersonPickerForm):
    """Whom the own organisation knows already is shown before a new person is made."""

    layout = (PERSON_SECTION,)

    def __init__(self, *args: Any, content: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = described(content)
        countries = list(said.citizenships)
        known = {
            **{name: getattr(said, name) for name in NAMES},
            "sex": "" if said.sex == "unknown" else said.sex,
            "birth_date": said.birth_date,
            "birth_year": said.birth_year,
            "birth_is_estimate": said.birth_is_estimate,
            "citizenship": countries[0].pk if countries else None,
        }
        for name, value in known.items():
            if value:
                self.initial.setdefault(name, value)
        if not self.is_bound:
            names = (f"{said.family_name} {said.given_name}", said.original_name)
            self._show(
                possible_persons(*names, birth_date=said.birth_date, birth_year=said.birth_year)
            )

    def needs_person(self) -> bool:
        """Where nothing names the person there may be none yet."""
        return any(self.cleaned_data.get(name) for name in NAMES)


class TakeInForm(EntryFields, TakeForm):
    """For an NGO: the person, and how the help begins."""

    layout = (PERSON_SECTION, section(_("The help"), *HELP_LINES))

    def __init__(self, *args: Any, content: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, content=content, **kwargs)
        del self.fields["referred_by"]
        self.initial.setdefault("safe_contact", content.get("contact", ""))
        self.initial.setdefault("needs", content.get("needs", ""))

    def needs_person(self) -> bool:
        return True


class DeclineForm(Form):
    """Why the person is not taken; the sender reads it."""

    reason = forms.ChoiceField(
        label=_("reason for declining"), choices=[("", "---------"), *DeclineReason.choices]
    )
    answer = forms.CharField(
        label=_("word to the sender"),
        max_length=500,
        required=False,
        help_text=_("Who could help instead. Write nothing about the person."),
    )


class FinishForm(Form):
    """That it is done, and with the person's consent how it went."""

    feedback = forms.CharField(
        label=_("how it went"), max_length=1000, widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, tells_back: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not tells_back:
            del self.fields["feedback"]
