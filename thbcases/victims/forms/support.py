"""Compensation and protection."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thbcases.codes.models import Currency
from thbcases.victims.forms.fields import PastField, codes, decided_on
from thbcases.victims.models import CompensationClaim, ProtectionMeasure
from thbcases.web.forms import Form, RecordForm


class ClaimForm(RecordForm):
    """A claim, in the money of its day."""

    claimed_on = decided_on(_("claimed on"))
    layout = (("payer", "claimed_on"), ("amount", "currency"))

    class Meta:
        model = CompensationClaim
        fields: ClassVar[list[str]] = ["payer", "claimed_on", "amount", "currency"]
        localized_fields: ClassVar[list[str]] = ["amount"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        amount = self.cleaned_data.get("amount")
        if amount is not None and amount <= 0:
            self.add_error("amount", _("The amount is above zero."))
        self._clean_currency()
        return cleaned

    def _clean_currency(self) -> None:
        currency, day = self.cleaned_data.get("currency"), self.cleaned_data.get("claimed_on")
        if not currency or not day or currency in Currency.objects.valid_on(day):
            return
        self.add_error(
            "currency",
            ValidationError(
                _("%(currency)s was not legal tender on %(day)s."),
                params={"currency": currency, "day": day},
                code="currency",
            ),
        )


class AwardForm(Form):
    """What was awarded."""

    on = decided_on()
    awarded = forms.DecimalField(
        label=_("amount awarded"), max_digits=12, decimal_places=2, localize=True
    )
    layout = (("on", "awarded"),)


class DayForm(Form):
    """The day on which it was decided or paid."""

    on = decided_on(_("on"))


class ProtectionForm(RecordForm):
    """A measure that protects the victim."""

    decided_on = PastField(label=_("decided on"))
    layout = ("kind", ("decided_on", "decided_by"), ("starts_on", "ends_on"))

    class Meta:
        model = ProtectionMeasure
        fields: ClassVar[list[str]] = ["kind", "decided_on", "decided_by", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = codes("protection_kind")
        if self.instance.kind_id:
            kinds |= type(self.instance.kind).objects.filter(pk=self.instance.kind_id)
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        return cleaned
