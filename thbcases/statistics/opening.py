"""Whether the records behind a figure are the acting user's to open, and where they are."""

from collections.abc import Iterable

from django.apps import apps
from django.urls import reverse
from django.utils.http import urlencode

from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.facts import Area, counts_all
from thbcases.access.protected import PROTECTED
from thbcases.core.periods import Period
from thbcases.statistics.indicators import DIMENSIONS, NOTHING, Indicator, Value

# The largest number a key can be.
MOST_KEY = 2**63 - 1


def kinds_of(indicator: Indicator) -> set[str]:
    """The kinds of records behind a figure, as the rights table calls them."""
    models = [apps.get_model(label) for label, _column in indicator.records_behind]
    return {PROTECTED[model._meta.db_table].kind for model in models}


def may_open(indicator: Indicator) -> bool:
    """Whether the role reads all the records behind the figure.

    Then nothing is hidden in it, and a cell leads to its records; row security decides which.
    Whoever counts the own organisation's records only has none of a kind that the role does not
    read: a police unit helps nobody.
    """
    actor = current_actor()
    if actor is None:
        return False
    enough = all if any(counts_all(actor.role, area) for area in Area) else any
    return enough([rights.may(f"{kind}.read") for kind in kinds_of(indicator)])


def cell_url(
    key: str,
    period: Period,
    at: Iterable[tuple[str, Value | None]] = (),
    where: Iterable[tuple[str, Value]] = (),
) -> str:
    """Where the records behind a number are; `at` says its place, None along all values."""
    places = list(at)
    asked = {
        "figure": key,
        "by": [name for name, _value in places],
        "at": [_as_text(value) for _name, value in places],
        "only": [f"{name}:{value}" for name, value in where],
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
    }
    return f"{reverse('statistics:cell')}?{urlencode(asked, doseq=True)}"


def _as_text(value: Value | None) -> str:
    """A coordinate in an address: nothing for all values, a dash for what was left open."""
    return "" if value is None else "-" if value == NOTHING else str(value)


def as_value(key: str, text: str) -> Value | None:
    """The text of an address as a value of a dimension: rows have numbers. Raises ValueError."""
    if not text:
        return None
    if text == "-":
        return NOTHING
    if not DIMENSIONS[key].column.endswith("_id"):
        if "\0" in text:
            raise ValueError("no word has this character")
        return text
    number = int(text)
    if abs(number) > MOST_KEY:
        raise ValueError("no row has this number")
    return number
