"""Language of the page, no copy of it left behind, and changes that lock each other out."""

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from thbcases.web.errors import conflict

Response = Callable[[HttpRequest], HttpResponse]


class NoStoreMiddleware:
    """Pages hold case data: neither browser nor proxy may keep one."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class ConflictMiddleware:
    """Two changes that lock each other out are no failure of ours: the second is told to retry."""

    codes = frozenset({"40001", "40P01", "55P03"})  # serialization, deadlock, lock not available

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        if getattr(exception.__cause__, "sqlstate", None) not in self.codes:
            return None
        transaction.set_rollback(True)
        return conflict(request)


class LanguageMiddleware:
    """Lithuanian unless the user chose otherwise or the browser asks for English first."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            # a public page may speak a third language and has said so
            response.headers.setdefault("Content-Language", translation.get_language() or language)
        response.headers.setdefault("Vary", "Accept-Language, Cookie")
        return response


def language_of(request: HttpRequest) -> str:
    """The chosen language, else English when the browser names it before Lithuanian, else lt.

    A browser set to German with English as its second choice is somebody who reads English
    rather than Lithuanian; one that names neither language gets Lithuanian.
    """
    known = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in known:
        return chosen
    for code, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        base = code.split("-")[0]
        if weight > 0 and base in known:
            return base
    return settings.LANGUAGE_CODE
