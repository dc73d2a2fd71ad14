"""The public extract: nobody in it is one of fewer than k."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbcases.statistics.disclosure.kanonymous import BLANK, anonymise, smallest_group

COLUMNS = ["year", "sex", "age", "citizenship"]
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.sampled_from([2010, 2011, 2012]),
            "sex": st.sampled_from(["f", "m", None]),
            "age": st.sampled_from(["0-8", "9-17", "18-20", ""]),
            "citizenship": st.sampled_from(["LT", "LT", "UA", "VN"]),
            "means": st.integers(0, 3),
        }
    ),
    max_size=120,
)


@settings(max_examples=100, deadline=None)
@given(ROWS, st.sampled_from([1, 2, 5, 11]))
def test_every_combination_occurs_often_enough(rows: list[dict[str, object]], k: int) -> None:
    result = anonymise(rows, COLUMNS, k)
    assert not result.rows or smallest_group(result.rows, COLUMNS) >= k
    assert len(result.rows) + result.dropped == len(rows)
    # nobody's value became another one, and what identifies nobody stayed
    left = iter(rows)
    for row in result.rows:
        assert any(_could_be(row, original) for original in left)
    blank = Counter(column for row in result.rows for column in COLUMNS if row[column] == BLANK)
    assert all(result.blanked[column] <= blank[column] for column in COLUMNS)


def _could_be(row: dict[str, object], original: dict[str, object]) -> bool:
    same = all(row[c] in (BLANK, original[c]) for c in COLUMNS)
    return same and row["means"] == original["means"]


def test_a_rare_value_is_blanked_in_the_column_of_least_worth() -> None:
    rows = [{"year": 2012, "sex": "f"}] * 12 + [{"year": 2012, "sex": "m"}] * 11
    assert anonymise(rows, ["year", "sex"]).rows == rows
    rows = rows + [{"year": 2012, "sex": "x"}] * 3 + [{"year": 2012, "sex": "y"}] * 9
    result = anonymise(rows, ["year", "sex"])
    assert result.blanked == {"year": 0, "sex": 12}
    assert result.dropped == 0
    assert smallest_group(result.rows, ["year", "sex"]) == 11


def test_who_stays_rare_is_left_out() -> None:
    rows = [{"year": 2012, "sex": "f"}] * 11 + [{"year": 2011, "sex": "m"}]
    result = anonymise(rows, ["year", "sex"])
    assert (len(result.rows), result.dropped, result.blanked) == (11, 1, {"year": 0, "sex": 0})


def test_a_value_that_enough_rows_share_is_given_back() -> None:
    # blanking goes from the last column on: all 22 lose both before they are many enough
    rows = [{"sex": "f", "town": f"{n}"} for n in range(11)]
    rows += [{"sex": "m", "town": f"{n}"} for n in range(11)]
    result = anonymise(rows, ["town", "sex"])
    assert result.blanked == {"town": 22, "sex": 0}
    assert smallest_group(result.rows, ["town", "sex"]) == 11


@pytest.mark.parametrize("number", [0, 10])
def test_too_few_rows_leave_nothing(number: int) -> None:
    result = anonymise([{"sex": "f"}] * number, ["sex"])
    assert result.rows == []
    assert result.dropped == number


def test_the_checker_finds_a_rare_row() -> None:
    assert smallest_group([{"a": 1}, {"a": 1}, {"a": 2}], ["a"]) == 1
    assert smallest_group([], ["a"]) == 0
