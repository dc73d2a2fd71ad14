"""Which actions: asked by views, forms, templates and the admin. Never without an actor."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thbcases.access.acting import Actor, current_actor
from thbcases.access.table import KINDS, TABLE


class Refused(PermissionDenied):
    """The acting user may not do this; the message says why, in their language."""


class UnknownRight(LookupError):
    """A right was asked for that the table does not know: a programming mistake."""


def split(right: str) -> tuple[str, str]:
    """«kind.verb» as its two parts. Raises UnknownRight for a kind or verb nobody has."""
    kind, _dot, verb = right.partition(".")
    if kind not in TABLE or not any(verb in grant.verbs for grant in TABLE[kind].values()):
        raise UnknownRight(right)
    return kind, verb


def may(right: str, actor: Actor | None = None) -> bool:
    """Whether the acting user's role has this right at all; which rows is for the database."""
    kind, verb = split(right)
    actor = actor or current_actor()
    if actor is None:
        return False
    grant = TABLE[kind].get(actor.role)
    return grant is not None and verb in grant.verbs


def check(right: str, actor: Actor | None = None) -> None:
    """Raise Refused, with the reason, unless the acting user has the right."""
    if may(right, actor):
        return
    actor = actor or current_actor()
    if actor is None:
        raise Refused(_("Sign in first."))
    kind, _verb = split(right)
    raise Refused(
        _("As %(role)s you may not do this (%(kind)s). Ask the unit that keeps the record.")
        % {"role": actor.role.label, "kind": KINDS[kind]}
    )
