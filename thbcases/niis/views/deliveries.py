"""Screens of deliveries: bringing the file of a register, and deciding what becomes of it."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.niis.actions import registers as actions
from thbcases.niis.choices import DeliveryState
from thbcases.niis.forms.registers import DeliverForm, ReasonForm
from thbcases.niis.models import Delivery, Register
from thbcases.niis.registers.fields import KEY, fields_of
from thbcases.niis.registers.template import XLSX_TYPE, template_bytes, template_name
from thbcases.niis.tables.registers import DELIVERY_PILLS, ProblemTable
from thbcases.niis.views.registers import crumb, may_deliver, moment, registers
from thbcases.web.container import LARGEST_FILE
from thbcases.web.parts import Figure
from thbcases.web.pills import Pill
from thbcases.web.views import Action, ActionView, Crumb, FormPage, MarkedView, RecordDetail

S = DeliveryState
PROBLEMS_PER_PAGE = 25

EXPLAINED: dict[DeliveryState, Promise] = {
    S.WAITING: _("The file waits for its turn. You may leave this page and come back."),
    S.CHECKING: _("Every row is being read. You may leave this page and come back."),
    S.FAULTY: _("Nothing was taken in. Mend the errors in the file and bring it again."),
    S.READY: _("No errors. The search still uses the old content. Publish the new one?"),
    S.HELD: _(
        "Too many of the present records are missing in this file, so it waits. The search "
        "still uses the old content. Ask the unit whether this is right."
    ),
    S.PUBLISHED: _("The search has used this content since it was published."),
    S.OVERTAKEN: _("A newer delivery was published before this one."),
    S.THROWN_AWAY: _("It was thrown away. The search never used it."),
    S.LAPSED: _("Nobody decided within fourteen days, so it was deleted."),
}


@requires("delivery.add")
class RegisterTemplate(MarkedView):
    """The empty file of a register."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rights.check(self.right)
        register = _to_deliver(kwargs["uuid"])
        response = HttpResponse(template_bytes(register), content_type=XLSX_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{template_name(register)}"'
        return response


def _to_deliver(uuid: Any) -> Register:
    """The register, for whoever brings its content. Raises Http404, Refused."""
    register = get_object_or_404(registers(), uuid=uuid)
    if not may_deliver(register):
        raise rights.Refused(_now("Only the register's own unit and the administrator do this."))
    return register


@requires("delivery.add")
class Deliver(FormPage):
    """Bring a file; the check begins at once."""

    form_class = DeliverForm
    template_name = "niis/register_deliver.html"
    title = _("Bring the whole register")
    submit_label = _("Upload and check")
    success_message = ""
    intro = _("The file is checked first. The search goes on with the old content until then.")

    def prepare(self) -> None:
        super().prepare()
        self.register = _to_deliver(self.kwargs["uuid"])

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb(), Crumb(self.register.name, self.register.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        size = self.request.headers.get("Content-Length") or "0"
        return {**super().get_form_kwargs(), "body_size": int(size) if size.isdigit() else 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fields = fields_of(self.register.holds)
        return super().get_context_data(
            register=self.register, fields=fields, obligatory=KEY, **kwargs
        )

    def save_forms(self, form: Any, formsets: Any) -> Delivery:
        file, day = form.cleaned_data["file"], form.cleaned_data["day"]
        return actions.deliver(
            by=self.by,
            register=self.register,
            file_name=file.name,
            content=file.read(),
            as_of=_midnight(day) if day else None,
            largest=LARGEST_FILE,
        )


@requires("delivery.read")
class DeliveryDetail(RecordDetail):
    """One delivery: how far it is, what the check found, what would change."""

    model = Delivery
    template_name = "niis/register_delivery.html"

    def get_queryset(self) -> QuerySet[Delivery]:
        rows = Delivery.objects.defer("content")
        return rows.select_related("register__state", "made_by", "decided_by")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        target = self.request.htmx.target  # type: ignore[attr-defined]
        if target == "progress" and not self.is_under_way:
            return HttpResponseClientRefresh()
        return super().render_to_response(context, **kwargs)

    def get_template_names(self) -> list[str]:
        parts = {"progress": "niis/register_checking.html", "table": "niis/register_problems.html"}
        return [parts.get(self.request.htmx.target or "", self.template_name)]  # type: ignore[attr-defined]

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it or will have it."""
        return self.object.state in actions.UNDER_WAY

    def breadcrumbs(self) -> list[Crumb]:
        register = self.object.register
        return [crumb(), Crumb(register.name, register.get_absolute_url())]

    def pill(self) -> Pill | None:
        return None if self.is_under_way else DELIVERY_PILLS(self.object.state)

    def actions(self) -> list[Action]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        away = Action(_("Throw away"), url("niis:delivery_throw"), right="delivery.decide")
        if self.object.state == S.READY:
            publish = url("niis:delivery_publish")
            return [away, Action(_("Publish"), publish, "primary", right="delivery.decide")]
        if self.object.state == S.HELD:
            release = url("niis:delivery_release")
            return [away, Action(_("Let through"), release, "danger", right="delivery.decide")]
        if self.object.state in (S.FAULTY, S.FAILED) and may_deliver(self.object.register):
            again = reverse("niis:deliver", kwargs={"uuid": self.object.register.uuid})
            return [Action(_("Bring again"), again, "primary", right="delivery.add")]
        return []

    def facts(self) -> list[tuple[Any, Any]]:
        row = self.object
        return [
            (_("register"), row.register),
            (_("brought"), moment(row.brought_at)),
            (_("brought by"), row.made_by),
            (_("content as of"), moment(row.as_of)),
            (_("errors"), row.error_count or ""),
            (_("decided by"), row.decided_by or ""),
            (_("reason"), row.reason),
            (_("finished"), moment(row.finished_at)),
            (_("checksum (SHA-256)"), row.checksum),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        return super().get_context_data(**kwargs) | {
            "is_under_way": self.is_under_way,
            "progress": row.register.state,
            "state": DELIVERY_PILLS(row.state),
            "explanation": row.failure or EXPLAINED.get(S(row.state), ""),
            "problems": self._problems(),
            "hidden_problems": row.error_count - len(row.problems),
            "figures": _figures(row),
        }

    def _problems(self) -> ProblemTable | None:
        if not self.object.problems:
            return None
        table = ProblemTable(self.object.problems)
        page = self.request.GET.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
        try:
            table.paginate(per_page=PROBLEMS_PER_PAGE, page=max(number, 1))
        except EmptyPage:
            table.page = table.paginator.page(table.paginator.num_pages)
        return table


class OnDelivery(ActionView):
    """A verb on one delivery."""

    model = Delivery

    def get_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.defer("content").select_related("register")

    def breadcrumbs(self) -> list[Crumb]:
        register = self.object.register
        return [
            crumb(),
            Crumb(register.name, register.get_absolute_url()),
            Crumb(str(self.object), self.object.get_absolute_url()),
        ]


@requires("delivery.decide")
class PublishDelivery(OnDelivery):
    """Let the search use it from now on."""

    title = _("Publish")
    submit_label = _("Publish")
    success_message = _("Published. The search uses it from now on.")
    intro = _("The old content is replaced at once and then deleted.")

    def act(self, obj: Delivery, data: dict[str, Any]) -> Delivery:
        return actions.publish(by=self.by, delivery=obj)


@requires("delivery.decide")
class ReleaseDelivery(OnDelivery):
    """Publish it although much is missing."""

    form_class, title = ReasonForm, _("Let through although much is missing")
    submit_label = _("Publish")
    success_message = _("Published. The search uses it from now on.")
    intro = _("Records that are not in the file will not be found any more.")

    def act(self, obj: Delivery, data: dict[str, Any]) -> Delivery:
        return actions.publish(by=self.by, delivery=obj, **data)


@requires("delivery.decide")
class ThrowAwayDelivery(OnDelivery):
    """Give it up."""

    form_class, title = ReasonForm, _("Throw the delivery away")
    submit_label = _("Throw away")
    success_message = _("Thrown away. The search goes on with the old content.")

    def act(self, obj: Delivery, data: dict[str, Any]) -> Delivery:
        return actions.throw_away(by=self.by, delivery=obj, **data)


def _figures(row: Delivery) -> list[Figure]:
    if row.state in (S.WAITING, S.CHECKING, S.FAULTY, S.FAILED):
        return []
    note = _now("%(loss)s %% of the present ones") % {"loss": row.loss} if row.gone else ""
    return [
        Figure(_("records in the file"), row.records),
        Figure(_("new"), row.fresh),
        Figure(_("changed"), row.changed),
        Figure(_("missing"), row.gone, note),
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
