"""Search before create: a form that asks for a person and shows look-alikes first."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Widget
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import HasActor
from thbcases.audit.actions import log_readings
from thbcases.codes.models import Country
from thbcases.people.actions import Described, complete_person, register_person
from thbcases.people.choices import Sex
from thbcases.people.forms.checks import (
    NAMES,
    check_anonymous,
    check_birth_date,
    check_birth_year,
    check_names,
    check_personal_code,
)
from thbcases.people.forms.overrule import MayOverrule
from thbcases.people.models import Person
from thbcases.people.queries import Candidate, possible_persons
from thbcases.web.forms import DateField, Form, Section, section

NEW = "new"
BIRTH = ("birth_date", "birth_year", "personal_code")
DECIDE = _("Your organisation may know this person already. Choose who it is, or «none of these».")
# «Not known» is the empty answer, so that an untouched row of a formset stays untouched.
SEXES = [("", Sex.UNKNOWN.label), *(c for c in Sex.choices if c[0] != Sex.UNKNOWN)]

ANONYMOUS = ("is_anonymous", "is_adult")

PERSON_SECTION: Section = section(
    _("Who"),
    ANONYMOUS,
    ("family_name", "given_name"),
    "original_name",
    ("sex", "birth_date", "birth_year"),
    "birth_is_estimate",
    ("citizenship", "personal_code"),
    "overrule_personal_code",
    "choice",
)


class CandidateList(Widget):
    """Look-alikes as radio buttons, «none of these» last; a place for them while there are none."""

    template_name = "people/widgets/candidates.html"
    use_fieldset = True
    candidates: list[Candidate] | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own_name = name.removesuffix("choice")
        context["widget"] |= {
            "candidates": self.candidates,
            "chosen": value or "",
            "picker": own_name.removesuffix("-"),
            "watched": [f"id_{own_name}{field}" for field in (*NAMES, *BIRTH)],
        }
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first radio button, so that the summary of errors leads to it."""
        return f"{id_}_1" if self.candidates else ""


class PersonPickerForm(MayOverrule, Form):
    """Who it is: a person the organisation knows already, or a new one.

    See the package's docstring for how to use it.
    """

    layout: ClassVar[Any] = (PERSON_SECTION,)

    # Whether an adult may be entered here who refuses to be named; never for suspects.
    offers_anonymity: ClassVar[bool] = False

    is_anonymous = forms.BooleanField(
        label=_("the person refuses to be named: register with a code"), required=False
    )
    is_adult = forms.BooleanField(
        label=_("the person is an adult (a child is never registered without a name)"),
        required=False,
    )
    family_name = forms.CharField(label=_("family name"), max_length=150, required=False)
    given_name = forms.CharField(label=_("given name"), max_length=150, required=False)
    original_name = forms.CharField(
        label=_("name in its own script"),
        max_length=300,
        required=False,
        help_text=_("As in the document: Олена Шевченко, Nguyễn Thị Lan, محمد …"),
    )
    sex = forms.ChoiceField(label=_("sex"), choices=SEXES, required=False)
    birth_date = DateField(label=_("birth date"), required=False)
    birth_year = forms.IntegerField(
        label=_("or birth year"), required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )
    birth_is_estimate = forms.BooleanField(label=_("the birth year is an estimate"), required=False)
    citizenship = forms.ModelChoiceField(
        label=_("citizenship"), queryset=Country.objects.all(), required=False
    )
    personal_code = forms.CharField(label=_("personal code"), max_length=60, required=False)
    choice = forms.CharField(
        label=_("Possible existing persons"), required=False, widget=CandidateList
    )

    person: Person | None = None
    candidates: list[Candidate]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = []
        if not self.offers_anonymity:
            for name in ANONYMOUS:
                del self.fields[name]
        for name in NAMES:
            self.fields[name].widget.attrs |= {"autocomplete": "off", "dir": "auto"}
        self.fields["personal_code"].widget.attrs |= {"autocomplete": "off"}

    def needs_person(self) -> bool:
        """Whether a person is asked for at all; a subclass may answer by its other fields."""
        return True

    def clean_birth_date(self) -> Any:
        return check_birth_date(self.cleaned_data["birth_date"])

    def clean_birth_year(self) -> Any:
        return check_birth_year(self.cleaned_data["birth_year"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.needs_person():
            self._clean_person()
        return cleaned

    def _clean_person(self) -> None:
        if self.cleaned_data.get("is_anonymous"):
            check_anonymous(self)
            return
        check_names(self)
        self._clean_birth()
        check_personal_code(self)
        if not self.has_error_in((*NAMES, *BIRTH)):
            self._clean_choice()

    def has_error_in(self, names: tuple[str, ...]) -> bool:
        """Whether one of these fields was refused."""
        return any(self.has_error(name) for name in names)

    def _clean_birth(self) -> None:
        day, year = self.cleaned_data.get("birth_date"), self.cleaned_data.get("birth_year")
        if day and year and day.year != year:
            self.add_error(
                "birth_year", ValidationError(_("The birth date names another year."), code="year")
            )

    def look_alikes(self) -> list[Candidate]:
        """Whom the organisation knows that may be meant; showing them is a reading."""
        said = self.cleaned_data
        found = possible_persons(
            f"{said.get('family_name', '')} {said.get('given_name', '')}",
            said.get("original_name", ""),
            birth_date=said.get("birth_date"),
            birth_year=said.get("birth_year"),
            personal_code=said.get("personal_code", ""),
        )
        self._show(found)
        return found

    def _show(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        widget = self.fields["choice"].widget
        widget.candidates = candidates  # type: ignore[attr-defined]
        log_readings(candidate.person for candidate in candidates)  # type: ignore[misc]

    def _clean_choice(self) -> None:
        candidates = self.look_alikes()
        choice = self.cleaned_data.get("choice", "")
        if choice == NEW or not candidates:
            return
        chosen = {str(c.person.uuid): c.person for c in candidates}.get(_as_uuid(choice))
        if chosen is None:
            self.add_error("choice", ValidationError(DECIDE, code="look_alikes"))
        self.person = chosen

    def described(self) -> Described:
        """What was typed, as the actions take it."""
        said = self.cleaned_data
        country = said.get("citizenship")
        return Described(
            **{name: said.get(name, "") for name in (*NAMES, "personal_code")},
            sex=said.get("sex") or Sex.UNKNOWN,
            birth_date=said.get("birth_date"),
            birth_year=said.get("birth_year"),
            birth_is_estimate=said.get("birth_is_estimate", False),
            is_anonymous=said.get("is_anonymous", False),
            citizenships=(country,) if country else (),
        )

    def save(self, *, by: HasActor) -> Person | None:
        """The chosen person with gaps filled, or a new one; None when none is needed."""
        if not self.needs_person():
            return None
        if self.person is not None:
            return complete_person(by=by, person=self.person, described=self.described())
        return register_person(by=by, described=self.described())


def _as_uuid(text: str) -> str:
    """The one way to write a uuid; whatever else was posted is nobody's."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""
