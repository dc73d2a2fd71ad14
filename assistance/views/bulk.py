"""Many services at once: nights of several days, last week's again, and what a project took."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assistance import queries
from assistance.actions import bulk
from assistance.forms.bulk import CopyForm, StaysForm
from assistance.models import Service
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.web.forms import DateField
from thbcases.web.views import Crumb, FormPage

FIRST_DAY = date(1990, 3, 11)


class BulkPage(FormPage):
    """A page that records many services; how many stands in the message afterwards."""

    success_message = ""

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Today's services"), reverse("assistance:today"))]

    def get_success_url(self) -> str:
        count = len(self.saved)
        text = ngettext("%(count)d service recorded.", "%(count)d services recorded.", count)
        messages.success(self.request, text % {"count": count})
        return reverse("assistance:services")

    def day(self, name: str, otherwise: date) -> date:
        """A day that was typed or stands in the address; not after today."""
        typed = self.request.POST.get(name) or self.request.GET.get(name)
        try:
            found = DateField(required=False).clean(typed) or otherwise
        except ValidationError:
            return otherwise
        return found if FIRST_DAY <= found <= timezone.localdate() else otherwise


@requires("beneficiary.add")
class Nights(BulkPage):
    """Everybody in the shelter from a day until a day, with the nights they were away."""

    form_class = StaysForm
    title = _("Nights of several days")
    template_name = "assistance/nights.html"
    submit_label = _("Record the nights")

    def get_form_kwargs(self) -> dict[str, Any]:
        yesterday = timezone.localdate() - timedelta(days=1)
        last = self.day("last", yesterday)
        first = self.day("first", last - timedelta(days=6))
        return {**super().get_form_kwargs(), "first": first, "last": last}

    def save_forms(self, form: Any, formsets: Any) -> list[Service]:
        data = form.cleaned_data
        return bulk.record_stays(
            by=self.by,
            first=data["first"],
            last=data["last"],
            stays=form.stays(),
            project=data["project"],
            leave_out_recorded=data["leave_out_recorded"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        log_readings(context["form"].there)
        return context


@requires("beneficiary.add")
class CopyWeek(BulkPage):
    """Last week's services again, a week later; what is ticked is recorded."""

    form_class = CopyForm
    title = _("As last week")
    template_name = "assistance/copy_week.html"
    submit_label = _("Record them again")

    @cached_property
    def monday(self) -> date:
        """The week that is copied: the one in the address, else the last one."""
        week_ago = timezone.localdate() - timedelta(days=7)
        return queries.monday_of(self.day("week", week_ago))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "monday": self.monday}

    def save_forms(self, form: Any, formsets: Any) -> list[Service]:
        return bulk.copy_services(by=self.by, services=form.cleaned_data["services"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        lines = context["form"].lines()
        log_readings(line["service"].beneficiary for line in lines)
        here = reverse("assistance:copy_services")
        return {
            **context,
            "subtitle": f"{self.monday} \N{EN DASH} {self.monday + timedelta(days=6)}",
            "lines": lines,
            "before": f"{here}?week={self.monday - timedelta(days=7)}",
        }
