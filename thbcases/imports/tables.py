"""Lists of imports: uploads, and the problems of one."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thbcases.imports.choices import ImportState, Level
from thbcases.imports.models import ImportJob
from thbcases.web.pills import Pill, Pills
from thbcases.web.tables import (
    BaseTable,
    MomentColumn,
    NumberColumn,
    PillColumn,
    RecordColumn,
    TextColumn,
)

STATE_PILLS = Pills(
    ImportState,
    {
        ImportState.WAITING: "open",
        ImportState.CHECKING: "open",
        ImportState.FAULTY: "late",
        ImportState.READY: "presumed",
        ImportState.QUEUED: "open",
        ImportState.IMPORTING: "open",
        ImportState.IMPORTED: "recognised",
        ImportState.FAILED: "late",
        ImportState.FORGOTTEN: "closed",
    },
)
LEVEL_PILLS = Pills(Level, {Level.ERROR: "late", Level.WARNING: "presumed"})


class ImportTable(BaseTable):
    """One upload a line."""

    caption = _("uploaded spreadsheets")
    file_name = RecordColumn(attrs={"cell": {"class": ""}})
    uploaded_at = MomentColumn()
    rows_total = NumberColumn()
    error_count = NumberColumn()
    warning_count = NumberColumn()
    state = PillColumn(pills=STATE_PILLS)

    class Meta:
        model = ImportJob
        fields = (
            "file_name",
            "uploaded_at",
            "rows_total",
            "error_count",
            "warning_count",
            "state",
        )


class ProblemTable(BaseTable):
    """One problem a line, in the order of the file."""

    caption = _("problems of the file")
    place = tables.Column(verbose_name=_("where"), empty_values=(), orderable=False)
    column = TextColumn(verbose_name=_("column"), orderable=False)
    text = TextColumn(verbose_name=_("what"), orderable=False)
    level = tables.Column(verbose_name=_("weight"), orderable=False)

    def render_place(self, record: dict[str, Any]) -> SafeString | str:
        """The sheet, and the row as the spreadsheet program counts."""
        if not record["sheet"]:
            return str(_("the file"))
        row = _("row %(row)s") % {"row": record["row"]} if record["row"] else ""
        return format_html("<bdi>{}</bdi>", ", ".join(filter(None, (record["sheet"], row))))

    def render_level(self, value: str) -> Pill:
        return LEVEL_PILLS(value)
