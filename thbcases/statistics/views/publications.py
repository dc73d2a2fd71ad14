"""Publications: what went out, what would differ today, and how a year goes out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.statistics import actions
from thbcases.statistics.builder import BadSpec
from thbcases.statistics.filters import PublicationFilter
from thbcases.statistics.models import Publication, PublishedTable, RevisionNotice
from thbcases.statistics.publishing import FrozenTable
from thbcases.statistics.publishing.revisions import Difference, differences
from thbcases.statistics.tables import FrozenFile, PublicationTable
from thbcases.web import export
from thbcases.web.views import Action, ActionView, Crumb, RecordDetail, RecordList


def crumb() -> Crumb:
    """The step back to all publications."""
    return Crumb(_("Publications"), reverse("statistics:publications"))


@requires("publication.read")
class PublicationList(RecordList):
    """Every year that was published."""

    title = _("Publications")
    intro = _(
        "The figures of a year as they were published. A published table never changes; where it "
        "would differ today, its page says so."
    )
    model = Publication
    table_class = PublicationTable
    filterset_class = PublicationFilter
    add_url_name = "statistics:publish"
    add_label = _("Publish a year")
    empty_text = _("No year was published yet.")
    empty_hint = _("The coordinator publishes a year when it is over.")
    logs_reading = False
    export_name = "publications"


class OfPublication(RecordDetail):
    """A page about one publication."""

    model = Publication
    queryset = Publication.objects.select_related("published_by", "custodian")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def published(self) -> list[PublishedTable]:
        """Its tables, in their order."""
        return list(self.object.tables.select_related("publication").order_by("position"))


@requires("publication.read")
class PublicationDetail(OfPublication):
    """A publication: its tables as they went out, also as files, and whether they are intact."""

    template_name = "statistics/publication.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = request.GET.get("export", "")
        if form in export.WRITERS:
            self.object = self.get_object()
            rights.check("publication.export")
            return self._file(form, request.GET.get("table", ""))
        return super().get(request, *args, **kwargs)

    def _file(self, form: str, position: str) -> HttpResponse:
        """One table as a file; hidden numbers stand in none."""
        found = [table for table in self.published() if str(table.position) == position]
        if not found:
            raise Http404
        table = found[0]
        file = FrozenFile(FrozenTable.from_json(table.content), str(table))
        name = f"{self.object.year}-{table.position}"
        return export.WRITERS[form](file, name, str(table))

    def actions(self) -> list[Action]:
        url = reverse("statistics:revisions", kwargs={"uuid": self.object.uuid})
        return [Action(_("What would differ today"), url, right="publication_basis.read")]

    def facts(self) -> list[tuple[Any, Any]]:
        publication = self.object
        return [
            (_("published"), _moment(publication.published_at)),
            (_("published by"), publication.custodian),
            (_("smallest number shown"), publication.threshold),
            (_("checksum"), publication.checksum),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        tables = self.published()
        return context | {
            "tables": [(table, FrozenTable.from_json(table.content)) for table in tables],
            "is_intact": actions.is_intact(self.object),
            "notice": self._notice(tables),
            "may_export": rights.may("publication.export"),
        }

    def _notice(self, tables: list[PublishedTable]) -> tuple[RevisionNotice, list[str]] | None:
        """The last word of the coordinator on what would differ, cell by cell."""
        notice = self.object.notices.first()
        if notice is None:
            return None
        read = {table.position: (table, FrozenTable.from_json(table.content)) for table in tables}
        return notice, [_cell(*read[place], *cell) for place, *cell in notice.cells]


@requires("publication_basis.read")
class RevisionsView(OfPublication):
    """Which cells would differ today, and which changes of records made the difference."""

    template_name = "statistics/revisions.html"

    def get_title(self) -> str:
        return _now("%(publication)s: what would differ today") % {"publication": self.object}

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def actions(self) -> list[Action]:
        url = reverse("statistics:announce", kwargs={"uuid": self.object.uuid})
        return [Action(_("Announce it"), url, "primary", right="publication.add")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = [(table, *_differences(table)) for table in self.published()]
        return context | {
            "tables": found,
            "count": sum(len(differing) for _table, differing, _why in found),
            "run_at": timezone.now(),
        }


@requires("publication.add")
class AnnounceRevision(ActionView):
    """Tell everybody which cells would differ."""

    model = Publication
    title = _("Announce what would differ today")
    submit_label = _("Announce")
    success_message = _("It stands on the page of the publication, for everybody.")
    logs_reading = False
    intro = _(
        "Everybody is told which cells would differ, without numbers: from a difference of a few "
        "one could learn of single people. Cells about few people are not named. The published "
        "tables stay as they are."
    )

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def act(self, obj: Any, data: dict[str, Any]) -> Any:
        actions.announce_revision(by=self.by, publication=obj)
        return obj


def _differences(table: PublishedTable) -> tuple[list[Difference], str]:
    """What would differ, or why it cannot be counted."""
    try:
        return differences(table), ""
    except BadSpec as error:
        return [], str(error)


def _cell(
    table: PublishedTable, frozen: FrozenTable, indicator: str, at: list[Any], period: int
) -> str:
    """A cell in the reader's words, as the table named it."""
    block = frozen.block(indicator)
    if block is None:
        return str(table)
    said = [d.word(value) for d, value in zip(block.dimensions, at, strict=True) if value]
    return f"{table}: {', '.join([block.name, *said, block.labels[period]])}"


def _moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
