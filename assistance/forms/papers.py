"""Certificates and their checking; choosing who takes over whose cases."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assistance.choices import CertificateKind
from assistance.models import Certificate
from assistance.queries.hand_over import Item, colleagues, workers
from thbcases.accounts.models import User
from thbcases.web.forms import DateField, Form

USUAL_DAYS = 90


class CertificateForm(Form):
    """What is certified, for whom, until when."""

    kind = forms.ChoiceField(
        label=_("says that the person"),
        choices=CertificateKind.choices,
        widget=forms.RadioSelect,
    )
    addressee = forms.CharField(
        label=_("for whom"),
        max_length=200,
        help_text=Certificate._meta.get_field("addressee").help_text,
    )
    until = DateField(label=_("valid until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", timezone.localdate() + timedelta(days=USUAL_DAYS))


class RevokeForm(Form):
    """Why a certificate is not valid any more."""

    why = forms.CharField(label=_("why it is revoked"), max_length=300)


class CheckForm(Form):
    """The code on a certificate."""

    code = forms.CharField(
        label=_("code on the certificate"),
        max_length=60,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("Eighteen letters and digits. Gaps and lines do not matter."),
    )


class LeavingForm(Form):
    """Whose cases are handed on."""

    leaving = forms.ModelChoiceField(
        label=_("who leaves"), queryset=User.objects.none(), to_field_name="username"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaving: Any = self.fields["leaving"]
        leaving.queryset = workers()


class HandOverForm(Form):
    """Each case with its new worker; one colleague for all that have no other."""

    everything = forms.ModelChoiceField(
        label=_("all cases go to"),
        queryset=User.objects.none(),
        to_field_name="username",
        required=False,
        empty_label=_("each case as chosen below"),
    )
    note = forms.CharField(label=_("note"), max_length=300, required=False)

    def __init__(self, *args: Any, items: list[Item], leaving: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        others = colleagues().exclude(pk=leaving.pk)
        everything: Any = self.fields["everything"]
        everything.queryset = others
        for item in items:
            self.fields[item.number] = forms.ModelChoiceField(
                label=f"{capfirst(item.kind.label)}: {item.record}",
                queryset=others,
                to_field_name="username",
                required=False,
                empty_label=_("as for all"),
            )

    def chosen(self) -> dict[str, User]:
        """The colleague of each case, by the case's number."""
        said = self.cleaned_data
        named = {i.number: said.get(i.number) or said.get("everything") for i in self.items}
        return {number: user for number, user in named.items() if user is not None}
