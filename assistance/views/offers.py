"""Offers of help: writing one down, the list, and why women and men declined."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions import offers
from assistance.filters import OfferFilter
from assistance.forms.offers import OfferForm, YearForm
from assistance.models import Offer
from assistance.tables import OfferTable
from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    Page,
    RecordCreate,
    RecordList,
    RecordUpdate,
)

FIRST_YEAR = 2004


def offers_crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Offers of help"), reverse("assistance:offers"))


def names_people() -> bool:
    """Whether who acts may name a person who is helped."""
    return rights.may("beneficiary.read")


@requires("offer.read")
class OfferList(RecordList):
    """Offers of the own organisation, the newest first."""

    title = _("Offers of help")
    intro = _(
        "Write down each offer, also when it was declined and nobody said their name: how often "
        "women and men decline, and why, shows what the help lacks."
    )
    table_class = OfferTable
    filterset_class = OfferFilter
    add_url_name = "assistance:add_offer"
    add_label = _("Record an offer")
    export_name = "offers"
    empty_hint = _("Record the first offer of help, whatever the answer was.")

    def get_queryset(self) -> QuerySet[Offer]:
        return queries.offers()

    def actions(self) -> list[Action]:
        return [Action(_("Why help was declined"), reverse("assistance:offer_numbers"))]

    def get_table_kwargs(self) -> dict[str, Any]:
        return {} if names_people() else {"exclude": ("beneficiary",)}


class OfferPage:
    """Mixin: who may be named depends on who acts."""

    def breadcrumbs(self) -> list[Crumb]:
        return [offers_crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "names_people": names_people()}

    def get_success_url(self) -> str:
        return reverse("assistance:offers")

    def save_forms(self, form: Any, formsets: Any) -> Offer:
        return offers.save_offer(by=self.by, offer=form.instance)  # type: ignore[attr-defined]


@requires("offer.add")
class OfferCreate(OfferPage, RecordCreate):
    """Write an offer down."""

    model, form_class, title = Offer, OfferForm, _("Record an offer")
    success_message = _("The offer is recorded.")

    def get_form_instance(self) -> Offer:
        return Offer()


@requires("offer.change")
class OfferUpdate(OfferPage, RecordUpdate):
    """Correct an offer."""

    model, form_class, title = Offer, OfferForm, _("Correct the offer")

    def get_queryset(self) -> QuerySet[Offer]:
        return queries.offers()

    def get_cancel_url(self) -> str:
        return reverse("assistance:offers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        url = reverse("assistance:remove_offer", kwargs={"uuid": self.object.uuid})
        remove = Action(_("Remove"), url, style="danger", right="offer.remove")
        return {**context, "actions": [remove] if remove.is_allowed() else []}


@requires("offer.remove")
class OfferRemove(ActionView):
    """Take out an offer that was entered by mistake."""

    model, title = Offer, _("Remove the offer")
    submit_label = _("Remove")
    success_message = _("The offer is removed.")
    intro = _("Remove only what was entered by mistake. The history keeps what stood here.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def breadcrumbs(self) -> list[Crumb]:
        return [offers_crumb()]

    def save_forms(self, form: Any, formsets: Any) -> None:
        offers.remove_offer(by=self.by, offer=self.object)

    def get_success_url(self) -> str:
        return reverse("assistance:offers")


@requires("offer.read")
class OfferNumbers(Page):
    """How offers were answered and why they were declined, by sex."""

    title = _("Why help was declined")
    template_name = "assistance/offer_numbers.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [offers_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        this_year = timezone.localdate().year
        years = list(range(this_year, FIRST_YEAR - 1, -1))
        form = YearForm(self.request.GET or None, years=years)
        year = form.cleaned_data["year"] if form.is_bound and form.is_valid() else None
        first = date(year or FIRST_YEAR, 1, 1)
        found = queries.count_offers(first, date(year or this_year, 12, 31))
        answers = [(a.label, list(zip(found.sexes, n, strict=True))) for a, n in found.answers]
        reasons = [
            (line.reason, list(zip(found.sexes, line.by_sex, strict=True)), line.total)
            for line in found.reasons
        ]
        totals = list(zip(found.sexes, found.totals, strict=True))
        context |= {"answers": answers, "reasons": reasons, "totals": totals}
        return {**context, "form": form, "offers": found}
