"""The Lithuanian personal code."""

from datetime import date

import pytest

from thbcases.people.choices import Sex
from thbcases.people.personal_code import read_personal_code


def test_a_right_code_says_birth_and_sex() -> None:
    code = read_personal_code("33309240064")
    assert code.is_whole
    assert code.birth_date == date(1933, 9, 24)
    assert code.sex == Sex.MALE
    assert code.has_right_check_digit


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        ("4900315012", 1),  # the first weights suffice
        ("3330924006", 4),  # they leave ten: the second weights
        ("4600418942", 2),
        ("4790711431", 0),  # these leave ten too
    ],
)
def test_exactly_one_check_digit_is_right(digits: str, check: int) -> None:
    right = [n for n in range(10) if read_personal_code(f"{digits}{n}").has_right_check_digit]
    assert right == [check]


@pytest.mark.parametrize(
    ("code", "born", "sex"),
    [
        ("10001010000", date(1800, 1, 1), Sex.MALE),
        ("29912310000", date(1899, 12, 31), Sex.FEMALE),
        ("49003150128", date(1990, 3, 15), Sex.FEMALE),
        ("50402290000", date(2004, 2, 29), Sex.MALE),
        ("60012310000", date(2000, 12, 31), Sex.FEMALE),
        ("50302290000", None, Sex.MALE),  # no such day
        ("99003150120", None, None),  # given to those whose birth was not known
    ],
)
def test_century_and_sex_stand_in_the_first_digit(
    code: str, born: date | None, sex: Sex | None
) -> None:
    read = read_personal_code(code)
    assert (read.birth_date, read.sex) == (born, sex)


@pytest.mark.parametrize("code", ["", "123", "123456789012", "3330924006x", "٣٣٣٠٩٢٤٠٠٦٤"])
def test_what_is_not_eleven_digits_is_not_whole(code: str) -> None:
    read = read_personal_code(code)
    assert not read.is_whole
    assert not read.has_right_check_digit


def test_spaces_and_hyphens_do_not_matter() -> None:
    assert read_personal_code(" 333-0924 0064 ").code == "33309240064"
