"""What several published tables give away together is found before the last of them goes out."""

from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest

from tests.statistics.disclosure.people import Person, crowd, publish
from thbcases.core.periods import Period, half, month, quarter, year
from thbcases.statistics.disclosure import joint
from thbcases.statistics.disclosure.guard import Kind, findings, pair_differences
from thbcases.statistics.disclosure.published import Published, parted

PERIODS = [
    year(2012),
    *(half(2012, n) for n in (1, 2)),
    *(quarter(2012, n) for n in range(1, 5)),
    *(month(2012, n) for n in range(1, 13)),
]
WAYS: list[tuple[str, ...]] = [(), ("sex",), ("form",), ("age",), ("sex", "age")]


YEAR = year(2012)


def total(number: int, period: Period = YEAR, indicator: str = "presumed") -> Published:
    """A table of one number."""
    return Published(indicator, period, 5, shown={(): number}, adds_up=True)


def line(shown: dict[str, int], hidden: str = "", **more: object) -> Published:
    """People by sex, without their total."""
    table = Published(
        "presumed",
        year(2012),
        5,
        dimensions=("sex",),
        axes=((*shown, *hidden),),
        shown={(value,): number for value, number in shown.items()},
        hidden=frozenset({*((value,) for value in hidden), (None,)}),
        adds_up=True,
    )
    return replace(table, **more)  # type: ignore[arg-type]


def test_a_half_year_within_a_year_tells_of_the_other_half() -> None:
    (found,) = pair_differences(total(20), total(17, half(2012, 1)), 5)
    assert found.kind is Kind.PAIR
    assert found.difference == 3
    assert [place.number for place in found.places] == [17, 20]
    assert findings(total(20), [total(17, half(2012, 1))]) != []


@pytest.mark.parametrize("number", [20, 15, 12])
def test_equal_numbers_and_large_differences_are_no_findings(number: int) -> None:
    assert findings(total(20), [total(number, half(2012, 1))]) == []


def test_a_period_that_only_overlaps_is_no_finding() -> None:
    across = Period(half(2012, 1).start, quarter(2013, 1).end)
    assert pair_differences(total(20), total(17, across), 5) != []
    assert pair_differences(total(20, half(2012, 2)), total(17, quarter(2012, 1)), 5) == []


def test_a_part_beside_its_total_tells_of_the_rest() -> None:
    part = replace(total(14, indicator="recognised"), part_of="presumed")
    (found,) = findings(part, [total(17)])
    assert found.places[0].table is part
    assert found.difference == 3
    assert findings(replace(part, part_of=""), [total(17)]) == []


def test_the_same_table_a_month_later_tells_who_was_added() -> None:
    found = findings(total(18), [total(17)])
    assert Kind.PAIR in {one.kind for one in found}
    assert Kind.CHANGED in {one.kind for one in findings(total(40), [total(17)])}


def test_what_counts_no_people_is_free() -> None:
    free = replace(total(18), personal=False)
    assert findings(free, [total(17)]) == []
    assert findings(total(18), [replace(total(17), personal=False)]) == []


def test_a_hidden_number_comes_out_with_the_total_of_another_table() -> None:
    # 3 men and the total are hidden beside 20 women; elsewhere stands that there were 23
    table = line({"f": 20}, "m")
    assert findings(table, []) == []
    found = findings(total(23), [table])
    narrow = [one for one in found if one.kind is Kind.JOINT]
    assert {(one.places[0].group.get("sex"), one.low, one.high) for one in narrow} == {
        ("m", 3, 3),
        (None, 23, 23),
    }
    # the total is no secret in itself, the three men are
    assert {one.places[0].key for one in narrow if one.tells_of_few} == {("m",)}
    assert all(one.places[0].table is table for one in narrow)


def test_a_one_way_table_gives_a_two_way_table_of_the_same_year_away() -> None:
    people = [
        Person(year(2012).start, sex, "x", age, True)
        for sex, age, size in [
            ("f", "adult", 30),
            ("f", "child", 3),
            ("m", "adult", 20),
            ("m", "child", 30),
        ]
        for _ in range(size)
    ]
    cross = publish(people, ["sex", "age"], year(2012))
    # as if only the inner numbers were hidden too few, and the margins were in another table
    bare = replace(
        cross,
        shown={("f", "adult"): 30, ("m", "adult"): 20, ("m", "child"): 30},
        hidden=cross.hidden & {("f", "child")} | {("f", None), (None, "child"), (None, None)},
    )
    assert findings(bare, []) == []
    one_way = publish(people, ["sex"], year(2012))
    found = findings(one_way, [bare])
    assert ("f", "child") in {f.places[0].key for f in found if f.kind is Kind.JOINT}
    assert findings(one_way, [cross]) == []


def test_what_was_told_before_is_not_held_against_a_new_table() -> None:
    table = line({"f": 20}, "m")
    by_age = replace(line({"a": 10, "c": 13}), dimensions=("age",), hidden=frozenset())
    assert findings(by_age, [table, total(23)]) == []
    assert findings(by_age, [table]) != []
    # the one that told it is still found when it comes last
    assert findings(total(23), [table]) != []


def test_three_quarters_and_the_year_tell_of_the_fourth() -> None:
    quarters = [total(n, quarter(2012, q)) for q, n in enumerate([10, 20, 30], start=1)]
    fourth = replace(total(0, quarter(2012, 4)), shown={}, hidden=frozenset({()}))
    assert findings(total(63), quarters[:2]) == []
    assert findings(total(63), quarters) == []
    (found,) = findings(total(63), [*quarters, fourth])
    assert (found.kind, found.low, found.high) == (Kind.JOINT, 3, 3)
    # a stock does not add up: who was there in two quarters is one of the year
    stocks = [replace(table, adds_up=False) for table in (*quarters, fourth)]
    assert findings(replace(total(63), adds_up=False), stocks) == []


def test_persons_counted_in_two_quarters_are_no_contradiction() -> None:
    # 10 + 20 + 30 + 40 in the quarters, 90 in the year: ten had facts in two of them
    quarters = [total(n, quarter(2012, q)) for q, n in enumerate([10, 20, 30, 40], start=1)]
    assert findings(total(90), quarters) == []


def test_a_filter_is_a_dimension_that_is_fixed() -> None:
    women = replace(total(20), where={"sex": "f"})
    assert findings(women, [line({"f": 20}, "m")]) == []
    assert {one.kind for one in findings(total(23), [women])} == {Kind.PAIR}


def test_a_table_too_large_to_check_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint, "MOST_CELLS", 2)
    assert {one.kind for one in findings(line({"f": 20, "m": 30}), [])} == {Kind.TOO_LARGE}


def test_the_true_margins_of_several_lines_are_a_table_of_their_own() -> None:
    table = line({"a": 20, "b": 30}, splitting=frozenset({"sex"}))
    table = replace(table, shown={**table.shown, (None,): 41}, hidden=frozenset())
    lines, whole = parted(table)
    assert lines is table
    assert whole.shown == {(): 41}
    # 50 by the lines and 41 in truth is no contradiction
    assert findings(table, [total(41)]) == []
    assert Kind.PAIR in {one.kind for one in findings(table, [total(43)])}


def within(
    inner: Published, a: tuple[object, ...], outer: Published, b: tuple[object, ...]
) -> bool:
    """Whether one group is part of another, told slowly."""
    fits = outer.indicator in (inner.indicator, inner.part_of)
    days = outer.period.start <= inner.period.start and inner.period.end <= outer.period.end
    small = dict(zip(inner.dimensions, a, strict=True))
    large = dict(zip(outer.dimensions, b, strict=True))
    return fits and days and all(v is None or small.get(name) == v for name, v in large.items())


def differences(a: Published, b: Published) -> list[int]:
    """How far any two shown numbers are apart of which one speaks of part of the other's people."""
    return [
        abs(x - y)
        for (k, x), (m, y) in product(a.shown.items(), b.shown.items())
        if within(a, k, b, m) or within(b, m, a, k)
    ]


def disclosing(a: Published, b: Published, threshold: int) -> bool:
    """Whether two numbers of the tables are too close, told slowly."""
    return any(0 < difference < threshold for difference in differences(a, b))


def test_ten_thousand_pairs_of_published_tables_tell_of_no_few_people() -> None:
    random = Random(4)
    pairs, refused, compared = 0, 0, 0
    while pairs < 10_000:
        people = crowd(random, random.choice([60, 150, 400, 1000]))
        out: list[Published] = []
        for _ in range(60):
            table = publish(
                people, random.choice(WAYS), random.choice(PERIODS), 5, part=random.random() < 0.3
            )
            if any(pair_differences(table, other, 5) for other in out):
                refused += 1
            else:
                out.append(table)
        for a, b in combinations(out, 2):
            found = differences(a, b)
            pairs, compared = pairs + 1, compared + len(found)
            assert not set(found) & {1, 2, 3, 4}, (a.name, b.name)
    # without the guard it would be otherwise
    assert refused > 30
    assert compared > 10_000


def test_the_guard_agrees_with_the_slow_comparison() -> None:
    random = Random(7)
    people = crowd(random, 120)
    tables = [
        publish(people, random.choice(WAYS), random.choice(PERIODS[:7]), part=random.random() < 0.5)
        for _ in range(60)
    ]
    told = [
        (bool(pair_differences(a, b, 5)), disclosing(a, b, 5)) for a, b in combinations(tables, 2)
    ]
    assert all(quick == slow for quick, slow in told)
    assert 10 < sum(slow for _quick, slow in told) < len(told)
