"""Screens of registers: the list, one register, bringing a file, deciding on it."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from thbcases.access import rights
from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.access.roles import Role
from thbcases.niis.actions import registers as actions
from thbcases.niis.choices import AdapterKind, Holds
from thbcases.niis.filters.registers import RegisterFilter
from thbcases.niis.forms.registers import CopyForm, RegisterForm
from thbcases.niis.models import Register
from thbcases.niis.registers.asking import why_not
from thbcases.niis.registers.copying import LOSS, words_of
from thbcases.niis.tables.registers import (
    DeliveryTable,
    RegisterTable,
    standing,
)
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    RecordCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
)
from thbcases.web.views.base import ObjectView

SHOWN_DELIVERIES = 30


def crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Registers"), reverse("niis:registers"))


def registers() -> QuerySet[Register]:
    """All registers, with what a page shows of each."""
    return Register.objects.select_related("state", "unit")


def may_deliver(register: Register) -> bool:
    """Whether the acting user brings the content of this register."""
    actor = current_actor()
    if actor is None or register.adapter != AdapterKind.DELIVERY or not rights.may("delivery.add"):
        return False
    return actor.role == Role.ADMINISTRATOR or actor.organisation_id == register.unit_id


@requires("register.read")
class RegisterList(RecordList):
    """What the search asks, and of when it is."""

    title = _("Registers")
    intro = _("What the search looks into, and of which moment its content is.")
    table_class = RegisterTable
    filterset_class = RegisterFilter
    add_url_name = "niis:register_add"
    add_label = _("Add a register")
    empty_hint = _("The administrator adds registers.")
    logs_reading = False

    def get_queryset(self) -> QuerySet[Register]:
        return registers()


class OnRegister(ObjectView):
    """A view of one register."""

    model = Register
    logs_reading = False

    def get_queryset(self) -> QuerySet[Register]:
        return registers()


@requires("register.read")
class RegisterDetail(OnRegister, RecordDetail):
    """One register: whether it is searched, of when it is, and for its keepers the deliveries."""

    template_name = "niis/register_detail.html"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        is_refreshed = self.request.htmx.target == "progress"  # type: ignore[attr-defined]
        if is_refreshed and not context["is_under_way"]:
            return HttpResponseClientRefresh()
        return super().render_to_response(context, **kwargs)

    def get_template_names(self) -> list[str]:
        is_part = self.request.htmx.target == "progress"  # type: ignore[attr-defined]
        return ["niis/register_progress.html" if is_part else self.template_name]

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def pill(self) -> Pill:
        return standing(self.object)

    @property
    def keeps(self) -> bool:
        """Whether the acting user keeps its settings."""
        return rights.may("register.change")

    def actions(self) -> list[Action]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        found = [Action(_("Settings"), url("niis:register_change"), right="register.change")]
        if may_deliver(self.object):
            template = Action(_("Download the template"), url("niis:register_template"))
            bring = Action(_("Bring a file"), url("niis:deliver"), "primary", right="delivery.add")
            return [template, *found, bring]
        if self.object.adapter == AdapterKind.POSTGRES:
            copy = Action(
                _("Copy now"), url("niis:register_copy"), "primary", right="register.change"
            )
            return [*found, copy]
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        register = self.object
        plain = [
            (_("unit to ask"), register.unit),
            (_("content as of"), moment(register.as_of)),
            (_("what it holds"), ", ".join(str(Holds(kind).label) for kind in register.holds)),
            (_("legal basis"), register.legal_basis),
        ]
        return plain + self._settings() if self.keeps else plain

    def _settings(self) -> list[tuple[Any, Any]]:
        register = self.object
        facts: list[tuple[Any, Any]] = [
            (_("code"), register.code),
            (_("how it comes in"), register.get_adapter_display()),
        ]
        if register.adapter != AdapterKind.OWN:
            facts.append((_("loss that is let through"), f"{register.most_loss} %"))
        if register.adapter == AdapterKind.POSTGRES:
            facts += [
                (_("last tried"), moment(register.state.tried_at)),
                (_("hours between copies"), register.refresh_hours),
                (_("its address is in the variable"), register.variable),
            ]
        return facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        register, state = self.object, self.object.state
        failure, what_next = words_of(state)
        is_own = register.adapter == AdapterKind.OWN
        return super().get_context_data(**kwargs) | {
            "why_not": "" if is_own else why_not(register),
            "failure": failure,
            "what_next": what_next if self.keeps else "",
            "is_held": state.failure == LOSS and self.keeps,
            "left_out": state.details.get("left_out", 0),
            "unclear": state.details.get("unclear", 0),
            "is_under_way": bool(state.rows_done),
            "records": None if is_own else state.records,
            "deliveries": self._deliveries(),
        }

    def _deliveries(self) -> DeliveryTable | None:
        if self.object.adapter != AdapterKind.DELIVERY or not rights.may("delivery.read"):
            return None
        rows = self.object.deliveries.defer("content", "problems").select_related("made_by")
        return DeliveryTable(rows[:SHOWN_DELIVERIES], orderable=False)


@requires("register.add")
class RegisterCreate(RecordCreate):
    """A new register."""

    model, form_class, title = Register, RegisterForm, _("Add a register")
    intro = _(
        "For a table in another server, the address and password stand in the environment of "
        "this system, never here."
    )

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]


@requires("register.change")
class RegisterUpdate(OnRegister, RecordUpdate):
    """Change the settings."""

    model, form_class, title = Register, RegisterForm, _("Settings of the register")


@requires("register.change")
class CopyRegister(OnRegister, ActionView):
    """Copy the table of the other server as soon as a worker is free."""

    form_class, title = CopyForm, _("Copy now")
    submit_label = _("Copy now")
    success_message = _("It will be copied in a moment. This page shows what came of it.")

    def act(self, obj: Register, data: dict[str, Any]) -> Register:
        return actions.copy_now(by=self.by, register=obj, **data)


def moment(value: Any) -> str:
    """A moment as the page shows it; nothing when there is none."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""
