"""Entering a suspect, after asking whom the unit knows already; moving and editing one."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import User
from thbcases.codes.models import Article
from thbcases.investigations.actions import add_suspect
from thbcases.investigations.choices import (
    FIRST_STATES,
    JUDGED_STATES,
    SUSPECT_TRANSITIONS,
    SuspectKind,
    SuspectState,
)
from thbcases.investigations.models import Charge, Investigation, Suspect
from thbcases.people.forms import PERSON_SECTION, PersonPickerForm
from thbcases.web.forms import DateField, Form, FormLook, RecordForm, section


class SuspectForm(PersonPickerForm):
    """A suspect: a person, found or new, or a legal person."""

    kind = forms.ChoiceField(
        label=_("kind"), choices=SuspectKind.choices, initial=SuspectKind.NATURAL, required=False
    )
    legal_name = forms.CharField(
        label=_("name of the legal person"), max_length=200, required=False
    )
    legal_code = forms.CharField(label=_("code of the legal person"), max_length=30, required=False)
    role_note = forms.CharField(label=_("role in the offence"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("state"),
        choices=[(state.value, state.label) for state in SuspectState if state in FIRST_STATES],
        initial=SuspectState.INFORMATION,
        required=False,
    )
    state_on = DateField(label=_("state since"))
    basis = forms.CharField(label=_("basis"), max_length=300, required=False)
    article = forms.ModelChoiceField(
        label=_("suspected under article"), queryset=Article.objects.all(), required=False
    )
    offence_on = DateField(label=_("day of the offence"), required=False)

    layout = (
        section(_("Suspicion"), ("kind", "state", "state_on"), "basis", ("article", "offence_on")),
        PERSON_SECTION,
        section(_("Legal person"), ("legal_name", "legal_code")),
        section(_("More"), "role_note"),
    )

    @property
    def is_legal(self) -> bool:
        """Whether the suspect is a legal person: then nobody is looked for among people."""
        return self.cleaned_data.get("kind") == SuspectKind.LEGAL

    def needs_person(self) -> bool:
        return not self.is_legal

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        legal_name = self.cleaned_data.get("legal_name")
        if self.is_legal and not legal_name and not self.has_error("legal_name"):
            self.add_error("legal_name", _("Name the legal person."))
        if not self.is_legal and legal_name:
            self.add_error("legal_name", _("Choose «legal person» as the kind, or leave it empty."))
        return cleaned

    def save_suspect(self, *, by: User, investigation: Investigation) -> Suspect:
        """The person if there is one, then the suspect with the first state and the charge."""
        said = self.cleaned_data
        suspect = Suspect(
            investigation=investigation,
            kind=said.get("kind") or SuspectKind.NATURAL,
            person=self.save(by=by),
            legal_name=said["legal_name"] if self.is_legal else "",
            legal_code=said["legal_code"] if self.is_legal else "",
            role_note=said["role_note"],
        )
        article = said.get("article")
        return add_suspect(
            by=by,
            suspect=suspect,
            state=SuspectState(said.get("state") or SuspectState.INFORMATION),
            on=said["state_on"],
            basis=said["basis"],
            charges=[(article, said["offence_on"])] if article else (),
        )


class SuspectChangeForm(RecordForm):
    """What may be corrected of a suspect; the state moves by its own form."""

    instance: Suspect
    layout = (("legal_name", "legal_code"), "role_note")

    class Meta:
        model = Suspect
        fields: ClassVar[list[str]] = ["legal_name", "legal_code", "role_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == SuspectKind.NATURAL:
            del self.fields["legal_name"], self.fields["legal_code"]
        else:
            self.fields["legal_name"].required = True


class SuspectStateForm(Form):
    """Where the suspect stands from a day on."""

    state = forms.ChoiceField(label=_("state"))
    on = DateField(label=_("on"))
    basis = forms.CharField(label=_("basis"), max_length=300, required=False)
    layout = (("state", "on"), "basis")

    def __init__(self, *args: Any, suspect: Suspect, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (state.value, state.label) for state in possible_states(suspect)
        ]


def possible_states(suspect: Suspect) -> list[SuspectState]:
    """States one can move to by the form; a judgment brings the others."""
    following = SUSPECT_TRANSITIONS[SuspectState(suspect.state)] - JUDGED_STATES
    return [state for state in SuspectState if state in following]


class ChargeForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """An article with which the suspect is charged."""

    article = forms.ModelChoiceField(label=_("article"), queryset=Article.objects.all())
    layout = (("article", "offence_on"),)

    class Meta:
        model = Charge
        fields: ClassVar[list[str]] = ["article", "offence_on"]
