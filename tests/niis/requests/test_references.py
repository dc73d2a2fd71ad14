"""A reference number names a record to whoever keeps it, and tells nobody else anything."""

from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, person
from thbcases.niis.queries import references
from thbcases.niis.queries.references import (
    ALPHABET,
    BadReference,
    own_record,
    reference_of,
    reference_of_number,
    tidy,
)
from thbcases.people.models import Person


def test_only_the_keeper_finds_the_record(cast: Cast) -> None:
    with cast.making("unit_a"):
        rows = [person() for _number in range(5)]
    numbers = [reference_of(row) for row in rows]
    assert len(set(numbers)) == 5
    with cast.acting("officer"):
        assert [own_record(number) for number in numbers] == rows
        assert own_record(reference_of_number("P", uuid4())) is None
    for name in ("officer_b", "analyst", "ngo"):
        with cast.acting(name):
            assert own_record(numbers[0]) is None, name


@given(st.uuids(), st.sampled_from(range(1, 14)), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(number: UUID, place: int, letter: str) -> None:
    right = reference_of_number("P", number)
    assert tidy(right.lower().replace("-", " ")) == right
    flat = right.replace("-", "")
    wrong = flat[:place] + letter + flat[place + 1 :]
    if wrong != flat:
        with pytest.raises(BadReference):
            tidy(wrong)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_number_or_none(text: str) -> None:
    with suppress(BadReference):
        assert tidy(tidy(text)) == tidy(text)


def test_letters_that_look_alike_are_read_as_meant() -> None:
    right = reference_of_number("P", UUID(int=0))
    assert tidy(right[0] + right[1:].replace("0", "O")) == right


def test_a_letter_is_given_once() -> None:
    with pytest.raises(ValueError, match="taken"):
        references.register_letter("B", Person)
