"""Claims for compensation and protection measures."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.victims import actions, forms
from thbcases.victims.models import CompensationClaim, ProtectionMeasure, Victim
from thbcases.victims.views.changes import OfVictim
from thbcases.web.views import ActionView, Crumb, PartCreate, RecordUpdate


@requires("victim.add")
class ClaimCreate(OfVictim, PartCreate):
    """A claim for compensation."""

    model, form_class, parent_field = Victim, forms.ClaimForm, "victim"
    queryset = Victim.objects.select_related("person")
    title = _("Claim compensation")


@requires("victim.add")
class ProtectionCreate(OfVictim, PartCreate):
    """A protection measure."""

    model, form_class, parent_field = Victim, forms.ProtectionForm, "victim"
    queryset = Victim.objects.select_related("person")
    title = _("Add a protection measure")


class OfPart:
    """The way back from a part to the victim's record."""

    object: Any

    def breadcrumbs(self) -> list[Crumb]:
        victim = self.object.victim
        return [
            Crumb(_("Victims"), reverse("victims:list")),
            Crumb(str(victim), victim.get_absolute_url()),
        ]


@requires("victim.change")
class ClaimUpdate(OfPart, RecordUpdate):
    """Correct a claim."""

    model, form_class, title = CompensationClaim, forms.ClaimForm, _("Edit the claim")
    queryset = CompensationClaim.objects.select_related("victim__person")


@requires("victim.change")
class ProtectionUpdate(OfPart, RecordUpdate):
    """Correct a measure, or say when it ended."""

    model, form_class = ProtectionMeasure, forms.ProtectionForm
    title = _("Edit the protection measure")
    queryset = ProtectionMeasure.objects.select_related("victim__person")


class ClaimAction(OfPart, ActionView):
    """The next step of a claim."""

    model = CompensationClaim
    queryset = CompensationClaim.objects.select_related("victim__person", "currency")


@requires("victim.change")
class AwardClaim(ClaimAction):
    """Compensation was awarded."""

    form_class, title = forms.AwardForm, _("Compensation awarded")

    def act(self, obj: CompensationClaim, data: dict[str, Any]) -> None:
        actions.award_claim(by=self.by, claim=obj, **data)


@requires("victim.change")
class RefuseClaim(ClaimAction):
    """Compensation was refused."""

    form_class, title = forms.DayForm, _("Compensation refused")

    def act(self, obj: CompensationClaim, data: dict[str, Any]) -> None:
        actions.refuse_claim(by=self.by, claim=obj, **data)


@requires("victim.change")
class PayClaim(ClaimAction):
    """Compensation was paid."""

    form_class, title = forms.DayForm, _("Compensation paid")

    def act(self, obj: CompensationClaim, data: dict[str, Any]) -> None:
        actions.record_payment(by=self.by, claim=obj, **data)
