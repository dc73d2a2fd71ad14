"""What a person agreed to: entering it and taking it back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance import actions
from assistance.forms import ConsentForm, WithdrawForm
from assistance.models import Beneficiary, Consent
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
        for purpose in data["purposes"]:
            actions.give_consent(
                by=self.by,  # type: ignore[arg-type]
                beneficiary=obj,
                purpose=purpose,
                on=data["given_on"],
            )


@requires("beneficiary.change")
class WithdrawConsent(ActionView):
    """Enter that the person took a consent back."""

    model, form_class, title = Consent, WithdrawForm, _("Withdraw the consent")
    queryset = Consent.objects.select_related("beneficiary__person", "purpose")
    submit_label = _("Withdraw")
    success_message = _("The consent is withdrawn.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object.purpose}"

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object.beneficiary)

    def get_cancel_url(self) -> str:
        return str(self.object.beneficiary.get_absolute_url())

    def act(self, obj: Any, data: dict[str, Any]) -> Beneficiary:
        actions.withdraw_consent(by=self.by, consent=obj, on=data["on"])  # type: ignore[arg-type]
        return obj.beneficiary  # type: ignore[no-any-return]
