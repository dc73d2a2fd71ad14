"""Pages of long lists, without reading more of the list than is shown."""

from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django_tables2.rows import BoundRows

# Up to here a list is counted exactly; who has more narrows the filter and does not count pages.
MOST_COUNTED = 10_000


class ListPaginator(Paginator[Any]):
    """The pages of a list table.

    A page is asked for in two steps: first the keys of its rows, which the sorted index gives,
    then the rows with all that is joined to them. In one step PostgreSQL joins the whole list
    before it sorts it. Pages after the counted ones can be asked for as long as there are rows.
    """

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most `MOST_COUNTED`."""
        rows = self._queryset()
        if rows is None:
            return super().count
        return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than are counted."""
        return self.count > MOST_COUNTED

    def validate_number(self, number: Any) -> int:
        """The number of a page. Raises EmptyPage where there cannot be one."""
        if self.has_more and isinstance(number, int) and number > self.num_pages:
            return number
        return super().validate_number(number)

    def page(self, number: Any) -> Page[Any]:
        """A page by its number. Raises EmptyPage."""
        number = self.validate_number(number)
        rows = self._queryset()
        if rows is None:
            return super().page(number)
        bottom = (number - 1) * self.per_page
        keys = list(rows.values_list("pk", flat=True)[bottom : bottom + self.per_page])
        if not keys and number > 1:
            raise EmptyPage("there is no such page")
        found = BoundRows(data=rows.filter(pk__in=keys), table=self._rows().table)
        return Page(found, number, self)

    def _rows(self) -> BoundRows:
        rows: Any = self.object_list
        assert isinstance(rows, BoundRows), "a table hands over its rows"
        return rows

    def _queryset(self) -> "QuerySet[Any] | None":
        rows = self._rows().data.data
        return rows if isinstance(rows, QuerySet) else None
