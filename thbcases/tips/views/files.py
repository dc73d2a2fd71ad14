"""What came with a tip, given out to be saved: never shown in the browser."""

from typing import Any
from urllib.parse import quote

from csp.constants import NONE
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.tips import forms, remarks
from thbcases.tips.actions import files
from thbcases.tips.models import Attachment, MailEntry
from thbcases.tips.views.lists import tips_crumb
from thbcases.web.parts import Crumb
from thbcases.web.refusals import add_errors
from thbcases.web.views import ActionView, ObjectView

# A browser that shows it all the same shows it where it can do nothing.
SANDBOX = {"default-src": [NONE], "sandbox": True}
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "text/plain": ".txt"}


def to_be_saved(content: bytes, name: str) -> HttpResponse:
    """Bytes as an attachment of no particular kind, in a sandbox, never to be guessed at."""
    response = HttpResponse(content, content_type="application/octet-stream")
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain or 'file'}\"; filename*=UTF-8''{quote(name or 'file')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response._csp_config = SANDBOX  # type: ignore[attr-defined]
    return response


@requires("tip.read")
class OpenCopy(ObjectView):
    """The copy that is normally opened: the picture drawn anew, or the text."""

    model = Attachment
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row: Attachment = self.get_object()
        try:
            content = files.open_copy(by=self.by, attachment=row)
        except ValidationError as error:
            raise Http404 from error
        stem = row.original_name.rpartition(".")[0] or row.original_name or row.stored_as
        return to_be_saved(content, f"{stem}{ENDINGS.get(row.copy_type, '')}")


class WithReason(ActionView):
    """The original, for a reason that is written down."""

    form_class = forms.ReasonForm
    submit_label = _("Save the original")
    template_name = "tips/original.html"

    def content(self, reason: str) -> tuple[bytes, str]:
        """The bytes and their name. Raises ValidationError."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        form = self.get_form()
        if form.is_valid():
            try:
                return to_be_saved(*self.content(form.cleaned_data["reason"]))
            except ValidationError as error:
                add_errors(form, error)
        return self.show(form, {})


@requires("tip.export")
class OpenOriginal(WithReason):
    """An attachment as it came."""

    model, title = Attachment, _("Save the original")
    queryset = Attachment.objects.select_related("tip")
    intro = _(
        "It may be dangerous. Save it on a machine that may break, and open it there. Your reason "
        "is kept with your name."
    )

    def breadcrumbs(self) -> list[Crumb]:
        tip = self.object.tip
        return [tips_crumb(), Crumb(str(tip), tip.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Attachment = self.object
        about = [(_("name it came with"), row.original_name), (_("is"), remarks.found(row.found))]
        said = remarks.said(row.remarks)
        return super().get_context_data(**kwargs) | {"about": about, "remarks": said}

    def content(self, reason: str) -> tuple[bytes, str]:
        row: Attachment = self.object
        content = files.open_original(by=self.by, attachment=row, reason=reason)
        # It does not open by a click on it.
        return content, f"{row.original_name or row.stored_as}.quarantine"

    def get_cancel_url(self) -> str:
        return str(self.object.tip.get_absolute_url())


@requires("tip.export")
class OpenMail(WithReason):
    """A mail that could not be read, as it came."""

    model, title = MailEntry, _("A mail that could not be read")
    queryset = MailEntry.objects.select_related("channel")
    intro = _(
        "It may be dangerous. Save it on a machine that may break, and open it there. Your reason "
        "is kept with your name."
    )

    def breadcrumbs(self) -> list[Crumb]:
        return [tips_crumb(), Crumb(_("Mails that could not be read"), reverse("tips:mails"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: MailEntry = self.object
        about = [
            (_("why"), remarks.why(row.why)),
            (_("claims to be"), row.known.get("claims", "")),
            (_("subject"), row.known.get("subject", "")),
            (_("size"), row.size),
        ]
        return super().get_context_data(**kwargs) | {"about": about, "remarks": []}

    def content(self, reason: str) -> tuple[bytes, str]:
        return files.open_mail(by=self.by, entry=self.object, reason=reason), "mail.eml.quarantine"

    def get_cancel_url(self) -> str:
        return self.breadcrumbs()[-1].url
