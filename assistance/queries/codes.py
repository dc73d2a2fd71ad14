"""Codes of certificates: 85 random bits that a person can read out and type."""

import secrets
from hashlib import sha256

# Letters and digits that cannot be mistaken for each other.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
# 17 symbols of 5 bits each, and one that shows a mistyped or exchanged one.
RANDOM_SYMBOLS = 17
GROUP = 6


def new_code() -> str:
    """A code nobody can guess: `7K3QXM-2D9F4T-C8WZ1P`."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(RANDOM_SYMBOLS))
    return in_groups(body + check_symbol(body))


def in_groups(code: str) -> str:
    """A code as it is printed, in groups of six."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def tidy(typed: str) -> str:
    """What was typed, as the code is written: without gaps, misread letters put right."""
    letters = typed.upper().translate(MISREAD)
    return "".join(letter for letter in letters if letter in ALPHABET)


def check_symbol(body: str) -> str:
    """Luhn's check over 32 symbols: finds every single mistake and most exchanged neighbours."""
    size = len(ALPHABET)
    total = 0
    for place, letter in enumerate(reversed(body)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // size + value % size
    return ALPHABET[-total % size]


def is_well_formed(typed: str) -> bool:
    """Whether it can be a code at all: whole, and its check symbol right."""
    code = tidy(typed)
    return len(code) == RANDOM_SYMBOLS + 1 and check_symbol(code[:-1]) == code[-1]


def fingerprint(typed: str) -> bytes:
    """By what a code is looked up; the search never compares the code itself."""
    return sha256(tidy(typed[:200]).encode()).digest()
