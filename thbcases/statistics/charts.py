"""The pictures of the figures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thbcases.statistics.queries import CountryRow
from thbcases.web.charts import Chart, bar_chart, line_chart

VICTIMS = ("presumed_victims", "recognised_same_year")
HELP = ("assisted_persons",)
# More categories do not fit beside each other.
MOST = 16


def victims_chart(rows: Sequence[CountryRow]) -> Chart | None:
    """Presumed victims and those recognised in the same year, as lines."""
    if not _has(rows, VICTIMS):
        return None
    words = zip(VICTIMS, (_("presumed"), _("recognised")), strict=True)
    points = [(row.label, row[key], word) for key, word in words for row in rows]
    return line_chart(
        title=_("Presumed victims, and recognised in the same year"),
        points=points,
        category=_("period"),
        number=_("persons"),
        series=_("figure"),
    )


def help_chart(rows: Sequence[CountryRow]) -> Chart | None:
    """Persons assisted, as bars."""
    if not _has(rows, HELP):
        return None
    return bar_chart(
        title=_("Persons assisted"),
        points=[(row.label, row["assisted_persons"]) for row in rows],
        category=_("period"),
        number=_("persons"),
    )


def _has(rows: Sequence[CountryRow], keys: Sequence[str]) -> bool:
    """Whether there is something to draw, and room for it."""
    known = [row for row in rows if any(row.values.get(key) is not None for key in keys)]
    return bool(known) and len(rows) <= MOST
