"""Recording help: a day's sheet for many people, and single services."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from assistance import actions, queries
from assistance.actions import Given
from assistance.filters import ServiceFilter
from assistance.forms import DayForm, ServiceForm
from assistance.models import Beneficiary, Service
from assistance.queries import OnePerson
from assistance.tables import ServiceTable
from assistance.views.people import crumbs_to
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.web.forms import DateField
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    ModelFormPage,
    ObjectView,
    RecordList,
)

FIRST_DAY = date(1990, 3, 11)


@dataclass(frozen=True)
class Line:
    """A person on the sheet, as it is drawn: what is ticked, what was recorded already."""

    number: int
    person: Beneficiary
    given: list[str]
    is_recent: bool
    has_night: bool
    has_service: bool

    @property
    def is_ticked(self) -> bool:
        return self.has_night or self.has_service


@requires("beneficiary.add")
class Today(FormPage):
    """A day's services on one page, for a phone first: tick, choose, save; all or nothing."""

    form_class = DayForm
    template_name = "assistance/today.html"
    submit_label = _("Record services")
    success_message = ""  # get_success_url says it, with how many

    @cached_property
    def day(self) -> date:
        """The day the page is about: what was typed, else what the address says, else today."""
        typed = self.request.POST.get("on") or self.request.GET.get("on")
        today = timezone.localdate()
        try:
            found = DateField(required=False).clean(typed) or today
        except ValidationError:
            found = today
        return found if FIRST_DAY <= found <= today else today

    @property
    def is_today(self) -> bool:
        return self.day == timezone.localdate()

    def get_title(self) -> str | Promise:
        return _("Today's services") if self.is_today else _("A day's services")

    def get_initial(self) -> dict[str, Any]:
        """With `?same`, the nights of the day before are ticked."""
        if "same" not in self.request.GET:
            return {}
        return {"nights": queries.in_shelter_on(self.day - timedelta(days=1))}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "day": self.day}

    def save_forms(self, form: Any, formsets: Any) -> list[Service]:
        saved: list[Service] = []
        data = form.cleaned_data
        if data["nights"]:
            with errors_at({"project": "night_project", "kind": "nights", "units": "nights"}):
                night = form.given_night()
                saved += self._record(night, data["nights"], data["nights_again"])
        if data["people"]:
            hours = form.hours_of_all()
            saved += self._record(form.given(), data["people"], data["again"], hours)
        return saved

    def _record(
        self,
        given: Given,
        people: Iterable[Beneficiary],
        again: bool,
        hours: Decimal | None = None,
    ) -> list[Service]:
        return actions.record_services(
            by=self.by,  # type: ignore[arg-type]
            kind=given.kind,
            on=given.on,
            units=given.units,
            beneficiaries=people,
            project=given.project,
            again=again,
            hours_of_all=hours,
            result=given.result,
        )

    def get_success_url(self) -> str:
        count = len(self.saved)
        text = ngettext("%(count)d service recorded.", "%(count)d services recorded.", count)
        messages.success(self.request, text % {"count": count})
        return sheet_url(self.day)

    def get_cancel_url(self) -> str:
        return reverse("assistance:beneficiaries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        ticked = {name: _numbers(form[name].value()) for name in ("nights", "people")}
        sheet = queries.day_sheet(self.day, also=ticked["nights"] | ticked["people"])
        log_readings(line.beneficiary for line in sheet)
        lines = _lines(sheet, ticked["nights"], ticked["people"])
        return {**context, **self._days(), **_groups(lines), "recorded": _recorded(sheet)}

    def _days(self) -> dict[str, Any]:
        before = self.day - timedelta(days=1)
        same = reverse("assistance:today")
        return {
            "subtitle": f"{self.day.isoformat()}, {_weekday(self.day)}",
            "day_before": sheet_url(before),
            "day_after": "" if self.is_today else sheet_url(self.day + timedelta(days=1)),
            "same_url": f"{same}?on={self.day.isoformat()}&same",
            "has_nights": queries.night_kind(self.day) is not None,
            "nights_before": len(queries.in_shelter_on(before)),
        }


def _weekday(day: date) -> str:
    """The day of the week; Lithuanian writes it small."""
    word = date_format(day, "l")
    return word.lower() if get_language() == "lt" else word


def sheet_url(day: date) -> str:
    """The sheet of a day; today's is the plain address."""
    plain = reverse("assistance:today")
    return plain if day == timezone.localdate() else f"{plain}?on={day.isoformat()}"


def _numbers(value: Any) -> set[str]:
    """The random numbers among what was posted; whatever else was posted is nobody's."""
    found = set()
    for text in value or []:
        try:
            found.add(str(UUID(str(text))))
        except ValueError:
            continue
    return found


def _lines(sheet: list[OnePerson], nights: set[str], people: set[str]) -> list[Line]:
    """The lines in the order they are drawn: those seen lately first, each half by name."""
    ordered = sorted(sheet, key=lambda row: not row.is_recent)
    return [
        Line(
            number,
            row.beneficiary,
            [_words(service) for service in row.given],
            row.is_recent,
            str(row.beneficiary.uuid) in nights,
            str(row.beneficiary.uuid) in people,
        )
        for number, row in enumerate(ordered)
    ]


def _groups(lines: list[Line]) -> dict[str, Any]:
    others = [line for line in lines if not line.is_recent]
    return {
        "recent": [line for line in lines if line.is_recent],
        "others": others,
        "others_open": any(line.is_ticked for line in others),
    }


def _recorded(sheet: list[OnePerson]) -> list[dict[str, Any]]:
    return [{"service": service, "text": _words(service)} for row in sheet for service in row.given]


def _words(service: Service) -> str:
    return f"{service.kind}, {queries.quantity(service.units, service.unit)}"


@contextmanager
def errors_at(names: dict[str, str]) -> Iterator[None]:
    """Errors of an action, at the fields of this form that they speak of."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError(
            {names.get(name, name): errors for name, errors in error.error_dict.items()}
        ) from error


@requires("beneficiary.read")
class ServiceList(RecordList):
    """All services of the own organisation."""

    title = _("Services")
    queryset = queries.services()
    table_class = ServiceTable
    filterset_class = ServiceFilter
    add_url_name = "assistance:today"
    add_label = _("Record services")
    export_name = "services"
    empty_hint = _("Services appear here as soon as somebody records the first one.")

    def get_table_kwargs(self) -> dict[str, Any]:
        """On the screen the unit stands beside the number; a file has a column of its own."""
        return {} if "export" in self.request.GET else {"exclude": ("unit",)}


class ServicePage(ModelFormPage):
    """A form about one service; the action keeps the rules."""

    form_class = ServiceForm
    person: Beneficiary

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "beneficiary": self.person, "day": timezone.localdate()}

    def get_success_url(self) -> str:
        return reverse("assistance:services_of", kwargs={"uuid": self.person.uuid})


@requires("beneficiary.add")
class ServiceCreate(ObjectView, ServicePage):
    """One service to one person, with all details."""

    model = Beneficiary
    queryset = Beneficiary.objects.select_related("person")
    title = _("Add a service")

    def prepare(self) -> None:
        self.object = self.person = self.get_object()

    def get_form_instance(self) -> Service:
        return Service(beneficiary=self.person)

    def formset_instance(self) -> None:
        return None

    def save_forms(self, form: Any, formsets: Any) -> Service:
        given = form.given().columns()
        [service] = actions.record_services(
            by=self.by,  # type: ignore[arg-type]
            beneficiaries=[self.person],
            again=form.is_again,
            **given,
        )
        return service


@requires("beneficiary.change")
class ServiceUpdate(ObjectView, ServicePage):
    """Correct a service."""

    model = Service
    queryset = Service.objects.select_related("beneficiary__person", "kind", "project")
    title = _("Correct the service")

    def prepare(self) -> None:
        self.object = self.get_object()
        self.person = self.object.beneficiary

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def save_forms(self, form: Any, formsets: Any) -> Service:
        return actions.change_service(
            by=self.by,  # type: ignore[arg-type]
            service=self.object,
            given=form.given(),
            again=form.is_again,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        remove = Action(
            _("Remove"),
            reverse("assistance:remove_service", kwargs={"uuid": self.object.uuid}),
            style="danger",
            right="beneficiary.remove",
        )
        return {**context, "actions": [remove] if remove.is_allowed() else []}


@requires("beneficiary.remove")
class ServiceRemove(ActionView):
    """Take out a service that was entered by mistake."""

    model = Service
    queryset = Service.objects.select_related("beneficiary__person", "kind")
    title = _("Remove the service")
    submit_label = _("Remove")
    success_message = _("The service is removed.")
    intro = _("Remove only what was entered by mistake. The history keeps what stood here.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object.beneficiary)

    def get_cancel_url(self) -> str:
        return reverse("assistance:services_of", kwargs={"uuid": self.object.beneficiary.uuid})

    def act(self, obj: Any, data: dict[str, Any]) -> Beneficiary:
        person: Beneficiary = obj.beneficiary
        actions.remove_service(by=self.by, service=obj)  # type: ignore[arg-type]
        return person
