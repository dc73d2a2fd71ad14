"""Who acts in this request, and whether they proved enough to be let in."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from thbcases.access.roles import Role
from thbcases.accounts import sessions
from thbcases.accounts.queries import ROLES_WITH_SECOND_FACTOR, acting_one, memberships_on
from thbcases.accounts.sessions import Key

Response = Callable[[HttpRequest], HttpResponse]

IDLE = _("You were signed out because the session had ended. Sign in again to go on.")
ENDED = _(
    "You were signed out because your membership of the organisation has ended. "
    "If that is a mistake, ask your administrator."
)
NO_MEMBERSHIP = _(
    "Your account belongs to no organisation at present, so you cannot come in. "
    "Ask your administrator."
)


class MembershipMiddleware:
    """Say in which membership the user acts, evaluated anew on every request.

    Sets `request.actor`, `request.membership` and `request.memberships` (those to choose from).
    Whoever's session or membership is over is signed out and told why.
    """

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            why = _admit(request)
            if why is not None:
                return _sign_out(request, why)
        return self.get_response(request)


def _admit(request: Any) -> Promise | None:
    """Let the user act in their membership, or say why not."""
    if sessions.is_over(request.session):
        return IDLE
    chosen = request.session.get(Key.MEMBERSHIP)
    memberships = memberships_on(request.user, timezone.localdate())
    membership = acting_one(memberships, chosen)
    if membership is None:
        return NO_MEMBERSHIP if chosen is None else ENDED
    if chosen is None:
        request.session[Key.MEMBERSHIP] = membership.pk
    sessions.touch(request.session)
    request.user.chosen_membership_id = membership.pk
    request.memberships = memberships
    request.membership = membership
    request.actor = membership.actor()
    return None


def _sign_out(request: HttpRequest, why: Promise) -> HttpResponse:
    logout(request)
    messages.warning(request, str(why))
    login = resolve_url(settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(login)
    if why is IDLE and request.method == "GET" and request.path != login:
        return redirect_to_login(request.get_full_path(), login)
    return redirect(login)


# What somebody who still lacks the second factor may do: set it up, show it, go, or read in
# another language.
OPEN_WITHOUT = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "web:language",
    }
)


class SecondFactorMiddleware:
    """Lead whoever acts in a role that needs a second factor, and showed none, to set it up."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not _lacks_second_factor(request):
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_WITHOUT:
            return None
        return _lead_to_second_factor(request)


def needs_second_factor(role: str) -> bool:
    """Whether this role may only be acted in with a second factor."""
    return settings.REQUIRE_SECOND_FACTOR and Role(role) in ROLES_WITH_SECOND_FACTOR


def _lacks_second_factor(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    if actor is None or not needs_second_factor(actor.role):
        return False
    return not sessions.has_second_factor(request)


def _lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """To showing the factor that the account has, or to setting one up."""
    kinds = Authenticator.objects.filter(user=request.user.pk, type__in=sessions.FACTORS)
    types = set(kinds.values_list("type", flat=True))
    if not types:
        messages.info(
            request,
            _("Your role needs a second factor. Set one up here; then you can go on."),
        )
        target = reverse("mfa_index")
    else:
        by_code = Authenticator.Type.TOTP in types
        page = "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
        target = f"{reverse(page)}?{urlencode({'next': _back(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(target)
    return redirect(target)


def _back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else resolve_url("/")
