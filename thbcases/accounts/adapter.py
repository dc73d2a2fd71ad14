"""Where signing in differs from what allauth does by itself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from thbcases.accounts.middleware import needs_second_factor
from thbcases.accounts.sessions import FACTORS


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; failed sign-ins are counted per name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themself."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The Host header is no part of the key: with it, a port more in the address would be
        # five more tries.
        return "name:" + str(credentials.get("username", "")).strip().lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor cannot be given up where a role needs it."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another factor is left, or none of the user's roles needs one."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        roles = authenticator.user.memberships.values_list("role", flat=True)
        return not any(needs_second_factor(role) for role in roles)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)
