"""What the records of the year's victims leave unsaid, before a report rests on them."""

from collections.abc import Iterator

from thbcases.codes.choices import CitizenshipGroup, FormCategory
from thbcases.core.periods import year as calendar_year
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup
from thbcases.statistics.cubes import cubes
from thbcases.statistics.indicators import DIMENSIONS

# By which dimension, and the value that says that nobody knows.
UNSAID = {
    "sex": Sex.UNKNOWN,
    "age_group": AgeGroup.UNKNOWN,
    "citizenship": CitizenshipGroup.UNKNOWN,
    "form": FormCategory.UNSPECIFIED,
}
# One in so many is too many. Of fewer victims than these it would tell of single people.
ONE_IN, FEWEST = 10, 11


def gaps(year: int) -> Iterator[str]:
    """The names of what is not known of more than a tenth of the registered victims."""
    for key, unsaid in UNSAID.items():
        (cube,) = cubes("registered_victims", (key,), [calendar_year(year)])
        total = cube.total or 0
        if total >= FEWEST and cube.cells.get((unsaid.value,), 0) * ONE_IN > total:
            yield str(DIMENSIONS[key].name)
