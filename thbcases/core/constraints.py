"""Builders for constraints that recur, each with a message a person can act on."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class _DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class _SameRow(Func):
    """A bigint as the range that holds just itself: equality that gist can index unaided."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"int8range({sql}, {sql}, '[]')", [*params, *params]


def ends_after_start(
    name: str, start: str, end: str, message: Promise | None = None
) -> models.CheckConstraint:
    """An end, where there is one, is not before its start (both days inclusive)."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
        name=name,
        violation_error_message=message or _("The end is before the start."),
    )


def no_overlap(
    name: str,
    of: str,
    start: str,
    end: str,
    message: Promise,
    condition: Q | None = None,
) -> ExclusionConstraint:
    """Periods (both days inclusive, an open end allowed) of one `of` may not overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (_SameRow(F(of), output_field=models.TextField()), RangeOperators.OVERLAPS),
            (
                _DateRange(
                    F(start), F(end), RangeBoundary(inclusive_lower=True, inclusive_upper=True)
                ),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=condition,
        violation_error_message=message,
    )


def not_empty(name: str, field: str, message: Promise) -> models.CheckConstraint:
    """The text says something."""
    return models.CheckConstraint(
        condition=~Q(**{field: Value("")}), name=name, violation_error_message=message
    )


def one_of(name: str, field: str, values: list[str]) -> models.CheckConstraint:
    """The column holds one of the values the software knows."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}),
        name=name,
        violation_error_message=_("This value is not in the list."),
    )
