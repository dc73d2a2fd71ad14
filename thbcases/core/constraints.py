"""Builders for constraints that recur, each with a message a person can act on."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Greatest, NullIf
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class DayRange(Func):
    """The days from a start to an end, both inclusive; an absent end is open.

    An end before the start counts as the start: PostgreSQL would refuse to make such a range,
    and the reader would get an error page in place of the message of the check constraint.
    """

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, start: str = "valid_from", end: str = "valid_to") -> None:
        never = Cast(Value("infinity"), models.DateField())
        last = NullIf(Greatest(F(start), Coalesce(F(end), never)), never)
        super().__init__(F(start), last, RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class SameNumber(Func):
    """A number as the range that holds just it: equality that gist can index unaided."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, number: F | Func) -> None:
        super().__init__(number, number.copy() if isinstance(number, Func) else number, Value("[]"))


def ends_after_start(
    name: str, start: str, end: str, message: "StrPromise | None" = None
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
    message: "StrPromise",
    condition: Q | None = None,
) -> ExclusionConstraint:
    """Periods (both days inclusive, an open end allowed) of one `of` may not overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (SameNumber(F(of)), RangeOperators.OVERLAPS),
            (DayRange(start, end), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


def not_empty(name: str, field: str, message: "StrPromise") -> models.CheckConstraint:
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
