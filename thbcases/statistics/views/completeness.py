"""The completeness board."""

from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.audit.actions import log_disclosure, log_readings
from thbcases.codes.models import TermRule
from thbcases.statistics.gaps import CHECKS, Board, Check, Fault, GapLine, OwnGap, board, own_lines
from thbcases.statistics.gaps.tables import CountTable, GapTable
from thbcases.statistics.views.country import FiguresPage, scope
from thbcases.web import export
from thbcases.web.parts import Figure
from thbcases.web.tables import BaseTable
from thbcases.web.views import Page

OWN, OTHERS = "own", "others"


@requires("statistics.read")
class CompletenessView(Page):
    """What is unspecified, contradictory or late; the target is zero.

    One's own lines lead to the page where they are mended; of others there are numbers only.
    """

    template_name = "statistics/completeness.html"
    title = _("Completeness")
    per_page: ClassVar[int] = 100
    tabs = FiguresPage.tabs

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rights.check(self.right)
        form = request.GET.get("export", "")
        if form in export.WRITERS:
            rights.check("statistics.export")
            name = f"completeness-{timezone.localdate()}"
            return export.WRITERS[form](self.file_table(form), name, str(self.title))
        return super().get(request, *args, **kwargs)

    @cached_property
    def board(self) -> Board:
        """The board of whoever acts."""
        return board()

    @cached_property
    def check(self) -> Check | None:
        """The check that the page is narrowed to."""
        return CHECKS.get(self.request.GET.get("check", ""))

    @cached_property
    def own(self) -> list[OwnGap]:
        """The own lines, of one check perhaps."""
        return [gap for gap in self.board.own if self.check is None or gap.check is self.check]

    @property
    def part(self) -> str:
        """Whose numbers a file holds: one's own lines, or the numbers of all organisations."""
        asked = self.request.GET.get("part", "")
        if self.board.counts_others and asked != OWN:
            return OTHERS
        return OWN

    def file_table(self, form: str) -> BaseTable:
        """The board for a file; whose records leave the house is written down."""
        if self.part == OTHERS:
            return CountTable(self.board.counts)
        lines = own_lines(self.own)
        log_disclosure(_people(lines), reason="board exported", recipient=f"{form} file")
        return GapTable(lines)

    def page(self) -> PageOfList[OwnGap]:
        """A page of the own lines."""
        return Paginator(self.own, self.per_page).get_page(self.request.GET.get("page"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.page()
        lines = own_lines(list(page))
        log_readings(_people(lines))
        rules = TermRule.objects.valid_on(timezone.localdate())
        terms = {rule.event: rule.duration for rule in rules}
        query = self.request.GET.copy()
        for name in ("page", "export", "part"):
            query.pop(name, None)
        return super().get_context_data(**kwargs) | {
            "tabs": self.tabs(),
            "own": GapTable(lines) if lines else None,
            "page": page,
            "query": query.urlencode(),
            "check": self.check,
            "counts": CountTable(self.board.counts) if self.board.counts else None,
            "board": self.board,
            "figures": self.figures(),
            "checks": [(check, terms.get(check.term or "", "")) for check in self.board.asked],
            "may_export": rights.may("statistics.export"),
            "run_at": timezone.now(),
            "scope": scope(),
        }

    def figures(self) -> list[Figure]:
        """By kind of fault: own lines, or for who counts all, at how many places it is not zero."""
        target = _now("target: 0")
        if self.board.counts_others:
            places = [line.check.fault for line in self.board.counts]
            note = _now("places (a check at an organisation) that are not at zero; %(target)s")
            return [
                Figure(fault.label, places.count(fault), note % {"target": target})
                for fault in Fault
            ]
        faults = [gap.check.fault for gap in self.board.own]
        return [Figure(fault.label, faults.count(fault), target) for fault in Fault]


def _people(lines: list[GapLine]) -> list[Any]:
    """The records that belong to somebody: not an organisation itself."""
    return [line.record for line in lines if hasattr(line.record, "custodian_id")]
