"""Annual reports: write, look at them as they will be published, review, publish."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.statistics.choices import AnnualReportState, FileForm
from thbcases.statistics.models import AnnualReport
from thbcases.statistics.report import actions, forms, publishing
from thbcases.statistics.report.checklist import missing_words, published_chapters
from thbcases.statistics.report.outline import LANGUAGES
from thbcases.statistics.report.tables import STATE_PILLS, ReportFilter, ReportTable
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    Crumb,
    RecordCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
    Tab,
    TimelineEntry,
)

State = AnnualReportState


def crumb() -> Crumb:
    """The step back to all reports."""
    return Crumb(_("Annual reports: drafts"), reverse("statistics:reports"))


@requires("annual_report.read")
class ReportList(RecordList):
    """The reports of all years, in work and published."""

    title = _("Annual reports: drafts")
    intro = _(
        "The report of each year to Government and Parliament, from its draft to publication."
    )
    queryset = AnnualReport.objects.select_related("author", "reviewer")
    table_class = ReportTable
    filterset_class = ReportFilter
    add_url_name = "statistics:start_report"
    add_label = _("Begin a report")
    empty_text = _("No report has been begun yet.")
    empty_hint = _("Begin one: it has the usual chapters with their tables.")
    logs_reading = False


@requires("annual_report.add")
class StartReport(RecordCreate):
    """Begin the report of a year."""

    model, form_class = AnnualReport, forms.StartReportForm
    title = _("Begin an annual report")
    intro = _("It begins with the usual chapters and their tables; the text is yours.")
    success_message = _("The report is begun.")

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def save_forms(self, form: Any, formsets: Any) -> AnnualReport:
        return actions.start_report(by=self.by, **form.cleaned_data)


class ReportPage(RecordDetail):
    """What the tabs of a report have in common."""

    model = AnnualReport
    queryset = AnnualReport.objects.select_related("author", "reviewer", "publication")
    logs_reading = False

    def subtitle(self) -> str:
        return _now("report of %(year)s") % {"year": self.object.year}

    def pill(self) -> Pill:
        return STATE_PILLS(self.object.state)

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def tabs(self) -> list[Tab]:
        return [
            Tab(_("Chapters"), self.object.get_absolute_url()),
            Tab(_("Checklist"), self._url("report_check")),
            Tab(_("As it will be published"), self._url("report_preview")),
        ]

    def actions(self) -> list[Action]:
        state = State(self.object.state)
        found = [
            ("change_report", _("Change the titles"), "change", self.object.is_writable),
            ("report_template", _("Word template"), "change", self.object.is_writable),
            ("add_chapter", _("Add a chapter"), "change", self.object.is_writable),
            ("return_report", _("Return"), "decide", state in (State.IN_REVIEW, State.APPROVED)),
        ]
        shown = [
            Action(label, self._url(name), right=f"annual_report.{verb}")
            for name, label, verb, fits in found
            if fits
        ]
        if self.object.publication:
            page = self.object.publication.get_absolute_url()
            files = reverse("statistics:published_reports") + f"?year={self.object.year}"
            shown += [Action(_("Published figures"), page), Action(_("Published files"), files)]
        return [*shown, *self._next_step(state)]

    def _next_step(self, state: State) -> list[Action]:
        """The one step that leads on from here."""
        steps = {
            State.DRAFT: ("send_report", _("Send to review"), "change"),
            State.RETURNED: ("send_report", _("Send to review again"), "change"),
            State.IN_REVIEW: ("approve_report", _("Approve"), "decide"),
            State.APPROVED: ("publish_report", _("Publish"), "decide"),
        }
        if state not in steps:
            return []
        name, label, verb = steps[state]
        return [Action(label, self._url(name), "primary", right=f"annual_report.{verb}")]

    def _url(self, name: str) -> str:
        return reverse(f"statistics:{name}", kwargs={"uuid": self.object.uuid})


@requires("annual_report.read")
class ReportDetail(ReportPage):
    """The chapters, and what happened to the report."""

    template_name = "statistics/report_detail.html"

    def facts(self) -> list[tuple[Any, Any]]:
        template = getattr(self.object, "template", None)
        return [
            (_("year"), self.object.year),
            (_("begun by"), self.object.author),
            (_("approved by"), self.object.reviewer),
            (_("Word template"), template.name if template else ""),
        ]

    def timeline(self) -> Iterable[TimelineEntry]:
        steps = self.object.steps.select_related("by")
        begun = TimelineEntry(self.object.created_at, _("begun"), note=str(self.object.author))
        moved = [
            TimelineEntry(
                step.created_at,
                step.get_state_display(),
                note=f"{step.by}: {step.comment}" if step.comment else str(step.by),
            )
            for step in steps
        ]
        return [*reversed(moved), begun]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chapters = [
            (chapter, missing_words(self.object, [chapter]))
            for chapter in self.object.chapters.all()
        ]
        return super().get_context_data(**kwargs) | {"chapters": chapters}


@requires("annual_report.read")
class ReportCheck(ReportPage):
    """What is still missing, counted and uncounted."""

    template_name = "statistics/report_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = publishing.missing(by=self.by, report=self.object)
        return super().get_context_data(**kwargs) | {
            "blocking": [one for one in missing if one.blocks],
            "remarks": [one for one in missing if not one.blocks],
        }


@requires("annual_report.read")
class ReportPreview(ReportPage):
    """The report as everybody will read it: small numbers hidden, figures filled in."""

    template_name = "statistics/report_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("language", (get_language() or "lt")[:2])
        language = wanted if wanted in LANGUAGES else LANGUAGES[0]
        chapters = published_chapters(self.object)
        blocking = [one for one in missing_words(self.object, chapters) if one.is_broken]
        made, refusal = None, ""
        if not blocking:
            try:
                made = publishing.draft(by=self.by, report=self.object, language=language)
            except ValidationError as error:
                refusal = " ".join(error.messages)
        return super().get_context_data(**kwargs) | {
            "document": made,
            "refusal": refusal,
            "blocking": blocking,
            "language": language,
            "languages": LANGUAGES,
            "file_forms": list(FileForm),
        }


@requires("annual_report.export")
class ReportDraft(ReportPage):
    """The draft as a file, marked as one."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        language = self.request.GET.get("language", LANGUAGES[0])
        form = self.request.GET.get("form", FileForm.PDF)
        if language not in LANGUAGES or form not in FileForm.values:
            raise Http404
        try:
            made = publishing.draft(by=self.by, report=self.object, language=language)
            content = publishing.file_of(self.object, made, FileForm(form), is_strict=False)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect(f"{self._url('report_preview')}?language={language}")
        response = HttpResponse(content, content_type=publishing.FILE_TYPES[FileForm(form)])
        name = f"annual-report-{self.object.year}-{language}-draft.{form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {}


class OnReport:
    """A form about a report in work; the way back leads to it."""

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb(), *super().breadcrumbs()]  # type: ignore[misc]


@requires("annual_report.change")
class ChangeReport(OnReport, RecordUpdate):
    """Change the titles."""

    model, form_class = AnnualReport, forms.TitlesForm
    title = _("Change the titles")
    logs_reading = False

    def save_forms(self, form: Any, formsets: Any) -> AnnualReport:
        return actions.change_titles(by=self.by, report=form.instance)
