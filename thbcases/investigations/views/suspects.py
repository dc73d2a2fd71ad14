"""Entering a suspect, a suspect's page, editing and moving."""

from typing import Any

from django.forms import inlineformset_factory
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.audit.actions import log_reading
from thbcases.investigations import actions
from thbcases.investigations.choices import SuspectState
from thbcases.investigations.forms.suspects import (
    ChargeForm,
    SuspectChangeForm,
    SuspectForm,
    SuspectStateForm,
    possible_states,
)
from thbcases.investigations.models import Charge, Suspect
from thbcases.investigations.pills import STATE_PILLS
from thbcases.investigations.queries import law_of
from thbcases.investigations.tables import LawTable
from thbcases.investigations.timelines import events_of_suspect
from thbcases.investigations.views.cases import InvestigationAction
from thbcases.web.formsets import InlineForms
from thbcases.web.pills import Pill
from thbcases.web.views import Action, ActionView, Crumb, RecordDetail, RecordUpdate, TimelineEntry

ChargeRows = inlineformset_factory(
    Suspect, Charge, form=ChargeForm, extra=0, can_delete_extra=False
)
WITH_CASE = Suspect.objects.select_related("investigation", "person")


def _crumbs(suspect: Suspect) -> list[Crumb]:
    case = suspect.investigation
    return [
        Crumb(_("Investigations"), reverse("investigations:list")),
        Crumb(str(case), reverse("investigations:suspects_of", kwargs={"uuid": case.uuid})),
    ]


@requires("investigation.change")
class SuspectCreate(InvestigationAction):
    """Enter a suspect: a person found or new, or a legal person."""

    form_class, title = SuspectForm, _("Add a suspect")
    submit_label = _("Save")
    success_message = _("The suspect is entered.")
    tells_form = False

    def save_forms(self, form: Any, formsets: Any) -> Suspect:
        return form.save_suspect(by=self.by, investigation=self.object)  # type: ignore[no-any-return]


@requires("investigation.read")
class SuspectDetail(RecordDetail):
    """One suspect in one investigation."""

    model = Suspect  # type: ignore[misc]
    queryset = WITH_CASE.prefetch_related(
        "charges__article__versions",
        "statuses",
        "sentences__judgment",
        "sentences__article",
        "sentences__currency",
    )
    template_name = "investigations/suspect_detail.html"

    def pill(self) -> Pill:
        return STATE_PILLS(self.object.state)

    def subtitle(self) -> str:
        return str(_("since %(day)s") % {"day": self.object.state_on.isoformat()})

    def breadcrumbs(self) -> list[Crumb]:
        return _crumbs(self.object)

    def actions(self) -> list[Action]:
        kwargs = {"uuid": self.object.uuid}
        right = "investigation.change"
        actions = [
            Action(_("Edit"), reverse("investigations:suspect_change", kwargs=kwargs), right=right)
        ]
        if possible_states(self.object):
            url = reverse("investigations:suspect_state", kwargs=kwargs)
            actions.append(Action(_("Next state"), url, style="primary", right=right))
        return actions

    def facts(self) -> list[tuple[Any, Any]]:
        suspect: Suspect = self.object
        person = suspect.person
        return [
            (_("investigation"), _link(suspect.investigation)),
            (_("person"), _link(person) if person else ""),
            (_("born"), person.born if person else ""),
            (_("name of the legal person"), suspect.legal_name),
            (_("code of the legal person"), suspect.legal_code),
            (_("role in the offence"), suspect.role_note),
        ]

    def timeline(self) -> list[TimelineEntry]:
        return events_of_suspect(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        suspect: Suspect = self.object
        registered_on = suspect.investigation.registered_on
        laws = [law_of(charge, registered_on) for charge in suspect.charges.all()]
        return super().get_context_data(law=LawTable(laws) if laws else None, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Whoever reads the suspect reads the person."""
        if self.object.person is not None:
            log_reading(self.object.person)
        return super().render_to_response(context, **kwargs)


def _link(row: Any) -> str:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', row.get_absolute_url(), row)


@requires("investigation.change")
class SuspectUpdate(RecordUpdate):
    """Correct a suspect and the articles of the suspicion."""

    model, form_class, title = Suspect, SuspectChangeForm, _("Edit the suspect")
    queryset = WITH_CASE
    inline_forms = {
        "charges": InlineForms(ChargeRows, _("Suspected under articles"), _("Add another article"))
    }

    def breadcrumbs(self) -> list[Crumb]:
        return [*_crumbs(self.object), Crumb(str(self.object), self.object.get_absolute_url())]


@requires("investigation.change")
class MoveSuspect(ActionView):
    """Enter where the suspect stands."""

    model, form_class, title = Suspect, SuspectStateForm, _("Next state of the suspect")
    queryset = WITH_CASE
    submit_label = _("Enter the state")
    success_message = _("The state is entered.")

    def breadcrumbs(self) -> list[Crumb]:
        return [*_crumbs(self.object), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"suspect": self.object}

    def act(self, obj: Suspect, data: dict[str, Any]) -> None:
        state = SuspectState(data.pop("state"))
        actions.move_suspect(by=self.by, suspect=obj, state=state, **data)  # type: ignore[arg-type]
