"""Signing in, the demo's one-click accounts, and choosing in which membership one acts."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thbcases.access.marks import public, signed_in
from thbcases.accounts.actions import choose_membership
from thbcases.accounts.forms import MembershipChoiceForm
from thbcases.accounts.models import User
from thbcases.accounts.queries import demo_accounts
from thbcases.accounts.sessions import Key


@public("signing in comes before everything else")
class SignInView(LoginView):  # type: ignore[misc]
    """User name and password, or a passkey; in the demo also one click."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["demo_accounts"] = demo_accounts() if settings.DEMO else []
        return context


@public("signing in to the demo comes before everything else; absent outside the demo")
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo account without its password. Outside the demo this page is absent."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    # Compared here and not in the database, which takes offence at some characters.
    chosen = request.POST.get("account")
    accounts = User.objects.filter(is_demo=True, is_active=True)
    account = next((a for a in accounts if a.username == chosen), None)
    if account is None:
        raise Http404
    logout(request)
    return perform_login(request, account)  # type: ignore[no-any-return]


class _ShowsFactor:
    """Setting up a factor needs the password and the factor, so the session has shown both."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.session[Key.SECOND_FACTOR] = True
        return response


@signed_in("one's own second factor")
class ActivateAppView(_ShowsFactor, ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""


@signed_in("one's own second factor")
class AddKeyView(_ShowsFactor, AddWebAuthnView):  # type: ignore[misc]
    """Set up a passkey or security key."""


@signed_in("one's own second factor")
class RemoveKeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a key; the last factor stays where a role needs one, as with the app."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)  # type: ignore[no-any-return]
        messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")


@signed_in("everybody chooses among their own memberships")
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: Any) -> HttpResponse:
    """Show one's memberships of today; by POST act in another of them."""
    form = MembershipChoiceForm(request.POST or None, memberships=request.memberships)
    if request.method == "POST" and form.is_valid():
        chosen = choose_membership(
            by=request.user, membership=form.cleaned_data["membership"], on=timezone.localdate()
        )
        request.session[Key.MEMBERSHIP] = chosen.pk
        messages.success(request, _("You now act as: %(membership)s.") % {"membership": chosen})
        return redirect(settings.LOGIN_REDIRECT_URL)
    status = 400 if form.errors else 200
    return render(request, "account/membership.html", {"form": form}, status=status)
