"""The directory of help: finding who can take a person, and keeping one's own entry."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from assistance import actions
from assistance.filters.desk import DirectoryFilter
from assistance.forms.directory import CloseEntryForm, EntryForm, ListedRows
from assistance.models import DirectoryEntry, ListedService
from assistance.tables.desk import CLOSED_ENTRY, OPEN_ENTRY, DirectoryTable
from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.web.formsets import InlineForms
from thbcases.web.parts import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    RecordCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
)
from thbcases.web.views.base import MarkedView


def directory_crumb() -> Crumb:
    """The step back to the directory."""
    return Crumb(_("Directory of help"), reverse("assistance:directory"))


def entries() -> QuerySet[DirectoryEntry]:
    """Entries with everything a list shows of them."""
    services = ListedService.objects.select_related("kind", "said_by").order_by("kind__position")
    return DirectoryEntry.objects.select_related("custodian", "municipality").prefetch_related(
        Prefetch("services", queryset=services)
    )


@requires("directory.read")
class Directory(RecordList):
    """Who helps whom with what, where, in which language, and how many places are free."""

    title = _("Directory of help")
    queryset = entries()
    table_class = DirectoryTable
    filterset_class = DirectoryFilter
    logs_reading = False
    intro = _("A number of places that is older than a week looks old: call before you send.")
    empty_hint = _("Each organisation keeps its own entry.")

    def actions(self) -> list[Action]:
        own = reverse("assistance:own_entry")
        return [Action(_("Our entry"), own, right="directory.change")]


@requires("directory.change")
class OwnEntry(MarkedView, View):
    """To the own organisation's entry, or to the form for making it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = current_actor()
        own = DirectoryEntry.objects.filter(custodian_id=actor.organisation_id if actor else None)
        entry = own.first()
        there = entry.get_absolute_url() if entry else reverse("assistance:add_entry")
        return HttpResponseRedirect(there)


@requires("directory.read")
class EntryDetail(RecordDetail):
    """One organisation: what it does, for whom, how to reach it safely, free places."""

    model, queryset = DirectoryEntry, entries()
    template_name = "assistance/directory_entry.html"
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return [directory_crumb()]

    def pill(self) -> Pill:
        return CLOSED_ENTRY if self.object.is_closed else OPEN_ENTRY

    def actions(self) -> list[Action]:
        actor = current_actor()
        if actor is None or self.object.custodian_id != actor.organisation_id:
            return []
        about = {"uuid": self.object.uuid}
        is_open = self.object.closed_on is None
        word, name = (_("Close"), "close_entry") if is_open else (_("Open again"), "open_entry")
        return [
            Action(word, reverse(f"assistance:{name}", kwargs=about), right="directory.change"),
            Action(
                _("Edit"),
                reverse("assistance:change_entry", kwargs=about),
                style="primary",
                right="directory.change",
            ),
        ]

    def facts(self) -> list[tuple[Any, Any]]:
        row: DirectoryEntry = self.object
        where = _("the whole country") if row.whole_country else row.municipality
        return [
            (_("takes"), row.serves_words),
            (_("languages"), row.language_words),
            (_("municipality"), where),
            (_("closed on"), row.closed_on),
        ]


ROWS = {
    "services": InlineForms(ListedRows, _("Services and free places"), _("Add another service"))
}


@requires("directory.add")
class AddEntry(RecordCreate):
    """Enter the own organisation."""

    model, form_class, title = DirectoryEntry, EntryForm, _("Our entry in the directory")
    inline_forms = ROWS

    def breadcrumbs(self) -> list[Crumb]:
        return [directory_crumb()]


@requires("directory.change")
class ChangeEntry(RecordUpdate):
    """Keep the own entry up to date, above all the free places."""

    model, form_class, title = DirectoryEntry, EntryForm, _("Our entry in the directory")
    queryset = DirectoryEntry.objects.select_related("custodian")
    inline_forms = ROWS
    logs_reading = False


@requires("directory.change")
class CloseEntry(ActionView):
    """Say that nobody can be referred here any more; whoever waits for an answer is told."""

    model, form_class, title = DirectoryEntry, CloseEntryForm, _("Close the organisation")
    queryset = DirectoryEntry.objects.select_related("custodian")
    submit_label = _("Close")
    logs_reading = False
    intro = _(
        "Nobody can be referred here from that day. Open referrals are shown to their senders, "
        "who send them elsewhere."
    )

    def act(self, obj: DirectoryEntry, data: dict[str, Any]) -> None:
        actions.close_entry(by=self.by, entry=obj, on=data["on"])


@requires("directory.change")
class OpenEntry(ActionView):
    """Say that people can be referred here again."""

    model, title, submit_label = DirectoryEntry, _("Open the organisation again"), _("Open again")
    queryset = DirectoryEntry.objects.select_related("custodian")
    logs_reading = False

    def act(self, obj: DirectoryEntry, data: dict[str, Any]) -> None:
        actions.close_entry(by=self.by, entry=obj, on=None)
