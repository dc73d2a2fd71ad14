"""Weighing the signs: which dimension is positive and why, what is missing, what follows.

The rule of the ILO and the European Commission (2009): a dimension is positive with two strong
indicators, one strong and one other, three medium, or two medium and one weak. An adult is
positively weighed with exploitation, coercion or abuse of vulnerability at the destination, and
deceptive, coercive or abusive recruitment. For a child the means are not needed: exploitation is
enough beside an act (Palermo Protocol Art. 3(c)). All of it is advice; a person decides.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from thbcases.codes.choices import DIMENSIONS, SignPart, Weight
from thbcases.victims.choices import Advice
from thbcases.victims.indicators.asked import Asked, AskedSign

# How many strong, medium and weak indicators make a dimension positive.
ENOUGH: tuple[tuple[int, int, int], ...] = (
    (2, 0, 0),
    (1, 1, 0),
    (1, 0, 1),
    (0, 3, 0),
    (0, 2, 1),
)
RECRUITED = (SignPart.DECEPTION, SignPart.COERCION, SignPart.VULNERABILITY)
KEPT = (SignPart.HELD, SignPart.DEPENDENCE)

Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Dimension:
    """One of the six: what was ticked, whether it is positive, and what would make it so.

    `ways` are the smallest additions, each as how many strong, medium and weak ones are missing.
    """

    part: SignPart
    ticked: list[tuple[AskedSign, Weight]]
    counts: Counts
    is_positive: bool
    ways: list[Counts]

    def of(self, weight: Weight) -> list[AskedSign]:
        """The ticked indicators of a weight."""
        return [sign for sign, found in self.ticked if found == weight]


@dataclass(frozen=True)
class Weighed:
    """What the ticked signs say together."""

    is_child: bool | None
    dimensions: list[Dimension]
    acts: list[AskedSign]
    means: list[AskedSign]
    has_purpose: bool

    @property
    def counts_as_child(self) -> bool:
        """Whether the weights and the rule of children are used."""
        return self.is_child is True

    def is_positive(self, *parts: SignPart) -> bool:
        """Whether one of these dimensions is positive."""
        return any(d.is_positive for d in self.dimensions if d.part in parts)

    @property
    def is_exploited(self) -> bool:
        """Whether the dimension of exploitation is positive."""
        return self.is_positive(SignPart.EXPLOITATION)

    @property
    def by_weight(self) -> bool:
        """Whether the indicators together are positive."""
        if self.counts_as_child:
            return self.is_exploited and bool(self.acts)
        return self.is_exploited and self.is_positive(*KEPT) and self.is_positive(*RECRUITED)

    @property
    def by_elements(self) -> bool:
        """Whether act, means and purpose are there; a child's needs no means."""
        return bool(self.acts) and self.has_purpose and (self.counts_as_child or bool(self.means))

    @property
    def advice(self) -> Advice:
        """What the weighing says."""
        if self.by_weight or self.by_elements:
            return Advice.PRESUME
        ticked = chain(self.acts, self.means, *(d.ticked for d in self.dimensions))
        return Advice.LOOK_FURTHER if any(ticked) or self.has_purpose else Advice.NONE

    def kept(self) -> dict[str, object]:
        """As a finished identification keeps it."""
        return {
            "child": self.is_child,
            "positive": [str(d.part) for d in self.dimensions if d.is_positive],
            "by_weight": self.by_weight,
            "by_elements": self.by_elements,
            "advice": str(self.advice),
        }


def is_enough(counts: Counts) -> bool:
    """Whether so many strong, medium and weak indicators make a dimension positive."""
    return any(
        all(have >= need for have, need in zip(counts, rule, strict=True)) for rule in ENOUGH
    )


def weigh(
    asked: Asked, ticked: Collection[str], *, is_child: bool | None, purposes: Iterable[str] = ()
) -> Weighed:
    """Weigh the ticked signs of a list; `purposes` are forms of exploitation."""
    chosen = [sign for sign in asked.signs if sign.code in ticked]
    return Weighed(
        is_child=is_child,
        dimensions=[
            _dimension(asked, part, set(ticked), is_child=is_child is True) for part in DIMENSIONS
        ],
        acts=[sign for sign in chosen if sign.part == SignPart.ACT],
        means=[sign for sign in chosen if sign.part == SignPart.MEANS],
        has_purpose=any(True for _purpose in purposes),
    )


def _dimension(asked: Asked, part: SignPart, ticked: set[str], *, is_child: bool) -> Dimension:
    weighed = [
        (sign, Weight(weight))
        for sign in asked.of(part)
        if (weight := sign.weight(is_child=is_child))
    ]
    chosen = [(sign, weight) for sign, weight in weighed if sign.code in ticked]
    left = _counts(weight for sign, weight in weighed if sign.code not in ticked)
    counts = _counts(weight for _sign, weight in chosen)
    enough = is_enough(counts)
    return Dimension(part, chosen, counts, enough, [] if enough else _ways(counts, left))


def _counts(weights: Iterable[Weight]) -> Counts:
    found = Counter(weights)
    return found[Weight.STRONG], found[Weight.MEDIUM], found[Weight.WEAK]


def _ways(counts: Counts, left: Counts) -> list[Counts]:
    """The smallest additions out of what is left that would be enough."""
    missing = {
        tuple(max(0, need - have) for need, have in zip(rule, counts, strict=True))
        for rule in ENOUGH
    }
    possible = [
        way for way in missing if all(n <= there for n, there in zip(way, left, strict=True))
    ]
    smallest = [
        way
        for way in possible
        if not any(
            other != way and all(a <= b for a, b in zip(other, way, strict=True))
            for other in possible
        )
    ]
    return sorted(smallest, key=lambda way: (sum(way), way))  # type: ignore[arg-type,return-value]
