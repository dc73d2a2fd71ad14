"""The version for everybody: small numbers hidden, tables that give them away left out."""

import json
from datetime import date

import pytest

from tests.statistics.history import History
from tests.statistics.returns.conftest import YEAR
from tests.statistics.returns.test_taking import take
from thbcases.core.periods import year
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.disclosure.guard import findings
from thbcases.statistics.returns import hiding
from thbcases.statistics.returns.kinds import FigureTable
from thbcases.statistics.returns.lines import build_figures, periods_of
from thbcases.statistics.returns.made import _seen_before, make
from thbcases.statistics.returns.registry import RETURNS


@pytest.fixture
def many(history: History) -> History:
    """40 victims: 26 women and 14 men; 3 of the women are children."""
    case = history.investigation("unit_a", "2023-03-01")
    for number in range(100, 140):
        history.victim(
            case,
            number,
            ("presumed", "2023-03-02"),
            family_name=f"Žmogus{number * 7919}",
            sex="female" if number < 126 else "male",
            birth_date=date(2010 if number < 103 else 1980, 1, 1),
        )
    return history


def test_large_numbers_are_shown_and_small_ones_are_not(many: History) -> None:
    with many.cast.acting("coordinator"):
        made = make(RETURNS["eurostat"], YEAR, ReturnVersion.PUBLIC)
    (age,) = [table for table in made.tables if table.key == "age"]
    cells = {tuple(line.codes): line.cells[0] for line in age.lines}
    assert cells["TOTAL", "T"].number == 40
    assert cells["TOTAL", "F"].number == 26
    assert cells["Y_LT18", "F"].is_hidden
    assert cells["Y_LT18", "T"].is_hidden
    assert cells["Y_GE18", "F"].is_hidden  # or 26 - 23 would tell
    small = [c for table in made.tables for line in table.lines for c in line.cells]
    assert all(c.is_hidden or not c.number or c.number >= 11 for c in small)


def test_tables_side_by_side_tell_nothing_that_each_hides(many: History) -> None:
    with many.cast.acting("coordinator"):
        made = make(RETURNS["eurostat"], YEAR, ReturnVersion.PUBLIC)
        shown = {table.key for table in made.tables}
        published = []
        for table in RETURNS["eurostat"].tables:
            assert isinstance(table, FigureTable)
            if table.key in shown:
                built = build_figures(table, periods_of(year(YEAR), 1), ReturnVersion.PUBLIC)
                published += hiding.published_blocks(built.blocks)
    assert len(published) > 3
    for number, one in enumerate(published):
        assert findings(one, published[:number]) == []


def test_the_returns_side_by_side_tell_nothing_either(many: History) -> None:
    with many.cast.acting("coordinator"):
        seen = _seen_before(RETURNS["projects"], YEAR)
    assert {one.indicator for one in seen} >= {"presumed_victims", "registered_victims"}
    of_victims = [one for one in seen if one.indicator == "registered_victims"]
    assert len(of_victims) > 5
    for number, one in enumerate(of_victims):
        assert findings(one, of_victims[:number]) == []


def test_a_table_that_would_give_people_away_is_left_out_and_named(
    many: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Children only beside all: the rest of women would be worked out by subtraction."""
    what = RETURNS["eurostat"]
    adults = (("age_group", "adult"),)
    narrow = FigureTable("adults", what.name, ("registered_victims",), ("sex",), adults)
    other = type(what)(**{**vars(what), "tables": (what.tables[0], narrow)})
    monkeypatch.setitem(RETURNS, "eurostat", other)
    document = json.loads(
        take(
            many.cast,
            "eurostat",
            version="public",
            declared_none=["suspects", "prosecuted_in_period", "convicted"],
        ).content
    )
    assert [table["key"] for table in document["tables"]] == ["status"]
    assert document["suppression"]["left_out"] == [str(what.name)]
