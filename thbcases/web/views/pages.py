"""Pages of their own: each role's home, a plain page, the language switch."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.marks import public, signed_in
from thbcases.web.home import blocks_for
from thbcases.web.views.base import MarkedView

LANGUAGE_COOKIE_DAYS = 365


class Page(MarkedView, TemplateView):
    """A page that is neither a list nor a record: figures, a search, a country table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rights.check(self.right)
        return super().get(request, *args, **kwargs)


@signed_in("everybody has a home page, filled by what the role may read")
class Home(TemplateView):
    """What waits for me, what runs out next, what changed: blocks that the apps register."""

    template_name = "web/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor = current_actor()
        blocks = blocks_for(actor) if actor else {}
        return {"title": _("My work"), "blocks": blocks, **super().get_context_data(**kwargs)}


@public("the language is chosen on the sign-in page too")
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page it was chosen on."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    is_safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if is_safe else "/")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        activate(language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=LANGUAGE_COOKIE_DAYS * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
