"""The weighing of signs against a table written by hand, and what must hold for any answers."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbcases.codes.choices import DIMENSIONS, SignPart
from thbcases.victims.choices import Advice
from thbcases.victims.indicators.asked import Asked, AskedSign, changes
from thbcases.victims.indicators.weighing import is_enough, weigh

# Strong, medium, weak: whether the dimension is positive. Each rule, and just below it.
TABLE = [
    ((0, 0, 0), False),
    ((1, 0, 0), False),
    ((2, 0, 0), True),
    ((3, 0, 0), True),
    ((1, 1, 0), True),
    ((1, 0, 1), True),
    ((0, 1, 0), False),
    ((0, 2, 0), False),
    ((0, 3, 0), True),
    ((0, 2, 1), True),
    ((0, 1, 1), False),
    ((0, 1, 2), False),
    ((0, 1, 5), False),
    ((0, 0, 1), False),
    ((0, 0, 3), False),
    ((0, 0, 9), False),
    ((2, 2, 2), True),
]


def sign(code: str, part: str, adult: str = "", child: str | None = None) -> AskedSign:
    return AskedSign(code, part, adult, adult if child is None else child, code, code)


def asked(*signs: AskedSign) -> Asked:
    return Asked("T", "sąrašas", "list", "test", "spragos", "gaps", signs)


def of(part: SignPart, weights: str) -> list[AskedSign]:
    """Signs of a dimension: «SSM» is two strong ones and a medium one."""
    return [sign(f"{part.value}_{n}", part.value, w) for n, w in enumerate(weights)]


FULL = asked(
    sign("recruit", "act"),
    sign("deceit", "means"),
    *(one for part in DIMENSIONS for one in of(part, "SSSMMMMWWW")),
)


def ticked(part: SignPart, counts: tuple[int, int, int]) -> set[str]:
    strong, medium, weak = counts
    places = [*range(strong), *range(3, 3 + medium), *range(7, 7 + weak)]
    return {f"{part.value}_{n}" for n in places}


@pytest.mark.parametrize(("counts", "expected"), TABLE)
def test_a_dimension_is_positive_by_the_rule_and_not_just_below(
    counts: tuple[int, int, int], expected: bool
) -> None:
    assert is_enough(counts) is expected


@pytest.mark.parametrize("part", DIMENSIONS)
@pytest.mark.parametrize("counts", [c for c, _e in TABLE if c[0] < 4 and c[1] < 5 and c[2] < 4])
def test_each_dimension_counts_its_own_signs_only(
    part: SignPart, counts: tuple[int, int, int]
) -> None:
    weighed = weigh(FULL, ticked(part, counts), is_child=False)
    positive = [d.part for d in weighed.dimensions if d.is_positive]

    assert positive == ([part] if dict(TABLE)[counts] else [])
    [own] = [d for d in weighed.dimensions if d.part == part]
    assert own.counts == counts


# exploitation, held, dependence, deception, coercion, vulnerability: the adult's rule by hand.
def adult_by_hand(d4: bool, d5: bool, d6: bool, d1: bool, d2: bool, d3: bool) -> bool:
    if not d4:
        return False
    if not d5 and not d6:
        return False
    return d1 or d2 or d3


ORDER = (
    SignPart.EXPLOITATION,
    SignPart.HELD,
    SignPart.DEPENDENCE,
    SignPart.DECEPTION,
    SignPart.COERCION,
    SignPart.VULNERABILITY,
)


@pytest.mark.parametrize("positive", list(product([False, True], repeat=6)))
def test_the_dimensions_add_up_for_an_adult(positive: tuple[bool, ...]) -> None:
    codes = set()
    for part, is_positive in zip(ORDER, positive, strict=True):
        codes |= ticked(part, (1, 1, 0) if is_positive else (1, 0, 0))
    weighed = weigh(FULL, codes, is_child=False)

    assert weighed.by_weight is adult_by_hand(*positive)
    assert (weighed.advice == Advice.PRESUME) is adult_by_hand(*positive)


@pytest.mark.parametrize(
    ("is_child", "codes", "purpose", "advice"),
    [
        (False, set(), False, Advice.NONE),
        (False, {"recruit"}, False, Advice.LOOK_FURTHER),
        (False, {"recruit", "deceit"}, False, Advice.LOOK_FURTHER),
        (False, {"recruit"}, True, Advice.LOOK_FURTHER),
        (False, {"deceit"}, True, Advice.LOOK_FURTHER),
        (False, {"recruit", "deceit"}, True, Advice.PRESUME),
        (None, {"recruit"}, True, Advice.LOOK_FURTHER),
        (None, {"recruit", "deceit"}, True, Advice.PRESUME),
        # a child: means are not needed, an act and a purpose are
        (True, {"recruit"}, True, Advice.PRESUME),
        (True, {"deceit"}, True, Advice.LOOK_FURTHER),
        (True, set(), True, Advice.LOOK_FURTHER),
        (True, set(), False, Advice.NONE),
        # a child: an act and positive exploitation
        (True, {"recruit", "exploitation_0", "exploitation_1"}, False, Advice.PRESUME),
        (True, {"exploitation_0", "exploitation_1"}, False, Advice.LOOK_FURTHER),
        (False, {"recruit", "exploitation_0", "exploitation_1"}, False, Advice.LOOK_FURTHER),
    ],
)
def test_act_means_and_purpose_and_the_rule_for_children(
    is_child: bool | None, codes: set[str], purpose: bool, advice: Advice
) -> None:
    purposes = ["LAB"] if purpose else []
    assert weigh(FULL, codes, is_child=is_child, purposes=purposes).advice == advice


def test_children_have_weights_of_their_own_and_unknown_signs_are_not_theirs() -> None:
    kept = SignPart.HELD.value
    both = asked(sign("a", kept, "M", "S"), sign("b", kept, "M", "S"), sign("c", kept, "M", ""))

    def held(is_child: bool | None, codes: set[str]) -> Any:
        found = weigh(both, codes, is_child=is_child).dimensions
        return next(d for d in found if d.part == SignPart.HELD)

    assert not held(False, {"a", "b"}).is_positive
    assert not held(None, {"a", "b"}).is_positive
    assert held(True, {"a", "b"}).is_positive
    assert held(False, {"a", "b", "c"}).is_positive
    assert held(True, {"a", "c"}).counts == (1, 0, 0)


@pytest.mark.parametrize(
    ("have", "there", "ways"),
    [
        ((1, 0, 0), "SSMW", [(0, 0, 1), (0, 1, 0), (1, 0, 0)]),
        ((0, 2, 0), "SMMMW", [(0, 0, 1), (0, 1, 0), (1, 0, 0)]),
        ((0, 1, 1), "SMMMW", [(0, 1, 0), (1, 0, 0)]),
        ((0, 1, 0), "MMM", [(0, 2, 0)]),
        ((0, 0, 0), "SM", [(1, 1, 0)]),
        ((0, 0, 0), "MM", []),
    ],
)
def test_what_is_missing_is_said_in_the_smallest_ways_that_are_there(
    have: tuple[int, int, int], there: str, ways: list[tuple[int, int, int]]
) -> None:
    part = SignPart.HELD
    signs = of(part, there)
    left = dict(zip("SMW", have, strict=True))
    codes = set()
    for one in signs:
        if left[one.adult]:
            left[one.adult] -= 1
            codes.add(one.code)
    [found] = [d for d in weigh(asked(*signs), codes, is_child=False).dimensions if d.part == part]
    assert found.ways == ways


ALL_CODES = sorted(s.code for s in FULL.signs)


@given(
    st.sets(st.sampled_from(ALL_CODES)),
    st.sampled_from(ALL_CODES),
    st.sampled_from([True, False, None]),
    st.booleans(),
)
def test_one_more_sign_never_makes_less_of_it(
    codes: set[str], more: str, is_child: bool | None, has_purpose: bool
) -> None:
    purposes = ["LAB"] if has_purpose else []
    before = weigh(FULL, codes, is_child=is_child, purposes=purposes)
    after = weigh(FULL, codes | {more}, is_child=is_child, purposes=purposes)

    for one, other in zip(before.dimensions, after.dimensions, strict=True):
        assert other.is_positive or not one.is_positive
    order = [Advice.NONE, Advice.LOOK_FURTHER, Advice.PRESUME]
    assert order.index(after.advice) >= order.index(before.advice)


@given(st.sets(st.sampled_from(ALL_CODES)), st.sampled_from([True, False]))
def test_the_ways_that_are_named_lead_there(codes: set[str], is_child: bool) -> None:
    for dimension in weigh(FULL, codes, is_child=is_child).dimensions:
        for way in dimension.ways:
            added = tuple(a + b for a, b in zip(dimension.counts, way, strict=True))
            assert is_enough(added)  # type: ignore[arg-type]


def test_a_changed_list_says_what_is_new_gone_and_weighed_otherwise() -> None:
    old = asked(sign("a", "held", "S"), sign("b", "held", "M"), sign("c", "act"))
    new = asked(sign("a", "held", "M"), sign("c", "act"), sign("d", "held", "W"))
    found = changes(old, new)

    assert [s.code for s in found.added] == ["d"]
    assert [s.code for s in found.removed] == ["b"]
    assert [(one.code, one.adult, other.adult) for one, other in found.reweighed] == [
        ("a", "S", "M")
    ]
    assert not changes(old, old)
    assert old.fingerprint != new.fingerprint
    assert Asked.read(old.kept()) == old
