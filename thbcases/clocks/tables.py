"""Tables of terms: the list, the part of a record's page, the rules."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thbcases.clocks.pills import LETTER_PILLS, state_pill
from thbcases.clocks.queries import Deadline
from thbcases.web.tables import BaseTable, DateColumn, PillColumn, TextColumn

CODE = ' <small class="quiet nowrap">{}</small>'


class StateColumn(tables.Column):
    """How a term stands, as a pill that also says the number of days."""

    def render(self, record: Deadline) -> SafeString:
        return state_pill(record).__html__()

    def value(self, record: Deadline) -> str:
        return state_pill(record).word


class DeadlineTable(BaseTable):
    """Terms that run."""

    caption = _("terms that run")
    name = tables.Column(accessor="term__name", verbose_name=_("about"), orderable=False)
    kind = TextColumn(accessor="label", verbose_name=_("term"), orderable=False)
    due_on = DateColumn(verbose_name=_("due on"), orderable=False)
    state = StateColumn(
        empty_values=(),
        verbose_name=_("state"),
        orderable=False,
        attrs={"cell": {"class": "nowrap"}},
    )
    acts = TextColumn(accessor="acts", verbose_name=_("has to act"), orderable=False)

    class Meta:
        fields = ("name", "kind", "due_on", "state", "acts")

    def render_name(self, value: Any, record: Any) -> SafeString:
        """What the term is about, linked; with the code that reminders name it by."""
        term = record.term
        code = "" if term.code == value else format_html(CODE, term.code)
        url = term.record.get_absolute_url()
        return format_html('<div><a href="{}"><bdi>{}</bdi></a>{}</div>', url, value, code)

    def render_kind(self, value: Any) -> str:
        return capfirst(str(value))


class RecordTermTable(BaseTable):
    """The terms of one record, met ones too."""

    caption = _("terms of this record")
    kind = TextColumn(accessor="label", verbose_name=_("term"), orderable=False)
    starts_on = DateColumn(accessor="term__starts_on", verbose_name=_("began on"), orderable=False)
    due_on = DateColumn(verbose_name=_("due on"), orderable=False)
    done_on = DateColumn(accessor="term__done_on", verbose_name=_("met on"), orderable=False)
    state = StateColumn(empty_values=(), verbose_name=_("state"), orderable=False)
    rule = TextColumn(accessor="rule__duration", verbose_name=_("length"), orderable=False)

    class Meta:
        fields = ("kind", "starts_on", "due_on", "done_on", "state", "rule")

    def render_kind(self, value: Any, record: Any) -> SafeString:
        """The kind of term, and what it is about where that is not the record itself."""
        about = record.term.name
        note = format_html(' <small class="quiet">{}</small>', about) if record.says_about else ""
        return format_html("<div>{}{}</div>", capfirst(str(value)), note)


class ReminderTable(BaseTable):
    """Reminders one got."""

    caption = _("reminders of the last months")
    code = tables.Column(verbose_name=_("code"), orderable=False)
    kind = TextColumn(accessor="kind", verbose_name=_("term"), orderable=False)
    due_on = DateColumn(orderable=False)
    made_on = DateColumn(orderable=False, verbose_name=_("reminded on"))
    letter = PillColumn(
        pills=LETTER_PILLS, accessor="letter__state", orderable=False, verbose_name=_("letter")
    )

    class Meta:
        fields = ("code", "kind", "due_on", "made_on", "letter")

    def render_code(self, value: Any, record: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.address, value)

    def render_kind(self, value: Any) -> str:
        return capfirst(str(value))
