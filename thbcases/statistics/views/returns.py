"""Returns: which are due, what is missing in each, and taking one out as a file."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.forms import TakeReturnForm, YearForm
from thbcases.statistics.models import TakenReturn
from thbcases.statistics.returns.checks import CheckLine, Known, State
from thbcases.statistics.returns.kinds import FigureTable, Return
from thbcases.statistics.returns.made import make
from thbcases.statistics.returns.registry import RETURNS, may_take, returns_of
from thbcases.statistics.returns.taking import lines_of, take_return
from thbcases.statistics.tables import ReturnTable, TakenTable, state_pill
from thbcases.statistics.views.country import scope
from thbcases.web.parts import Action, Clock, Crumb
from thbcases.web.views import FormPage, Page

SHOWN_TAKEN = 5


class OfYear:
    """A page about a calendar year, which its address names."""

    request: HttpRequest

    @cached_property
    def form(self) -> YearForm:
        """Which year; without an answer the last one that is over."""
        return YearForm(self.request.GET)

    @property
    def year(self) -> int | None:
        """The year; None when the answer is wrong."""
        return self.form.of()

    def at(self, name: str, key: str) -> str:
        """A page of a return for the same year."""
        return f"{reverse(f'statistics:{name}', args=[key])}?year={self.year}"


class OfReturn(OfYear):
    """A page about one return, for those who may take it out."""

    kwargs: dict[str, Any]

    @cached_property
    def what(self) -> Return:
        """The return of the address. Raises Http404, Refused."""
        what = RETURNS.get(self.kwargs["key"])
        if what is None:
            raise Http404
        if not may_take(what):
            rights.check(what.rights[0])
        return what

    def get_title(self) -> str:
        words = {"name": self.what.name, "year": self.year or ""}
        return _now("%(name)s, %(year)s") % words


@requires("return.read")
class ReturnList(OfYear, Page):
    """The returns that one may take out, with their deadlines and what is missing."""

    template_name = "statistics/returns.html"
    title = _("Returns")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "table": ReturnTable(self._rows(self.year)) if self.year else None,
        }

    def _rows(self, year: int) -> list[dict[str, Any]]:
        known: Known = {}
        taken: dict[str, TakenReturn] = {}
        for row in TakenReturn.objects.filter(year=year).order_by("created_at", "pk"):
            taken[row.key] = row
        return [
            {
                "name": what.name,
                "url": self.at("return", what.key),
                "receiver": what.receiver,
                "due": _due(what, year),
                "state": state_pill(lines_of(what, year, known)),
                "taken": taken[what.key].created_at if what.key in taken else None,
            }
            for what in returns_of()
        ]


@requires("return.read")
class ReturnPage(OfReturn, Page):
    """A return of a year: its check list, its tables as they may be seen, who took it out."""

    template_name = "statistics/return.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Returns"), f"{reverse('statistics:returns')}?year={self.year or ''}")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"form": self.form, "what": self.what}
        if self.year is None:
            return context
        lines = lines_of(self.what, self.year)
        found = TakenReturn.objects.filter(key=self.what.key, year=self.year)
        taken = list(found.select_related("taken_by"))
        return context | {
            "lines": lines,
            "state": state_pill(lines),
            "actions": self._actions(lines),
            "facts": self._facts(self.year),
            "clocks": _clocks(self.what, self.year, taken),
            "made": make(self.what, self.year) if self.what.tables else None,
            "full": [t for t in self.what.tables if isinstance(t, FigureTable) and t.full],
            "taken": TakenTable(taken[:SHOWN_TAKEN]),
            "scope": scope(),
        }

    def _actions(self, lines: Sequence[CheckLine]) -> list[Action]:
        if any(line.state is State.UNMAPPED for line in lines):
            return []
        address = self.at("take_return", self.what.key)
        return [Action(_("Take out as a file"), address, style="primary", right="return.add")]

    def _facts(self, year: int) -> list[tuple[Any, Any]]:
        what = self.what
        return [
            (_("Receiver"), what.receiver),
            (_("Legal basis"), what.basis),
            (_("Deadline"), what.deadline.provenance if what.deadline else ""),
            (_("Handling"), what.handling),
            (_("Formats"), ", ".join(name.upper() for name in what.formats)),
        ]


@requires("return.add")
class TakeReturn(OfReturn, FormPage):
    """Make a return into a file: asked for a recipient and a reason, and written down."""

    form_class = TakeReturnForm
    submit_label = _("Make the file")
    intro = _(
        "The file leaves this system. The log keeps which return it was, who got it and why, and "
        "the fingerprint of the file."
    )

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Returns"), f"{reverse('statistics:returns')}?year={self.year}"),
            Crumb(self.what.name, self.at("return", self.what.key)),
        ]

    def prepare(self) -> None:
        super().prepare()
        if self.year is None or self.what is None:
            raise Http404

    @cached_property
    def lines(self) -> list[CheckLine]:
        """The check list."""
        return lines_of(self.what, self.year or 0)

    def get_form(self, form_class: Any = None) -> TakeReturnForm:
        missing = [line for line in self.lines if line.state is State.MISSING]
        return TakeReturnForm(**self.get_form_kwargs(), what=self.what, missing=missing)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        # the form has a year of its own in the address
        kwargs["initial"] = {
            "version": "receiver",
            "file_format": self.what.formats[0],
            "recipient": "" if self.what.extract else self.what.receiver,
            "reason": "" if self.what.extract else self.what.basis,
        }
        return kwargs

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        form = self.get_form()
        if not form.is_valid():
            return self.show(form, {})
        try:
            file = take_return(by=self.by, what=self.what, of=self.year or 0, order=form.order())
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, {})
        response = HttpResponse(file.content, content_type=file.media_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response


def _due(what: Return, year: int) -> date | None:
    """The day by which the return of a year should be sent where possible."""
    owed = what.deadline is not None and year >= what.deadline.since
    return what.deadline.wanted_on(year) if what.deadline and owed else None


def _clocks(what: Return, year: int, taken: Sequence[TakenReturn]) -> list[Clock]:
    """The two days of a deadline, while they are ahead or nothing was made for the receiver."""
    wanted = _due(what, year)
    if what.deadline is None or wanted is None or any(_is_sent(row) for row in taken):
        return []
    start = date(year + 1, 1, 1)
    clocks = [Clock(_("at the latest"), what.deadline.latest_on(year), start)]
    if wanted >= timezone.localdate():
        clocks.insert(0, Clock(_("where possible"), wanted, start))
    return clocks


def _is_sent(row: TakenReturn) -> bool:
    return row.version_taken == ReturnVersion.RECEIVER
