"""The transaction in which a request acts, and the gate that every view stands behind."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import Error, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from psycopg.errors import InsufficientPrivilege

from thbcases.access import rights
from thbcases.access.acting import Actor, acting, current_actor
from thbcases.access.marks import Mark, mark_of

log = logging.getLogger(__name__)

Response = Callable[[HttpRequest], HttpResponse]


class ActingMiddleware:
    """Open the transaction round the whole response, rendering included, and say who acts.

    `request.actor` was set by the layer that knows memberships. A response that reports a
    failure of ours takes everything back.
    """

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Actor | None = getattr(request, "actor", None)
        with acting(actor):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


class MarkMiddleware:
    """Refuse a view without a mark, whoever lacks its right, and whatever the database refuses.

    Outside one's rows the answer is 404, as for a record that does not exist; inside one's rows
    but not allowed, 403 with a reason.
    """

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        mark = mark_of(view)
        if mark is None:
            log.error("view without a mark: %s", getattr(view, "__qualname__", view))
            raise rights.Refused(_("This page is closed until its rights are set."))
        if mark.public:
            return None
        if current_actor() is None:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if mark.right:
            _check(mark, view, kwargs)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A refusal by row security is a refusal, not a failure of ours."""
        if isinstance(exception, Error) and isinstance(exception.__cause__, InsufficientPrivilege):
            transaction.set_rollback(True)
            log.warning("refused by the database: %s", request.resolver_match)
            raise Http404 from exception


def _check(mark: Mark, view: Any, kwargs: dict[str, Any]) -> None:
    if rights.may(mark.right):
        return
    kind, _verb = rights.split(mark.right)
    if "uuid" in kwargs and not (rights.may(f"{kind}.read") and _is_visible(view, kwargs)):
        raise Http404
    rights.check(mark.right)


def _is_visible(view: Any, kwargs: dict[str, Any]) -> bool:
    model = getattr(getattr(view, "view_class", None), "model", None)
    return model is not None and model.objects.filter(uuid=kwargs["uuid"]).exists()
