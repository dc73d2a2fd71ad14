"""An organisation's own entry in the directory of help."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.choices import Language, Serves
from assistance.models import DirectoryEntry, ListedService
from assistance.queries import service_kinds
from thbcases.access.acting import current_actor
from thbcases.web.forms import DateField, Form, FormLook, RecordForm, section


class EntryForm(RecordForm):
    """What an organisation says of itself."""

    languages = forms.MultipleChoiceField(
        label=_("languages"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serves = forms.MultipleChoiceField(
        label=_("takes"), choices=Serves.choices, widget=forms.CheckboxSelectMultiple
    )

    layout = (
        section(_("What we do"), "about", "serves", "languages"),
        section(_("How we are reached"), "reach", "email", ("municipality", "whole_country")),
    )

    class Meta:
        model = DirectoryEntry
        fields = (
            "about",
            "serves",
            "languages",
            "reach",
            "email",
            "municipality",
            "whole_country",
        )


class ListedForm(FormLook, forms.ModelForm):  # type: ignore[type-arg]
    """One service, and how many places are free; the day is written down with who said it."""

    is_said_today = forms.BooleanField(label=_("the number is right today"), required=False)

    class Meta:
        model = ListedService
        fields = ("kind", "places", "places_free", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.queryset = service_kinds(timezone.localdate())
        if self.instance.places_free is None:
            del self.fields["is_said_today"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        row, free = self.instance, self.cleaned_data.get("places_free")
        actor = current_actor()
        if free is None:
            row.said_at = row.said_by_id = None
        elif "places_free" in self.changed_data or self.cleaned_data.get("is_said_today"):
            row.said_at = timezone.now()
            row.said_by_id = actor.user_id if actor else None
        return cleaned


ListedRows = forms.inlineformset_factory(
    DirectoryEntry, ListedService, form=ListedForm, extra=1, can_delete=True
)


class CloseEntryForm(Form):
    """From which day nobody can be referred here."""

    on = DateField(label=_("closed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
