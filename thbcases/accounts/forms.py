"""Forms of signing in. Each field has its label; a placeholder that repeats it is noise."""

from struct import error as StructError  # noqa: N812
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from thbcases.access.acting import current_actor
from thbcases.accounts.actions import OWN_RIGHTS
from thbcases.accounts.models import Membership, User


class _Labelled(forms.Form):
    """Take away placeholders; a code field opens the digits on a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class LoginForm(_Labelled, account_forms.LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class ReauthenticateForm(_Labelled, account_forms.ReauthenticateForm):
    """The password once more."""


class ChangePasswordForm(_Labelled, account_forms.ChangePasswordForm):
    """The old password and twice the new one."""


class SetPasswordForm(_Labelled, account_forms.SetPasswordForm):
    """Twice the new password, for somebody who has a passkey only."""


class CodeForm(_Labelled, factor_forms.AuthenticateForm):
    """The code of the app, or a recovery code."""


class CodeAgainForm(_Labelled, factor_forms.ReauthenticateForm):
    """The code once more."""


class ActivateTOTPForm(_Labelled, totp_forms.ActivateTOTPForm):
    """The first code of a new app."""


class _Credential(forms.JSONField):
    """What the browser's passkey answered; anybody may post anything here.

    The library fails on an answer it cannot read, so it is read here once before.
    """

    widget = forms.HiddenInput

    def __init__(self, answer: type[AuthenticationResponse | RegistrationResponse]) -> None:
        super().__init__()
        self.answer = answer

    def clean(self, value: Any) -> Any:
        credential = super().clean(value)
        try:
            self.answer.from_dict(credential)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, StructError):
            raise forms.ValidationError(_("The key gave no usable answer. Try again.")) from None
        return credential


class KeyLoginForm(key_forms.LoginWebAuthnForm):
    """Sign in by passkey."""

    credential = _Credential(AuthenticationResponse)


class KeyForm(key_forms.AuthenticateWebAuthnForm):
    """Show the key after the password."""

    credential = _Credential(AuthenticationResponse)


class KeyAgainForm(key_forms.ReauthenticateWebAuthnForm):
    """Show the key once more."""

    credential = _Credential(AuthenticationResponse)


class AddKeyForm(key_forms.AddWebAuthnForm):
    """A new passkey or security key."""

    credential = _Credential(RegistrationResponse)


class MembershipChoiceForm(forms.Form):
    """Which of one's memberships acts from now on."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(), to_field_name="uuid", label=_("membership")
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField[Membership] = self.fields["membership"]  # type: ignore[assignment]
        field.queryset = Membership.objects.filter(pk__in=[m.pk for m in memberships])


class _LowerCaseName(forms.ModelForm[User]):
    """User names are compared without case, so they are kept without it."""

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).strip().lower()
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return name


class NewUserForm(_LowerCaseName, AdminUserCreationForm):
    """An account made by an administrator."""


class UserForm(_LowerCaseName, UserChangeForm):
    """An account changed by an administrator."""


class MembershipForm(forms.ModelForm[Membership]):
    """A membership given or ended by an administrator."""

    class Meta:
        model = Membership
        fields = ["user", "organisation", "role", "position", "is_head", "starts_on", "ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        actor, user = current_actor(), cleaned.get("user")
        if actor is not None and actor.user_id == (user.pk if user else self.instance.user_id):
            raise forms.ValidationError(OWN_RIGHTS)
        return cleaned
