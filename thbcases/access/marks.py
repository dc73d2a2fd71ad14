"""Every view says who may come to it; one without a mark is refused by the middleware."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from thbcases.access.rights import split

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Mark:
    """Who may come: everybody (`public`), whoever signed in, or holders of a right."""

    right: str = ""
    public: bool = False
    why: str = ""
    # Its forms are protected without a cookie; see web/protection.py.
    cookieless: bool = False


def requires(right: str) -> Callable[[View], View]:
    """The view is for roles with this right, «kind.verb». Raises UnknownRight when misspelt."""
    split(right)
    return _marking(Mark(right=right))


def public(why: str) -> Callable[[View], View]:
    """The view is for everybody, signed in or not; say why."""
    return _marking(Mark(public=True, why=why))


def anonymous(why: str) -> Callable[[View], View]:
    """The view is for people who must leave no trace: it sets no cookie; say why."""
    return _marking(Mark(public=True, why=why, cookieless=True))


def signed_in(why: str) -> Callable[[View], View]:
    """The view is for everybody who signed in, in whatever role; say why."""
    return _marking(Mark(why=why))


def _marking(mark: Mark) -> Callable[[View], View]:
    def put(view: View) -> View:
        view.mark = mark  # type: ignore[attr-defined]
        return view

    return put


# Views of libraries cannot carry a mark; they are marked here by where they come from.
OF_LIBRARIES: dict[str, Mark] = {
    "allauth.account.views.LoginView": Mark(public=True, why="signing in"),
    "allauth.account.views.LogoutView": Mark(public=True, why="signing out, twice if one likes"),
    "allauth.account.views.AccountInactiveView": Mark(public=True, why="says why one is out"),
    "allauth.mfa.base.views.AuthenticateView": Mark(public=True, why="the second step"),
    "allauth.mfa.webauthn.views.LoginWebAuthnView": Mark(public=True, why="a passkey signs in"),
    "allauth.": Mark(why="one's own password, second factor and sessions"),
    "django.contrib.admin.": Mark(why="each page of the admin asks the table itself"),
    "django.contrib.contenttypes.views": Mark(why="the admin's way to a record's own page"),
    "django.contrib.staticfiles.": Mark(public=True, why="style sheets and scripts"),
    "django.views.static": Mark(public=True, why="style sheets and scripts"),
    "django.views.generic.base.RedirectView": Mark(why="an old address of the admin"),
    "django.views.i18n": Mark(public=True, why="words for the admin's scripts"),
}


def mark_of(view: Any) -> Mark | None:
    """The mark a view carries, or None."""
    view_class = getattr(view, "view_class", None)
    mark = getattr(view_class, "mark", None) or getattr(view, "mark", None)
    if mark is not None:
        return mark  # type: ignore[no-any-return]
    shown = view_class or view
    place = f"{getattr(shown, '__module__', '')}.{getattr(shown, '__qualname__', '')}"
    for prefix, library in sorted(OF_LIBRARIES.items(), key=lambda item: -len(item[0])):
        if place.startswith(prefix):
            return library
    return None
