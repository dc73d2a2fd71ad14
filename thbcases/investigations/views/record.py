"""The page of an investigation: overview, suspects, court, units, who saw."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.investigations.choices import TRANSITIONS, CountryRole, Reach, StageKind
from thbcases.investigations.forms.cases import possible_stages
from thbcases.investigations.models import Investigation, Judgment, Suspect
from thbcases.investigations.pills import STAGE_PILLS
from thbcases.investigations.queries import law_of, with_law
from thbcases.investigations.tables import (
    AssignmentTable,
    CaseSuspectTable,
    LawTable,
    SentenceTable,
)
from thbcases.investigations.timelines import events_of
from thbcases.investigations.trail import trail_rows
from thbcases.people.views.records import HangObject
from thbcases.web.pills import Pill
from thbcases.web.views import Action, Crumb, RecordDetail, Tab, TimelineEntry

PAGES = QuerySet[Investigation]


class InvestigationPage(RecordDetail):
    """What all tabs of an investigation have in common."""

    model = Investigation  # type: ignore[misc]

    def get_queryset(self) -> PAGES:
        return with_law(
            Investigation.objects.select_related(
                "custodian", "joined_into", "separated_from"
            ).prefetch_related("form_rows__form", "countries__country")
        )

    def subtitle(self) -> str:
        case: Investigation = self.object
        articles = ", ".join(row.article.citation for row in case.article_rows.all())
        reach = "" if case.reach == Reach.UNKNOWN else case.get_reach_display()
        registered = _("registered on %(day)s") % {"day": case.registered_on.isoformat()}
        parts = [articles, reach, registered]
        return " · ".join(str(part) for part in parts if part)

    def pill(self) -> Pill:
        return STAGE_PILLS(self.object.stage)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Investigations"), reverse("investigations:list"))]

    def url(self, name: str) -> str:
        """The address of another page of this investigation."""
        return reverse(f"investigations:{name}", kwargs={"uuid": self.object.uuid})

    def hand_over(self) -> Action:
        """The way of a completed investigation."""
        right = "investigation.move_stage"
        return Action(_("Hand over to a court"), self.url("hand_over"), right=right)

    def tabs(self) -> list[Tab]:
        return [
            Tab(_("Overview"), self.object.get_absolute_url()),
            Tab(_("Suspects"), self.url("suspects_of"), count=self.object.suspects.count()),
            Tab(_("Court"), self.url("court")),
            Tab(_("Units"), self.url("units")),
            Tab(_("Who saw"), self.url("readers"), right="audit.read"),
        ]


@requires("investigation.read")
class InvestigationDetail(InvestigationPage):
    """Overview."""

    template_name = "investigations/investigation_detail.html"

    def actions(self) -> list[Action]:
        actions = [Action(_("Edit"), self.url("change"), right="investigation.change")]
        if possible_stages(self.object):
            label = _("Next stage")
            actions.append(Action(label, self.url("stage"), right="investigation.move_stage"))
        following = TRANSITIONS[StageKind(self.object.stage)]
        if StageKind.COURT_FIRST in following:
            actions.append(self.hand_over())
        if StageKind.JOINED in following:
            actions += [
                Action(_("Join"), self.url("join"), right="investigation.join"),
                Action(_("Separate"), self.url("separate"), right="investigation.join"),
            ]
        return actions

    def facts(self) -> list[tuple[Any, Any]]:
        case: Investigation = self.object
        return [
            (_("unit"), case.custodian),
            (_("prosecutor"), case.prosecutor),
            (_("reach"), case.get_reach_display()),
            (_("main form"), self._forms(is_main=True)),
            (_("other forms"), self._forms(is_main=False)),
            *((role.label, self._countries(role)) for role in CountryRole),
            (_("joined to"), _link(case.joined_into, case.joined_into_id)),
            (_("separated from"), _link(case.separated_from, case.separated_from_id)),
        ]

    def _forms(self, *, is_main: bool) -> str:
        rows = self.object.form_rows.all()
        return ", ".join(row.form.name for row in rows if row.is_main is is_main)

    def _countries(self, role: CountryRole) -> str:
        rows = self.object.countries.all()
        return ", ".join(row.country.name for row in rows if row.role == role)

    def timeline(self) -> list[TimelineEntry]:
        return events_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case: Investigation = self.object
        laws = [law_of(row, case.registered_on) for row in case.article_rows.all()]
        return super().get_context_data(law=LawTable(laws) if laws else None, **kwargs)


def _link(case: Investigation | None, key: int | None) -> Any:
    """A related investigation, or that there is one which the reader does not see."""
    if key is None:
        return ""
    if case is None:
        return _("an investigation of another unit")
    return format_html('<a href="{}">{}</a>', case.get_absolute_url(), case)


@requires("investigation.read")
class SuspectsTab(InvestigationPage):
    """The suspects."""

    template_name = "investigations/suspects_tab.html"

    def actions(self) -> list[Action]:
        url = self.url("add_suspect")
        return [Action(_("Add a suspect"), url, right="investigation.change")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = suspects_of(self.object)
        return super().get_context_data(suspects=CaseSuspectTable(rows, orderable=False), **kwargs)


def suspects_of(case: Investigation) -> "QuerySet[Suspect]":
    """The suspects of an investigation with what its tables show."""
    return (
        Suspect.objects.filter(investigation=case)
        .select_related("person", "investigation")
        .prefetch_related("charges__article")
    )


@requires("investigation.read")
class CourtTab(InvestigationPage):
    """The case in court: hand-over, judgments, sentences."""

    template_name = "investigations/court_tab.html"

    def actions(self) -> list[Action]:
        if StageKind.COURT_FIRST not in TRANSITIONS[StageKind(self.object.stage)]:
            return []
        return [self.hand_over()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cases=list(self._cases()), **kwargs)

    def _cases(self) -> Iterator[dict[str, Any]]:
        rows = self.object.court_cases.select_related("court").prefetch_related(
            "judgments__sentences__suspect__person",
            "judgments__sentences__article",
            "judgments__sentences__currency",
        )
        for case in rows:
            url = reverse("investigations:judge", kwargs={"uuid": case.uuid})
            action = Action(_("Record a judgment"), url, right="investigation.move_stage")
            judgments = [_judgment(judgment) for judgment in case.judgments.all()]
            yield {"case": case, "judge": action, "judgments": judgments}


def _judgment(judgment: Judgment) -> dict[str, Any]:
    url = partial(reverse, kwargs={"uuid": judgment.uuid})
    right = "investigation.move_stage"
    return {
        "judgment": judgment,
        "table": SentenceTable(judgment.sentences.all(), orderable=False),
        "final": Action(_("Enter that it is final"), url("investigations:final"), right=right),
    }


@requires("investigation.read")
class UnitsTab(InvestigationPage):
    """Which units work on the case."""

    template_name = "investigations/units_tab.html"

    def leads(self) -> bool:
        """Whether the acting user's unit leads the case: only it assigns others."""
        actor = current_actor()
        return actor is not None and actor.organisation_id == self.object.custodian_id

    def actions(self) -> list[Action]:
        if not self.leads():
            return []
        return [Action(_("Assign a unit"), self.url("assign"), right="investigation.assign")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.object.assignments.select_related("organisation")
        exclude = () if self.leads() else ("end",)
        table = AssignmentTable(rows, exclude=exclude, orderable=False)
        return super().get_context_data(assignments=table, **kwargs)


@requires("audit.read")
class ReadersTab(InvestigationPage):
    """Who read and changed the investigation."""

    template_name = "investigations/readers_tab.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=trail_rows(self.object), **kwargs)


@requires("object.add")
class ObjectCreate(HangObject):
    """A vehicle, phone, address or other object that hangs on the case."""

    model, parent_field = Investigation, "investigation"
