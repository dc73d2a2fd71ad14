"""The records behind one number of a table."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.apps import apps
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.core.periods import Period
from thbcases.statistics.builder.tables import CellTable
from thbcases.statistics.cubes import Coordinates, TooManyDimensions, records_of
from thbcases.statistics.forms import PeriodForm
from thbcases.statistics.indicators import (
    DIMENSIONS,
    INDICATORS,
    Indicator,
    NoDimension,
    Value,
    full_name,
)
from thbcases.statistics.opening import as_value, may_open
from thbcases.statistics.periods import period_label
from thbcases.web.parts import Crumb
from thbcases.web.views import Page

# What the name of a record is made of, where the model has it. Not what the reader may be kept
# from (a project's call): a join to a row that is not seen would take the record off the list.
NAMING = ("custodian", "person", "investigation", "kind", "beneficiary__person")


@dataclass(frozen=True)
class Asked:
    """Which number an address means: a figure, a time, its place in the table, the narrowing."""

    indicator: Indicator
    period: Period
    by: tuple[str, ...]
    at: Coordinates
    where: dict[str, Value]

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """Raises KeyError or ValueError when the address names what is not there."""
        form = PeriodForm(query.dict() | {"by": "whole"})
        if not form.is_valid():
            raise ValueError("no such time")
        by, at = query.getlist("by"), query.getlist("at")
        places = [as_value(key, text) for key, text in zip(by, at, strict=True)]
        where = {}
        for text in query.getlist("only"):
            key, _colon, said = text.partition(":")
            value = as_value(key, said)
            if value is not None:
                where[key] = value
        figure = INDICATORS[query.get("figure", "")]
        return cls(figure, form.periods()[0], tuple(by), tuple(places), where)

    def records(self) -> dict[str, list[int]]:
        """The keys of the records by model: one for each that is counted."""
        return records_of(self.indicator.key, self.by, self.period, self.at, self.where)

    def words(self) -> list[tuple[Any, str]]:
        """What the number is about, dimension by dimension."""
        places = [*zip(self.by, self.at, strict=True), *self.where.items()]
        return [
            (DIMENSIONS[key].name, DIMENSIONS[key].labels().get(value, str(value)))
            for key, value in places
            if value is not None
        ]


@requires("statistics.read")
class CellView(Page):
    """Exactly the records that one number counts, for those who may open them."""

    template_name = "statistics/cell.html"
    title = _("Records behind a number")
    per_page: ClassVar[int] = 100

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.GET:
            return redirect("statistics:builder")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return f"{full_name(self.asked.indicator)}, {period_label(self.asked.period)}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Table builder"), reverse("statistics:builder"))]

    @cached_property
    def asked(self) -> Asked:
        """The number of the address."""
        try:
            asked = Asked.read(self.request.GET)
        except (KeyError, ValueError) as error:
            raise Http404 from error
        if not may_open(asked.indicator):
            raise Http404
        return asked

    def found(self) -> PageOfList[tuple[str, int]]:
        """A page of the records, by model and key; row security says which there are."""
        try:
            keys = self.asked.records()
        except (NoDimension, TooManyDimensions, OverflowError) as error:
            raise Http404 from error
        pairs = [
            (label, key)
            for label, numbers in keys.items()
            for key in _model(label).filter(pk__in=numbers).values_list("pk", flat=True)
        ]
        return Paginator(pairs, self.per_page).get_page(self.request.GET.get("page"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.found()
        tables = [self._table(label, page) for label in dict.fromkeys(name for name, _key in page)]
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(**kwargs) | {
            "tables": tables,
            "page": page,
            "count": page.paginator.count,
            "query": query.urlencode(),
            "words": self.asked.words(),
        }

    def _table(self, label: str, page: PageOfList[tuple[str, int]]) -> CellTable:
        records = _model(label).filter(pk__in=[key for name, key in page if name == label])
        found = list(records.select_related(*_naming(records.model)))
        log_readings(found)
        return CellTable(found, model=records.model)


def _model(label: str) -> "models.QuerySet[Any]":
    return apps.get_model(label)._default_manager.all()


def _naming(model: type[models.Model]) -> list[str]:
    own = {field.name for field in model._meta.fields if field.is_relation}
    return [path for path in NAMING if path.partition("__")[0] in own]
