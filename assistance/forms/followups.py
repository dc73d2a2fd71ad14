"""How it goes after the help ended."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions.followups import Found
from assistance.choices import FollowUpResult, FollowUpRound, Risk, Safety
from assistance.models import FollowUp
from thbcases.codes.models import ListCode
from thbcases.web.forms import DateField, Form, section


class FollowUpForm(Form):
    """Which time, how asking went, and what was found of whoever was reached."""

    which = forms.ChoiceField(label=_("which time"), choices=FollowUpRound.choices)
    on = DateField(label=_("on"))
    result = forms.ChoiceField(
        label=_("how it went"), choices=FollowUpResult.choices, widget=forms.RadioSelect
    )
    came_by_themselves = forms.BooleanField(
        label=_("the person came or called by themselves"), required=False
    )
    housing = forms.ModelChoiceField(
        label=_("housing"),
        queryset=ListCode.objects.none(),
        to_field_name="code",
        required=False,
    )
    work = forms.ModelChoiceField(
        label=_("work or school"),
        queryset=ListCode.objects.none(),
        to_field_name="code",
        required=False,
    )
    safety = forms.ChoiceField(
        label=_("safety"), choices=[("", "---------"), *Safety.choices], required=False
    )
    risk = forms.ChoiceField(
        label=_("risk of being trafficked again"),
        choices=[("", "---------"), *Risk.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("note"), max_length=FollowUp._meta.get_field("note").max_length, required=False
    )

    layout = (
        section(_("Asking"), ("which", "on"), "result", "came_by_themselves"),
        section(_("If the person was reached"), ("housing", "work"), ("safety", "risk"), "note"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["housing"].queryset = queries.follow_up_housing(today)  # type: ignore[attr-defined]
        self.fields["work"].queryset = queries.follow_up_work(today)  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)

    def found(self) -> Found:
        """What was typed, for the action."""
        data = self.cleaned_data
        return Found(
            FollowUpResult(data["result"]),
            data["housing"],
            data["work"],
            data["safety"],
            data["risk"],
            data["note"],
        )
