"""Help that was given: one sheet for a day, and one form for a single service."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance import queries
from assistance.actions.services import Given, same_services
from assistance.choices import ProjectState, Unit
from assistance.forms.fields import AmountField, MoneyField, PeopleField, ProjectField
from assistance.models import Beneficiary, Service
from thbcases.codes.models import ServiceKind
from thbcases.people.forms import MayOverrule
from thbcases.web.forms import DateField, Form, RecordForm, section


class WarnsOfTwice(MayOverrule):
    """Mixin: says who has the same service on the same day already; may be overruled."""

    def warn_of_twice(self, key: str, having: Iterable[Service]) -> bool:
        """Warn about people who have this service; answers whether it is to be recorded again."""
        rows = list(having)
        if not rows:
            return False
        who = "; ".join(sorted({str(row.beneficiary) for row in rows}))
        # Another day, service or person is another question.
        value = sha256("".join(sorted(str(row.uuid) for row in rows)).encode()).hexdigest()[:16]
        text = _("Already recorded on this day («%(kind)s»): %(who)s.")
        return self.warn(
            key,
            text % {"kind": rows[0].kind, "who": who},
            value,
            label=_("It was given twice: record it again"),
        )


class KindField(forms.ModelChoiceField):
    """A kind of service, with what it is counted in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=ServiceKind.objects.none(), **kwargs)

    def label_from_instance(self, obj: ServiceKind) -> str:  # type: ignore[override]
        return f"{obj} ({obj.get_unit_display()})"


class DayForm(WarnsOfTwice, Form):
    """A day's services: nights in the shelter, and another service, each for many people."""

    on = DateField(label=_("day"))
    nights = PeopleField(label=_("night in the shelter"))
    night_project = ProjectField(label=_("project of the nights"), to_field_name="uuid")
    kind = KindField(
        label=_("kind of service"), to_field_name="code", required=False, empty_label=_("none")
    )
    units = AmountField(label=_("how much"), max_digits=7, decimal_places=2, required=False)
    project = ProjectField(label=_("project of the service"), to_field_name="uuid")
    result = forms.CharField(
        label=_("result"), max_length=Service._meta.get_field("result").max_length, required=False
    )
    worker_hours = AmountField(
        label=_("worker's hours"),
        max_digits=6,
        decimal_places=2,
        required=False,
        min_value=0,
        help_text=_("For all of them together."),
    )
    people = PeopleField(label=_("who received the service"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", day)
        self.fields["kind"].queryset = queries.service_kinds(day).exclude(code=queries.NIGHT)  # type: ignore[attr-defined]
        usual = queries.usual_project(day)
        for name in ("night_project", "project"):
            self.fields[name].queryset = queries.funded_on(day)  # type: ignore[attr-defined]
            if usual is not None:
                self.initial.setdefault(name, usual.uuid)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        self._check_service(data)
        if not self.errors and not data["nights"] and not data["people"]:
            self.add_error(None, _("Tick at least one person."))
        if not self.errors:
            self._warn(data)
        return cleaned

    @property
    def warnings(self) -> list[forms.BoundField]:
        """The boxes that overrule a warning, for the template."""
        return [self[name] for name in self.fields if name.startswith("overrule_")]

    def _check_service(self, data: dict[str, Any]) -> None:
        if data.get("kind") is None:
            if data.get("people") and "kind" not in self.errors:
                self.add_error("kind", _("Choose the service that these people received."))
            return
        if data.get("units") is None and "units" not in self.errors:
            self.add_error("units", _("Say how much."))
        if not data.get("people") and "people" not in self.errors:
            self.add_error("people", _("Tick who received this service."))

    def _warn(self, data: dict[str, Any]) -> None:
        day = data["on"]
        same = same_services(day, day).select_related("kind", "beneficiary__person")
        data["nights_again"] = self.warn_of_twice(
            "nights", same.filter(kind__code=queries.NIGHT, beneficiary__in=data["nights"])
        )
        data["again"] = self.warn_of_twice(
            "service", same.filter(kind=data["kind"], beneficiary__in=data["people"])
        )

    def given(self) -> Given:
        """The other service."""
        data = self.cleaned_data
        return Given(
            data["kind"], data["on"], data["units"], data["project"], result=data["result"]
        )

    def hours_of_all(self) -> Decimal | None:
        """The time it took for all people together; the action shares it out."""
        hours: Decimal | None = self.cleaned_data["worker_hours"]
        return hours

    def given_night(self) -> Given:
        """One night in the shelter. Raises ValidationError when the code lists have none."""
        data = self.cleaned_data
        kind = queries.night_kind(data["on"])
        if kind is None:
            raise ValidationError({"nights": _("This kind of service is not used on that day.")})
        return Given(kind, data["on"], Decimal(1), data["night_project"])


class ServiceForm(WarnsOfTwice, RecordForm):
    """One service to one person, with all its details."""

    instance: Service
    is_again = False

    kind = KindField(label=_("kind of service"))
    units = AmountField(label=_("how much"), max_digits=7, decimal_places=2)
    unit = forms.ChoiceField(
        label=pgettext_lazy("what a service is counted in", "unit"),
        choices=[("", _("as usual for this kind")), *Unit.choices],
        required=False,
    )
    project = ProjectField()
    cost = MoneyField(label=_("cost"), max_digits=10, required=False)
    worker_hours = AmountField(
        label=_("worker's hours"), max_digits=6, decimal_places=2, required=False, min_value=0
    )

    layout = (
        section(
            _("The service"),
            ("kind", "units", "unit"),
            ("on", "ended_on"),
            "project",
        ),
        section(_("Where and with what result"), "place", ("cost", "worker_hours"), "result"),
    )

    class Meta:
        model = Service
        fields = [
            "kind",
            "on",
            "ended_on",
            "units",
            "unit",
            "project",
            "place",
            "result",
            "cost",
            "worker_hours",
        ]

    def __init__(self, *args: Any, beneficiary: Beneficiary, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beneficiary = beneficiary
        old = self.instance if self.instance.pk else None
        kinds = queries.service_kinds(day)
        projects = queries.projects().filter(state=ProjectState.FUNDED)
        if old is not None:
            # What was valid when it was entered stays choosable.
            kinds = kinds | ServiceKind.objects.filter(pk=old.kind_id)
            if old.project_id:
                projects = projects | queries.projects().filter(pk=old.project_id)
        else:
            self.initial["on"] = self.initial.get("on") or day
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        kind, on = data.get("kind"), data.get("on")
        if kind is not None and not data.get("unit"):
            data["unit"] = kind.unit
        if kind is not None and on is not None:
            last = max(on, data.get("ended_on") or on)
            same = same_services(on, last).filter(kind=kind, beneficiary=self.beneficiary)
            if self.instance.pk:
                same = same.exclude(pk=self.instance.pk)
            self.is_again = self.warn_of_twice(
                "twice", same.select_related("kind", "beneficiary__person")
            )
        return cleaned

    def given(self) -> Given:
        """What was typed, for the action."""
        return Given(**{name: self.cleaned_data[name] for name in Given.__dataclass_fields__})
