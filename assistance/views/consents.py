"""What a person agreed to within a time of help: entering it and taking it back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance import actions
from assistance.forms import ConsentForm, WithdrawForm
from assistance.models import Beneficiary, Consent
from assistance.views.ledger import crumbs_to_ledger, ledger_url
from assistance.views.people import crumbs_to
from thbcases.access.marks import requires
from thbcases.web.views import ActionView, Crumb


@requires("beneficiary.change")
class GiveConsent(ActionView):
    """Enter what the person agreed to, or was told; several things of one day at once."""

    model, form_class, title = Beneficiary, ConsentForm, _("Enter consents")
    queryset = Beneficiary.objects.select_related("person")
    submit_label = _("Save")
    intro = _("Tick only what the person said, or what you explained and they understood.")

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "beneficiary": self.object}

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        agreement = actions.Agreement(capacity=data["capacity"], by_whom=data["by_whom"])
        for purpose in data["purposes"]:
            actions.give_consent(
                by=self.by,
                beneficiary=obj,
                purpose=purpose,
                on=data["given_on"],
                agreement=agreement,
            )


@requires("consent.change")
class WithdrawConsent(ActionView):
    """Enter that the person took a consent back: what rests on it closes at once."""

    model, form_class, title = Consent, WithdrawForm, _("Withdraw the consent")
    queryset = Consent.objects.select_related("person", "beneficiary__person", "purpose")
    submit_label = _("Withdraw")
    success_message = _("The consent is withdrawn.")
    intro = _(
        "Whatever was passed on with it is closed in the same moment, and the receiver is told "
        "that it is closed. Help goes on as before."
    )

    def get_title(self) -> str:
        return f"{self.title}: {self.object.purpose}"

    def breadcrumbs(self) -> list[Crumb]:
        if self.object.beneficiary is not None:
            return crumbs_to(self.object.beneficiary)
        return crumbs_to_ledger(self.object.person)

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_success_url(self) -> str:
        if self.object.beneficiary is not None:
            return str(self.object.beneficiary.get_absolute_url())
        return ledger_url(self.object.person)

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        actions.withdraw_consent(by=self.by, consent=obj, on=data["on"])
