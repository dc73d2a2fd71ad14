"""Screens of requests between units."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thbcases.access.acting import current_actor
from thbcases.access.marks import requires
from thbcases.access.models import GrantedKind
from thbcases.audit.actions import log_readings
from thbcases.niis.actions import requests as actions
from thbcases.niis.choices import OPENED, RequestState
from thbcases.niis.filters.requests import RequestFilter
from thbcases.niis.forms.requests import AskForm, GrantRequestForm, RefuseForm
from thbcases.niis.models import InformationRequest
from thbcases.niis.pills import REQUEST_PILLS
from thbcases.niis.queries import requests as queries
from thbcases.niis.queries.references import reference_of
from thbcases.niis.tables.requests import OpenedTable, RequestTable
from thbcases.web.pills import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    RecordDetail,
    RecordList,
    TimelineEntry,
)


def crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Requests"), reverse("niis:requests"))


def part_words(parts: Iterable[str]) -> str:
    """Parts of a record in the reader's language."""
    return "; ".join(str(GrantedKind(part).label) for part in parts)


@requires("request.read")
class RequestList(RecordList):
    """What my unit asked, and what it was asked."""

    title = _("Requests between units")
    intro = _(
        "After a hit in another unit's register you ask that unit. It opens the record for a "
        "time, opens a part of it, or refuses."
    )
    table_class = RequestTable
    filterset_class = RequestFilter
    add_url_name = "niis:ask"
    add_label = _("Ask a unit")
    empty_hint = _("A hit in another unit's register says which number to ask for, and whom.")
    export_name = "requests"

    def get_queryset(self) -> QuerySet[InformationRequest]:
        return queries.requests()


@requires("request.add")
class Ask(FormPage):
    """Ask a unit; a hit leads here with the number and the unit filled in."""

    form_class = AskForm
    title = _("Ask another unit")
    submit_label = _("Send the request")
    success_message = _("The request is sent. The answer appears here and on your home page.")
    intro = _("Both units keep the request with its reason and legal basis.")

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "")[:40] for name in ("reference", "asked")}
        return {**super().get_initial(), **{k: v for k, v in asked.items() if v}}

    def save_forms(self, form: Any, formsets: Any) -> InformationRequest:
        return actions.ask(by=self.by, **form.cleaned_data)


@requires("request.read")
class RequestDetail(RecordDetail):
    """One request: what is asked, why, what was answered, and what is open."""

    model = InformationRequest
    template_name = "niis/request_detail.html"

    def get_queryset(self) -> QuerySet[InformationRequest]:
        return queries.requests().select_related("answered_by")

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def pill(self) -> Pill:
        return REQUEST_PILLS(self.object.shown_state)

    def subtitle(self) -> str:
        units = {"asking": self.object.custodian, "asked": self.object.asked}
        return _now("%(asking)s asks %(asked)s") % units

    @property
    def is_asked(self) -> bool:
        """Whether it is my unit that has to answer."""
        actor = current_actor()
        return actor is not None and self.object.asked_id == actor.organisation_id

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be answered or withdrawn."""
        return bool(self.object.shown_state == RequestState.SENT)

    def actions(self) -> list[Action]:
        url = partial(reverse, kwargs={"uuid": self.object.uuid})
        if not self.is_waiting:
            open_ones = any(one.is_open for one in self.opened)
            ending = Action(
                _("Close the access"), url("niis:end_request"), "danger", right="grant.change"
            )
            return [ending] if self.is_asked and open_ones else []
        if self.is_asked:
            return [
                Action(_("Refuse"), url("niis:refuse_request"), right="request.decide"),
                Action(_("Open"), url("niis:grant_request"), "primary", right="request.decide"),
            ]
        return [Action(_("Withdraw"), url("niis:withdraw_request"), right="request.change")]

    @property
    def opened(self) -> list[queries.Opened]:
        """What was opened in answer to it."""
        if not hasattr(self, "_opened"):
            self._opened = queries.grants_of(self.object)
        return self._opened

    def facts(self) -> list[tuple[Any, Any]]:
        asked = self.object
        return [
            (_("reference number"), asked.reference),
            (_("asks"), asked.custodian),
            (_("asked by"), asked.made_by),
            (_("is asked"), asked.asked),
            (_("own case number or purpose"), asked.purpose),
            (_("article under investigation"), asked.article),
            (_("urgency"), asked.get_urgency_display()),
        ]

    def timeline(self) -> Iterable[TimelineEntry]:
        """What happened last on top, also within a day."""
        return reversed(list(self._events()))

    def _events(self) -> Iterable[TimelineEntry]:
        asked = self.object
        yield TimelineEntry(
            asked.asked_at,
            _now("%(unit)s asked") % {"unit": asked.custodian},
            note=str(asked.made_by),
        )
        if asked.shown_state == RequestState.LAPSED:
            yield TimelineEntry(asked.due_on, _("last day for the answer; none came"))
        elif asked.answered_at:
            who = str(asked.answered_by or "")
            yield TimelineEntry(asked.answered_at, asked.shown_state.label, note=who)
        else:
            yield TimelineEntry(asked.due_on, _("answer due"))
        for one in self.opened:
            yield TimelineEntry(one.last_moment, _("the access ends"), note=str(one.grant))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = queries.record_asked_for(self.object) if self.is_asked else None
        shown = [one.record for one in self.opened if one.record is not None]
        log_readings({*shown, *([record] if record else [])})
        return super().get_context_data(**kwargs) | {
            "wanted": part_words(self.object.parts),
            "given": part_words(self.object.given),
            "was_opened": self.object.state in OPENED,
            "opened_table": OpenedTable(self.opened, orderable=False),
            "is_asked": self.is_asked,
            "asked_record": record,
        }


class OnRequest(ActionView):
    """A verb on one request."""

    model = InformationRequest

    def get_queryset(self) -> QuerySet[InformationRequest]:
        return queries.requests()

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb(), Crumb(str(self.object), self.object.get_absolute_url())]


@requires("request.decide")
class GrantRequest(OnRequest):
    """Open the record, or parts of it."""

    form_class, title = GrantRequestForm, _("Open the record to the asking unit")
    submit_label = _("Open")
    success_message = _("It is open. The disclosure was entered into the audit trail.")
    intro = _(
        "The asking unit reads what you choose until the day you name or until you close it. "
        "It changes nothing. Records of victims are not opened by a request."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        record = queries.record_asked_for(self.object)
        return {**super().get_form_kwargs(), "asking": self.object, "record": record}

    def act(self, obj: InformationRequest, data: dict[str, Any]) -> InformationRequest:
        return actions.grant(by=self.by, request=obj, **data)


@requires("request.decide")
class RefuseRequest(OnRequest):
    """Refuse on a ground."""

    form_class, title = RefuseForm, _("Refuse the request")
    submit_label = _("Refuse")
    success_message = _("The request is refused.")

    def act(self, obj: InformationRequest, data: dict[str, Any]) -> InformationRequest:
        return actions.refuse(by=self.by, request=obj, **data)


@requires("request.change")
class WithdrawRequest(OnRequest):
    """Take the request back."""

    title = _("Withdraw the request")
    submit_label = _("Withdraw")
    success_message = _("The request is withdrawn.")

    def act(self, obj: InformationRequest, data: dict[str, Any]) -> InformationRequest:
        return actions.withdraw(by=self.by, request=obj)


@requires("grant.change")
class EndRequest(OnRequest):
    """Close at once what was opened."""

    title = _("Close the access")
    intro = _("From now on the asking unit reads nothing of what this request opened.")
    submit_label = _("Close now")
    success_message = _("The access has ended.")

    def act(self, obj: InformationRequest, data: dict[str, Any]) -> None:
        actions.end_access(by=self.by, request=obj)


def ask_url(record: Any, unit: UUID) -> str:
    """Where a hit leads: the form with the record's number and the unit filled in."""
    return f"{reverse('niis:ask')}?reference={reference_of(record)}&asked={unit}"
