"""The protection of forms, with a cookie for whoever signs in and without one for the public.

A form of a view that is marked `anonymous` carries a signed moment instead of the cookie's token,
and the browser must not say that another site sent it. Nothing hangs on such a form that could be
abused in somebody's name: there is no session to abuse.
"""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.crypto import get_random_string

from thbcases.access.marks import mark_of

FIELD = "form_token"
SALT = "thbcases.web.protection"
LONGEST_SECONDS = 24 * 3600
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# What a browser says of a form that it sends from the page it got from us.
FROM_HERE = frozenset({"", "same-origin", "none"})


def new_token() -> str:
    """What an anonymous form carries: good for a day, tied to nobody."""
    return signing.dumps(get_random_string(8), salt=SALT)


def is_protected(request: HttpRequest) -> bool:
    """Whether an anonymous form was made by us lately and not sent from another site."""
    if request.headers.get("Sec-Fetch-Site", "") not in FROM_HERE:
        return False
    try:
        signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=LONGEST_SECONDS)
    except signing.BadSignature:
        return False
    return True


class FormProtectionMiddleware(CsrfViewMiddleware):
    """Django's own protection, and for anonymous views the one without a cookie."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> Any:
        mark = mark_of(callback)
        if mark is None or not mark.cookieless:
            return super().process_view(request, callback, callback_args, callback_kwargs)
        # The view itself asks `is_protected`: what was typed must not be lost with the answer.
        return None
