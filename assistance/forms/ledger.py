"""Answers of a person to the seven questions and to each use of the data, as they are typed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.actions.consents import Agreement
from assistance.choices import ReceiverGroup
from assistance.forms.who import WHO, WhoConsents
from assistance.models import Consent
from assistance.queries.consents import LATER, QUESTIONS, TELL_POLICE, ledger, seven_answers
from assistance.queries.referrals import receivers
from thbcases.access.acting import current_actor
from thbcases.codes.choices import ListName
from thbcases.codes.models import ListCode
from thbcases.people.models import Person
from thbcases.web.forms import DateField, Form, section

YES, NO = "yes", "no"
YES_NO = [(YES, _("yes")), (NO, _("no"))]


class LedgerForm(WhoConsents, Form):
    """The seven questions of HTCDS, and which uses are allowed, to whom, until when."""

    uses = forms.ModelMultipleChoiceField(
        label=_("agrees that"),
        queryset=ListCode.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    receiver = forms.ModelChoiceField(
        label=_("receiver"),
        queryset=Consent.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=_("To which organisation, or below to which group."),
    )
    group = forms.ChoiceField(
        label=_("or receivers"),
        choices=[("", "---------"), *ReceiverGroup.choices],
        required=False,
    )
    given_on = DateField(label=_("given on"))
    valid_until = DateField(label=_("valid until"), required=False)
    scan = forms.FileField(
        label=_("scan of the signed form"),
        required=False,
        help_text=_("PDF, JPEG or PNG, at most 5 MB. Where a picture was taken is not kept."),
        error_messages={"empty": _("The file is empty or larger than 5 MB.")},
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    layout = (
        section(_("The seven questions"), *QUESTIONS),
        section(_("What may be done"), "uses", ("receiver", "group")),
        section(_("When and by whom"), ("given_on", "valid_until"), WHO, "scan"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for answer in seven_answers(ledger(person)):
            self.fields[answer.question.code] = forms.ChoiceField(
                label=str(answer.question), choices=YES_NO, widget=forms.RadioSelect, required=False
            )
            if answer.consent is not None:
                self.initial.setdefault(answer.question.code, YES if answer.is_yes else NO)
        uses: Any = self.fields["uses"]
        uses.queryset = ListCode.objects.filter(
            list=ListName.CONSENT_PURPOSE, code__in={*LATER, TELL_POLICE}
        ).valid_on(timezone.localdate())
        receiver: Any = self.fields["receiver"]
        receiver.queryset = receivers(current_actor())
        self.initial.setdefault("given_on", timezone.localdate())

    def answers(self) -> dict[str, bool]:
        """The questions that were answered, with yes or no."""
        said = {code: self.cleaned_data.get(code) for code in QUESTIONS}
        return {code: value == YES for code, value in said.items() if value}

    def agreement(self) -> Agreement:
        """To whom, until when and by whom, for the action."""
        said = self.cleaned_data
        return Agreement(
            receiver=said["receiver"],
            group=said["group"],
            valid_until=said["valid_until"],
            **self.said(),
        )
