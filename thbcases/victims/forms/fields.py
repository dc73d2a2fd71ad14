"""Fields that several forms of this app have."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thbcases.codes.models import ExploitationForm, ListCode
from thbcases.victims.choices import Decider
from thbcases.web.forms import DateField


def today() -> date:
    """Today in Lithuania; asked when a form is drawn."""
    return timezone.localdate()


class PastField(DateField):
    """A day that has come."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."), code="future")
        return day


def decided_on(label: str | Promise = "") -> PastField:
    """The day of a decision, today unless told otherwise."""
    return PastField(label=label or _("decided on"), initial=today)


def decider() -> forms.ChoiceField:
    """Who decided."""
    return forms.ChoiceField(label=_("decided by"), choices=Decider.choices, initial=Decider.POLICE)


def decider_name() -> forms.CharField:
    """Name and office of who decided."""
    return forms.CharField(label=_("name and office"), max_length=200, required=False)


def basis() -> forms.CharField:
    """The document or the signs on which it was decided."""
    return forms.CharField(
        label=_("basis"),
        max_length=300,
        required=False,
        help_text=_("The decision and its number, or the signs that were seen."),
    )


def codes(list_name: str) -> Any:
    """The entries of a simple list that are in use today."""
    return ListCode.objects.filter(list=list_name).valid_on(timezone.localdate())


def exploitation_forms(used: int | None = None) -> Any:
    """The forms of exploitation in use today, and the one that the row already has."""
    rows = ExploitationForm.objects.all()
    valid = rows.valid_on(timezone.localdate())
    return valid if used is None else valid | rows.filter(pk=used)


def needs_text(form: forms.BaseForm, code: ExploitationForm | None, text: str) -> None:
    """A form of exploitation that says nothing by itself has to be described."""
    if code is not None and code.text_required and not text.strip():
        form.add_error("text", ValidationError(_("Say in words what it is."), code="text"))
