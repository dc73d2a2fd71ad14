"""What is typed to send, answer, take in and correct messages of the exchange."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thbcases.niis.choices import RefusalGround
from thbcases.niis.exchange.building import Content, Said
from thbcases.niis.exchange.codes import LISTS
from thbcases.niis.exchange.reading import MOST_CHARACTERS, item_name
from thbcases.niis.exchange.searching import Finding
from thbcases.niis.models import ExchangeMessage
from thbcases.niis.queries.exchange import active_partners
from thbcases.web.forms import DateField, Form, section

EMPTY = [("", "---------")]


def coded(name: str, *, only: list[str] | None = None) -> list[tuple[str, str]]:
    """A list of the format as choices, in the reader's language."""
    language = "en" if get_language() == "en" else "lt"
    codes = LISTS[name].items()
    return [(code, words.of(language)) for code, words in codes if only is None or code in only]


class SaidForm(Form):
    """What every message says of itself; `said` is it as the actions take it."""

    legal_basis = forms.CharField(
        label=_("legal basis"),
        max_length=300,
        help_text=_("The provision that lets you send it, with its article."),
    )
    purpose = forms.CharField(
        label=_("purpose and reason"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("It is sent with the message. Do not name victims here."),
    )
    source = forms.ChoiceField(label=_("source"), initial="officer")
    reliability = forms.ChoiceField(label=_("reliability of the source"), initial="E")
    credibility = forms.ChoiceField(label=_("credibility of the information"), initial="4")
    nature = forms.ChoiceField(label=_("fact or assessment"), initial="fact")
    handling = forms.ChoiceField(label=_("handling code"), initial="H1")
    as_of = DateField(label=_("as of"), initial=timezone.localdate)

    SAID = (
        section(_("On what ground"), "legal_basis", "purpose"),
        section(
            _("How sure it is, and what may be done with it"),
            ("source", "reliability", "credibility"),
            ("nature", "handling", "as_of"),
        ),
    )
    layout = SAID

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "reliability", "credibility", "nature", "handling"):
            self.choose(name, coded(name))

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Offer these in a field."""
        field: Any = self.fields[name]
        field.choices = choices

    def said(self) -> Said:
        """The common part of what was typed."""
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class AskPartnerForm(SaidForm):
    """Does a partner know this person, or this object?"""

    partner = forms.ModelChoiceField(label=_("partner"), queryset=ExchangeMessage.objects.none())
    urgency = forms.ChoiceField(label=_("urgency"))
    what = forms.ChoiceField(
        label=_("who or what"),
        choices=[
            ("suspect", _("a suspect")),
            ("convicted", _("a convicted person")),
            ("object", _("an object")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Victims and witnesses are never asked about."),
    )
    family_name = forms.CharField(label=_("family name"), max_length=150, required=False)
    given_name = forms.CharField(label=_("given name"), max_length=150, required=False)
    original_name = forms.CharField(
        label=_("name in its own script"), max_length=300, required=False
    )
    birth_date = DateField(label=_("birth date"), required=False)
    birth_year = forms.IntegerField(
        label=_("or birth year"),
        required=False,
        min_value=1880,
        max_value=2200,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    object_kind = forms.ChoiceField(label=_("kind of object"), required=False)
    object_value = forms.CharField(label=_("number or name"), max_length=300, required=False)
    layout = (
        section(_("To whom"), ("partner", "urgency"), "what"),
        section(
            _("The person"),
            ("family_name", "given_name"),
            "original_name",
            ("birth_date", "birth_year"),
        ),
        section(_("Or the object"), ("object_kind", "object_value")),
        *SaidForm.SAID,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners: Any = self.fields["partner"]
        partners.queryset = active_partners()
        self.choose("urgency", coded("urgency"))
        self.choose("object_kind", [*EMPTY, *coded("object_kind")])

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or self.cleaned_data
        if said.get("what") == "object":
            if not said.get("object_kind") or not said.get("object_value"):
                self.add_error("object_value", _("Say which object it is."))
        elif said.get("what") and not any(
            said.get(name) for name in ("family_name", "given_name", "original_name")
        ):
            self.add_error("family_name", _("Give at least one name."))
        return said

    def about(self) -> Content:
        """The person or the object, as the format has it."""
        said = self.cleaned_data
        if said["what"] == "object":
            named = {"kind": said["object_kind"], "value": said["object_value"]}
            return {"object": {"category": "object", **named}}
        person: Content = {"category": said["what"]}
        for name in ("family_name", "given_name", "original_name", "birth_year"):
            if said.get(name):
                person[name] = said[name]
        if said.get("birth_date"):
            person["birth_date"] = said["birth_date"].isoformat()
        return {"person": person}


class AskRecordForm(SaidForm):
    """Which of the hits, and what of it."""

    reference = forms.ChoiceField(label=_("reference number"), widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label=_("what is asked for"), widget=forms.CheckboxSelectMultiple
    )
    layout = (section(_("The record"), "reference", "parts"), *SaidForm.SAID)

    def __init__(self, *args: Any, message: ExchangeMessage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hits = message.content["payload"].get("hits", [])
        self.choose(
            "reference",
            [(h["reference"], f"{h['reference']} ({h['register']}, {h['unit']})") for h in hits],
        )
        self.choose("parts", coded("part", only=["person", "documents", "objects"]))


class AnswerForm(SaidForm):
    """What the search found, and what of it the partner is told."""

    result = forms.ChoiceField(label=_("answer"))
    hits = forms.MultipleChoiceField(
        label=_("which records the partner may ask for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only the number, the register and the unit are sent."),
    )
    ground = forms.ChoiceField(
        label=_("ground of the refusal"), choices=[*EMPTY, *RefusalGround.choices], required=False
    )
    layout = (section(_("The answer"), "result", "hits", "ground"), *SaidForm.SAID)

    def __init__(self, *args: Any, findings: list[Finding] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.reference: one for one in findings or []}
        self.choose("result", coded("result"))
        self.initial.setdefault("result", _likely(findings))
        if self.found:
            rows = self.found.values()
            self.choose("hits", [(f.reference, f"{f.reference} ({f.register})") for f in rows])
        else:
            del self.fields["hits"]

    def chosen(self) -> list[Finding]:
        """The findings that were ticked."""
        return [self.found[number] for number in self.cleaned_data.get("hits", [])]


def _likely(findings: list[Finding] | None) -> str:
    if findings is None:
        return "not_asked"
    if not findings:
        return "no_hit"
    return "hit" if any(one.result == "hit" for one in findings) else "possible"


class DiscloseForm(SaidForm):
    """Which of the parts that were asked for are sent."""

    parts = forms.MultipleChoiceField(label=_("what is sent"), widget=forms.CheckboxSelectMultiple)
    layout = (section(_("The record"), "parts"), *SaidForm.SAID)

    def __init__(self, *args: Any, message: ExchangeMessage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = message.content["payload"].get("about", {}).get("record", {}).get("parts", [])
        self.choose("parts", coded("part", only=asked))
        self.initial.setdefault("parts", asked)


class CorrectForm(SaidForm):
    """Which items of a disclosure were wrong, and what was done."""

    items = forms.MultipleChoiceField(label=_("which items"), widget=forms.CheckboxSelectMultiple)
    action = forms.ChoiceField(label=_("what was done"))
    explanation = forms.CharField(label=_("explanation"), max_length=2000, widget=forms.Textarea)
    layout = (section(_("The correction"), "items", "action", "explanation"), *SaidForm.SAID)

    def __init__(self, *args: Any, message: ExchangeMessage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payload = message.content["payload"]
        rows = [*payload.get("persons", []), *payload.get("objects", [])]
        self.choose("items", [(row["id"], f"{row['id']}: {item_name(row)}") for row in rows])
        self.choose("action", coded("correction"))


class TakeInForm(Form):
    """A message in a file, or as text."""

    file = forms.FileField(label=_("file with the message"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"spellcheck": "false", "autocomplete": "off"}),
        help_text=_("The signed text as the partner sent it, three parts with dots between."),
    )

    def clean(self) -> dict[str, Any] | None:
        """One of the two; a file counts before the text."""
        said = super().clean() or self.cleaned_data
        file = said.get("file")
        if file is not None:
            # one character more than allowed is enough to be refused for its length
            said["message"] = file.read(MOST_CHARACTERS + 1).decode("ascii", errors="replace")
        else:
            said["message"] = said.get("text", "")
        if not said["message"].strip():
            raise ValidationError(_("Choose a file or paste the text of a message."))
        return said
