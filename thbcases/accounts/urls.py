"""The pages of signing in and of one's own account. Only what is used is there.

There is no page for making an account nor for resetting a password by e-mail: administrators do
both.
"""

from allauth.account import views as account
from django.urls import include, path

from thbcases.accounts import views

urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("demo/", views.demo_sign_in, name="demo_sign_in"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("membership/", views.membership, name="account_membership"),
    # Before the library's pages of the same names.
    path("second-factor/totp/activate/", views.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("second-factor/webauthn/add/", views.AddKeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "second-factor/webauthn/keys/<int:pk>/remove/",
        views.RemoveKeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
