"""What is done with an annual report: begin, write, send, return, approve."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.statistics.choices import ANNUAL_REPORT_TRANSITIONS, AnnualReportState
from thbcases.statistics.models import (
    AnnualReport,
    ReportChapter,
    ReportStep,
    ReportTemplate,
)
from thbcases.statistics.report.checklist import missing_words, published_chapters
from thbcases.statistics.report.outline import standard_chapters

State = AnnualReportState


@transaction.atomic
def start_report(*, by: User, year: int, title_lt: str, title_en: str) -> AnnualReport:
    """Begin the report of a year with the standard chapters, their text empty."""
    rights.check("annual_report.add", by.actor())
    if year > timezone.localdate().year:
        raise ValidationError({"year": _("This year has not come yet.")})
    report = AnnualReport(year=year, title_lt=title_lt, title_en=title_en)
    report.full_clean(exclude=["custodian", "author"])
    report.save(force_insert=True)
    for fields in standard_chapters(year):
        ReportChapter(report=report, **fields).save(force_insert=True)
    report.refresh_from_db()
    return report


@transaction.atomic
def change_titles(*, by: User, report: AnnualReport) -> AnnualReport:
    """Keep the titles as `report` says them now."""
    rights.check("annual_report.change", by.actor())
    row = _writable(report)
    row.title_lt, row.title_en = report.title_lt, report.title_en
    row.full_clean(exclude=["custodian", "author"])
    row.save(update_fields=["title_lt", "title_en"])
    return row


@transaction.atomic
def write_chapter(
    *, by: User, chapter: ReportChapter, tables: Sequence[dict[str, Any]]
) -> ReportChapter:
    """Keep a chapter as `chapter` says it now, with these tables in their order."""
    rights.check("annual_report.change", by.actor())
    _writable(chapter.report)
    chapter.tables = list(tables)
    chapter.full_clean(exclude=["custodian"])
    chapter.save()
    return chapter


@transaction.atomic
def set_template(*, by: User, report: AnnualReport, name: str, content: bytes) -> ReportTemplate:
    """Use one's own Word template, checked before; without a content the standard one again."""
    rights.check("annual_report.change", by.actor())
    row = _writable(report)
    kept = ReportTemplate.objects.filter(report=row).first() or ReportTemplate(report=row)
    kept.name = name[-200:] if content else ""
    kept.content = content
    kept.sha256 = hashlib.sha256(content).hexdigest() if content else ""
    kept.save()
    return kept


@transaction.atomic
def send_to_review(*, by: User, report: AnnualReport) -> AnnualReport:
    """Hand the text on; from now on it stands until the reviewer returns it."""
    rights.check("annual_report.change", by.actor())
    row = locked(report)
    missing = [one for one in missing_words(row, published_chapters(row)) if one.blocks]
    if missing:
        raise ValidationError(_("Something is missing. The tab «Checklist» says what."))
    return move(row, State.IN_REVIEW)


@transaction.atomic
def return_report(*, by: User, report: AnnualReport, comment: str) -> AnnualReport:
    """Give the report back to the writers and say what is to be mended."""
    rights.check("annual_report.decide", by.actor())
    if not comment.strip():
        raise ValidationError({"comment": _("Say what is to be mended.")})
    row = locked(report)
    row.reviewer = None
    return move(row, State.RETURNED, comment)


@transaction.atomic
def approve_report(*, by: User, report: AnnualReport, comment: str = "") -> AnnualReport:
    """Approve the report for publication. Raises Refused for whoever wrote any of it."""
    rights.check("annual_report.decide", by.actor())
    row = locked(report)
    if by.pk in writers(row):
        raise rights.Refused(
            _(
                "You wrote in this report, so somebody else reviews it: ask another coordinator "
                "to open it and approve or return it."
            )
        )
    row.reviewer = by
    return move(row, State.APPROVED, comment)


def writers(report: AnnualReport) -> set[int]:
    """The users who began the report or wrote in any of its chapters, as the history says."""
    history = apps.get_model("statistics", "ReportChapterEvent")
    wrote = history._default_manager.filter(report_id=report.pk)
    return {report.author_id, *wrote.values_list("pgh_actor_id", flat=True)}


def require_way(row: AnnualReport, to: State) -> None:
    """Raise ValidationError where no way leads from the report's state to this one."""
    now = State(row.state)
    if now is to is State.PUBLISHED:
        raise ValidationError(
            _("The report of %(year)s is published already, and what is published stays.")
            % {"year": row.year}
        )
    if to not in ANNUAL_REPORT_TRANSITIONS[now]:
        raise ValidationError(
            _("It is «%(now)s» and cannot become «%(to)s».") % {"now": now.label, "to": to.label}
        )


def move(row: AnnualReport, to: State, comment: str = "") -> AnnualReport:
    """Set the state and enter who did it. Raises ValidationError where no way leads there."""
    require_way(row, to)
    row.state = to
    row.save(update_fields=["state", "reviewer", "publication"])
    ReportStep(report=row, state=to, comment=comment.strip()).save(force_insert=True)
    row.refresh_from_db()
    return row


def locked(report: AnnualReport) -> AnnualReport:
    """The report as it is now, held until the end of the transaction."""
    found = AnnualReport.objects.select_for_update(of=("self",)).filter(pk=report.pk).first()
    if found is None:
        raise ValidationError(_("As it stands now, it cannot be changed any more."))
    return found


def _writable(report: AnnualReport) -> AnnualReport:
    """The locked report, when its text may be changed. Raises ValidationError."""
    row = locked(report)
    if not row.is_writable:
        raise ValidationError(
            _(
                "The report is «%(state)s», so its text stands. To change it, have the report "
                "returned first."
            )
            % {"state": row.get_state_display()}
        )
    return row
