"""People who are helped: beginning, consents, ending."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions.consents import Agreement
from assistance.actions.help import Entry, require_start_before_services
from assistance.choices import BeneficiaryStatus
from assistance.forms.who import WHO, WhoConsents
from assistance.models import Beneficiary
from assistance.queries.consents import in_force
from thbcases.accounts.models import Organisation
from thbcases.codes.models import ListCode
from thbcases.people.forms import PERSON_SECTION, PersonPickerForm
from thbcases.web.forms import DateField, Form, RecordForm, section

HELP_LINES = (("code", "status"), ("registered_on", "referred_by"), "safe_contact", "needs")


def _field(name: str) -> Any:
    return Beneficiary._meta.get_field(name)


class EntryFields(forms.Form):
    """What is entered when help begins; the same for the first time and for every other."""

    code = forms.CharField(
        label=_("code"),
        max_length=_field("code").max_length,
        help_text=_("What is said instead of the name."),
    )
    status = forms.ChoiceField(label=_("helped as"), choices=BeneficiaryStatus.choices)
    registered_on = DateField(label=_("help since"))
    referred_by = forms.ModelChoiceField(
        label=_("referred by"),
        queryset=Organisation.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("came without a referral"),
    )
    safe_contact = forms.CharField(
        label=_("safe contact"),
        max_length=_field("safe_contact").max_length,
        required=False,
        help_text=_field("safe_contact").help_text,
    )
    needs = forms.CharField(label=_("needs"), widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referred_by"].queryset = referrers()  # type: ignore[attr-defined]
        self.initial.setdefault("code", queries.next_code())
        self.initial.setdefault("registered_on", timezone.localdate())

    def entry(self) -> Entry:
        """What was entered, for the action."""
        said = self.cleaned_data
        return Entry(**{name: said[name] for name in Entry.__dataclass_fields__ if name in said})


class RegisterForm(WhoConsents, EntryFields, PersonPickerForm):
    """A person, looked for before a new one is made, and the beginning of the help."""

    offers_anonymity = True

    consents = forms.ModelMultipleChoiceField(
        label=_("agreed to, or was told"),
        queryset=ListCode.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consents_on = DateField(label=_("on which day"), required=False)

    layout = (
        PERSON_SECTION,
        section(_("The help"), *HELP_LINES),
        section(_("Consents"), "consents", "consents_on", WHO),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["consents"].queryset = queries.consent_purposes(today)  # type: ignore[attr-defined]
        self.initial.setdefault("consents_on", today)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("consents") and not self.cleaned_data.get("consents_on"):
            self.add_error("consents_on", _("Say on which day the consents were given."))
        return cleaned

    def agreement(self) -> Agreement:
        """Who consented, for the action."""
        return Agreement(**self.said())


class ReopenForm(EntryFields, Form):
    """The same person is helped again, from a new day and under a new code."""

    layout = (section(_("The help"), *HELP_LINES),)


class BeneficiaryForm(RecordForm):
    """Correct what was entered when help began."""

    instance: Beneficiary

    layout = (section(_("The help"), *HELP_LINES),)

    class Meta:
        model = Beneficiary
        fields = ["code", "status", "registered_on", "referred_by", "safe_contact", "needs"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referred_by"].queryset = referrers()  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """Within the organisation a code means one time of help to one person."""
        code: str = self.cleaned_data["code"]
        if Beneficiary.objects.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This code is already used."))
        return code

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if started := self.cleaned_data.get("registered_on"):
            require_start_before_services(self.instance, started)
        return cleaned


class CloseForm(Form):
    """How the help ended."""

    on = DateField(label=_("closed on"))
    outcome = forms.ModelChoiceField(
        label=_("outcome"), queryset=ListCode.objects.none(), to_field_name="code"
    )
    note = forms.CharField(label=_("note on closing"), widget=forms.Textarea, required=False)

    layout = (("on", "outcome"), "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["outcome"].queryset = queries.closing_outcomes(today)  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)


class ConsentForm(WhoConsents, Form):
    """What the person agrees to, or was told, on a day; several at once."""

    purposes = forms.ModelMultipleChoiceField(
        label=_("agreed to, or was told"),
        queryset=ListCode.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    given_on = DateField(label=_("given on"))

    layout = ("purposes", "given_on", WHO)

    def __init__(self, *args: Any, beneficiary: Beneficiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        valid = beneficiary.consents.filter(in_force()).values("purpose")
        free = queries.consent_purposes(today).exclude(pk__in=valid)
        self.fields["purposes"].queryset = free  # type: ignore[attr-defined]
        self.initial.setdefault("given_on", today)


class WithdrawForm(Form):
    """From which day a consent is taken back."""

    on = DateField(label=_("withdrawn on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


def referrers() -> Any:
    """Organisations that can have sent a person here."""
    return Organisation.objects.filter(is_active=True)
