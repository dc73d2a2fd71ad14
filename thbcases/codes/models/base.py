"""What every code has: a name in two languages, a time of validity, and a source."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Collate, Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thbcases.codes.choices import Certainty
from thbcases.core.constraints import DayRange, SameNumber, ends_after_start, one_of
from thbcases.core.models import LithuanianSort

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def is_english() -> bool:
    """Whether the reader's language is English; everybody else reads Lithuanian."""
    return (get_language() or "").startswith("en")


class ByName(Func):
    """Order by the name that is read: Lithuanian alphabet in Lithuanian, Latin in English.

    The language is asked when the query is sent, so one ordering serves both.
    """

    output_field = models.CharField()

    def __init__(self) -> None:
        super().__init__(
            Collate(LithuanianSort(F("name_lt")), "C"), Collate(Lower(F("name_en")), "C")
        )

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        lithuanian, english = self.source_expressions
        return compiler.compile(english if is_english() else lithuanian)


def one_at_a_time(
    name: str, message: "StrPromise", same: F | Func | None = None, condition: Q | None = None
) -> ExclusionConstraint:
    """On no day are two rows in force (of those that are the `same`)."""
    expressions: list[Any] = [(DayRange(), RangeOperators.OVERLAPS)]
    if same is not None:
        expressions.insert(0, (SameNumber(same), RangeOperators.OVERLAPS))
    return ExclusionConstraint(
        name=name,
        expressions=expressions,
        condition=condition,
        violation_error_message=message,
    )


Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that are in force on some days and not on others."""

    def valid_on(self, day: date) -> Self:
        """Rows in force on that day; both ends of the validity count."""
        return self.overlapping(day, day)

    def overlapping(self, first: date | None, last: date | None) -> Self:
        """Rows in force on at least one day of the range; None is an open end."""
        found = self
        if last is not None:
            found = found.filter(Q(valid_from=None) | Q(valid_from__lte=last))
        if first is not None:
            found = found.filter(Q(valid_to=None) | Q(valid_to__gte=first))
        return found


class Dated(models.Model):
    """In force from a day to a day, both inclusive; an absent end is open."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The last day of validity.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            ends_after_start(
                "%(app_label)s_%(class)s_validity",
                "valid_from",
                "valid_to",
                _("The validity ends before it begins."),
            )
        ]


class Sourced(models.Model):
    """A value of law or of a standard, which must say where it comes from."""

    source = models.TextField(
        _("source"), help_text=_("The text the value was read in, and what was not verified.")
    )
    certainty = models.CharField(
        _("certainty of the value"),
        max_length=10,
        choices=Certainty.choices,
        default=Certainty.MEMORY,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""),
                name="%(app_label)s_%(class)s_source",
                violation_error_message=_("Say where the value comes from."),
            ),
            one_of("%(app_label)s_%(class)s_certainty", "certainty", Certainty.values),
        ]

    @property
    def provenance(self) -> str:
        """Source and certainty in one line, for screens that show the value."""
        return f"{self.source} ({self.get_certainty_display()})"


class SourcedPeriod(Dated, Sourced):
    """A dated value with its source, without a code or name of its own."""

    class Meta:
        abstract = True
        constraints = [*Dated.Meta.constraints, *Sourced.Meta.constraints]


class CodeList(SourcedPeriod):
    """An entry of a classification: a code the software keeps, names people read.

    An entry that is no longer used gets an end of validity; it is never deleted, because old
    records keep it.
    """

    code = models.CharField(_("code"), max_length=40)
    name_lt = models.CharField(_("name in Lithuanian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    ics_tip_code = models.CharField(
        _("ICS-TIP code"),
        max_length=40,
        blank=True,
        help_text=_("Category in the international classification on trafficking in persons."),
    )
    position = models.PositiveSmallIntegerField(_("position in lists"), default=100)

    class Meta(SourcedPeriod.Meta):
        abstract = True
        ordering = ["position", ByName()]
        constraints = [
            *SourcedPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name_lt="") & ~Q(name_en=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message=_("A code needs a name in both languages."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if is_english() else self.name_lt


def code_once() -> models.UniqueConstraint:
    """Within one list a code names one thing."""
    return models.UniqueConstraint(
        fields=["code"],
        name="%(app_label)s_%(class)s_code",
        violation_error_message=_("This code is already in the list."),
    )
