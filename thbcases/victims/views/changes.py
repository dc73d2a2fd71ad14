"""Pages that change a victim's record: entering, editing, deciding, opening to others."""

from copy import copy
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.access.models import AccessGrant
from thbcases.investigations.models import Investigation
from thbcases.victims import actions, forms
from thbcases.victims.choices import VictimStatus
from thbcases.victims.models import Victim
from thbcases.web.formsets import InlineForms
from thbcases.web.views import ActionView, Crumb, RecordUpdate


@requires("victim.add")
class VictimCreate(ActionView):
    """A new victim in the investigation of the address; first, whom the unit knows already."""

    model, form_class, title = Investigation, forms.NewVictimForm, _("Add a victim")
    submit_label = _("Save")
    success_message = _("The victim is entered.")

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Victims"), reverse("victims:list")),
            Crumb(str(self.object), self.object.get_absolute_url()),
        ]

    def save_forms(self, form: Any, formsets: Any) -> Victim:
        victim: Victim = form.save_victim(by=self.by, investigation=self.object)
        return victim


class OfVictim:
    """The way back to the victim's record."""

    object: Any

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Victims"), reverse("victims:list")),
            Crumb(str(self.object), self.object.get_absolute_url()),
        ]


class VictimAction(OfVictim, ActionView):
    """A form about a victim that carries the version of the record."""

    model = Victim
    queryset = Victim.objects.select_related("person")

    def get_form_instance(self) -> Any:
        return copy(self.object)

    def act(self, obj: Victim, data: dict[str, Any]) -> Any:
        data.pop("version", None)
        return self.act_on(obj, data)

    def act_on(self, victim: Victim, data: dict[str, Any]) -> Any:
        """Call the action with what was typed."""
        raise NotImplementedError


@requires("victim.change")
class VictimUpdate(OfVictim, RecordUpdate):
    """Edit what is known of the victim; the status is changed by decisions only."""

    model, form_class, title = Victim, forms.VictimForm, _("Edit the victim's record")
    queryset = Victim.objects.select_related("person")


@requires("victim.decide")
class Decide(VictimAction):
    """A decision on the status."""

    form_class, title = forms.DecisionForm, _("Decide on the status")
    submit_label = _("Save the decision")
    success_message = _("The decision is kept. It is undone only by another decision.")

    def act_on(self, victim: Victim, data: dict[str, Any]) -> None:
        data["status"] = VictimStatus(data["status"])
        actions.decide_status(by=self.by, victim=victim, **data)


@requires("victim.change")
class Recruitment(VictimAction):
    """How the victim was recruited and controlled."""

    form_class, title = forms.RecruitmentForm, _("Recruitment and control")
    submit_label = _("Save")
    success_message = _("Saved.")

    def act_on(self, victim: Victim, data: dict[str, Any]) -> None:
        actions.describe_recruitment(by=self.by, victim=victim, **data)


@requires("victim.change")
class Episodes(OfVictim, RecordUpdate):
    """All stretches of exploitation on one page; one of them is the main form."""

    model, form_class, title = Victim, forms.EpisodesForm, _("Exploitation")
    queryset = Victim.objects.select_related("person")
    inline_forms = {
        "episodes": InlineForms(
            forms.EpisodeRows, _("Exploitation"), _("Add another form of exploitation")
        )
    }

    def save_forms(self, form: Any, formsets: Any) -> Victim:
        rows = formsets["episodes"]
        rows.instance = self.object
        rows.save()
        actions.choose_main_form(by=self.by, victim=self.object, episode=rows.main)
        victim: Victim = self.object
        return victim


@requires("victim.grant")
class GrantAccess(VictimAction):
    """Open the record to an NGO."""

    form_class, title = forms.GrantForm, _("Open the record to an NGO")
    intro = _(
        "The NGO then reads this record and its permits, until the day you name or until you "
        "end it. It does not see the investigation."
    )
    submit_label = _("Open the record")
    success_message = _("The record is open. It was entered into the audit trail.")

    def act_on(self, victim: Victim, data: dict[str, Any]) -> None:
        actions.grant_access(by=self.by, victim=victim, **data)

    def get_success_url(self) -> str:
        return reverse("victims:access", kwargs={"uuid": self.object.uuid})


@requires("grant.change")
class EndAccess(ActionView):
    """End a grant now."""

    model, title = AccessGrant, _("End the access")
    queryset = AccessGrant.objects.select_related("organisation")
    intro = _("From now on the organisation reads this record no more.")
    submit_label = _("End now")
    success_message = _("The access has ended.")
    logs_reading = False

    def prepare(self) -> None:
        super().prepare()
        self.victim = Victim.objects.filter(pk=self.object.object_id).first()
        if self.victim is None:
            raise Http404

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.victim), self.get_success_url())]

    def act(self, obj: AccessGrant, data: dict[str, Any]) -> None:
        actions.end_access(by=self.by, grant=obj)

    def get_title(self) -> str:
        return f"{self.title}: {self.object.organisation}"

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_success_url(self) -> str:
        assert self.victim is not None
        return reverse("victims:access", kwargs={"uuid": self.victim.uuid})
