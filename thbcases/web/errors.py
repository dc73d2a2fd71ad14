"""Pages for what went wrong, each saying what to do next, and nothing about the case."""

from collections.abc import ItemsView
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter

from thbcases.access.marks import public


@public("the token of a form can be missing for anybody")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was missing or old: usually the session ended while somebody typed."""
    return render(request, "csrf_failure.html", status=HTTPStatus.FORBIDDEN)


def conflict(request: HttpRequest) -> HttpResponse:
    """Two changes met where no form could say so: go back and try again."""
    return render(request, "409.html", status=HTTPStatus.CONFLICT)


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Reports of failures name the place and never a value: values are personal data."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        names = request.POST if request is not None else {}
        return dict.fromkeys(names, self.cleansed_substitute)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
