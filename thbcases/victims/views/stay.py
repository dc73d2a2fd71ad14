"""Permits and terms: lists and pages that never touch the victim or the investigation.

The migration department sees permits and the persons in them only, so nothing here goes
through the victim; a page shows the way to the victim's record only where that may be seen.
"""

from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.access.rights import may
from thbcases.victims import actions, forms, queries, tables
from thbcases.victims.choices import PermitState
from thbcases.victims.clocks import code_of
from thbcases.victims.filters import PeriodFilter, StayFilter
from thbcases.victims.models import ReflectionPeriod, ResidencePermit, Victim
from thbcases.victims.pills import stay_pill
from thbcases.victims.timelines import stay_events
from thbcases.victims.views.changes import VictimAction
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    RecordDetail,
    RecordList,
    Tab,
    TimelineEntry,
)

LIST_TITLE = _("Permits and terms")
DECIDED = (PermitState.GRANTED, PermitState.WITHDRAWN)


class StayList(RecordList):
    """One of the two lists; each leads to the other."""

    title = LIST_TITLE
    template_name = "victims/stay_list.html"
    empty_hint = _("A proposal appears here when a police unit makes it on a victim's page.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["tabs"] = [
            Tab(
                _("Residence permits"),
                reverse("victims:residence_permits"),
                count=_waiting(ResidencePermit),
            ),
            Tab(
                _("Reflection periods"),
                reverse("victims:reflection_periods"),
                count=_waiting(ReflectionPeriod),
            ),
        ]
        return context


def _waiting(model: Any) -> int | None:
    """How many proposals wait there for whoever decides on them."""
    return queries.proposals(model).count() or None if may("permit.decide") else None


@requires("permit.read")
class PermitList(StayList):
    """Residence permits."""

    queryset = ResidencePermit.objects.select_related("person")
    table_class, filterset_class = tables.PermitTable, StayFilter
    export_name = "permits"


@requires("permit.read")
class PeriodList(StayList):
    """Reflection periods."""

    queryset = ReflectionPeriod.objects.select_related("person")
    table_class, filterset_class = tables.PeriodTable, PeriodFilter
    export_name = "reflection-periods"


class StayPage(RecordDetail):
    """One reflection period or residence permit."""

    template_name = "victims/stay_detail.html"
    list_name: ClassVar[str]
    url_names: ClassVar[dict[str, str]]

    @cached_property
    def victim(self) -> Victim | None:
        """The victim, where the acting user may see it."""
        if not may("victim.read"):
            return None
        return Victim.objects.select_related("person").filter(pk=self.object.victim_id).first()

    def breadcrumbs(self) -> list[Crumb]:
        crumbs = [Crumb(LIST_TITLE, reverse(f"victims:{self.list_name}"))]
        if self.victim is not None:
            crumbs.append(Crumb(str(self.victim), self.victim.get_absolute_url()))
        return crumbs

    def get_title(self) -> str:
        return str(self.object.person)

    def subtitle(self) -> str:
        name = self.object._meta.verbose_name
        return f"{name}, {self.object}"

    def pill(self) -> Pill:
        return stay_pill(self.object)

    def actions(self) -> list[Action]:
        state = PermitState(self.object.state)
        wanted = {
            PermitState.PROPOSED: ["decide"],
            PermitState.GRANTED: ["end", "renew"],
        }.get(state, [])
        return [self._action(verb) for verb in wanted if verb in self.url_names]

    def _action(self, verb: str) -> Action:
        words: dict[str, tuple[Any, str, str]] = {
            "decide": (_("Decide"), "primary", "permit.decide"),
            "end": (_("End early"), "secondary", "permit.decide"),
            "renew": (_("Renew"), "primary", "permit.add"),
        }
        label, style, right = words[verb]
        url = reverse(self.url_names[verb], kwargs={"uuid": self.object.uuid})
        return Action(label, url, style=style, right=right)

    def facts(self) -> list[tuple[Any, Any]]:
        stay, person = self.object, self.object.person
        return [
            (_("code"), code_of(stay) if stay.state in DECIDED else ""),
            (_("person"), tables.linked(person)),
            (_("name in its own script"), person.original_name),
            (_("born"), person.born),
            (_("sex"), person.get_sex_display()),
            (_("citizenship"), tables.citizenship_words(person)),
            (_("from"), stay.starts_on),
            (_("until"), stay.ends_on),
            (_("proposed on"), stay.proposed_on),
            (_("decided on"), stay.decided_on),
            (_("number of the decision"), stay.decision_number),
            (_("ended early on"), stay.ended_on),
            (_("ground of the early end"), stay.end_ground),
            (_("note"), stay.note),
        ]

    def timeline(self) -> list[TimelineEntry]:
        return [replace(event, url="") for event in stay_events(self.object)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stay = self.object
        context = super().get_context_data(**kwargs)
        term = forms.rule_source(type(stay), stay.starts_on)
        return context | {"victim": self.victim, "rule": term}


def _stays(model: Any) -> "QuerySet[Any]":
    rows = model.objects.select_related("person", "end_ground")
    return rows.prefetch_related("person__citizenships")


@requires("permit.read")
class PeriodDetail(StayPage):
    """A reflection period."""

    model, queryset = ReflectionPeriod, _stays(ReflectionPeriod)
    list_name = "reflection_periods"
    url_names = {"decide": "victims:decide_period", "end": "victims:end_period"}


@requires("permit.read")
class PermitDetail(StayPage):
    """A residence permit, with the chain of permits it belongs to."""

    model, queryset = ResidencePermit, _stays(ResidencePermit)
    list_name = "residence_permits"
    url_names = {
        "decide": "victims:decide_permit",
        "end": "victims:end_permit",
        "renew": "victims:renew_permit",
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chain = queries.chain_of(self.object)
        context = super().get_context_data(**kwargs)
        return context | {"chain": tables.OwnStayTable(chain, orderable=False)}


# --- what the migration department does


class ShowsRule:
    """A page that says how long the rule lets a stay last, and where that is read."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if rule := getattr(context["form"], "rule", ""):
            context["intro"] = _now("Length by the rule: %(rule)s.") % {"rule": rule}
        return context


class StayAction(ShowsRule, ActionView):
    """A decision on a stay; the form carries the version of what was on the page."""

    def get_form_instance(self) -> Any:
        return copy(self.object)

    def get_title(self) -> str | Promise:
        return f"{self.title}: {self.object.person}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.object.person), self.object.get_absolute_url())]

    def act(self, obj: Any, data: dict[str, Any]) -> Any:
        data.pop("version", None)
        return self.act_on(obj, data)

    def act_on(self, stay: Any, data: dict[str, Any]) -> Any:
        """Call the action with what was typed."""
        raise NotImplementedError


class DecideStay(StayAction):
    """Grant or refuse."""

    title = _("Decide")
    submit_label = _("Save the decision")
    success_message = _("The decision is kept.")

    def act_on(self, stay: Any, data: dict[str, Any]) -> None:
        data["state"] = PermitState(data["state"])
        actions.decide_stay(by=self.by, stay=stay, **data)


@requires("permit.decide")
class DecidePeriod(DecideStay):
    """Decide on a reflection period."""

    model, form_class = ReflectionPeriod, forms.DecidePeriodForm
    queryset = _stays(ReflectionPeriod)


@requires("permit.decide")
class DecidePermit(DecideStay):
    """Decide on a residence permit."""

    model, form_class = ResidencePermit, forms.DecidePermitForm
    queryset = _stays(ResidencePermit)


class EndStay(StayAction):
    """End before the time."""

    title = _("End early")
    submit_label = _("End it")
    success_message = _("It has ended early.")

    def act_on(self, stay: Any, data: dict[str, Any]) -> None:
        actions.end_stay_early(by=self.by, stay=stay, **data)


@requires("permit.decide")
class EndPeriod(EndStay):
    """End a reflection period."""

    model, form_class = ReflectionPeriod, forms.EndPeriodForm
    queryset = _stays(ReflectionPeriod)


@requires("permit.decide")
class EndPermit(EndStay):
    """Withdraw a residence permit."""

    model, form_class = ResidencePermit, forms.EndPermitForm
    queryset = _stays(ResidencePermit)


@requires("permit.add")
class RenewPermit(StayAction):
    """Grant the renewal of a permit."""

    model, form_class, title = ResidencePermit, forms.RenewalForm, _("Renew the permit")
    queryset = _stays(ResidencePermit)
    submit_label = _("Grant the renewal")
    success_message = _("The permit is renewed.")

    def act_on(self, stay: ResidencePermit, data: dict[str, Any]) -> ResidencePermit:
        return actions.renew_permit(by=self.by, permit=stay, **data)


# --- what the police proposes


class Propose(ShowsRule, VictimAction):
    """A proposal, made on the victim's record."""

    submit_label = _("Propose")
    success_message = _("The proposal waits for the migration department.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "victim": self.object}

    def get_title(self) -> str:
        return _now("%(title)s: %(person)s") % {"title": self.title, "person": self.object}

    def get_success_url(self) -> str:
        return reverse("victims:stay", kwargs={"uuid": self.object.uuid})


@requires("permit.propose")
class ProposePeriod(Propose):
    """Propose a reflection period."""

    form_class, title = forms.PeriodProposalForm, _("Propose a reflection period")

    def act_on(self, victim: Victim, data: dict[str, Any]) -> None:
        actions.propose_reflection_period(by=self.by, victim=victim, **data)


@requires("permit.propose")
class ProposePermit(Propose):
    """Propose a residence permit or its renewal."""

    form_class, title = forms.PermitProposalForm, _("Propose a residence permit")

    def act_on(self, victim: Victim, data: dict[str, Any]) -> None:
        actions.propose_residence_permit(by=self.by, victim=victim, **data)
