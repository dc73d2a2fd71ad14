"""The years up to 2011 as the coordinator published them, so that their pages are alive.

2012 waits for whoever tries publishing out.
"""

from datetime import date

from thbcases.access.acting import acting
from thbcases.accounts.models import User
from thbcases.statistics.actions import publish_year
from thbcases.statistics.builder import TableSpec

YEARS = range(2009, 2012)
# Beside the country table, in the years that have the people for it.
TABLES = {
    2011: (
        ("Pagalba pagal lytį", "Persons assisted by sex", ("assisted_persons",), ("sex",)),
        ("Įtariamieji pagal lytį", "Suspects by sex", ("suspects",), ("sex",)),
    ),
}


def publish_years() -> None:
    """Publish each year as the demo's coordinator, in the coordinator's own name."""
    by = User.objects.get(username="coordinator", is_demo=True)
    for year in YEARS:
        tables = [_table(year, *one) for one in TABLES.get(year, ())]
        with acting(by.actor()):
            publish_year(by=by, year=year, tables=tables)


def _table(
    year: int, name_lt: str, name_en: str, figures: tuple[str, ...], by: tuple[str, ...]
) -> tuple[str, str, TableSpec]:
    return name_lt, name_en, TableSpec(figures, by, date(year, 1, 1), date(year, 12, 31))
