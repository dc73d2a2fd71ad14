"""What every screen has in common: its right, its record, its way back."""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.views.generic import View

from thbcases.access import rights
from thbcases.access.marks import mark_of
from thbcases.accounts.models import User
from thbcases.audit.actions import log_reading
from thbcases.web.parts import Crumb


class MarkedView(View):
    """A view whose class carries `@requires("kind.verb")`, which gives its right and kind."""

    request: HttpRequest
    title: ClassVar[str | Promise] = ""

    @property
    def by(self) -> User:
        """Who does it: the user behind the request; nobody comes here without signing in."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    @property
    def right(self) -> str:
        """The right that the mark names, «kind.verb»."""
        mark = mark_of(type(self))
        if mark is None or not mark.right:
            raise rights.UnknownRight(f"{type(self).__qualname__} has no requires(…)")
        return mark.right

    @property
    def kind(self) -> str:
        """The kind of record, as the rights table calls it."""
        return rights.split(self.right)[0]

    def may(self, verb: str) -> bool:
        """Whether the acting user's role has another verb of the same kind."""
        try:
            return rights.may(f"{self.kind}.{verb}")
        except rights.UnknownRight:
            return False

    def get_title(self) -> str | Promise:
        """The heading of the page."""
        return self.title

    def breadcrumbs(self) -> list[Crumb]:
        """The way back, outermost first; the page itself is not in it."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {"title": self.get_title(), "breadcrumbs": self.breadcrumbs(), **context}


class ObjectView(MarkedView):
    """A view of one record, found by the random number in its address.

    First the row (row security: what may not be seen is not there, 404), then the right (403
    with the reason). Whatever shows the record is written down as a reading of it.
    """

    model: ClassVar[type[Model]]
    queryset: QuerySet[Any] | None = None
    logs_reading: ClassVar[bool] = True
    object: Any

    def get_queryset(self) -> QuerySet[Any]:
        """All visible records; override `queryset` to fetch related rows with it."""
        if self.queryset is not None:
            return self.queryset.all()
        return self.model._default_manager.all()

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        """Return the record of the address. Raises Http404, then Refused."""
        rows = self.get_queryset() if queryset is None else queryset
        found = rows.filter(uuid=self.kwargs["uuid"]).first()
        if found is None or not self.may("read"):
            raise Http404
        rights.check(self.right)
        return found

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if self.logs_reading:
            log_reading(self.object)
        response: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        return response
