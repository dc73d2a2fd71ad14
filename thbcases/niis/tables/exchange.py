"""Lists of messages, and the report of one."""

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from thbcases.niis.models import ExchangeMessage
from thbcases.niis.pills import MESSAGE_PILLS
from thbcases.web.pills import Pill
from thbcases.web.tables import BaseTable, MomentColumn, PillColumn, RecordColumn, TextColumn


class MessageTable(BaseTable):
    """Messages that my unit handles."""

    caption = _("exchange messages")
    message = RecordColumn(accessor="pk", order_by=("kind",), verbose_name=_("message"))
    direction = TextColumn(accessor="get_direction_display", order_by=("direction",))
    partner = TextColumn(order_by=("partner__code",))
    sent_at = MomentColumn()
    handled_at = MomentColumn()
    state = PillColumn(pills=MESSAGE_PILLS)

    class Meta:
        model = ExchangeMessage
        fields = ("message", "direction", "partner", "sent_at", "handled_at", "state")

    def render_message(self, record: ExchangeMessage) -> str:
        return str(record)

    def value_message(self, record: ExchangeMessage) -> str:
        return str(record.message_id)


class ReportTable(BaseTable):
    """What of a message was taken and what was refused."""

    caption = _("report")
    number = TextColumn(verbose_name=_("item"))
    name = TextColumn(verbose_name=pgettext_lazy("of an item of a message", "name"))
    taken = tables.Column(verbose_name=_("state"))
    why = TextColumn(verbose_name=_("why"), empty_values=())

    class Meta:
        fields = ("number", "name", "taken", "why")

    def render_taken(self, value: bool) -> SafeString:
        refused = pgettext("an item of a message", "refused")
        pill = Pill(_("taken"), "recognised") if value else Pill(refused, "late")
        return pill.__html__()

    def render_why(self, value: Any) -> str:
        return str(value) or _now("—")
