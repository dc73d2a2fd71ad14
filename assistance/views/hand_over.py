"""Handing on the cases of a worker who leaves: whose, what, to whom; in one act."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import actions
from assistance.forms.papers import HandOverForm, LeavingForm
from assistance.models import HandOver
from assistance.queries import hand_over as queries
from thbcases.access.marks import requires
from thbcases.accounts.models import User
from thbcases.audit.actions import log_readings
from thbcases.web.views import Crumb, FormPage
from thbcases.web.views.pages import Page

ADDRESS = "assistance:hand_overs"


@requires("hand_over.read")
class HandOvers(Page):
    """What nobody answers for, what was handed on, and the way to hand on more."""

    template_name = "assistance/hand_overs.html"
    title = _("Handing on cases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = queries.unanswered()
        log_readings(item.record for item in items)
        acts = HandOver.objects.select_related("leaving")[:25]
        return super().get_context_data(**kwargs) | {"unanswered": items, "acts": acts}


@requires("hand_over.add")
class ChooseLeaving(FormPage):
    """Whose cases."""

    form_class, title = LeavingForm, _("Whose cases are handed on?")
    submit_label = _("Show the cases")
    success_message = ""

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(HandOvers.title, reverse(ADDRESS))]

    def get_initial(self) -> dict[str, Any]:
        return {"leaving": self.request.GET.get("who", "")[:150]}

    def save_forms(self, form: Any, formsets: Any) -> User:
        return form.cleaned_data["leaving"]  # type: ignore[no-any-return]

    def get_success_url(self) -> str:
        return f"{reverse('assistance:hand_over')}?who={self.saved.username}"


@requires("hand_over.add")
class HandOn(FormPage):
    """Everything that will be handed on, each case with the colleague who takes it."""

    form_class, title = HandOverForm, _("Hand on the cases")
    template_name = "assistance/hand_over.html"
    submit_label = _("Hand on all of them")
    success_message = _("All cases were handed on.")

    def prepare(self) -> None:
        super().prepare()
        name = self.request.GET.get("who", "")[:150].replace("\x00", "")
        self.leaving = queries.workers().filter(username=name).first()
        self.items = queries.items_of(self.leaving) if self.leaving else []
        log_readings(item.record for item in self.items)

    def show(self, form: Any, formsets: Any, status: int = 200) -> HttpResponse:
        if self.leaving is None:
            return HttpResponseRedirect(reverse("assistance:choose_leaving"))
        return super().show(form, formsets, status)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(HandOvers.title, reverse(ADDRESS))]

    def get_title(self) -> str:
        return _now("Hand on the cases of %(who)s") % {"who": self.leaving}

    def get_form(self, form_class: Any = None) -> Any:
        leaving = self.leaving or self.by
        return HandOverForm(**self.get_form_kwargs(), items=self.items, leaving=leaving)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"items": self.items, "leaving": self.leaving}

    def save_forms(self, form: Any, formsets: Any) -> HandOver:
        return actions.hand_over(
            by=self.by,
            leaving=self.leaving or self.by,
            to=form.chosen(),
            note=form.cleaned_data["note"],
        )
