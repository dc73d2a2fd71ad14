"""The table builder: build, look into a cell, keep, share, take out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.statistics.builder import BadSpec, Built, TableSpec, build
from thbcases.statistics.builder.pictures import pictures
from thbcases.statistics.builder.standard import standard_tables
from thbcases.statistics.builder.tables import BuiltFile
from thbcases.statistics.forms import BuilderForm, SaveTableForm
from thbcases.statistics.indicators import INDICATORS, dimensions_of, full_name
from thbcases.statistics.models import SavedTable
from thbcases.statistics.views.country import FiguresPage
from thbcases.web.parts import Crumb
from thbcases.web.tables import BaseTable
from thbcases.web.views import ActionView, ObjectView, RecordCreate


@requires("statistics.read")
class BuilderView(FiguresPage):
    """Any figures by any dimensions that fit, for any time."""

    template_name = "statistics/builder.html"
    title = _("Table builder")
    file_name = "table"

    @cached_property
    def form(self) -> BuilderForm:  # type: ignore[override]
        """What was asked; without a figure nothing is counted yet."""
        return BuilderForm(self.request.GET)

    @cached_property
    def built(self) -> Built | None:
        """The table, when what was asked can be made."""
        spec = self.form.spec()
        return build(spec) if spec else None

    def file_table(self) -> BaseTable:
        if self.built is None:
            raise Http404
        return BuiltFile(self.built)

    def shown(self) -> dict[str, Any]:
        saved = SavedTable.objects.select_related("owner", "custodian")
        return {
            "built": self.built,
            "saved": list(saved),
            "standard": self._standard(),
            "pictures": pictures(self.built) if self.built else [],
            "save_url": self._save_url(),
            "records": self.built.records if self.built else None,
            "fitting": [
                (full_name(indicator), [d.name for d in dimensions_of(indicator)])
                for indicator in INDICATORS.values()
            ],
        }

    def _standard(self) -> list[tuple[Any, str]]:
        """The ready-made tables, for the last years."""
        last_year = timezone.localdate().year
        return [
            (table.name, f"{reverse('statistics:builder')}?{table.spec(last_year).as_query()}")
            for table in standard_tables()
        ]

    def _save_url(self) -> str:
        if self.built is None or not rights.may("saved_table.add"):
            return ""
        return f"{reverse('statistics:save_table')}?{self.built.spec.as_query()}"


@requires("saved_table.add")
class SaveTable(RecordCreate):
    """Keep a table under a name."""

    model = SavedTable
    form_class = SaveTableForm
    title = _("Keep the table")
    success_message = _("The table is kept.")
    intro = _("What is asked is kept, not the numbers: opened again, it counts anew.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.GET:
            return redirect("statistics:builder")
        return super().get(request, *args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        if self.asked is None:
            raise Http404

    @cached_property
    def asked(self) -> TableSpec | None:
        """The table of the address."""
        return BuilderForm(self.request.GET).spec()

    def get_form_instance(self) -> SavedTable:
        assert self.asked is not None
        return SavedTable(spec=self.asked.as_json())

    def breadcrumbs(self) -> list[Crumb]:
        query = f"?{self.asked.as_query()}" if self.asked else ""
        return [Crumb(_("Table builder"), reverse("statistics:builder") + query)]


@requires("saved_table.read")
class SavedTableView(ObjectView):
    """A kept table: counted anew for whoever opens it."""

    model = SavedTable
    logs_reading = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            spec = TableSpec.from_json(self.get_object().spec)
        except BadSpec as error:
            raise rights.Refused(str(error)) from error
        return redirect(f"{reverse('statistics:builder')}?{spec.as_query()}")


@requires("saved_table.remove")
class RemoveSavedTable(ActionView):
    """Throw a kept table away."""

    model = SavedTable
    title = _("Remove the saved table")
    submit_label = _("Remove")
    success_message = _("The table is removed.")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Table builder"), reverse("statistics:builder"))]

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def get_cancel_url(self) -> str:
        return reverse("statistics:builder")

    def save_forms(self, form: Any, formsets: Any) -> None:
        """Row security decides whose tables may be removed: other people's stay."""
        deleted, _tables = SavedTable.objects.filter(pk=self.object.pk).delete()
        if not deleted:
            raise rights.Refused(_now("Only the person who keeps this table may remove it."))

    def get_success_url(self) -> str:
        return reverse("statistics:builder")
