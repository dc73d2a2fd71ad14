"""Lists of requests between units, and of what was opened in answer to one."""

from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from thbcases.niis.models import InformationRequest
from thbcases.niis.pills import REQUEST_PILLS
from thbcases.web.tables import (
    BaseTable,
    DateColumn,
    MomentColumn,
    OrganisationColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)


class RequestTable(BaseTable):
    """Requests that my unit sent or got."""

    caption = _("requests between units")
    reference = RecordColumn(orderable=False)
    asking = OrganisationColumn(
        accessor="custodian", order_by=("custodian__sort_key",), verbose_name=_("asks")
    )
    asked = OrganisationColumn(order_by=("asked__sort_key",), verbose_name=_("is asked"))
    asked_at = MomentColumn()
    due_on = DateColumn()
    state = PillColumn(pills=REQUEST_PILLS, accessor="shown_state", order_by=("state",))
    urgency = TextColumn(accessor="get_urgency_display", order_by=("urgency",))

    class Meta:
        model = InformationRequest
        fields = (
            "reference",
            "asking",
            "asked",
            "purpose",
            "asked_at",
            "due_on",
            "urgency",
            "state",
        )


class OpenedTable(BaseTable):
    """What was opened in answer to a request, and until when."""

    caption = _("what was opened")
    record = tables.Column(accessor="record", verbose_name=_("record"), empty_values=())
    kind = TextColumn(accessor="grant__get_kind_display", verbose_name=_("what is opened"))
    starts_at = MomentColumn(accessor="grant__starts_at", verbose_name=_("from"))
    ends_at = MomentColumn(accessor="last_moment", verbose_name=_("until"))

    class Meta:
        fields = ("record", "kind", "starts_at", "ends_at")

    def render_record(self, value: Any, record: Any) -> SafeString | str:
        """The record while it may be seen; afterwards only that it was."""
        if value is None:
            closed = pgettext("access to a record", "closed")
            return closed if record.grant.ends_at <= timezone.now() else "—"
        return format_html('<a href="{}"><bdi>{}</bdi></a>', value.get_absolute_url(), value)
