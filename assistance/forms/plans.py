"""Needs, plan, goals and steps."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions.plans import Assessed, Step
from assistance.choices import Doer, GoalOutcome, NeedLevel
from assistance.models import Beneficiary, Goal, GoalStep, Need
from thbcases.codes.models import ListCode
from thbcases.web.forms import DateField, Form


class NeedsForm(Form):
    """All parts of life on one page; what is left open was not talked about."""

    on = DateField(label=_("assessed on"))

    layout = ("on",)

    def __init__(self, *args: Any, beneficiary: Beneficiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        self.now = {row.need.domain_id: row.need for row in queries.needs_now(beneficiary)}
        self.domains = list(queries.need_domains(timezone.localdate()))
        longest = Need._meta.get_field("note").max_length
        for domain in self.domains:
            self.fields[f"level_{domain.code}"] = forms.ChoiceField(
                label=str(domain),
                choices=[("", _("not talked about")), *NeedLevel.choices],
                required=False,
            )
            self.fields[f"note_{domain.code}"] = forms.CharField(
                label=capfirst(_("note")), max_length=longest, required=False
            )

    def rows(self) -> list[dict[str, Any]]:
        """Domain by domain, for the template: the two fields and what was found before."""
        return [
            {
                "level": self[f"level_{domain.code}"],
                "note": self[f"note_{domain.code}"],
                "before": self.now.get(domain.pk),
            }
            for domain in self.domains
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not self.needs():
            self.add_error(None, _("Say of at least one part of life how much help is needed."))
        for domain in self.domains:
            has_note = self.cleaned_data.get(f"note_{domain.code}")
            if has_note and not self.cleaned_data.get(f"level_{domain.code}"):
                self.add_error(f"level_{domain.code}", _("Say how much help is needed."))
        return cleaned

    def needs(self) -> dict[ListCode, Assessed]:
        """What was said, for the action."""
        data = self.cleaned_data
        return {
            domain: Assessed(NeedLevel(level), data.get(f"note_{domain.code}", ""))
            for domain in self.domains
            if (level := data.get(f"level_{domain.code}"))
        }


class PlanForm(Form):
    """What was agreed with the person, and when it is looked at again."""

    agreed_on = DateField(label=_("agreed on"))
    review_on = DateField(label=_("to be reviewed until"))
    summary = forms.CharField(
        label=_("what was agreed"),
        widget=forms.Textarea,
        required=False,
        help_text=_("In the words of the person, if possible."),
    )

    layout = (("agreed_on", "review_on"), "summary")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("agreed_on", today)
        self.initial.setdefault("review_on", queries.usual_review(today))


class ReviewForm(Form):
    """What came out of looking at the plan again."""

    on = DateField(label=_("reviewed on"))
    next_on = DateField(label=_("next review until"))
    note = forms.CharField(label=_("what came out"), widget=forms.Textarea, required=False)

    layout = (("on", "next_on"), "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("on", today)
        self.initial.setdefault("next_on", queries.usual_review(today))


class GoalForm(Form):
    """A goal and its first steps, one in a line."""

    area = forms.ModelChoiceField(
        label=_("kind of support"), queryset=ListCode.objects.none(), to_field_name="code"
    )
    text = forms.CharField(label=_("goal"), max_length=Goal._meta.get_field("text").max_length)
    due_on = DateField(label=_("to be reached until"))
    steps = forms.CharField(
        label=_("steps towards it"),
        widget=forms.Textarea,
        required=False,
        help_text=_("One in each line. Who takes which can be said afterwards."),
    )

    layout = ("area", "text", "due_on", "steps")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = queries.support_kinds(timezone.localdate())  # type: ignore[attr-defined]

    def clean_steps(self) -> list[Step]:
        """A step for each line that says something."""
        lines = [line.strip() for line in self.cleaned_data["steps"].splitlines()]
        longest = GoalStep._meta.get_field("text").max_length or 0
        if any(len(line) > longest for line in lines):
            text = _("A step has at most %(number)d letters.") % {"number": longest}
            raise forms.ValidationError(text)
        return [Step(line, Doer.TOGETHER) for line in lines if line]


class StepForm(Form):
    """One more step."""

    text = forms.CharField(label=_("step"), max_length=GoalStep._meta.get_field("text").max_length)
    doer = forms.ChoiceField(label=_("who takes it"), choices=Doer.choices, initial=Doer.TOGETHER)
    due_on = DateField(label=_("until"), required=False)

    layout = ("text", ("doer", "due_on"))

    def step(self) -> Step:
        """What was typed, for the action."""
        due_on: date | None = self.cleaned_data["due_on"]
        return Step(self.cleaned_data["text"], Doer(self.cleaned_data["doer"]), due_on)


class CloseGoalForm(Form):
    """What became of a goal."""

    outcome = forms.ChoiceField(
        label=_("outcome"), choices=GoalOutcome.choices, widget=forms.RadioSelect
    )
    on = DateField(label=_("decided on"))
    note = forms.CharField(
        label=_("note"),
        max_length=Goal._meta.get_field("outcome_note").max_length,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
