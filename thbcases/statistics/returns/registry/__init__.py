"""Every return once. A new one is an entry in one of these files, no more."""

from thbcases.access import rights
from thbcases.access.acting import Actor
from thbcases.statistics.returns.kinds import Return
from thbcases.statistics.returns.registry.country import COUNTRY
from thbcases.statistics.returns.registry.help import PROJECTS
from thbcases.statistics.returns.registry.records import CTDC, HTCDS
from thbcases.statistics.returns.registry.union import ARTICLE_19A, EUROSTAT
from thbcases.statistics.returns.registry.world import GLOTIP

RETURNS: dict[str, Return] = {
    what.key: what for what in (COUNTRY, ARTICLE_19A, EUROSTAT, GLOTIP, CTDC, PROJECTS, HTCDS)
}


def may_take(what: Return, actor: Actor | None = None) -> bool:
    """Whether somebody may see and take out a return: one of its rights is enough."""
    return any(rights.may(right, actor) for right in what.rights)


def returns_of(actor: Actor | None = None) -> list[Return]:
    """The returns that somebody may take out."""
    return [what for what in RETURNS.values() if may_take(what, actor)]


__all__ = ["RETURNS", "may_take", "returns_of"]
