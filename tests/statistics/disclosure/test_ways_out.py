"""What is offered where a table vanishes: rounding, one-way totals, pooled years."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statistics.disclosure.tables import grids
from thbcases.statistics.disclosure.kinds import System, grid, parts
from thbcases.statistics.disclosure.rounding import is_safe, offer, rounded
from thbcases.statistics.disclosure.suppress import protect
from thbcases.statistics.disclosure.waysout import Way, is_too_much, totals, ways_out

SMALL = {(a, b): n for n, (a, b) in enumerate([(a, b) for a in "abc" for b in "wxyz"], start=1)}


@pytest.mark.parametrize(
    ("value", "base", "near"),
    [
        (0, 5, 0),
        (2, 5, 0),
        (3, 5, 5),
        (7, 5, 5),
        (7, 15, 0),
        (8, 15, 15),
        (5, 10, 10),
        (4, 10, 0),
    ],
)
def test_a_number_is_rounded_to_the_nearest(value: int, base: int, near: int) -> None:
    assert rounded(value, base) == near


@settings(max_examples=60, deadline=None)
@given(grids(), st.sampled_from([5, 11]))
def test_rounded_numbers_are_near_and_tell_no_small_one(system: System, threshold: int) -> None:
    near = offer(system, threshold)
    if near is None:
        assert system.sensitive(threshold)
        return
    assert near.base % 5 == 0
    for key, number in near.numbers.items():
        assert number % near.base == 0
        assert abs(number - system.value(key)) <= near.base / 2
        if 0 < system.value(key) < threshold:
            # every number that is rounded to the same, and there are enough of them
            same = [n for n in range(200) if rounded(n, near.base) == number]
            assert max(same) - min(same) >= threshold


def test_zero_of_base_five_would_tell_of_at_most_two() -> None:
    system = grid(["ab"], {("a",): 1, ("b",): 40})
    assert not is_safe(system, 5, 5)
    assert is_safe(system, 5, 15)
    near = offer(system, 5)
    assert near is not None
    assert near.base == 15
    assert near.numbers == {("a",): 0, ("b",): 45, (None,): 45}


def test_rounded_sums_can_give_a_small_number_away() -> None:
    # 23 cells of at least 8, shown as 15, make 184; a total of at most 187 leaves none above 11
    system = grid([[f"v{n:02}" for n in range(23)]], {(f"v{n:02}",): 8 for n in range(23)})
    assert rounded(23 * 8, 15) == 180
    assert not is_safe(system, 11, 15)
    assert is_safe(system, 11, 25)


def test_nothing_is_offered_for_a_table_that_shows_enough() -> None:
    system = grid(["ab"], {("a",): 30, ("b",): 40})
    pattern = protect(system, 5)
    assert not is_too_much(pattern)
    assert ways_out(system, pattern, 5) == []


def test_the_ways_out_of_a_table_that_vanished() -> None:
    system = grid(["abc", "wxyz"], SMALL)
    pooled = grid(["abc", "wxyz"], {key: 6 * number for key, number in SMALL.items()})
    pattern = protect(system, 11)
    assert is_too_much(pattern)
    found = ways_out(system, pattern, 11, pooled=pooled)
    assert [(way.way, way.axis) for way in found][:2] == [(Way.ONE_WAY, 0), (Way.ONE_WAY, 1)]
    assert found[0].of == 3
    assert found[1].of == 4
    assert {way.way for way in found} == {Way.ONE_WAY, Way.POOLED}
    for way in found:
        assert 0 < way.shown <= way.of


def test_rounding_shows_the_large_numbers_of_a_table_that_vanished() -> None:
    counts = {(f"v{n}",): 3 for n in range(7)} | {(f"w{n}",): 30 + n for n in range(5)}
    system = grid([[str(value) for (value,) in counts]], counts)
    pattern = protect(system, 11)
    (way,) = ways_out(system, pattern, 11)
    assert (way.way, way.base, way.shown, way.of) == (Way.ROUNDED, 25, 5, 12)


def test_one_way_totals_are_the_margins_of_the_table() -> None:
    system = grid(["abc", "wxyz"], SMALL)
    line = totals(system, 0)
    assert [line.value((value,)) for value in "abc"] == [10, 26, 42]
    assert line.value((None,)) == system.value((None, None))


def test_one_way_totals_of_several_lines_keep_the_true_total() -> None:
    system = grid(
        ["xy", "fg"],
        {("x", "f"): 3, ("y", "f"): 3, ("x", "g"): 9},
        splitting=[0],
        margins={(None, "f"): 4, (None, "g"): 9, (None, None): 13},
    )
    line = totals(system, 0)
    assert (line.value(("x",)), line.value(("y",)), line.value((None,))) == (12, 3, 13)


def test_a_list_of_totals_has_only_rounding() -> None:
    system = parts({"presumed": 17}, {"recognised": ("presumed", 3)})
    pattern = protect(system, 5)
    assert {way.way for way in ways_out(system, pattern, 5)} <= {Way.ROUNDED}
