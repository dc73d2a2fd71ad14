"""What the guard found, in plain words: which tables, which cells, and what they tell."""

import math
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thbcases.statistics.disclosure.guard import Finding, Kind
from thbcases.statistics.disclosure.published import Place, Published
from thbcases.statistics.indicators import DIMENSIONS, INDICATORS, full_name
from thbcases.statistics.periods import period_label
from thbcases.statistics.publishing.frozen import Names, in_language

# The tables' names in both languages, by what they are called in findings.
TableNames = Mapping[str, Names]


def sentences(found: Sequence[Finding], names: TableNames) -> list[str]:
    """Each finding as a sentence, in the reader's language; the same is said once."""
    return list(dict.fromkeys(in_words(finding, names) for finding in found))


def in_words(finding: Finding, names: TableNames) -> str:
    """One finding."""
    if finding.kind is Kind.PAIR:
        return _pair(finding, names)
    if finding.kind is Kind.JOINT:
        return _joint(finding, names)
    words = {"tables": _tables(finding.tables, names)}
    if finding.kind is Kind.TOO_LARGE:
        return (
            _(
                "%(tables)s together have too many cells to be checked. Leave out a dimension or "
                "a table."
            )
            % words
        )
    return (
        _(
            "%(tables)s contradict each other: records were changed since the first of them was "
            "published. Leave out the new one."
        )
        % words
    )


def _pair(finding: Finding, names: TableNames) -> str:
    inner, outer = finding.places
    words = {
        "inner": cell_words(inner),
        "inner_table": _name(inner.table, names),
        "inner_number": inner.number,
        "outer": cell_words(outer),
        "outer_table": _name(outer.table, names),
        "outer_number": outer.number,
        "count": finding.difference,
    }
    return (
        ngettext(
            "%(inner)s is %(inner_number)s in «%(inner_table)s», %(outer)s is %(outer_number)s in "
            "«%(outer_table)s»: subtracted, they tell of %(count)d person.",
            "%(inner)s is %(inner_number)s in «%(inner_table)s», %(outer)s is %(outer_number)s in "
            "«%(outer_table)s»: subtracted, they tell of %(count)d people.",
            finding.difference,
        )
        % words
    )


def _joint(finding: Finding, names: TableNames) -> str:
    (place,) = finding.places
    low, high = math.ceil(finding.low - 1e-6), finding.high
    words = {
        "cell": cell_words(place),
        "table": _name(place.table, names),
        "tables": _tables(finding.tables, names),
        "low": low,
        "high": _("more") if math.isinf(high) else math.floor(high + 1e-6),
    }
    return (
        _(
            "%(cell)s is hidden in «%(table)s». Whoever puts %(tables)s together knows that it is "
            "between %(low)s and %(high)s."
        )
        % words
    )


def cell_words(place: Place) -> str:
    """Of whom a cell speaks: «Presumed victims, 2012 (sex: woman)»."""
    table = place.table
    figure = INDICATORS.get(table.indicator)
    name = full_name(figure) if figure else table.indicator
    said = [
        f"{DIMENSIONS[key].name}: {DIMENSIONS[key].labels().get(value, value)}"
        for key, value in place.group.items()
        if key in DIMENSIONS
    ]
    tail = f" ({', '.join(said)})" if said else ""
    return f"{name}, {period_label(table.period)}{tail}"


def _tables(tables: Sequence[Published], names: TableNames) -> str:
    said = dict.fromkeys(f"«{_name(table, names)}»" for table in tables)
    return ", ".join(said)


def _name(table: Published, names: TableNames) -> str:
    return in_language(names[table.name]) if table.name in names else table.name
