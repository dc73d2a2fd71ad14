"""A small country of one year, told for the tests of the returns."""

import pytest

from tests.cast import Cast
from tests.statistics.history import History
from thbcases.codes.models import Country
from thbcases.investigations.choices import SuspectState as P
from thbcases.victims.choices import VictimStatus as V

YEAR = 2023


@pytest.fixture
def told(history: History) -> History:
    """2023: six victims, three suspects of whom two are prosecuted, one convicted, and help."""
    case = history.investigation("unit_a", "2023-03-01", articles="147")
    both = history.investigation("unit_a", "2023-04-01", articles="147 157")
    history.investigation("unit_b", "2022-05-01", articles="147-1")
    lithuania = Country.objects.get(code="LT")
    germany = Country.objects.get(code="DE")
    for number in range(1, 7):
        decided = [(V.PRESUMED, "2023-03-02")]
        if number <= 2:
            decided.append((V.RECOGNISED, "2023-05-02"))
        victim = history.victim(case if number < 5 else both, number, *decided)
        form = "SEX_PROST" if number % 2 else "LAB"
        history.exploited(victim, form, country=germany)
        with history.cast.making("unit_a"):
            history.people["unit_a", number].citizenship_rows.create(country=lithuania)
    suspects = [
        history.suspect(
            case, 10, (P.INFORMATION, "2023-03-02"), (P.PROSECUTED, "2023-06-01"), charge="147"
        ),
        history.suspect(
            case, 11, (P.INFORMATION, "2023-03-02"), (P.PROSECUTED, "2023-06-01"), charge="147"
        ),
        history.suspect(both, 12, (P.INFORMATION, "2023-04-02")),
    ]
    court = history.court(case, "2023-06-02")
    history.judgment(
        court,
        "2023-11-01",
        {"suspect": suspects[0], "years": 4},
        {"suspect": suspects[1], "outcome": "acquitted"},
    )
    return history


@pytest.fixture
def helped(told: History) -> History:
    """Two NGOs, each with a project of 2023, help three people; one of them is helped by both."""
    first = told.project("ngo_a", "2023-01-01", "2023-12-31")
    second = told.project("ngo_b", "2023-01-01", "2023-12-31")
    told.service("ngo_a", 1, "2023-04-01", project=first)
    told.service("ngo_a", 2, "2023-04-01", project=first)
    told.service("ngo_b", 1, "2023-05-01", project=second)
    told.service("ngo_b", 21, "2023-05-01", project=second)
    told.service("ngo_b", 22, "2023-05-01")
    told.close("ngo_a", 1, "2023-10-01", "goals_reached")
    return told


@pytest.fixture
def cast_of(told: History) -> Cast:
    """The cast of the told year."""
    return told.cast
