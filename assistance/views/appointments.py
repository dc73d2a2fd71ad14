"""Appointments: of one person, of a week, and what is said of each on the way."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions import appointments
from assistance.choices import AppointmentState
from assistance.forms.appointments import AppointmentForm, KeepForm
from assistance.models import Appointment, Beneficiary
from assistance.views.people import BeneficiaryPage, crumbs_to
from assistance.views.services import errors_at
from thbcases.access.marks import requires
from thbcases.audit.actions import log_reading, log_readings
from thbcases.web.forms import DateField
from thbcases.web.pills import Pills
from thbcases.web.views import Action, ActionView, Crumb, Page, RecordDetail

APPOINTMENT_PILLS = Pills(
    AppointmentState,
    {
        AppointmentState.PLANNED: "open",
        AppointmentState.KEPT: "recognised",
        AppointmentState.MISSED: "late",
        AppointmentState.CANCELLED: "closed",
    },
)

# Where the form types what the action speaks of.
TIMES = {"starts_at": "begins", "ends_at": "ends"}


def with_pills(rows: Any) -> list[tuple[Appointment, Any]]:
    """Appointments beside what is said of them."""
    return [(row, APPOINTMENT_PILLS(row.state)) for row in rows]


@requires("beneficiary.read")
class AppointmentsOf(BeneficiaryPage):
    """The tab: appointments to come and past, and groups the person takes part in."""

    template_name = "assistance/beneficiary_appointments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = queries.appointments().filter(beneficiary=self.object)
        now = timezone.now()
        return {
            **context,
            "coming": with_pills(rows.filter(ends_at__gte=now)),
            "past": with_pills(rows.filter(ends_at__lt=now).order_by("-starts_at")[:50]),
            "groups": queries.groups_of(self.object),
            "may_add": self.may("add") and self.object.closed_on is None,
        }


class AppointmentPage(ActionView):
    """A form about an appointment. How to reach the person safely stands before it."""

    template_name = "assistance/safe_form.html"

    def person(self) -> Beneficiary:
        """Whose appointment it is."""
        found: Beneficiary = self.object.beneficiary
        return found

    def breadcrumbs(self) -> list[Crumb]:
        url = reverse("assistance:appointments_of", kwargs={"uuid": self.person().uuid})
        return [*crumbs_to(self.person()), Crumb(_("Appointments"), url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_reading(self.person())
        return {**super().get_context_data(**kwargs), "record": self.person()}


@requires("beneficiary.add")
class Arrange(AppointmentPage):
    """Arrange an appointment with a person."""

    model, form_class, title = Beneficiary, AppointmentForm, _("Arrange an appointment")
    queryset = Beneficiary.objects.select_related("person")
    submit_label = _("Arrange")
    success_message = _("The appointment is arranged.")

    def person(self) -> Beneficiary:
        found: Beneficiary = self.object
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.by}

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def save_forms(self, form: Any, formsets: Any) -> Appointment:
        with errors_at(TIMES):
            return appointments.arrange_appointment(
                by=self.by, beneficiary=self.object, arranged=form.arranged()
            )


class OneAppointment(AppointmentPage):
    """A form about an appointment that there is."""

    model = Appointment
    queryset = queries.appointments()


@requires("beneficiary.read")
class AppointmentDetail(RecordDetail):
    """An appointment, with the three words that can be said of it on the way."""

    model = Appointment
    queryset = queries.appointments()
    template_name = "assistance/beneficiary_detail.html"

    def breadcrumbs(self) -> list[Crumb]:
        person = self.object.beneficiary
        url = reverse("assistance:appointments_of", kwargs={"uuid": person.uuid})
        return [*crumbs_to(person), Crumb(_("Appointments"), url)]

    def pill(self) -> Any:
        return APPOINTMENT_PILLS(self.object.state)

    def subtitle(self) -> str:
        return str(self.object.beneficiary)

    def actions(self) -> list[Action]:
        state = self.object.state
        found = []
        if state == AppointmentState.PLANNED:
            found += [
                self._action(_("Move"), "move_appointment"),
                self._action(_("Cancel it"), "cancel_appointment"),
            ]
        if self.object.starts_at <= timezone.now():
            if state in (AppointmentState.PLANNED, AppointmentState.KEPT):
                found.append(self._action(_("Not kept"), "miss_appointment"))
            if state in (AppointmentState.PLANNED, AppointmentState.MISSED):
                found.append(self._action(_("Kept"), "keep_appointment", "primary"))
        return found

    def _action(self, label: Any, name: str, style: str = "secondary") -> Action:
        url = reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})
        return Action(label, url, style=style, right="beneficiary.change")

    def facts(self) -> list[tuple[Any, Any]]:
        row: Appointment = self.object
        ends = timezone.localtime(row.ends_at)
        return [
            (_("begins"), f"{timezone.localtime(row.starts_at):%Y-%m-%d %H:%M}"),
            (_("ends"), f"{ends:%H:%M}"),
            (_("kind of service"), row.kind),
            (_("worker"), row.worker),
            (_("with whom"), row.meets),
            (_("place"), row.place),
            (_("note"), row.note),
            (_("service"), row.service),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page speaks of the person: that is who is to be reached safely."""
        context = super().get_context_data(**kwargs)
        log_reading(self.object.beneficiary)
        return {**context, "record": self.object.beneficiary}


@requires("beneficiary.change")
class Move(OneAppointment):
    """Another time, place or worker."""

    form_class, title = AppointmentForm, _("Move the appointment")
    submit_label = _("Save")
    success_message = _("The appointment is moved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.by, "appointment": self.object}

    def save_forms(self, form: Any, formsets: Any) -> Appointment:
        with errors_at(TIMES):
            return appointments.move_appointment(
                by=self.by, appointment=self.object, arranged=form.arranged()
            )


@requires("beneficiary.change")
class Keep(OneAppointment):
    """It took place; with one press the help that was given there is recorded, too."""

    form_class, title = KeepForm, _("The appointment was kept")
    submit_label = _("Record")
    success_message = _("Recorded: the appointment was kept.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "appointment": self.object}

    def save_forms(self, form: Any, formsets: Any) -> Appointment:
        return appointments.keep_appointment(
            by=self.by, appointment=self.object, given=form.given(), again=form.is_again
        )


@requires("beneficiary.change")
class Miss(OneAppointment):
    """The person did not come."""

    title = _("The appointment was not kept")
    submit_label = _("Record")
    success_message = _("Recorded: the appointment was not kept.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def act(self, obj: Any, data: dict[str, Any]) -> Appointment:
        return appointments.miss_appointment(by=self.by, appointment=obj)


@requires("beneficiary.change")
class Cancel(OneAppointment):
    """It will not take place."""

    title = _("Cancel the appointment")
    submit_label = _("Cancel it")
    success_message = _("The appointment is cancelled.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def act(self, obj: Any, data: dict[str, Any]) -> Appointment:
        return appointments.cancel_appointment(by=self.by, appointment=obj)


@requires("beneficiary.read")
class Week(Page):
    """The week as a list: one's own appointments, or everybody's, and sessions of groups."""

    title = _("The week")
    template_name = "assistance/week.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        day = self._day()
        is_all = "all" in self.request.GET
        days = queries.week(day, None if is_all else self.by)
        log_readings(row.beneficiary for each in days for row in each.appointments)
        monday = queries.monday_of(day)
        here = reverse("assistance:week")
        more = "&all" if is_all else ""
        return {
            **context,
            "subtitle": f"{monday} \N{EN DASH} {monday + timedelta(days=6)}",
            "days": [(each, with_pills(each.appointments), each.sessions) for each in days],
            "before": f"{here}?on={monday - timedelta(days=7)}{more}",
            "after": f"{here}?on={monday + timedelta(days=7)}{more}",
            "here": here,
            "is_all": is_all,
            "other": f"{here}?on={day}" if is_all else f"{here}?on={day}&all",
        }

    def _day(self) -> Any:
        today = timezone.localdate()
        try:
            found = DateField(required=False).clean(self.request.GET.get("on")) or today
        except ValidationError:
            return today
        return found if 1990 < found.year < 2200 else today
