"""Lists: tips, mails that could not be read, figures."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.tips import queries
from thbcases.tips.actions import mailbox
from thbcases.tips.choices import ChannelKind, TipKind, TipOutcome
from thbcases.tips.filters import MailFilter, TipFilter
from thbcases.tips.tables import MailTable, TipTable
from thbcases.web.parts import Action, Crumb, Figure
from thbcases.web.views import Page, RecordList


def tips_crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Tips"), reverse("tips:tips"))


@requires("tip.read")
class TipList(RecordList):
    """Tips of the own channels, and those handed to the own unit."""

    title = _("Tips")
    table_class = TipTable
    filterset_class = TipFilter
    add_url_name = "tips:call"
    add_label = _("Enter a call")
    export_name = "tips"
    empty_text = _("No tip came in yet.")
    empty_hint = _("Tips come by mail, by the public form, and by the hotline.")

    def get_queryset(self) -> Any:
        return queries.tips()

    def actions(self) -> list[Action]:
        return [
            Action(_("Mails that could not be read"), reverse("tips:mails"), right="tip.read"),
            Action(_("Hand on all of a colleague"), reverse("tips:hand_all"), right="tip.assign"),
        ]


@requires("tip.read")
class MailList(RecordList):
    """Mails that lie aside: unreadable, or too large."""

    title = _("Mails that could not be read")
    table_class = MailTable
    filterset_class = MailFilter
    export_name = "mails"
    empty_text = _("Every mail could be read.")

    def get_queryset(self) -> Any:
        return queries.not_read()

    @property
    def intro(self) -> Any:  # type: ignore[override]
        if mailbox.is_set():
            return _("They are kept whole and were not opened. Whatever is wrong is said.")
        return _("No mailbox is set on this installation, so no mail is fetched.")

    def breadcrumbs(self) -> list[Crumb]:
        return [tips_crumb()]


@requires("statistics.read")
class TipFigures(Page):
    """How many tips came, by which way, of which kind, what became of them; nobody's words."""

    title = _("Tips in figures")
    template_name = "tips/figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        years = queries.years()
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked in {str(y) for y in years} else years[0]
        counted = queries.figures(year)
        return context | {
            "year": year,
            "years": years,
            "figures": self._figures(counted),
            "channels": ChannelKind.choices,
            "by_kind": _by_kind(counted),
            "by_month": [
                (month, [row.get(kind, 0) for kind in ChannelKind.values], sum(row.values()))
                for month, row in counted.by_month.items()
            ],
            "by_outcome": [
                (outcome.label, counted.by_outcome.get(outcome.value, 0)) for outcome in TipOutcome
            ],
            "medians": [
                (kind.label, counted.median_by_channel.get(kind.value)) for kind in ChannelKind
            ],
        }

    def _figures(self, counted: queries.Figures) -> list[Figure]:
        days = "—" if counted.median_days is None else number_format(counted.median_days, 1)
        return [
            Figure(_("tips"), counted.total),
            Figure(_("answered"), counted.answered),
            Figure(_("days to the first answer"), days, note=_("median")),
        ]


def _by_kind(counted: queries.Figures) -> list[tuple[Any, list[int], int]]:
    rows = []
    for value, label in [("", _("not sorted yet")), *TipKind.choices]:
        cells = [counted.by_kind.get((value, channel), 0) for channel in ChannelKind.values]
        rows.append((label, cells, sum(cells)))
    return rows
