"""Who works for whom in which role: beginning it, ending it, choosing it."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thbcases.access import rights
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, Organisation, User

OWN_RIGHTS = gettext_lazy("Nobody changes their own rights. Ask another administrator to do it.")


def start_membership(
    *,
    by: User,
    user: User,
    organisation: Organisation,
    role: Role,
    on: date,
    until: date | None = None,
    position: str = "",
) -> Membership:
    """Give somebody a role in an organisation from a day on, until a last day if it is known.

    Nobody gives rights to themself (Refused). Raises ValidationError for a role that cannot be
    held there, or an end before the start.
    """
    rights.check("account.add", by.actor())
    _check_not_oneself(by, user)
    membership = Membership(
        user=user,
        organisation=organisation,
        role=role,
        position=position,
        starts_on=on,
        ends_on=until,
    )
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_membership(*, by: User, membership: Membership, on: date) -> None:
    """End a membership: from the day `on` it gives no rights.

    Whoever acts in it is signed out at their next request. A membership that would end before
    it began is taken back; its history stays. One that has already ended stays as it was.
    """
    rights.check("account.change", by.actor())
    held = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    last_day = on - timedelta(days=1)
    if held.ends_on is not None and held.ends_on <= last_day:
        return
    if last_day < held.starts_on:
        held.delete()
        return
    held.ends_on = last_day
    held.save(update_fields=["ends_on"])


def choose_membership(*, by: User, membership: Membership, on: date) -> Membership:
    """Act in this membership from now on. Raises Refused unless it is one's own and holds."""
    own = Membership.objects.valid_on(on).filter(pk=membership.pk, user=by)
    if not own.exists():
        raise rights.Refused(_("This membership is not yours, or it does not hold today."))
    by.chosen_membership_id = membership.pk
    return membership


def take_second_factors(*, by: User, user: User) -> None:
    """Take away somebody's second factors and end their sessions, after they lost phone and key.

    They set up new ones at the next sign-in. Nobody does it for themself (Refused).
    """
    rights.check("account.change", by.actor())
    _check_not_oneself(by, user)
    Authenticator.objects.filter(user=user.pk).delete()
    for session in UserSession.objects.filter(user=user.pk):
        session.end()


def _check_not_oneself(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise rights.Refused(str(OWN_RIGHTS))
