"""Follow-ups: of one person, and those that are due with how many were reached."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions import followups
from assistance.choices import FollowUpResult, FollowUpRound
from assistance.forms.followups import FollowUpForm
from assistance.forms.offers import YearForm
from assistance.models import Beneficiary, FollowUp
from assistance.views.people import BeneficiaryPage, crumbs_to
from thbcases.access.marks import requires
from thbcases.audit.actions import log_reading, log_readings
from thbcases.people.choices import Sex
from thbcases.web.pills import Pills
from thbcases.web.views import ActionView, Crumb, Page

RESULT_PILLS = Pills(
    FollowUpResult,
    {
        FollowUpResult.REACHED: "recognised",
        FollowUpResult.NOT_REACHED: "late",
        FollowUpResult.NO_CONTACT: "closed",
        FollowUpResult.NO_SAFE_WAY: "closed",
    },
)


@requires("beneficiary.read")
class FollowUpsOf(BeneficiaryPage):
    """The tab: the three times after the end of the help."""

    template_name = "assistance/beneficiary_follow_ups.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = queries.ended().filter(pk=self.object.pk)
        turns = queries.turns(rows, timezone.localdate())
        may_add = self.may("change") and any(turn.entered is None for turn in turns)
        entered = self.object.follow_ups.select_related("housing", "work")
        return {
            **context,
            "turns": turns,
            "entered": [(row, RESULT_PILLS(row.result)) for row in entered],
            "may_add": may_add,
            "may_remove": self.may("remove"),
        }


class FollowUpPage(ActionView):
    """A form about a follow-up. How to reach the person safely stands before it."""

    template_name = "assistance/safe_form.html"

    def person(self) -> Beneficiary:
        """Whom it is about."""
        found: Beneficiary = self.object
        return found

    def breadcrumbs(self) -> list[Crumb]:
        return [*crumbs_to(self.person()), Crumb(_("Afterwards"), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("assistance:follow_ups_of", kwargs={"uuid": self.person().uuid})

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_reading(self.person())
        return {**super().get_context_data(**kwargs), "record": self.person()}


@requires("beneficiary.change")
class FollowUpCreate(FollowUpPage):
    """Enter how it goes, or that nobody could be asked."""

    model, form_class, title = Beneficiary, FollowUpForm, _("Enter a follow-up")
    queryset = Beneficiary.objects.select_related("person")
    submit_label = _("Save")
    success_message = _("The follow-up is entered.")

    def get_initial(self) -> dict[str, Any]:
        """The time that is due, or the first that was not entered."""
        rows = queries.ended().filter(pk=self.object.pk)
        missing = [t for t in queries.turns(rows, timezone.localdate()) if t.entered is None]
        due = [turn for turn in missing if turn.is_open] or missing
        return {"which": due[0].round} if due else {}

    def save_forms(self, form: Any, formsets: Any) -> FollowUp:
        data = form.cleaned_data
        return followups.record_follow_up(
            by=self.by,
            beneficiary=self.object,
            which=FollowUpRound(data["which"]),
            on=data["on"],
            found=form.found(),
            came_by_themselves=data["came_by_themselves"],
        )


@requires("beneficiary.remove")
class FollowUpRemove(FollowUpPage):
    """Take out a follow-up that was entered by mistake."""

    model, title = FollowUp, _("Remove the follow-up")
    queryset = FollowUp.objects.select_related("beneficiary__person")
    submit_label = _("Remove")
    success_message = _("The follow-up is removed.")
    intro = _("Remove only what was entered by mistake. The history keeps what stood here.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def person(self) -> Beneficiary:
        found: Beneficiary = self.object.beneficiary
        return found

    def act(self, obj: Any, data: dict[str, Any]) -> Beneficiary:
        self.object = obj
        return followups.remove_follow_up(by=self.by, follow_up=obj)


@requires("beneficiary.read")
class FollowUps(Page):
    """Whom to ask now, and how many were reached at each time, by sex."""

    title = _("Follow-ups after the help")
    template_name = "assistance/follow_ups.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        due = queries.follow_ups_due(timezone.localdate())
        log_readings(turn.beneficiary for turn in due)
        years = queries.years_of_ending()
        form = YearForm(self.request.GET or None, years=years)
        year = form.cleaned_data["year"] if form.is_bound and form.is_valid() else None
        found = queries.reach(year)
        lines = [
            (which, Sex(sex), line)
            for which, by_sex in found.items()
            for sex, line in by_sex.items()
            if line.due
        ]
        return {**context, "due": due, "form": form, "lines": lines}
