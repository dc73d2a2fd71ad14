"""Lists of records: filter, sort, page, print, export."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin, Table
from django_tables2.rows import BoundRow
from django_tables2.utils import OrderBy

from thbcases.access import rights
from thbcases.audit.actions import log_disclosure, log_readings
from thbcases.web import export
from thbcases.web.paging import MOST_COUNTED, ListPaginator
from thbcases.web.parts import Action
from thbcases.web.views.base import MarkedView

OWN_PARAMETERS = {"page", "per_page", "sort", "export"}
PAGE_SIZES = (25, 100)


class RecordList(MarkedView, SingleTableMixin, FilterView):
    """A list. Give it `model` or `queryset`, `table_class`, `filterset_class` and `title`.

    The answer to htmx is the table alone. `?export=csv|xlsx` gives the filtered list as a file
    to roles with the kind's `export` verb. Whose records were shown or taken out is written down.
    """

    template_name = "web/list.html"
    partial_template_name: ClassVar[str] = "web/list_table.html"
    intro: ClassVar[str | Promise] = ""
    add_url_name: ClassVar[str] = ""
    add_label: ClassVar[str | Promise] = _("Add")
    add_verb: ClassVar[str] = "add"
    empty_text: ClassVar[str | Promise] = _("There is nothing here yet.")
    empty_hint: ClassVar[str | Promise] = ""
    export_name: ClassVar[str] = ""
    logs_reading: ClassVar[bool] = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rights.check(self.right)
        if request.GET.get("export") in export.WRITERS:
            return self._export(request.GET["export"])
        response = super().get(request, *args, **kwargs)
        if self._is_partial():
            response["HX-Push-Url"] = self._address()
        return response

    def get_template_names(self) -> list[str]:
        return [self.partial_template_name if self._is_partial() else self.template_name]

    def actions(self) -> list[Action]:
        """Buttons beside the title, next to the primary one that `add_url_name` gives."""
        return []

    def get_table(self, **kwargs: Any) -> Table:
        """The sorted page. Ties are broken by the key, so that no row hides between two pages."""
        table = self._sorted_table(**kwargs)
        size = self.request.GET.get("per_page", "")
        per_page = int(size) if size in map(str, PAGE_SIZES) else PAGE_SIZES[0]
        page = self.request.GET.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
        try:
            table.paginate(ListPaginator, per_page=per_page, page=max(number, 1))
        except EmptyPage:
            table.page = table.paginator.page(table.paginator.num_pages)
        return table

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        self._log(log_readings, context["table"].page.object_list)
        context |= {
            "intro": self.intro,
            "actions": self._shown_actions(),
            "is_filtered": self._is_filtered(),
            "count": min(context["table"].paginator.count, MOST_COUNTED),
            "has_more": context["table"].paginator.has_more,
            "page_sizes": PAGE_SIZES,
            "may_export": self.may("export"),
            "partial_template": self.partial_template_name,
            "sort_query": self.request.GET.get("sort", ""),
            "query": self._clean_query().urlencode(),
            "empty_text": self.empty_text,
            "empty_hint": self.empty_hint,
            "clear_url": self.request.path,
        }
        return context

    def _sorted_table(self, **kwargs: Any) -> Table:
        table = self.get_table_class()(data=self.get_table_data(), **kwargs)
        table.is_list = True
        if order_by := self.request.GET.getlist(table.prefixed_order_by_field):
            table.order_by = _once_each(order_by)
        rows = table.data.data
        if isinstance(rows, QuerySet):
            table.data.data = rows.order_by(*_whole_order(rows))
        return table

    def _shown_actions(self) -> list[Action]:
        actions = [action for action in self.actions() if action.is_allowed()]
        if self.add_url_name and self.may(self.add_verb):
            actions.append(Action(self.add_label, reverse(self.add_url_name), style="primary"))
        return actions

    def _is_partial(self) -> bool:
        htmx = getattr(self.request, "htmx", None)
        return htmx is not None and bool(htmx) and htmx.target == "table"

    def _clean_query(self) -> QueryDict:
        """The address's parameters without empty ones."""
        query = QueryDict(mutable=True)
        for name, values in self.request.GET.lists():
            kept = [value for value in values if value]
            if kept and name not in {"export", "page"}:
                query.setlist(name, kept)
        return query

    def _address(self) -> str:
        query = self._clean_query()
        if page := self.request.GET.get("page"):
            query["page"] = page
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def _is_filtered(self) -> bool:
        return any(name not in OWN_PARAMETERS for name in self._clean_query())

    def _export(self, form: str) -> HttpResponse:
        rights.check(f"{self.kind}.export")
        self.filterset = self.get_filterset(self.get_filterset_class())
        is_good = not self.filterset.is_bound or self.filterset.is_valid()
        self.object_list = self.filterset.qs if is_good else self.filterset.queryset.none()
        table = self._sorted_table(**self.get_table_kwargs())
        self._log(
            partial(log_disclosure, reason="list exported", recipient=f"{form} file"), table.rows
        )
        name = f"{self.export_name or self.kind}-{timezone.localdate()}"
        return export.WRITERS[form](table, name, str(self.get_title()))

    def _log(self, log: Callable[[list[Any]], None], rows: Iterable[BoundRow]) -> None:
        """Enter who was shown; lists of things without a custodian (code lists) are not."""
        records = [row.record for row in rows]
        if self.logs_reading and records and hasattr(records[0], "custodian_id"):
            log(records)


def _once_each(order_by: list[str]) -> list[str]:
    """Keep the first mention of each column; a column twice would sort by itself."""
    kept: dict[str, str] = {}
    for alias in ",".join(order_by).split(","):
        kept.setdefault(str(OrderBy(alias).bare), alias)
    return list(kept.values())


def _whole_order(rows: "QuerySet[Any]") -> tuple[Any, ...]:
    """The order of the rows with the key as its end, so that no two rows are alike in it."""
    own = tuple(rows.model._meta.ordering) if rows.query.default_ordering else ()
    order = tuple(rows.query.order_by) or own
    return order if {"pk", "-pk", "id", "-id"} & set(map(str, order)) else (*order, "pk")
