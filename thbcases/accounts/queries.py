"""Which memberships hold on a day, and what each role must bring to sign in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise

from thbcases.access.roles import DESCRIPTIONS, Role
from thbcases.accounts.models import Membership, User

# Whoever sees cases, or who looked at them, or can give others that sight.
ROLES_WITH_SECOND_FACTOR = frozenset(
    {
        Role.OFFICER,
        Role.ANALYST,
        Role.NGO,
        Role.RESPONDER,
        Role.MIGRATION,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)


def memberships_on(user: User, on: date) -> list[Membership]:
    """The memberships of a user that hold on a day, with their organisations."""
    held = Membership.objects.valid_on(on).filter(user=user)
    return list(held.select_related("organisation"))


def acting_one(memberships: Iterable[Membership], chosen: int | None) -> Membership | None:
    """The membership that acts: the chosen one, or the first when none was chosen yet.

    A chosen membership that no longer holds is not replaced by another: rights change only by
    a choice.
    """
    held = (m for m in memberships if chosen is None or m.pk == chosen)
    return next(held, None)


def active_membership(user: User, on: date, chosen: int | None = None) -> Membership | None:
    """The membership in which a user acts on a day; None when none holds."""
    return acting_one(memberships_on(user, on), chosen)


@dataclass(frozen=True)
class DemoAccount:
    """A line of the demo's sign-in page."""

    username: str
    name: str
    organisation: str
    role: str
    description: Promise


def demo_accounts() -> list[DemoAccount]:
    """The demo accounts with what each may do, in the order of the roles."""
    held = Membership.objects.valid_on(timezone.localdate()).filter(user__is_demo=True)
    order = list(Role)
    return [
        DemoAccount(
            username=m.user.username,
            name=m.user.get_full_name(),
            organisation=m.organisation.name,
            role=m.get_role_display(),
            description=DESCRIPTIONS[Role(m.role)],
        )
        for m in sorted(
            held.select_related("user", "organisation"),
            key=lambda m: (order.index(Role(m.role)), m.user.username),
        )
    ]
