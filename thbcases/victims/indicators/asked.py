"""The list of signs as it was asked: kept with the answers, so that no later list changes them."""

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from thbcases.codes.choices import SignPart, Weight
from thbcases.codes.models.base import is_english
from thbcases.codes.queries import sign_list


@dataclass(frozen=True)
class AskedSign:
    """A sign with its weights as they stood when it was asked."""

    code: str
    part: str
    adult: str
    child: str
    name_lt: str
    name_en: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_en if is_english() else self.name_lt

    def weight(self, *, is_child: bool) -> str:
        """S, M, W, or nothing where the list for children does not know the sign."""
        return self.child if is_child else self.adult

    def weight_words(self, *, is_child: bool) -> str:
        """The weight in words."""
        weight = self.weight(is_child=is_child)
        return str(Weight(weight).label) if weight else ""


@dataclass(frozen=True)
class Asked:
    """A version of the list: its name, where it comes from, what it does not cover, its signs."""

    version: str
    name_lt: str
    name_en: str
    source: str
    gaps_lt: str
    gaps_en: str
    signs: tuple[AskedSign, ...]

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Asked":
        """The list out of a record or of what another organisation passed on."""
        signs = tuple(AskedSign(**sign) for sign in kept["signs"])
        return cls(**{**kept, "signs": signs})

    def kept(self) -> dict[str, Any]:
        """As a record keeps it."""
        return {**asdict(self), "signs": [asdict(sign) for sign in self.signs]}

    @property
    def name(self) -> str:
        """The version in the reader's language."""
        return self.name_en if is_english() else self.name_lt

    @property
    def gaps(self) -> str:
        """What the list does not cover, in the reader's language."""
        return self.gaps_en if is_english() else self.gaps_lt

    @property
    def fingerprint(self) -> str:
        """Alike for lists that ask and weigh the same; a corrected wording is no other list."""
        said = "|".join(f"{s.code}:{s.part}:{s.adult}:{s.child}" for s in sorted_signs(self))
        return sha256(said.encode()).hexdigest()

    def of(self, part: SignPart) -> list[AskedSign]:
        """The signs of one part of the form."""
        return [sign for sign in self.signs if sign.part == part]

    def by_code(self) -> dict[str, AskedSign]:
        """The signs by their codes."""
        return {sign.code: sign for sign in self.signs}


@dataclass(frozen=True)
class Changes:
    """What a newer list asks otherwise than an older one."""

    added: list[AskedSign]
    removed: list[AskedSign]
    reweighed: list[tuple[AskedSign, AskedSign]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reweighed)


def sorted_signs(asked: Asked) -> list[AskedSign]:
    """By code."""
    return sorted(asked.signs, key=lambda sign: sign.code)


def current(day: date) -> Asked:
    """The list in force on a day. Raises codes' NotInForce."""
    found = sign_list(day)
    signs = found.signs.valid_on(day).order_by("part", "position", "code")
    return Asked(
        version=found.code,
        name_lt=found.name_lt,
        name_en=found.name_en,
        source=found.source,
        gaps_lt=found.gaps_lt,
        gaps_en=found.gaps_en,
        signs=tuple(
            AskedSign(s.code, s.part, s.adult, s.child, s.name_lt, s.name_en) for s in signs
        ),
    )


def changes(old: Asked, new: Asked) -> Changes:
    """What is new, what is no longer asked, and what weighs otherwise."""
    before, after = old.by_code(), new.by_code()
    both = [(before[code], after[code]) for code in before if code in after]
    return Changes(
        added=[sign for code, sign in after.items() if code not in before],
        removed=[sign for code, sign in before.items() if code not in after],
        reweighed=[
            (one, other)
            for one, other in both
            if (one.part, one.adult, one.child) != (other.part, other.adult, other.child)
        ],
    )
