"""Screens of imports: upload, what the check found, import."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from assistance.models import Beneficiary
from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.imports import actions, queries
from thbcases.imports.choices import KINDS, UNDER_WAY, ImportState
from thbcases.imports.columns import SHEETS, Sheet
from thbcases.imports.columns.template import XLSX_TYPE, template_bytes, template_name
from thbcases.imports.filters import ImportFilter
from thbcases.imports.forms import UploadForm
from thbcases.imports.models import ImportJob
from thbcases.imports.tables import STATE_PILLS, ImportTable, ProblemTable
from thbcases.investigations.models import Investigation
from thbcases.web.parts import Figure, Row
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    MarkedView,
    RecordDetail,
    RecordList,
)

S = ImportState
PROBLEMS_PER_PAGE = 25

# In which list one finds what an import made.
LISTS = {
    "investigations": "investigations:list",
    "victims": "victims:list",
    "suspects": "investigations:suspects",
    "beneficiaries": "assistance:beneficiaries",
    "services": "assistance:services",
    "persons": "people:list",
}
EXPLAINED: dict[ImportState, Promise] = {
    S.WAITING: _("The file waits for its turn. You may leave this page and come back."),
    S.CHECKING: _("Every row is being tried out. You may leave this page and come back."),
    S.FAULTY: _("Nothing was imported. Mend the errors in your file and upload it again."),
    S.READY: _(
        "Every row was tried out and taken back: there is no error. The import would make what "
        "stands below."
    ),
    S.QUEUED: _("The import waits for its turn. You may leave this page and come back."),
    S.IMPORTING: _(
        "The rows are being imported, all of them or none. You may leave this page and come back."
    ),
    S.IMPORTED: _("All rows were imported. The file was deleted."),
    S.FORGOTTEN: _("The file was not imported within seven days, so it was deleted."),
}


def crumb() -> Crumb:
    """The step back to the uploads."""
    return Crumb(_("From a spreadsheet"), reverse("imports:list"))


def template_action() -> Action:
    """The way to the template."""
    return Action(_("Download the template"), reverse("imports:template"), right="import.add")


def own_sheets() -> tuple[Sheet, ...]:
    """The sheets that the acting user's role brings."""
    actor = current_actor()
    return SHEETS.get(actor.role, ()) if actor else ()


@requires("import.read")
class ImportList(RecordList):
    """What the acting user uploaded, the newest first."""

    title = _("From a spreadsheet")
    intro = _(
        "Bring in what you keep in spreadsheets today. A file is first checked row by row; you "
        "see every problem before anything is kept."
    )
    model = ImportJob
    table_class = ImportTable
    filterset_class = ImportFilter
    add_url_name = "imports:upload"
    add_label = _("Upload a spreadsheet")
    empty_text = _("You have not uploaded a spreadsheet yet.")
    empty_hint = _("Begin with the template: it shows all columns and what may stand in them.")
    logs_reading = False

    def get_queryset(self) -> QuerySet[ImportJob]:
        return queries.jobs()

    def actions(self) -> list[Action]:
        return [template_action()]


@requires("import.add")
class Upload(FormPage):
    """Upload a file; the check begins at once."""

    form_class = UploadForm
    template_name = "imports/upload.html"
    title = _("Upload a spreadsheet")
    submit_label = _("Upload and check")
    success_message = ""
    intro = _("The file is checked first. No record is made of it before you say so.")

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        size = self.request.headers.get("Content-Length") or "0"
        return {**super().get_form_kwargs(), "body_size": int(size) if size.isdigit() else 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sheets=own_sheets(), **kwargs)

    def save_forms(self, form: Any, formsets: Any) -> ImportJob:
        file = form.cleaned_data["file"]
        return actions.upload(
            by=self.request.user,  # type: ignore[arg-type]
            file_name=file.name,
            content=file.read(),
        )


@requires("import.add")
class TemplateDownload(MarkedView):
    """The template in the reader's language, with the lists as they are today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rights.check(self.right)
        sheets = own_sheets()
        response = HttpResponse(template_bytes(sheets), content_type=XLSX_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{template_name()}"'
        return response


@requires("import.read")
class ImportDetail(RecordDetail):
    """One upload: how far it is, what the check found, what the import made."""

    model = ImportJob
    template_name = "imports/importjob_detail.html"
    logs_reading = False

    def get_queryset(self) -> QuerySet[ImportJob]:
        return queries.jobs()

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        target = self.request.htmx.target  # type: ignore[attr-defined]
        if target == "progress" and not self.is_under_way:
            # The whole page changes with the state.
            return HttpResponseClientRefresh()
        return super().render_to_response(context, **kwargs)

    def get_template_names(self) -> list[str]:
        parts = {"progress": "imports/progress.html", "table": "imports/problems.html"}
        target = self.request.htmx.target or ""  # type: ignore[attr-defined]
        return [parts.get(target, self.template_name)]

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it or will have it."""
        return self.object.state in UNDER_WAY

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def pill(self) -> Pill | None:
        # While it is under way, the panel that asks again says how far it is.
        return None if self.is_under_way else STATE_PILLS(self.object.state)

    def actions(self) -> list[Action]:
        again = Action(_("Upload again"), reverse("imports:upload"), right="import.add")
        if self.object.state == S.READY:
            url = reverse("imports:start", kwargs={"uuid": self.object.uuid})
            return [Action(_("Import now"), url, "primary", method="post", right="import.change")]
        return [again] if self.object.state in (S.FAULTY, S.FAILED, S.FORGOTTEN) else []

    def facts(self) -> list[tuple[Any, Any]]:
        job = self.object
        return [
            (_("uploaded"), _moment(job.uploaded_at)),
            (_("as"), f"{job.organisation}, {job.get_role_display()}"),
            (_("rows"), job.rows_total or ""),
            (_("errors"), job.error_count or ""),
            (_("warnings"), job.warning_count or ""),
            (_("finished"), _moment(job.finished_at) if job.finished_at else ""),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        job = self.object
        context |= {
            "is_under_way": self.is_under_way,
            "state": STATE_PILLS(job.state),
            "explanation": job.failure or EXPLAINED.get(S(job.state), ""),
            "problems": self._problems(),
            "hidden_problems": job.error_count + job.warning_count - len(job.problems),
            "figures": _figures(job),
            "made": self._made(),
        }
        return context

    def _problems(self) -> ProblemTable | None:
        rows = self.object.problems
        if not rows:
            return None
        table = ProblemTable(rows)
        page = self.request.GET.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
        try:
            table.paginate(per_page=PROBLEMS_PER_PAGE, page=max(number, 1))
        except EmptyPage:
            table.page = table.paginator.page(table.paginator.num_pages)
        return table

    def _made(self) -> list[Row]:
        """The first records that the import made, by number or code; showing them is a reading."""
        made = self.object.created
        cases = list(Investigation.objects.filter(uuid__in=made.get("investigations", ())))
        helped = list(Beneficiary.objects.filter(uuid__in=made.get("beneficiaries", ())))
        log_readings([*cases, *helped])
        rows = [Row(case.number, case.get_absolute_url(), on=case.registered_on) for case in cases]
        return rows + list(_helped_rows(helped))


@requires("import.change")
class Start(ActionView):
    """Import a file that was checked."""

    model = ImportJob
    title = _("Import now")
    submit_label = _("Import now")
    success_message = ""
    logs_reading = False
    intro = _("All rows become records of your organisation, or none of them.")

    def get_queryset(self) -> QuerySet[ImportJob]:
        return queries.jobs()

    def act(self, obj: Any, data: dict[str, Any]) -> ImportJob:
        return actions.start_import(by=self.request.user, job=obj)  # type: ignore[arg-type]


def _moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def _helped_rows(helped: list[Beneficiary]) -> Iterator[Row]:
    for beneficiary in helped:
        url = beneficiary.get_absolute_url()
        yield Row(beneficiary.code, url, on=beneficiary.registered_on)


def _figures(job: ImportJob) -> list[Figure]:
    """How many rows of each kind; with the way to their list once they are there."""
    if job.state not in (S.READY, S.IMPORTED):
        return []
    lists = LISTS if job.state == S.IMPORTED else {}
    return [
        Figure(label, job.counts[kind], url=reverse(lists[kind]) if kind in lists else "")
        for kind, label in KINDS.items()
        if job.counts.get(kind)
    ]
