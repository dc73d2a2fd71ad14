"""What a first responder types: whom they met, what they saw and heard, what they conclude."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import SignPart
from thbcases.codes.models import Country, ExploitationForm, ServiceKind
from thbcases.people.forms import PERSON_SECTION, PersonPickerForm
from thbcases.people.forms.careful import CONTACT_SECTION, ContactFields
from thbcases.people.models import ContactRules
from thbcases.victims.actions.identification import CIRCUMSTANCES, TEXTS, Said
from thbcases.victims.choices import Conclusion
from thbcases.victims.forms.fields import PastField, today
from thbcases.victims.identification import Identification
from thbcases.victims.queries import asked_of, is_child_then
from thbcases.web.forms import Form, RecordForm, section

COLUMNS = ("met_on", "country", *CIRCUMSTANCES, *TEXTS)
DIMENSIONS = tuple(f"signs_{part.value}" for part in SignPart)


class NewIdentificationForm(PersonPickerForm):
    """Whom one met: known already, new, or somebody who refuses to be named."""

    offers_anonymity = True
    met_on = PastField(label=_("talked with the person on"), initial=today)
    layout = (PERSON_SECTION, section(_("The talk"), "met_on"))


class MetForm(Form):
    """The day of the talk with somebody who is known already."""

    met_on = PastField(label=_("talked with the person on"), initial=today)


class IdentificationForm(ContactFields, RecordForm):
    """All that is asked, in the order of a talk; everything may stay empty until it is finished."""

    instance: Identification
    forms_ticked = forms.MultipleChoiceField(
        label=_("form of exploitation"), required=False, widget=forms.CheckboxSelectMultiple
    )
    support = forms.MultipleChoiceField(
        label=_("help that is wanted"), required=False, widget=forms.CheckboxSelectMultiple
    )
    layout: ClassVar[Any] = (
        section(_("The talk"), ("met_on", "language", "interpreter")),
        section(_("Three things kept apart"), "own_words", "insight", "evidence"),
        section(_("Act, means and purpose"), ("signs_act", "signs_means"), "forms_ticked"),
        section(
            _("Signs of recruitment"),
            ("signs_deception", "signs_coercion"),
            "signs_vulnerability",
        ),
        section(
            _("Signs at the place of exploitation"),
            "signs_exploitation",
            ("signs_held", "signs_dependence"),
        ),
        section(
            _("When and where"),
            ("age_then", "child_then"),
            ("country", "place"),
            ("still_there", "last_contact"),
            ("reported_before", "reported_to"),
            ("others", "others_text"),
        ),
        section(_("Danger"), ("risk", "risk_text")),
        CONTACT_SECTION,
        section(_("Help"), "support", ("support_text", "cooperation")),
    )

    class Meta:
        model = Identification
        fields: ClassVar[list[str]] = list(COLUMNS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        self._ask_signs(row)
        today_is = timezone.localdate()
        self.fields["country"].queryset = Country.objects.filter(kind="country")  # type: ignore[attr-defined]
        kinds = ExploitationForm.objects.valid_on(today_is).filter(raises_task=False)
        self._ask("forms_ticked", [(k.code, k.name) for k in kinds], row.answers.get("forms", []))
        services = ServiceKind.objects.valid_on(today_is)
        self._ask("support", [(k.code, k.name) for k in services], row.answers.get("support", []))
        self.fill_contact(ContactRules.objects.filter(person=row.person_id).first())

    def _ask_signs(self, row: Identification) -> None:
        """A field of checkboxes for each part of the list, as it was asked."""
        asked, is_child = asked_of(row), is_child_then(row) is True
        ticked = set(row.answers.get("signs", []))
        for part in SignPart:
            signs = asked.of(part)
            choices = [
                (sign.code, f"{sign.name} ({words})" if words else sign.name)
                for sign in signs
                for words in [sign.weight_words(is_child=is_child)]
            ]
            name = f"signs_{part.value}"
            self.fields[name] = forms.MultipleChoiceField(
                required=False, widget=forms.CheckboxSelectMultiple
            )
            self.fields[name].label = str(part.label).capitalize()
            self._ask(name, choices, [sign.code for sign in signs if sign.code in ticked])

    def _ask(self, name: str, choices: list[tuple[str, str]], ticked: list[str]) -> None:
        """Choices of today and those ticked before, so that nothing falls out unseen."""
        known = {code for code, _label in choices}
        more = [(code, code) for code in ticked if code not in known]
        self.fields[name].choices = [*choices, *more]  # type: ignore[attr-defined]
        self.initial[name] = ticked

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        then, met = self.cleaned_data.get("age_then"), self.cleaned_data.get("met_on")
        age = self.instance.person.age_on(met) if met else None
        if then is not None and age is not None and then > age:
            text = _("On the day of the talk the person was %(age)s: it began before that.")
            self.add_error("age_then", text % {"age": age})
        return cleaned

    def said(self) -> Said:
        """What was answered, for the action."""
        said = self.cleaned_data
        return Said(
            columns={name: said[name] for name in COLUMNS},
            signs=[code for name in DIMENSIONS for code in said[name]],
            forms=said["forms_ticked"],
            support=said["support"],
            contact=self.rules(),
        )


class ConclusionForm(RecordForm):
    """What a person concludes; none is chosen beforehand, whatever the weighing says."""

    conclusion = forms.ChoiceField(
        label=_("conclusion"), choices=[("", "---------"), *Conclusion.choices]
    )
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea)
    layout = ("conclusion", "reason")

    class Meta:
        model = Identification
        fields: ClassVar[list[str]] = []


class ListForm(RecordForm):
    """The list of signs changed: which one to go on with."""

    take = forms.ChoiceField(
        label=_("go on with"),
        choices=[
            ("new", _("the new list; what is no longer asked is kept as answered")),
            ("old", _("the list as it was asked")),
        ],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Identification
        fields: ClassVar[list[str]] = []
