"""Keeping a chart, and taking one out of the house."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thbcases.niis.charts.collect import BadKey, split_key
from thbcases.niis.charts.formats import Format
from thbcases.niis.models import Chart
from thbcases.people.choices import Handling
from thbcases.web.forms import Form, RecordForm, section

MOST_KEPT = 300
FARTHEST = 100_000
NOTHING_THERE = _("There is nothing on this chart to keep.")
EMPTY = ValidationError(NOTHING_THERE, code="empty")
BROKEN = ValidationError(_("The drawing cannot be read. Open the chart again."), code="broken")
TOO_MANY = ValidationError(
    _("A chart that is kept holds at most %(most)s nodes. Put some away first."),
    code="too_many",
    params={"most": MOST_KEPT},
)


def checked_state(value: Any) -> dict[str, Any]:
    """What a browser says of a drawing, brought into form. Raises ValidationError."""
    if not isinstance(value, dict) or not isinstance(value.get("keys"), list):
        raise BROKEN
    keys, hidden = value["keys"], value.get("hidden") or []
    places = value.get("places") or {}
    if not keys:
        raise EMPTY
    if len(keys) > MOST_KEPT:
        raise TOO_MANY
    if not isinstance(hidden, list) or not isinstance(places, dict):
        raise BROKEN
    known = list(dict.fromkeys(_key(key) for key in keys))
    return {
        "keys": known,
        "hidden": [key for key in known if key in hidden],
        "places": {key: _place(places[key]) for key in known if key in places},
    }


def _key(value: Any) -> str:
    try:
        name, number = split_key(str(value))
    except BadKey as error:
        raise BROKEN from error
    return f"{name}:{number}"


def _place(value: Any) -> list[int]:
    try:
        x, y = value
        place = [round(float(x)), round(float(y))]
    except (TypeError, ValueError, OverflowError) as error:
        raise BROKEN from error
    if any(abs(part) > FARTHEST for part in place):
        raise BROKEN
    return place


class ChartForm(RecordForm):
    """A title, who may open it, and the drawing as the browser or the server laid it out."""

    state = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NOTHING_THERE})
    layout = (section(_("Chart"), "title", "is_shared"),)

    class Meta:
        model = Chart
        fields: ClassVar[list[str]] = ["title", "is_shared", "state"]

    def clean_state(self) -> dict[str, Any]:
        return checked_state(self.cleaned_data["state"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        # the drawing has no field on the page where its error could stand
        for error in self.errors.pop("state", []):
            self.add_error(None, error)
        return cleaned


class ExportForm(Form):
    """In which form, to whom, why, and how the receiver may use it."""

    file_format = forms.ChoiceField(
        label=_("format"),
        choices=Format.choices,
        widget=forms.RadioSelect,
        initial=Format.ANX.value,
    )
    recipient = forms.CharField(
        label=_("recipient"),
        max_length=300,
        help_text=_("Institution and person, as the log shall name them."),
    )
    reason = forms.CharField(
        label=_("reason and legal basis"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Without names of victims: it stands in the log."),
    )
    handling = forms.ChoiceField(label=_("handling code"), choices=Handling.choices)
    leaves_country = forms.BooleanField(
        label=_("leaves the country"),
        required=False,
        help_text=_(
            "Victims, presumed victims, witnesses and whatever hangs only on them are left out "
            "altogether."
        ),
    )
    layout = (
        section(_("File"), "file_format", "leaves_country"),
        section(_("Disclosure"), "recipient", "reason", "handling"),
    )

    def clean_recipient(self) -> str:
        return _said(self.cleaned_data["recipient"])

    def clean_reason(self) -> str:
        return _said(self.cleaned_data["reason"])


def _said(text: str) -> str:
    """A text that says something. Raises ValidationError."""
    if not any(letter.isalnum() for letter in text):
        raise ValidationError(_("Write it in words."), code="no_words")
    return text
