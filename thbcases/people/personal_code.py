"""The Lithuanian personal code (asmens kodas): what stands inside it.

Eleven digits: century and sex, year, month and day of birth, a serial number, a check digit.
Codes with a wrong check digit were issued, so a wrong one is a warning and never a refusal.
"""

from dataclasses import dataclass
from datetime import date

from thbcases.people.choices import Sex
from thbcases.people.names import normalise_number

DIGITS = 11
# First digit: odd for men, even for women; two digits to a century from the nineteenth on.
FIRST_CENTURY = 1800
FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)
MODULUS = 11


@dataclass(frozen=True)
class PersonalCode:
    """What a personal code says; `sex` and `birth_date` are None where it says nothing usable."""

    code: str
    is_whole: bool
    has_right_check_digit: bool
    sex: Sex | None = None
    birth_date: date | None = None


def read_personal_code(value: str) -> PersonalCode:
    """Take a personal code apart; spaces and hyphens do not matter."""
    code = normalise_number(value)
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return PersonalCode(code, is_whole=False, has_right_check_digit=False)
    numbers = [int(digit) for digit in code]
    return PersonalCode(
        code,
        is_whole=True,
        has_right_check_digit=_check_digit(numbers) == numbers[-1],
        sex=_sex(numbers[0]),
        birth_date=_birth_date(code),
    )


def _check_digit(numbers: list[int]) -> int:
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        rest = sum(n * w for n, w in zip(numbers, weights, strict=False)) % MODULUS
        if rest < 10:
            return rest
    return 0


def _sex(first: int) -> Sex | None:
    # 0 and 9 were given to people without a known birth date.
    if not 1 <= first <= 8:
        return None
    return Sex.MALE if first % 2 else Sex.FEMALE


def _birth_date(code: str) -> date | None:
    first = int(code[0])
    if not 1 <= first <= 8:
        return None
    year = FIRST_CENTURY + 100 * ((first - 1) // 2) + int(code[1:3])
    try:
        return date(year, int(code[3:5]), int(code[5:7]))
    except ValueError:
        return None
