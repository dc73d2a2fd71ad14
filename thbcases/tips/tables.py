"""Lists of tips, of mails that could not be read, of channels and templates."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.tips import remarks
from thbcases.tips.models import AnswerTemplate, Channel, MailEntry, Tip
from thbcases.tips.pills import ENTRY_PILLS, STATE_PILLS
from thbcases.web.tables import (
    BaseTable,
    MomentColumn,
    NumberColumn,
    OrganisationColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)


def where_allowed(url_name: str, right: str) -> Callable[[Any], str | None]:
    """The page of a row, for those who may open it; for others the text alone."""

    def linkify(record: Any) -> str | None:
        return reverse(url_name, kwargs={"uuid": record.uuid}) if rights.may(right) else None

    return linkify


class TipTable(BaseTable):
    caption = _("tips")
    code = RecordColumn()
    received_at = MomentColumn()
    state = PillColumn(pills=STATE_PILLS)
    kind = tables.Column(default=_("not sorted yet"))
    subject = TextColumn(accessor="pk", verbose_name=_("about"), orderable=False)
    channel = tables.Column(order_by=("channel__kind", "channel__code"))
    assignee = tables.Column(order_by=("assignee__last_name", "assignee__first_name"))
    handler = OrganisationColumn(order_by=("handler__sort_key",), verbose_name=_("unit"))

    class Meta:
        model = Tip
        fields = (
            "code",
            "received_at",
            "state",
            "kind",
            "subject",
            "channel",
            "assignee",
            "handler",
        )

    def render_subject(self, record: Tip) -> str:
        """The beginning of what was said; the page has the whole."""
        words = record.subject or " ".join(record.text.split())
        return words[:80] + ("…" if len(words) > 80 else "")


class MailTable(BaseTable):
    caption = _("mails that could not be taken in")
    created_at = MomentColumn(linkify=where_allowed("tips:mail", "tip.export"))
    state = PillColumn(pills=ENTRY_PILLS)
    why = tables.Column(verbose_name=_("why"), orderable=False)
    claims = TextColumn(accessor="known__claims", verbose_name=_("claims to be"), orderable=False)
    subject = TextColumn(accessor="known__subject", verbose_name=_("subject"), orderable=False)
    size = NumberColumn()

    class Meta:
        model = MailEntry
        fields = ("created_at", "state", "why", "claims", "subject", "size")

    def render_why(self, value: str) -> str:
        return remarks.why(value)

    def render_size(self, value: int) -> str:
        return filesizeformat(value)


class ChannelTable(BaseTable):
    caption = _("channels of tips")
    name = TextColumn(
        accessor="pk",
        verbose_name=_("channel"),
        linkify=where_allowed("tips:channel", "tip_setting.change"),
        orderable=False,
    )
    kind = tables.Column()
    keeper = OrganisationColumn(order_by=("keeper__sort_key",))
    retention_days = NumberColumn()
    is_active = tables.BooleanColumn()

    class Meta:
        model = Channel
        fields = ("name", "kind", "keeper", "retention_days", "is_active")

    def render_name(self, record: Channel) -> str:
        return str(record)


class TemplateTable(BaseTable):
    caption = _("templates of answers")
    title = TextColumn(linkify=where_allowed("tips:template", "tip_setting.change"))
    kind: Any = tables.Column(default=_("any"))
    is_active = tables.BooleanColumn()

    class Meta:
        model = AnswerTemplate
        fields = ("title", "kind", "is_active")
