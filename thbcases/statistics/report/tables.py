"""Lists of annual reports, in work and published."""

from typing import Any

import django_tables2 as tables
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from thbcases.statistics.choices import AnnualReportState
from thbcases.statistics.models import AnnualReport, PublishedFile
from thbcases.web.filters import BaseFilterSet
from thbcases.web.pills import Pills
from thbcases.web.tables import (
    BaseTable,
    MomentColumn,
    NumberColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)

STATE_PILLS = Pills(
    AnnualReportState,
    {
        AnnualReportState.DRAFT: "open",
        AnnualReportState.IN_REVIEW: "presumed",
        AnnualReportState.RETURNED: "late",
        AnnualReportState.APPROVED: "recognised",
        AnnualReportState.PUBLISHED: "closed",
    },
)


class ReportTable(BaseTable):
    """Reports in work and published, by year."""

    caption = _("annual reports")
    year = RecordColumn()
    title = TextColumn(verbose_name=_("title"), orderable=False)
    state = PillColumn(pills=STATE_PILLS)
    author = TextColumn(orderable=False)
    reviewer = TextColumn(orderable=False)

    class Meta:
        model = AnnualReport
        fields = ("year", "title", "state", "author", "reviewer")


class ReportFilter(BaseFilterSet):
    """By state."""

    class Meta:
        model = AnnualReport
        fields = ("state",)


class PublishedTable(BaseTable):
    """Published reports as files, with the checksum that proves them."""

    caption = _("published annual reports")
    file = RecordColumn(
        accessor="year",
        verbose_name=_("year"),
        attrs={"cell": {"class": "num nowrap"}, "a": {"download": ""}},
    )
    title = TextColumn(verbose_name=_("title"), orderable=False)
    language = tables.Column()
    form = tables.Column()
    size = NumberColumn()
    created_at = MomentColumn(verbose_name=_("published"))
    sha256 = TextColumn(orderable=False)

    class Meta:
        model = PublishedFile
        fields = ("file", "title", "language", "form", "size", "created_at", "sha256")

    def render_size(self, value: Any) -> str:
        return str(filesizeformat(value))


class PublishedFilter(BaseFilterSet):
    """By year, language and form."""

    class Meta:
        model = PublishedFile
        fields = ("year", "language", "form")
