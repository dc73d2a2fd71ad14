"""What the tests of the figures share."""

from collections.abc import Callable, Sequence

import pytest

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.core.periods import Period, year
from thbcases.statistics.queries import CountryRow, Value, country_table


@pytest.fixture
def history(cast: Cast) -> History:
    """An empty history."""
    return History(cast)


@pytest.fixture
def table(cast: Cast) -> Callable[..., list[CountryRow]]:
    """The country table as somebody of the cast sees it."""

    def look(
        *periods: Period, by: str = "coordinator", keys: Sequence[str] = ()
    ) -> list[CountryRow]:
        with cast.acting(by):
            return country_table(periods, keys) if keys else country_table(periods)

    return look


@pytest.fixture
def figure(table: Callable[..., list[CountryRow]]) -> Callable[..., Value]:
    """One figure of one year."""

    def look(key: str, when: int | Period, by: str = "coordinator") -> Value:
        period = when if isinstance(when, Period) else year(when)
        return table(period, by=by, keys=[key])[0][key]

    return look
