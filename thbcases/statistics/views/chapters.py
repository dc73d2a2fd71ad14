"""The chapters of an annual report: written, added, with the tables that stand in them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.statistics.indicators import INDICATORS, full_name
from thbcases.statistics.models import AnnualReport, ReportChapter
from thbcases.statistics.report import actions, forms
from thbcases.statistics.views.reports import OnReport, crumb
from thbcases.web.formsets import InlineForms
from thbcases.web.views import Crumb, PartCreate, RecordUpdate


class ChapterForms:
    """The form of a chapter with the rows of its tables."""

    template_name = "statistics/chapter_form.html"
    form_class = forms.ChapterForm
    logs_reading = False

    def get_inline_forms(self) -> dict[str, InlineForms]:
        rows = forms.table_rows(self.get_form_instance())  # type: ignore[attr-defined]
        return {
            "tables": InlineForms(
                rows,
                _("Tables of the chapter"),
                _("Add another table"),
                _("Build others in the table builder and keep them: they appear here."),
            )
        }

    def save_forms(self, form: Any, formsets: Any) -> ReportChapter:
        return actions.write_chapter(
            by=self.by,  # type: ignore[attr-defined]
            chapter=form.instance,
            tables=formsets["tables"].as_kept(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        report = self.get_form_instance().report  # type: ignore[attr-defined]
        names = [(key, full_name(indicator)) for key, indicator in INDICATORS.items()]
        return context | {"figure_names": names, "year": report.year}


def require_writable(report: AnnualReport) -> None:
    """Raise Refused, with the reason, when the text stands."""
    if not report.is_writable:
        raise rights.Refused(
            _now(
                "The report is «%(state)s», so its text stands. To change it, have the report "
                "returned first."
            )
            % {"state": report.get_state_display()}
        )


@requires("annual_report.change")
class AddChapter(ChapterForms, OnReport, PartCreate):
    """A chapter beside the usual ones."""

    model, parent_field = AnnualReport, "report"
    title = _("Add a chapter")

    def prepare(self) -> None:
        super().prepare()
        require_writable(self.object)

    def get_form_instance(self) -> ReportChapter:
        last = self.object.chapters.order_by("position").last()
        return ReportChapter(report=self.object, position=(last.position if last else 0) + 1)

    def get_success_url(self) -> str:
        return str(self.object.get_absolute_url())


@requires("annual_report.change")
class WriteChapter(ChapterForms, RecordUpdate):
    """Write a chapter."""

    model = ReportChapter
    queryset: QuerySet[Any] = ReportChapter.objects.select_related("report")
    title = _("Write the chapter")
    success_message = _("The chapter is kept.")

    def prepare(self) -> None:
        super().prepare()
        require_writable(self.object.report)

    def get_title(self) -> str:
        return f"{self.object.position}. {self.object.heading}"

    def breadcrumbs(self) -> list[Crumb]:
        report = self.object.report
        return [crumb(), Crumb(str(report), report.get_absolute_url())]

    def get_cancel_url(self) -> str:
        return str(self.object.report.get_absolute_url())

    def get_success_url(self) -> str:
        return str(self.object.report.get_absolute_url())
