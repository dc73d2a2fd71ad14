"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from thbcases.access.acting import current_actor
from thbcases.web.navigation import navigation, search_box


def shell(request: HttpRequest) -> dict[str, Any]:
    """Navigation, who acts for whom, and the other language. Asked only when drawn."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "search_box": search_box(),
        "actor": current_actor(),
        "membership": getattr(request, "membership", None),
        "memberships": getattr(request, "memberships", ()),
        "other_language": "en" if get_language() == "lt" else "lt",
        "language_next": request.get_full_path() if request.method == "GET" else request.path,
    }
