"""Filters of the list of terms, and how one wants to be reminded."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.accounts.models import Organisation
from thbcases.clocks.choices import OPEN, Mode
from thbcases.clocks.sources import Source
from thbcases.web.filters import ANY
from thbcases.web.forms import Form


class TermFilter(forms.Form):
    """Kind, state and who has to act; whoever acts is one of those whose terms run."""

    kind = forms.ChoiceField(label=_("term"), required=False)
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", ANY), *((state.value, state.label) for state in OPEN)],
    )
    unit = forms.ChoiceField(label=_("has to act"), required=False)
    whose = forms.ChoiceField(
        label=_("whose"),
        required=False,
        choices=[("", _("mine")), ("all", _("all that I may see"))],
    )

    def __init__(
        self, data: Any, *, kinds: Iterable[Source], units: Iterable[Organisation]
    ) -> None:
        super().__init__(data)
        labels = {kind.key: capfirst(str(kind.label)) for kind in kinds}
        by_name = sorted(labels.items(), key=lambda kind: kind[1])
        self._choose("kind", [("", ANY), *by_name])
        self._choose("unit", [("", ANY), *((str(unit.uuid), unit.name) for unit in units)])
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class WishForm(Form):
    """How one wants to be reminded."""

    mode = forms.ChoiceField(
        label=_("reminders by e-mail"), choices=Mode.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("language of the letters"), choices=settings.LANGUAGES)
