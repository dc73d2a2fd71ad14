"""Groups, their sessions, enrolment, and the sheet of who came."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions.groups import MOST_SESSIONS, SessionPlan
from assistance.actions.services import same_services
from assistance.choices import Presence, ProjectState
from assistance.forms.fields import AmountField, MoneyField, PeopleField, ProjectField, TimeField
from assistance.forms.services import KindField, WarnsOfTwice
from assistance.models import Beneficiary, Group, GroupSession
from thbcases.codes.models import ListCode, ServiceKind
from thbcases.web.forms import DateField, Form, RecordForm, section


class GroupForm(RecordForm):
    """A group or course."""

    instance: Group

    kind = forms.ModelChoiceField(label=_("kind of group"), queryset=ListCode.objects.none())
    service = KindField(label=_("service that taking part is"))
    project = ProjectField()

    layout = (
        section(_("The group"), "title", ("kind", "service"), ("starts_on", "ends_on")),
        section(_("Who and where"), ("leader", "place"), ("project", "places"), "has_certificate"),
    )

    class Meta:
        model = Group
        fields = [
            "title",
            "kind",
            "service",
            "starts_on",
            "ends_on",
            "leader",
            "place",
            "project",
            "places",
            "has_certificate",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        old = self.instance if self.instance.pk else None
        kinds, services = queries.group_kinds(today), queries.service_kinds(today)
        projects = queries.projects().filter(state=ProjectState.FUNDED)
        if old is not None:
            # What was valid when it was entered stays choosable.
            kinds = kinds | ListCode.objects.filter(pk=old.kind_id)
            services = services | ServiceKind.objects.filter(pk=old.service_id)
            if old.project_id:
                projects = projects | queries.projects().filter(pk=old.project_id)
        else:
            self.initial.setdefault("starts_on", today)
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["service"].queryset = services  # type: ignore[attr-defined]
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]


class SessionForm(Form):
    """A session, and how many more follow it week by week."""

    on = DateField(label=_("day"))
    begins = TimeField(label=_("begins"), required=False)
    times = forms.IntegerField(
        label=_("how many, one each week"),
        min_value=1,
        max_value=MOST_SESSIONS,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    units = AmountField(label=_("how much each receives"), max_digits=5, decimal_places=2)
    topic = forms.CharField(
        label=_("topic"),
        max_length=GroupSession._meta.get_field("topic").max_length,
        required=False,
    )
    worker_hours = AmountField(
        label=_("worker's hours"),
        max_digits=6,
        decimal_places=2,
        required=False,
        min_value=0,
        help_text=_("Of all workers together, with preparation."),
    )
    cost = MoneyField(
        label=_("cost"),
        max_digits=10,
        required=False,
        min_value=0,
        help_text=_("Of the whole session: teacher, room, material."),
    )

    layout = (("on", "begins"), ("units", "times"), "topic", ("worker_hours", "cost"))

    def __init__(
        self, *args: Any, group: Group, session: GroupSession | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "units"
        ].label = f"{self.fields['units'].label} ({group.service.get_unit_display()})"
        if session is not None:
            del self.fields["times"]
            names = SessionPlan.__dataclass_fields__
            self.initial = {**{n: getattr(session, n) for n in names}, **self.initial}
        else:
            self.initial.setdefault("on", timezone.localdate())

    def plan(self) -> SessionPlan:
        """What was typed, for the action."""
        names = SessionPlan.__dataclass_fields__
        return SessionPlan(**{name: self.cleaned_data[name] for name in names})


class EnrolForm(Form):
    """Who takes part, from which day."""

    people = PeopleField(label=_("who takes part"))
    on = DateField(label=_("enrolled on"))

    layout = ("people", "on")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = queries.may_enrol(group)  # type: ignore[attr-defined]
        self.initial.setdefault("on", timezone.localdate())

    def clean_people(self) -> Any:
        """At least one."""
        if not self.cleaned_data["people"]:
            raise forms.ValidationError(_("Tick at least one person."))
        return self.cleaned_data["people"]


class DayOnlyForm(Form):
    """From which day something counts."""

    on = DateField(label=_("on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class SheetForm(WarnsOfTwice, Form):
    """Who came to a session: three buttons for each person, sized for a thumb."""

    is_again = False

    def __init__(self, *args: Any, session: GroupSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.lines = queries.sheet(session)
        for number, line in enumerate(self.lines):
            self.fields[f"person_{line.enrolment.beneficiary.uuid}"] = forms.ChoiceField(
                label=str(line.enrolment.beneficiary),
                choices=[*Presence.choices, ("", _("not marked"))],
                widget=forms.RadioSelect,
                required=False,
                initial=line.presence,
            )
            self.fields[f"person_{line.enrolment.beneficiary.uuid}"].widget.attrs["id"] = (
                f"id_person_{number}"
            )

    def rows(self) -> list[forms.BoundField]:
        """The people, for the template."""
        return [self[f"person_{line.enrolment.beneficiary.uuid}"] for line in self.lines]

    @property
    def warnings(self) -> list[forms.BoundField]:
        """The box that overrules a warning, for the template."""
        return [self[name] for name in self.fields if name.startswith("overrule_")]

    def presences(self) -> dict[Beneficiary, Presence]:
        """Who is marked as what, for the action."""
        found = {}
        for line in self.lines:
            person = line.enrolment.beneficiary
            if marked := self.cleaned_data.get(f"person_{person.uuid}"):
                found[person] = Presence(marked)
        return found

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        came = [who for who, what in self.presences().items() if what == Presence.PRESENT]
        same = same_services(self.session.on, self.session.on).filter(
            kind=self.session.group.service, beneficiary__in=came
        )
        mine = same.exclude(attendance__session=self.session)
        new = mine.exclude(beneficiary__in=self._there())
        self.is_again = self.warn_of_twice(
            "twice", new.select_related("kind", "beneficiary__person")
        )
        return cleaned

    def _there(self) -> Any:
        """Whoever came by the sheet as it stands: their services are not recorded anew."""
        return self.session.attendances.filter(presence=Presence.PRESENT).values("beneficiary")
