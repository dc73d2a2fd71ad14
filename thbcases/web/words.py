"""Names by which sheets, columns and values are known in files."""

import re
import unicodedata
from dataclasses import dataclass

from thbcases.codes.models.base import is_english

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Words:
    """A name in both languages. It is looked for in files, so it is data and not a translation:
    a better translation must not close the door to yesterday's files."""

    lt: str
    en: str
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.en if is_english() else self.lt

    def all(self) -> tuple[str, ...]:
        """Every spelling by which it is known in a file."""
        return (self.lt, self.en, *self.also)


def fold(text: str) -> str:
    """A text without case, diacritics and punctuation: «Gimimo data*» is «gimimo data»."""
    marks = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in marks if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def short(text: str) -> str:
    """A text as a message quotes it."""
    line = " ".join(text.split())
    return f"{line[:LONGEST_SHOWN]}…" if len(line) > LONGEST_SHOWN else line
