"""One's own searches, and alarms."""

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.niis.choices import SearchAnswer
from thbcases.niis.models import Search, SearchAlarm
from thbcases.niis.queries.search import number_of
from thbcases.web.pills import Pills
from thbcases.web.tables import (
    BaseTable,
    MomentColumn,
    NumberColumn,
    OrganisationColumn,
    PillColumn,
    TextColumn,
)

ANSWER_PILLS = Pills(
    SearchAnswer,
    {
        SearchAnswer.HIT: "recognised",
        SearchAnswer.POSSIBLE: "presumed",
        SearchAnswer.NO_HIT: "closed",
    },
)
FORGOTTEN = _("forgotten after 30 days")
# What only a file has: a screen shows the answer itself.
OF_FILES = ("line", "born", "whom")


class SearchTable(BaseTable):
    """What I searched for, and what was answered."""

    caption = _("my searches")
    text = TextColumn(linkify=True, empty_values=())
    answer = PillColumn(pills=ANSWER_PILLS, verbose_name=_("answer"))
    hits = NumberColumn()
    possible = NumberColumn()
    created_at = MomentColumn(verbose_name=_("searched at"))
    line = NumberColumn(verbose_name=_("row"))
    whom = TextColumn(verbose_name=_("numbers of the records"), accessor="found", orderable=False)

    class Meta:
        model = Search
        fields = (
            "line",
            "text",
            "born",
            "kind",
            "answer",
            "hits",
            "possible",
            "whom",
            "reason",
            "basis",
            "created_at",
        )
        order_by = ("-created_at",)

    def render_text(self, value: str) -> SafeString | str:
        return TextColumn().render(value) if value else str(FORGOTTEN)

    def value_whom(self, record: Search) -> str:
        """By which numbers the units can be asked."""
        found = [*record.found["hits"], *record.found["possible"]]
        return "; ".join(dict.fromkeys(number_of(one) for one in found))


class RowTable(SearchTable):
    """The rows of a list with their answers."""

    caption = _("answers for the rows of the list")

    class Meta:
        model = Search
        fields = ("line", "text", "born", "answer", "hits", "possible")
        sequence = ("line", "text", "born", "answer", "hits", "possible")
        exclude = ("kind", "whom", "reason", "basis", "created_at")
        order_by = ("line",)


class AlarmTable(BaseTable):
    """Who tried many names, or used up a day."""

    caption = _("search alarms")
    user = TextColumn(order_by=("user__last_name", "user__first_name"))
    custodian = OrganisationColumn(verbose_name=_("unit"))
    is_limit = tables.BooleanColumn(yesno=(_("yes"), _("no")))
    names = NumberColumn()
    misses = NumberColumn()
    created_at = MomentColumn(verbose_name=_("when"))

    class Meta:
        model = SearchAlarm
        fields = ("user", "custodian", "names", "misses", "is_limit", "created_at")
        order_by = ("-created_at",)
