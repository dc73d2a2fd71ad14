"""What is hidden in a table keeps its secret: an attack with a solver of its own finds nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statistics.disclosure.tables import grids, split_grids
from thbcases.statistics.disclosure.attack import intervals, unsafe
from thbcases.statistics.disclosure.kinds import REST, Cell, NotASystem, System, grid, parts
from thbcases.statistics.disclosure.suppress import protect

THRESHOLDS = st.sampled_from([3, 5, 11])
TWO_BY_TWO = grid(["ab", "xy"], {("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40})


@settings(max_examples=300, deadline=None)
@given(grids(), THRESHOLDS)
def test_an_attack_finds_no_hidden_number(system: System, threshold: int) -> None:
    pattern = protect(system, threshold)
    assert unsafe(system, pattern, threshold) == []
    for low, high in intervals(system, pattern.hidden).values():
        assert high - low >= threshold - 1e-5


@settings(max_examples=40, deadline=None)
@given(split_grids(), THRESHOLDS)
def test_an_attack_finds_nothing_where_persons_stand_in_several_lines(
    system: System, threshold: int
) -> None:
    assert unsafe(system, protect(system, threshold), threshold) == []


@settings(max_examples=40, deadline=None)
@given(grids(), THRESHOLDS)
def test_every_number_is_true_or_hidden_and_every_small_one_hidden(
    system: System, threshold: int
) -> None:
    pattern = protect(system, threshold)
    for key, cell in system.cells.items():
        assert pattern.shown(key) == (None if key in pattern.hidden else cell.value)
        assert pattern.shown(key) is None or cell.value == 0 or cell.value >= threshold


def test_sums_give_a_small_number_away_unless_others_are_hidden_with_it() -> None:
    bare = protect(TWO_BY_TWO, 5, complementary=False)
    assert bare.hidden == {("a", "x")}
    assert intervals(TWO_BY_TWO, bare.hidden) == {("a", "x"): (3, 3)}
    assert [(found.low, found.high) for found in unsafe(TWO_BY_TWO, bare, 5)] == [(3, 3)]
    whole = protect(TWO_BY_TWO, 5)
    assert unsafe(TWO_BY_TWO, whole, 5) == []
    # the four inner cells: no margin is given for them
    assert whole.hidden == {(a, b) for a in "ab" for b in "xy"}


def test_a_table_of_large_numbers_is_shown_whole() -> None:
    system = grid(["ab", "xy"], {(a, b): 50 for a in "ab" for b in "xy"})
    assert protect(system, 11).hidden == frozenset()


def test_zeros_are_shown_and_an_empty_table_too() -> None:
    assert protect(grid(["ab"], {}), 5).hidden == frozenset()
    pattern = protect(grid(["abcd"], {("a",): 2, ("b",): 3, ("c",): 40}), 5)
    assert pattern.shown(("d",)) == 0
    assert pattern.shown((None,)) == 45


@pytest.mark.parametrize("threshold", [5, 11])
def test_a_table_of_small_numbers_only(threshold: int) -> None:
    counts = {(a, b, c): 1 for a in "ab" for b in "xyz" for c in "pq"}
    system = grid(["ab", "xyz", "pq"], counts)
    pattern = protect(system, threshold)
    assert set(counts) <= pattern.hidden
    assert unsafe(system, pattern, threshold) == []
    assert pattern.shown((None, None, None)) == 12


@pytest.mark.parametrize(("value", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_table_of_one_number(value: int, is_hidden: bool) -> None:
    assert (() in protect(grid([], {(): value}), 5).hidden) is is_hidden


def test_a_line_with_one_value_hides_its_total_too() -> None:
    assert protect(grid(["a"], {("a",): 3}), 5).hidden == {("a",), (None,)}


def test_a_total_below_the_threshold_is_hidden_with_all_that_makes_it_up() -> None:
    system = grid(["ab"], {("a",): 1, ("b",): 2})
    assert protect(system, 5).hidden == {("a",), ("b",), (None,)}


def test_what_counts_no_persons_is_shown() -> None:
    system = grid(["ab"], {("a",): 1, ("b",): 2}, personal=False)
    assert protect(system, 5).hidden == frozenset()


def test_the_rest_of_a_total_is_as_dangerous_as_its_part() -> None:
    system = parts({"presumed": 17}, {"recognised": ("presumed", 14)})
    bare = protect(system, 5, complementary=False)
    assert bare.hidden == frozenset()
    assert bare.primary == {("recognised", REST)}
    # 17 and 14 side by side tell of three persons who were not recognised
    assert [found.key for found in unsafe(system, bare, 5)] == [("recognised", REST)]
    pattern = protect(system, 5)
    assert pattern.hidden == {("recognised",)}
    assert unsafe(system, pattern, 5) == []


def test_a_part_that_is_all_or_large_is_shown() -> None:
    for recognised in (17, 12):
        system = parts({"presumed": 17}, {"recognised": ("presumed", recognised)})
        assert protect(system, 5).hidden == frozenset()


def test_a_small_part_needs_nothing_else_hidden() -> None:
    system = parts({"presumed": 17, "helped": 50}, {"minors": ("presumed", 3)})
    assert protect(system, 5).hidden == {("minors",)}
    assert unsafe(system, protect(system, 5), 5) == []


def test_sums_that_are_not_true_are_refused() -> None:
    with pytest.raises(NotASystem):
        System({("x",): Cell(1), ("y",): Cell(2)}, [((("x",), 1), (("y",), -1))])
    with pytest.raises(NotASystem):
        parts({"presumed": 3}, {"recognised": ("presumed", 4)})
    with pytest.raises(NotASystem):
        grid(["ab"], {("c",): 1})
    with pytest.raises(NotASystem):
        grid(["a", "b", "c", "d"], {})


def test_a_person_of_two_organisations_is_not_told_by_the_true_total() -> None:
    # three persons, each with both organisations: six by the lines, three in truth
    system = grid(["xy"], {("x",): 3, ("y",): 3}, splitting=[0], margins={(None,): 3})
    assert system.value((None,)) == 3
    assert protect(system, 5).hidden == {("x",), ("y",), (None,)}


def test_progress_is_told_while_cells_become_safe() -> None:
    told: list[tuple[int, int, str]] = []
    protect(TWO_BY_TWO, 5, progress=lambda *words: told.append(words))
    assert told[-1][0] == told[-1][1] == 4
    assert {words for _done, _of, words in told} <= {"hiding", "checking"}


def test_the_same_table_is_hidden_the_same_way() -> None:
    assert protect(TWO_BY_TWO, 5).hidden == protect(TWO_BY_TWO, 5).hidden
