"""Home pages: apps say which block which role gets; the page of a role is its blocks in order."""

from collections.abc import Callable
from dataclasses import dataclass

from thbcases.access import rights
from thbcases.access.acting import Actor
from thbcases.access.roles import Role
from thbcases.web.parts import Block

BlockMaker = Callable[[Actor], Block | None]


@dataclass(frozen=True)
class HomeBlock:
    """A maker of a block, for roles with a right, perhaps only some of them."""

    make: BlockMaker
    requires: str
    roles: frozenset[Role]
    order: int
    place: str


_registered: list[HomeBlock] = []


def register_home_block(
    make: BlockMaker,
    *,
    requires: str,
    roles: tuple[Role, ...] = (),
    order: int = 50,
    place: str = "main",
) -> None:
    """Add a block for everybody with the right (and, if given, one of the roles).

    `place` is "main" (the wide column), "aside" (clocks) or "top" (figures across).
    Call it in the app's `ready()`.
    """
    if place not in {"main", "aside", "top"}:
        raise ValueError(f"unknown place {place!r}")
    rights.split(requires)
    block = HomeBlock(make, requires, frozenset(roles), order, place)
    if block not in _registered:
        _registered.append(block)


def blocks_for(actor: Actor) -> dict[str, list[Block]]:
    """The blocks of an actor's home page by place; a maker may answer None for «not today»."""
    blocks: dict[str, list[Block]] = {"top": [], "main": [], "aside": []}
    for entry in sorted(_registered, key=lambda entry: entry.order):
        if entry.roles and actor.role not in entry.roles:
            continue
        if rights.may(entry.requires, actor) and (block := entry.make(actor)) is not None:
            blocks[entry.place].append(block)
    return blocks
