"""The victim's record: its tabs, and the lists that lead to it."""

from collections.abc import Iterable
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.access.rights import may
from thbcases.access.roles import Role
from thbcases.accounts.models import Organisation
from thbcases.investigations.models import Investigation
from thbcases.victims import queries, tables
from thbcases.victims.choices import HELP_OPEN
from thbcases.victims.clocks import stay_clocks
from thbcases.victims.filters import VictimFilter
from thbcases.victims.models import Victim
from thbcases.victims.pills import STATUS_PILLS
from thbcases.victims.timelines import victim_events
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    Clock,
    Crumb,
    RecordDetail,
    RecordList,
    Tab,
    TimelineEntry,
)
from thbcases.web.views.trail import TrailTable

MOST_TRAIL = 100


def is_guest() -> bool:
    """Whether the acting user reads victims only by a grant, and never the investigation."""
    return not may("investigation.read")


@requires("victim.read")
class VictimList(RecordList):
    """Victims in the investigations one sees; to an NGO, the records opened to it."""

    filterset_class = VictimFilter
    export_name = "victims"

    def get_title(self) -> str | Promise:
        return _("Opened to us") if is_guest() else _("Victims")

    def get_queryset(self) -> QuerySet[Victim]:
        rows = queries.listed_victims()
        return queries.open_until(rows) if is_guest() else rows

    def get_table_class(self) -> Any:
        return tables.OpenedTable if is_guest() else tables.VictimTable

    def actions(self) -> list[Action]:
        return [
            Action(
                _("Quick entry"),
                reverse("victims:quick_entry"),
                style="primary",
                right="investigation.add",
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.empty_hint = (  # type: ignore[misc]
            _("A record appears here when a police unit opens it to your organisation.")
            if is_guest()
            else _("Add a victim on the page of an investigation, or use quick entry.")
        )
        return super().get_context_data(**kwargs)


class VictimPage(RecordDetail):
    """What all tabs of a victim's record have in common."""

    model = Victim
    object: Victim
    queryset = queries.with_registration(
        Victim.objects.select_related(
            "person", "relationship", "education", "employment", "marital_status", "identified_by"
        )
    ).prefetch_related("person__citizenships", "episodes__form")

    @cached_property
    def investigation(self) -> Investigation | None:
        """The investigation, where the acting user may see it."""
        return queries.investigation_of(self.object)

    def breadcrumbs(self) -> list[Crumb]:
        if is_guest():
            return [Crumb(_("Opened to us"), reverse("victims:list"))]
        crumbs = [Crumb(_("Victims"), reverse("victims:list"))]
        if self.investigation is not None:
            address = self.investigation.get_absolute_url()
            crumbs.append(Crumb(str(self.investigation), address))
        return crumbs

    def pill(self) -> Pill:
        return STATUS_PILLS(self.object.status)

    def subtitle(self) -> str:
        return _now("since %(day)s") % {"day": self.object.status_on}

    def tabs(self) -> list[Tab]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        return [
            Tab(_("Overview"), url("victims:detail")),
            Tab(_("Decisions"), url("victims:decisions")),
            Tab(_("Stay"), url("victims:stay"), right="permit.read"),
            Tab(_("Compensation and protection"), url("victims:support")),
            Tab(_("Who saw"), url("victims:access"), right="investigation.read"),
        ]

    def actions(self) -> list[Action]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        return [
            Action(_("Edit"), url("victims:change"), right="victim.change"),
            Action(_("Open to an NGO"), url("victims:grant_access"), right="victim.grant"),
            Action(_("Decide"), url("victims:decide"), style="primary", right="victim.decide"),
        ]

    def facts(self) -> list[tuple[Any, Any]]:
        victim = self.object
        registered = victim.registered_on  # type: ignore[attr-defined]
        exploited = queries.exploited_from(victim)
        return [
            (_("person"), tables.linked(victim.person)),
            (_("investigation"), self.investigation and tables.linked(self.investigation)),
            (_("citizenship"), tables.citizenship_words(victim.person)),
            (_("sex"), victim.person.get_sex_display()),
            (_("born"), victim.person.born),
            (_("age when registered"), tables.age_words(victim.person, registered)),
            (_("age when exploited"), tables.age_words(victim.person, exploited)),
            (_("identified by"), victim.identified_by),
            (_("place in the proceedings"), victim.get_procedural_status_display()),
            (_("co-operation"), victim.get_cooperation_display()),
            (_("relationship to the trafficker"), victim.relationship),
            (_("education"), victim.education),
            (_("employment before"), victim.employment),
            (_("marital status"), victim.marital_status),
            (_("note"), victim.note),
        ]


@requires("victim.read")
class VictimDetail(VictimPage):
    """What is known at a glance, how the person was exploited, and the course of events."""

    template_name = "victims/victim_detail.html"

    def clocks(self) -> list[Clock]:
        return stay_clocks([self.object]) if may("permit.read") else []

    def timeline(self) -> Iterable[TimelineEntry]:
        return victim_events(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        victim = self.object
        episodes = victim.episodes.select_related("form", "country").order_by("-is_main", "id")
        context = super().get_context_data(**kwargs)
        return context | {
            "episodes": tables.EpisodeTable(episodes, orderable=False),
            "recruitment": [
                (_("recruited"), _listed(victim.recruitments.select_related("method"))),
                (_("controlled by"), _listed(victim.controls.select_related("means"))),
            ],
            "may_change": may("victim.change"),
            "is_guest": is_guest(),
        }


def _listed(rows: Iterable[Any]) -> str:
    return ", ".join(str(row) for row in rows)


@requires("victim.read")
class VictimDecisions(VictimPage):
    """Every decision on the status, the newest first."""

    template_name = "victims/victim_decisions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.object.decisions.order_by("-on", "-id")
        context = super().get_context_data(**kwargs)
        return context | {"decisions": tables.DecisionTable(rows, orderable=False)}


@requires("permit.read")
class VictimStay(VictimPage):
    """Reflection periods and residence permits."""

    template_name = "victims/victim_stay.html"

    def clocks(self) -> list[Clock]:
        return stay_clocks([self.object])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        victim = self.object
        context = super().get_context_data(**kwargs)
        return context | {
            "periods": tables.OwnStayTable(victim.reflection_periods.all(), orderable=False),
            "permits": tables.OwnStayTable(victim.residence_permits.all(), orderable=False),
            "may_propose": may("permit.propose"),
            "is_open": victim.status in HELP_OPEN,
        }


@requires("victim.read")
class VictimSupport(VictimPage):
    """Claims for compensation and measures of protection."""

    template_name = "victims/victim_support.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        victim = self.object
        claims = victim.claims.select_related("currency")
        measures = victim.protection_measures.select_related("kind")
        context = super().get_context_data(**kwargs)
        return context | {
            "claims": tables.ClaimTable(claims, orderable=False),
            "measures": tables.ProtectionTable(measures, orderable=False),
            "may_change": may("victim.change"),
        }


@requires("investigation.read")
class VictimAccess(VictimPage):
    """To whom the record is open, and who read or changed it."""

    template_name = "victims/victim_access.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        grants = queries.grants_of(self.object)
        is_ours = self._is_ours()
        return context | {
            "grants": tables.GrantTable(grants, orderable=False),
            "trail": self._trail() if is_ours else None,
            "is_ours": is_ours,
            "responsible": Organisation.objects.get(pk=self.object.custodian_id),
        }

    def _trail(self) -> TrailTable:
        entries = queries.trail_of(self.object)[:MOST_TRAIL]
        left_out = ["role", "number", "keeper"]
        if not any(entry.reason or entry.recipient for entry in entries):
            left_out += ["reason", "recipient"]
        return TrailTable(entries, exclude=left_out, orderable=False)

    def _is_ours(self) -> bool:
        """Only the responsible unit sees who read the record, and opens it to others."""
        actor = current_actor()
        is_responsible = actor is not None and actor.organisation_id == self.object.custodian_id
        return is_responsible and actor is not None and actor.role == Role.OFFICER
