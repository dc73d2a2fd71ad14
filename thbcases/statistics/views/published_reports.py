"""Published annual reports, for everybody who signs in."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.statistics.choices import FileForm
from thbcases.statistics.models import PublishedFile
from thbcases.statistics.report.publishing import FILE_TYPES
from thbcases.statistics.report.tables import PublishedFilter, PublishedTable
from thbcases.web.views import ObjectView, RecordList


@requires("publication.read")
class PublishedReports(RecordList):
    """The reports that were published, as files."""

    title = _("Annual reports")
    intro = _(
        "The reports to Government and Parliament as they were published. A file never changes; "
        "its checksum proves a copy."
    )
    queryset = PublishedFile.objects.defer("content")
    table_class = PublishedTable
    filterset_class = PublishedFilter
    empty_text = _("No annual report has been published yet.")
    logs_reading = False


@requires("publication.read")
class PublishedFileView(ObjectView):
    """One published file, byte for byte."""

    model = PublishedFile
    logs_reading = False

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        file = self.get_object()
        response = HttpResponse(bytes(file.content), content_type=FILE_TYPES[FileForm(file.form)])
        response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
        return response
