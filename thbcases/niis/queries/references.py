"""Reference numbers: by what a unit is asked about a record without naming anybody.

The number is the beginning of the record's random public number in letters and digits that
cannot be mistaken for each other, with a check character. It says nothing of the record, is
stored nowhere, and only whoever may see the record finds it again by it.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import models

from thbcases.access.acting import current_actor
from thbcases.investigations.models import Investigation
from thbcases.people.models import Person

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
BITS, LENGTH = 60, 12
REST = 128 - BITS

# Which letter begins the number of which records; `register_letter` adds to it.
_letters: dict[str, type[models.Model]] = {"P": Person, "B": Investigation}


class BadReference(ValueError):
    """The text is no reference number: a letter is missing, or one was mistaken for another."""


def register_letter(letter: str, model: type[models.Model]) -> None:
    """Give records of another kind numbers that begin with this letter."""
    if _letters.setdefault(letter, model) is not model:
        raise ValueError(f"the letter {letter!r} is taken by {_letters[letter]}")


def reference_of(record: Any) -> str:
    """The reference number of a record: «P7K3Q-XM2D9-F4TC». Raises KeyError for other kinds."""
    letter = {model: letter for letter, model in _letters.items()}[type(record)]
    return reference_of_number(letter, record.uuid)


def reference_of_number(letter: str, uuid: UUID) -> str:
    """The same, where only the public number is at hand."""
    body = "".join(_digits(uuid.int >> REST))
    text = f"{letter}{body}{_check(letter + body)}"
    return f"{text[:5]}-{text[5:10]}-{text[10:]}"


def tidy(text: str) -> str:
    """The number as it is written, from however it was typed. Raises BadReference."""
    letter, body = text.strip().upper()[:1], text.strip().upper()[1:].translate(MISREAD)
    right = len(body) == LENGTH + 1 and set(body) <= set(ALPHABET) and letter in _letters
    if not right or _check(letter + body[:-1]) != body[-1]:
        raise BadReference(text)
    whole = letter + body
    return f"{whole[:5]}-{whole[5:10]}-{whole[10:]}"


def own_record(reference: str) -> Any | None:
    """The record of this number that the acting user's organisation keeps, if there is one.

    Served by the index of the public numbers. Raises BadReference.
    """
    whole = tidy(reference).replace("-", "")
    first = 0
    for letter in whole[1:-1]:
        first = first * len(ALPHABET) + ALPHABET.index(letter)
    low, high = first << REST, ((first + 1) << REST) - 1
    actor = current_actor()
    if actor is None:
        return None
    rows = _letters[whole[0]]._default_manager.filter(
        uuid__gte=UUID(int=low),
        uuid__lte=UUID(int=high),
        custodian_id=actor.organisation_id,
    )
    return rows.first()


def _digits(number: int) -> Iterator[str]:
    for place in range(LENGTH - 1, -1, -1):
        yield ALPHABET[(number >> (5 * place)) & 31]


def _check(text: str) -> str:
    """Luhn's rule over 32 letters: one wrong letter is always seen, most swaps too."""
    values = [ALPHABET.index(letter) for letter in reversed(text)]
    total = 0
    for place, value in enumerate(values):
        product = value * 2 if place % 2 == 0 else value
        total += product // 32 + product % 32
    return ALPHABET[-total % 32]
