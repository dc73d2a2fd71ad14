"""The table builder: build, look into a cell, keep, share, take out."""

from typing import Any, ClassVar

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.core.periods import Period
from thbcases.statistics.builder import BadSpec, Built, TableSpec, build
from thbcases.statistics.builder.document import built_document
from thbcases.statistics.builder.notes import Notes
from thbcases.statistics.builder.pictures import pictures
from thbcases.statistics.builder.tables import BuiltFile, CellTable
from thbcases.statistics.cubes import ALL, TooManyDimensions, records_of
from thbcases.statistics.forms import BuilderForm, SaveTableForm
from thbcases.statistics.indicators import (
    DIMENSIONS,
    INDICATORS,
    NoDimension,
    Value,
    dimensions_of,
    full_name,
)
from thbcases.statistics.models import SavedTable
from thbcases.statistics.opening import may_open
from thbcases.statistics.periods import period_label
from thbcases.statistics.views.country import FiguresPage, scope
from thbcases.web.parts import Crumb
from thbcases.web.pdf import Document
from thbcases.web.tables import BaseTable
from thbcases.web.views import ActionView, ObjectView, Page, RecordCreate

COLUMNS_BESIDE_PICTURES = 4


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

    def document(self) -> Document:
        if self.built is None:
            raise Http404
        return built_document(self.built, self.get_title(), self.notes())

    def notes(self) -> Notes:
        assert self.built is not None
        spec = self.built.spec
        return Notes(
            spec.start,
            spec.end,
            scope(),
            timezone.now(),
            self.built.records,
            spec.where,
            self.built.rule,
            self.built.hidden,
        )

    def shown(self) -> dict[str, Any]:
        saved = SavedTable.objects.select_related("owner", "custodian")
        return {
            "built": self.built,
            "saved": list(saved),
            "pictures": pictures(self.built) if self.built else [],
            "save_url": self._save_url(),
            # many columns need the whole page, and the pictures stand beneath
            "is_wide": len(self.periods) > COLUMNS_BESIDE_PICTURES,
            "notes": self.notes().sentences() if self.built else [],
            "fitting": [
                (full_name(indicator), [d.name for d in dimensions_of(indicator)])
                for indicator in INDICATORS.values()
            ],
        }

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


@requires("statistics.read")
class CellView(Page):
    """Exactly the records that one number counts, for those who may open them."""

    template_name = "statistics/cell.html"
    title = _("Records behind a number")
    most: ClassVar[int] = 1000

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.GET:
            return redirect("statistics:builder")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return f"{full_name(self.indicator)}, {period_label(self.period)}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Table builder"), reverse("statistics:builder"))]

    @cached_property
    def indicator(self) -> Any:
        """The figure of the address."""
        key = self.request.GET.get("figure", "")
        if key not in INDICATORS:
            raise Http404
        return INDICATORS[key]

    @cached_property
    def period(self) -> Period:
        """The period of the address."""
        form = BuilderForm(self.request.GET.dict() | {"by": "whole"})
        if not form.is_valid():
            raise Http404
        return form.periods()[0]

    def keys(self) -> dict[str, list[int]]:
        """The keys of the records by model, as the figure counts them."""
        by = self.request.GET.getlist("by")
        at = self.request.GET.getlist("at")
        if len(by) != len(at):
            raise Http404
        try:
            where = dict(_pair(text) for text in self.request.GET.getlist("only"))
            coordinates = tuple(
                ALL if text == "" else _value(key, text) for key, text in zip(by, at, strict=True)
            )
            return records_of(self.indicator.key, by, self.period, coordinates, where)
        except (KeyError, NoDimension, TooManyDimensions, ValueError) as error:
            raise Http404 from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not may_open(self.indicator):
            raise Http404
        tables = []
        for model, keys in self.keys().items():
            records = apps.get_model(model)._default_manager.filter(pk__in=keys)
            found = list(records.select_related("custodian")[: self.most])
            log_readings(found)
            if keys:
                tables.append(CellTable(found, model=records.model))
        return super().get_context_data(**kwargs) | {
            "tables": tables,
            "count": sum(len(table.rows) for table in tables),
            "most": self.most,
            "words": self._words(),
        }

    def _words(self) -> list[tuple[Any, str]]:
        """What the number is about, dimension by dimension."""
        said = []
        pairs = zip(self.request.GET.getlist("by"), self.request.GET.getlist("at"), strict=False)
        for key, text in [*pairs, *(_pair(text) for text in self.request.GET.getlist("only"))]:
            if text != "":
                dimension = DIMENSIONS[key]
                said.append((dimension.name, dimension.labels().get(_value(key, str(text)), text)))
        return [(name, str(word)) for name, word in said]


def _pair(text: str) -> tuple[str, Value]:
    key, _colon, value = text.partition(":")
    return key, _value(key, value)


def _value(key: str, text: str) -> Value:
    """The text of an address as a value of the dimension: rows have numbers."""
    return int(text) if DIMENSIONS[key].column.endswith("_id") else text
