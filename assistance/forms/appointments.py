"""Appointments: arranging them, and the help that was given there."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions.appointments import Arranged
from assistance.actions.services import Given, same_services
from assistance.forms.fields import AmountField, ProjectField, TimeField
from assistance.forms.services import KindField, WarnsOfTwice
from assistance.models import Appointment, Service
from thbcases.accounts.models import User
from thbcases.web.forms import DateField, Form, section


def _longest(name: str) -> Any:
    field: Any = Appointment._meta.get_field(name)
    return field.max_length


class WorkerField(forms.ModelChoiceField):
    """A colleague, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label=None, **kwargs)


class AppointmentForm(Form):
    """When, where, with whom and for what."""

    day = DateField(label=_("day"))
    begins = TimeField(label=_("begins"))
    ends = TimeField(label=_("ends"))
    kind = KindField(label=_("kind of service"), to_field_name="code")
    worker = WorkerField(label=_("worker"), to_field_name="username")
    meets = forms.CharField(
        label=_("with whom"),
        max_length=_longest("meets"),
        required=False,
        help_text=_("A doctor, an office; empty when the worker alone."),
    )
    place = forms.CharField(label=_("place"), max_length=_longest("place"), required=False)
    note = forms.CharField(label=_("note"), max_length=_longest("note"), required=False)

    layout = (
        section(_("When"), "day", ("begins", "ends")),
        section(_("What and with whom"), ("kind", "worker"), ("meets", "place"), "note"),
    )

    def __init__(
        self, *args: Any, by: User, appointment: Appointment | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["kind"].queryset = queries.service_kinds(today)  # type: ignore[attr-defined]
        self.fields["worker"].queryset = queries.colleagues(by)  # type: ignore[attr-defined]
        if appointment is None:
            self.initial.setdefault("worker", by.username)
            return
        starts, ends = (
            timezone.localtime(moment) for moment in (appointment.starts_at, appointment.ends_at)
        )
        now = {
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "kind": appointment.kind.code,
            "worker": appointment.worker.username,
            "meets": appointment.meets,
            "place": appointment.place,
            "note": appointment.note,
        }
        self.initial = {**now, **self.initial}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        begins, ends = self.cleaned_data.get("begins"), self.cleaned_data.get("ends")
        if begins is not None and ends is not None and ends <= begins:
            self.add_error("ends", _("The end is before the start."))
        return cleaned

    def arranged(self) -> Arranged:
        """What was typed, for the action; times are those of the country."""
        data = self.cleaned_data
        starts_at, ends_at = (
            timezone.make_aware(datetime.combine(data["day"], data[name]))
            for name in ("begins", "ends")
        )
        return Arranged(
            starts_at,
            ends_at,
            data["worker"],
            data["kind"],
            data["meets"],
            data["place"],
            data["note"],
        )


class KeepForm(WarnsOfTwice, Form):
    """It took place; the help that was given there can be recorded with it."""

    units = AmountField(
        label=_("how much"),
        max_digits=7,
        decimal_places=2,
        required=False,
        help_text=_("Leave it empty to record no service with it."),
    )
    project = ProjectField(to_field_name="uuid")
    worker_hours = AmountField(
        label=_("worker's hours"), max_digits=6, decimal_places=2, required=False, min_value=0
    )
    result = forms.CharField(
        label=_("result"), max_length=Service._meta.get_field("result").max_length, required=False
    )

    layout = (("units", "worker_hours"), "project", "result")
    is_again = False

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appointment = appointment
        self.day = timezone.localtime(appointment.starts_at).date()
        self.fields["units"].label = f"{appointment.kind}, {appointment.kind.get_unit_display()}"
        self.fields["project"].queryset = queries.funded_on(self.day)  # type: ignore[attr-defined]
        usual = queries.usual_project(self.day)
        if usual is not None:
            self.initial.setdefault("project", usual.uuid)
        self.initial.setdefault("units", self._usual_units())

    def _usual_units(self) -> Any:
        """The length of the appointment in hours, or one of what the kind is counted in."""
        if self.appointment.kind.unit != "hours":
            return 1
        took = self.appointment.ends_at - self.appointment.starts_at
        return round(took.total_seconds() / 3600, 2)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("units"):
            same = same_services(self.day, self.day).filter(
                kind=self.appointment.kind, beneficiary=self.appointment.beneficiary
            )
            self.is_again = self.warn_of_twice(
                "twice", same.select_related("kind", "beneficiary__person")
            )
        return cleaned

    def given(self) -> Given | None:
        """The help that was given; nothing where it is not said how much."""
        data = self.cleaned_data
        if not data["units"]:
            return None
        return Given(
            self.appointment.kind,
            self.day,
            data["units"],
            data["project"],
            place=self.appointment.place,
            result=data["result"],
            worker_hours=data["worker_hours"],
        )
