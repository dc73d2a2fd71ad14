"""Offers of help and the answers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.choices import Answer
from assistance.forms.services import KindField
from assistance.models import Beneficiary, Offer
from thbcases.codes.models import ListCode, ServiceKind
from thbcases.web.forms import Form, RecordForm, section


class OfferForm(RecordForm):
    """What was offered to whom, and the answer. Nobody has to be named."""

    instance: Offer

    way = forms.ModelChoiceField(label=_("how"), queryset=ListCode.objects.none())
    kind = KindField(label=_("what was offered"), required=False, empty_label=_("help as a whole"))
    reason = forms.ModelChoiceField(
        label=_("why it was declined"),
        queryset=ListCode.objects.none(),
        required=False,
        empty_label=_("it was not declined"),
    )

    layout = (
        section(_("The offer"), ("on", "way"), "kind"),
        section(_("To whom"), "beneficiary", ("sex", "age")),
        section(_("The answer"), "answer", "reason", "note"),
    )

    class Meta:
        model = Offer
        fields = ["on", "way", "kind", "beneficiary", "sex", "age", "answer", "reason", "note"]
        widgets = {"answer": forms.RadioSelect}

    def __init__(self, *args: Any, names_people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        old = self.instance if self.instance.pk else None
        lists: dict[str, Any] = {
            "way": queries.offer_ways(today),
            "kind": queries.service_kinds(today),
            "reason": queries.decline_reasons(today),
        }
        if old is not None:
            # What was valid when it was entered stays choosable.
            for name, model in (("way", ListCode), ("kind", ServiceKind), ("reason", ListCode)):
                kept = model.objects.filter(pk=getattr(old, f"{name}_id"))
                lists[name] = lists[name] | kept
        else:
            self.initial["on"] = self.initial.get("on") or today
        for name, rows in lists.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["answer"].choices = Answer.choices  # type: ignore[attr-defined]
        if names_people:
            field: Any = self.fields["beneficiary"]
            field.queryset = Beneficiary.objects.select_related("person").order_by("code", "pk")
            field.empty_label = _("somebody whose name is not known here")
            field.help_text = _("Sex and age are then taken from the person.")
            self.fields["sex"].required = self.fields["age"].required = False
        else:
            del self.fields["beneficiary"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        declined = data.get("answer") == Answer.DECLINED
        if declined and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why it was declined, or that it was not said."))
        for name in ("sex", "age"):
            if not data.get(name) and not data.get("beneficiary") and name not in self.errors:
                self.add_error(name, _("Say it, if only that it is not known."))
        if data.get("answer") and not declined and data.get("reason"):
            self.add_error("reason", _("Only an offer that was declined has a reason."))
        return cleaned


class YearForm(Form):
    """Of which year."""

    year = forms.TypedChoiceField(label=_("year"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("all years")), *((str(year), str(year)) for year in years)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
