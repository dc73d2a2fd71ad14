"""The list of kept charts."""

import django_tables2 as tables
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thbcases.niis.models import Chart
from thbcases.web.tables import BaseTable, MomentColumn, TextColumn


class ChartTable(BaseTable):
    """Kept charts."""

    caption = _("link charts")
    title = TextColumn(linkify=True)
    owner = TextColumn(orderable=False)
    is_shared = tables.Column(verbose_name=_("shared"))
    created_at = MomentColumn(verbose_name=_("kept"))

    class Meta:
        model = Chart
        fields = ("title", "owner", "is_shared", "created_at")

    def render_is_shared(self, value: bool) -> str:
        return gettext("yes") if value else gettext("no")
