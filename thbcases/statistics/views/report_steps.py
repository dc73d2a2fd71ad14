"""What is done with an annual report: template, review, publication."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.statistics.choices import FileForm
from thbcases.statistics.models import AnnualReport
from thbcases.statistics.report import actions, forms, publishing
from thbcases.statistics.report.outline import LANGUAGES
from thbcases.statistics.report.word import standard_template
from thbcases.statistics.views.reports import OnReport
from thbcases.web.views import ActionView, MarkedView


class ReportAction(OnReport, ActionView):
    """One verb on a report."""

    model = AnnualReport
    logs_reading = False


@requires("annual_report.change")
class SetTemplate(ReportAction):
    """Use one's own Word template."""

    template_name = "statistics/report_template.html"
    form_class = forms.TemplateForm
    title = _("Word template")
    submit_label = _("Use this template")
    success_message = _("The template is kept.")

    def act(self, obj: AnnualReport, data: dict[str, Any]) -> None:
        file = data["file"]
        actions.set_template(
            by=self.by, report=obj, name=file.name if file else "", content=data["content"]
        )


@requires("annual_report.change")
class StandardTemplate(MarkedView):
    """The template that everybody begins with, in the reader's language."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rights.check(self.right)
        language = (get_language() or LANGUAGES[0])[:2]
        content = standard_template(language)
        response = HttpResponse(content, content_type=publishing.FILE_TYPES[FileForm.WORD])
        name = f"annual-report-template-{language}.docx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


@requires("annual_report.change")
class SendReport(ReportAction):
    """Hand the text on."""

    title = _("Send to review")
    submit_label = _("Send to review")
    success_message = _("The report waits for its review.")
    intro = _("The text stands from now on, until the reviewer returns it.")

    def act(self, obj: AnnualReport, data: dict[str, Any]) -> None:
        actions.send_to_review(by=self.by, report=obj)


@requires("annual_report.decide")
class ReturnReport(ReportAction):
    """Give the report back."""

    form_class = forms.ReturnForm
    title = _("Return the report")
    submit_label = _("Return")
    success_message = _("The report is returned to the writers.")

    def act(self, obj: AnnualReport, data: dict[str, Any]) -> None:
        actions.return_report(by=self.by, report=obj, comment=data["comment"])


@requires("annual_report.decide")
class ApproveReport(ReportAction):
    """Approve what somebody else wrote."""

    form_class = forms.ApproveForm
    title = _("Approve the report")
    submit_label = _("Approve")
    success_message = _("The report is approved.")
    intro = _("Whoever wrote in the report does not approve it: four eyes see more than two.")

    def act(self, obj: AnnualReport, data: dict[str, Any]) -> None:
        actions.approve_report(by=self.by, report=obj, comment=data["comment"])


@requires("annual_report.decide")
class PublishReport(ReportAction):
    """Freeze the figures and hand the report out, both or neither."""

    title = _("Publish the report")
    submit_label = _("Publish for good")
    success_message = _("The report is published.")
    intro = _(
        "The figures of the year are frozen and the report is kept as PDF and Word in both "
        "languages, for everybody. Nobody can change or remove what was published."
    )

    def act(self, obj: AnnualReport, data: dict[str, Any]) -> None:
        publishing.publish_report(by=self.by, report=obj)
