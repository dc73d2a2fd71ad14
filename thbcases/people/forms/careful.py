"""Safe contact, and the name of somebody who was anonymous."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.people.choices import ContactWay
from thbcases.people.forms.picker import PersonPickerForm
from thbcases.people.models import ContactRules
from thbcases.web.forms import DateField, Form, section

WAYS = ("phone", "message", "letter", "email", "in_person")
WORDS = ("times", "word", "who_answers", "never")
CONTACT_SECTION = section(
    _("Safe contact"),
    ("phone", "message", "letter"),
    ("email", "in_person", "times"),
    ("word", "who_answers"),
    "never",
)


class ContactFields(forms.Form):
    """The rules, for a form of their own or a part of another; `rules()` is what was said."""

    phone = forms.ChoiceField(label=_("by phone"), choices=ContactWay.choices, required=False)
    message = forms.ChoiceField(
        label=_("by text message"), choices=ContactWay.choices, required=False
    )
    letter = forms.ChoiceField(label=_("by letter"), choices=ContactWay.choices, required=False)
    email = forms.ChoiceField(label=_("by e-mail"), choices=ContactWay.choices, required=False)
    in_person = forms.ChoiceField(label=_("in person"), choices=ContactWay.choices, required=False)
    times = forms.CharField(
        label=_("when"),
        max_length=200,
        required=False,
        help_text=_("Days and hours at which it is safe."),
    )
    word = forms.CharField(
        label=_("with which word"),
        max_length=100,
        required=False,
        help_text=_("What the caller says first, so that the person knows who it is."),
    )
    who_answers = forms.CharField(
        label=_("who may answer"),
        max_length=200,
        required=False,
        help_text=_("Whom the person trusts; to anybody else say nothing."),
    )
    never = forms.CharField(
        label=_("never"),
        max_length=300,
        required=False,
        help_text=_("What must not happen: leave no message, no letter with a stamp …"),
    )

    def fill_contact(self, rules: ContactRules | None) -> None:
        """Begin with what was agreed before."""
        for name in (*WAYS, *WORDS):
            if rules is not None:
                self.initial[name] = getattr(rules, name)

    def all_rules(self) -> dict[str, Any]:
        """What stands in the form now, as the action takes it; no answer is «not agreed»."""
        said = self.cleaned_data
        ways = {name: said.get(name) or ContactWay.NOT_ASKED for name in WAYS}
        return {**ways, **{name: said.get(name, "") for name in WORDS}}

    def rules(self) -> dict[str, Any]:
        """The same, for a part of another form: empty when nothing was said."""
        rules = self.all_rules()
        is_said = any(value not in ("", ContactWay.NOT_ASKED) for value in rules.values())
        return rules if is_said else {}


class ContactForm(ContactFields, Form):
    """How a person may be reached without danger."""

    agreed_on = DateField(label=_("agreed on"))
    layout: ClassVar[Any] = (CONTACT_SECTION, "agreed_on")


class NamePersonForm(PersonPickerForm):
    """The name of somebody who was anonymous; asked only because the person wishes it."""

    sex = None
    birth_year = None
    birth_is_estimate = None
    choice = None
    wishes = forms.BooleanField(label=_("the person wishes to be named and was told what follows"))
    layout: ClassVar[Any] = (
        section(
            _("Who"),
            ("family_name", "given_name"),
            "original_name",
            ("birth_date", "citizenship", "personal_code"),
            "overrule_personal_code",
            "wishes",
        ),
    )

    def _clean_choice(self) -> None:
        """The row is known already; whether the organisation knows a second one is shown there."""
