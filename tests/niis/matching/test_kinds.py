"""One box for everything: what was typed is known by its form, and bad input is answered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbcases.niis.matching.dates import Birth, Unclear, one_digit_away, read_birth, swapped
from thbcases.niis.matching.kinds import KIND_NAMES, LONGEST, Kind, understand, value_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jonas Kazlauskas", Kind.PERSON),
        ("Казлаускас Йонас", Kind.PERSON),
        ("Nguyễn Thị Lan", Kind.PERSON),
        ("O'Brien Mary", Kind.PERSON),
        ("J. Kazlauskas", Kind.PERSON),
        ("G. Petraitis", Kind.PERSON),
        ("Ana 1990", Kind.PERSON),
        ("ABC 123", Kind.VEHICLE),
        ("abc123", Kind.VEHICLE),
        ("АВ1234СТ", Kind.VEHICLE),
        ("1234 AB-5", Kind.VEHICLE),
        ("+370 612 34567", Kind.PHONE),
        ("8 612 34567", Kind.PHONE),
        ("00370 612 34567", Kind.PHONE),
        ("39005121234", Kind.DOCUMENT),
        ("12345678", Kind.DOCUMENT),
        ("LK1234567", Kind.DOCUMENT),
        ("LT12 1000 0111 0100 1000", Kind.ACCOUNT),
        ("jonas@pastas.lt", Kind.EMAIL),
        ("@lena99", Kind.NICKNAME),
        ("sexy_lena", Kind.NICKNAME),
        ("UAB Baltic Transport", Kind.COMPANY),
        ("ООО Ромашка", Kind.COMPANY),
        ("Gedimino pr. 12, Vilnius", Kind.ADDRESS),
        ("ул. Ленина 5", Kind.ADDRESS),
    ],
)
def test_the_kind_is_read_from_the_form(text: str, kind: Kind) -> None:
    assert understand(text).kind is kind


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("Jonas Kazlauskas 1990-05-12", Birth(date(1990, 5, 12), 1990)),
        ("1990.05.12 Jonas Kazlauskas", Birth(date(1990, 5, 12), 1990)),
        ("Jonas Kazlauskas 12/05/1990", Birth(date(1990, 5, 12), 1990)),
        ("Jonas Kazlauskas, g. 1990 m. 5 12", Birth(date(1990, 5, 12), 1990)),
        ("Jonas Kazlauskas 19900512", Birth(date(1990, 5, 12), 1990)),
        ("Kazlauskas Jonas 1990", Birth(None, 1990)),
        ("Kazlauskas Jonas, gim. 1990 m.", Birth(None, 1990)),
    ],
)
def test_a_birth_date_or_year_stands_in_the_text(text: str, birth: Birth) -> None:
    found = understand(text)
    assert found.birth == birth
    assert {word.stem for word in found.words} == {"ion", "kazlausk"}


def test_a_birth_date_may_be_given_apart() -> None:
    assert understand("Jonas Kazlauskas", "1990-05-12").birth == Birth(date(1990, 5, 12), 1990)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Type a name"),
        ("   \n\t", "Type a name"),
        ("....", "Type a name"),
        ("x" * 10_000, "too long"),
        ("1", "digits is none"),
        ("9" * 40, "digits is none"),
        ("a", "One letter"),
        ("Jon*", "Leave out"),
        ("Kazl%", "Leave out"),
        ("'; drop table people_person; --", "signs"),
        ("Jonas 😀", "signs"),
        ("\x00\x01", "signs"),
        ("Jonas Kazlauskas 1990-02-30", "no such date"),
        ("Jonas Kazlauskas 31.11.1990", "no such date"),
        ("Ivаnov Jonas", "two alphabets"),
        ("a b c d e f g h i j k l", "At most"),
    ],
)
def test_bad_input_is_answered_in_words(text: str, message: str) -> None:
    with pytest.raises(Unclear, match=message):
        understand(text)


@pytest.mark.parametrize("born", ["soon", "1990-13-01", "19900", "1990-05-12 or so"])
def test_a_bad_birth_date_is_answered_in_words(born: str) -> None:
    with pytest.raises(Unclear):
        understand("Jonas Kazlauskas", born)


@given(st.text(max_size=LONGEST + 20), st.text(max_size=20))
def test_no_input_is_an_error(text: str, born: str) -> None:
    try:
        found = understand(text, born)
    except Unclear:
        return
    assert found.words or found.values
    assert str(KIND_NAMES[found.kind])


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        (Kind.PHONE, "+370 612 34567", "37061234567"),
        (Kind.PHONE, "8-612-34567", "37061234567"),
        (Kind.PHONE, "0612 34567", "37061234567"),
        (Kind.PHONE, "0044 20 7946 0000", "442079460000"),
        (Kind.VEHICLE, "аве 123", "ABE123"),
        (Kind.EMAIL, " Jonas@Pastas.LT ", "jonas@pastas.lt"),
        (Kind.DOCUMENT, "lk-123 4567", "LK1234567"),
    ],
)
def test_a_value_has_one_normal_form(kind: Kind, value: str, normal: str) -> None:
    assert value_of(kind, value) == normal


def test_dates_that_a_slip_makes() -> None:
    assert swapped(date(1990, 5, 12)) == date(1990, 12, 5)
    assert swapped(date(1990, 5, 13)) is None
    assert swapped(date(1990, 5, 5)) is None
    near = one_digit_away(date(1990, 5, 12))
    assert date(1990, 5, 13) in near
    assert date(1980, 5, 12) in near
    assert date(1990, 5, 12) not in near
    assert date(1890, 5, 12) not in near


def test_nothing_is_no_birth_date() -> None:
    assert not read_birth("")
