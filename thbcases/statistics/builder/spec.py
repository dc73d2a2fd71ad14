"""What a table of figures asks for: figures, dimensions, time, and what it is narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thbcases.core.periods import Period
from thbcases.statistics.choices import Grouping
from thbcases.statistics.cubes import MOST_DIMENSIONS
from thbcases.statistics.indicators import (
    DIMENSIONS,
    INDICATORS,
    Indicator,
    NoDimension,
    Value,
    dimension_of,
    full_name,
)
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY, cut

MOST_COLUMNS = 48
MOST_FIGURES = 12


class BadSpec(ValueError):
    """The table cannot be made; the message says what to change. `field` is what is wrong."""

    def __init__(self, message: str, field: str = "figures") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class TableSpec:
    """Figures by dimensions, one column per period. Check it before it is used."""

    figures: tuple[str, ...]
    by: tuple[str, ...]
    start: date
    end: date
    grouping: str = Grouping.YEAR.value
    # Only the facts with these values, by dimension.
    where: tuple[tuple[str, Value], ...] = ()

    def periods(self) -> list[Period]:
        """The columns."""
        return cut(self.start, self.end, self.grouping)

    def indicators(self) -> list[Indicator]:
        """The figures, in the order in which they were asked for."""
        return [INDICATORS[key] for key in self.figures]

    def check(self) -> "TableSpec":
        """The same table. Raises BadSpec when it cannot be made."""
        self._check_time()
        self._check_figures()
        if len(self.by) > MOST_DIMENSIONS or len(set(self.by)) < len(self.by):
            raise BadSpec(_("Choose up to three different dimensions."), "by1")
        for indicator in self.indicators():
            self._check_dimensions(indicator)
        return self

    def as_query(self) -> str:
        """The table as the query of its address."""
        return urlencode(
            {
                "figures": self.figures,
                **{f"by{number}": key for number, key in enumerate(self.by, start=1)},
                "start": self.start.isoformat(),
                "end": self.end.isoformat(),
                "by": self.grouping,
                "only": [f"{key}:{value}" for key, value in self.where],
            },
            doseq=True,
        )

    def as_json(self) -> dict[str, Any]:
        """The table as it is kept."""
        return {
            "figures": list(self.figures),
            "by": list(self.by),
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "grouping": str(self.grouping),
            "where": [list(pair) for pair in self.where],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "TableSpec":
        """A kept table. Raises BadSpec when it names what is no longer counted."""
        try:
            spec = cls(
                figures=tuple(kept["figures"]),
                by=tuple(kept["by"]),
                start=date.fromisoformat(kept["start"]),
                end=date.fromisoformat(kept["end"]),
                grouping=Grouping(kept["grouping"]).value,
                where=tuple((key, value) for key, value in kept["where"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadSpec(_("This saved table cannot be read. Build it anew.")) from error
        return spec.check()

    def _check_time(self) -> None:
        if self.end < self.start:
            raise BadSpec(_("The end is before the start."), "end")
        if self.start < FIRST_DAY or self.end > LAST_DAY:
            words = {"first": FIRST_DAY, "last": LAST_DAY}
            raise BadSpec(_("Give days between %(first)s and %(last)s.") % words, "start")
        if len(self.periods()) > MOST_COLUMNS:
            counts = {"count": len(self.periods()), "most": MOST_COLUMNS}
            text = _("These would be %(count)d columns, at most %(most)d fit. Choose longer ones.")
            raise BadSpec(text % counts, "by")

    def _check_figures(self) -> None:
        if not self.figures:
            raise BadSpec(_("Choose at least one figure."))
        if len(self.figures) > MOST_FIGURES:
            raise BadSpec(_("Choose at most %(most)d figures.") % {"most": MOST_FIGURES})
        unknown = [key for key in self.figures if key not in INDICATORS]
        if unknown:
            raise BadSpec(_("There is no such figure: %(key)s.") % {"key": unknown[0]})

    def _check_dimensions(self, indicator: Indicator) -> None:
        for key in (*self.by, *(key for key, _value in self.where)):
            try:
                dimension_of(indicator, key)
            except NoDimension as error:
                name = DIMENSIONS[key].name if key in DIMENSIONS else key
                words = {"figure": full_name(indicator), "dimension": name}
                raise BadSpec(
                    _(
                        "«%(figure)s» cannot be broken down by %(dimension)s: its records do not "
                        "say it. Leave out one of the two."
                    )
                    % words,
                    "by1" if key in self.by else "only",
                ) from error
