"""Groups and courses: the list, the page of one, its sheets."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.actions import groups
from assistance.filters import GroupFilter
from assistance.forms.groups import DayOnlyForm, EnrolForm, GroupForm, SessionForm, SheetForm
from assistance.models import Enrolment, Group, GroupSession
from assistance.tables import GroupTable
from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.audit.actions import log_readings
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    RecordCreate,
    RecordDetail,
    RecordList,
    RecordUpdate,
)


def groups_crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Groups and courses"), reverse("assistance:groups"))


def crumbs_to_group(group: Group) -> list[Crumb]:
    """The steps back from a page below one group's."""
    return [groups_crumb(), Crumb(str(group), group.get_absolute_url())]


@requires("group.read")
class GroupList(RecordList):
    """The groups of the own organisation."""

    title = _("Groups and courses")
    table_class = GroupTable
    filterset_class = GroupFilter
    add_url_name = "assistance:add_group"
    add_label = _("Open a group")
    export_name = "groups"
    logs_reading = False
    empty_hint = _("Open the first group; people are enrolled on its page.")

    def get_queryset(self) -> QuerySet[Group]:
        return queries.groups()


@requires("group.add")
class GroupCreate(RecordCreate):
    """Open a group."""

    model, form_class, title = Group, GroupForm, _("Open a group")
    success_message = _("The group is open. Enrol people and plan its sessions.")

    def breadcrumbs(self) -> list[Crumb]:
        return [groups_crumb()]

    def get_form_instance(self) -> Group:
        return Group()

    def save_forms(self, form: Any, formsets: Any) -> Group:
        return groups.save_group(by=self.by, group=form.instance)


@requires("group.change")
class GroupUpdate(RecordUpdate):
    """Change a group."""

    model, form_class, title = Group, GroupForm, _("Edit the group")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to_group(self.object)

    def save_forms(self, form: Any, formsets: Any) -> Group:
        return groups.save_group(by=self.by, group=form.instance)


@requires("group.read")
class GroupDetail(RecordDetail):
    """A group: its sessions with their sheets, who takes part and how often they came."""

    model = Group
    template_name = "assistance/group_detail.html"

    def get_queryset(self) -> QuerySet[Group]:
        return queries.groups()

    def subtitle(self) -> str:
        return str(self.object.kind)

    def breadcrumbs(self) -> list[Crumb]:
        return [groups_crumb()]

    def actions(self) -> list[Action]:
        return [
            self._action(_("Edit"), "change_group"),
            self._action(_("Plan sessions"), "add_session"),
            self._action(_("Enrol"), "enrol", "primary"),
        ]

    def _action(self, label: Any, name: str, style: str = "secondary") -> Action:
        url = reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})
        return Action(label, url, style=style, right="group.change")

    def facts(self) -> list[tuple[Any, Any]]:
        group: Group = self.object
        taking = group.taking  # type: ignore[attr-defined]
        places = f"{taking} / {group.places}" if group.places else str(taking)
        return [
            (_("service that taking part is"), group.service),
            (_("from"), group.starts_on),
            (_("until"), group.ends_on),
            (_("led by"), group.leader),
            (_("place"), group.place),
            (_("project"), group.project),
            (_("take part"), places),
            (_("certificate"), _now("given at the end") if group.has_certificate else ""),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        people = queries.taking_part(self.object) if rights.may("beneficiary.read") else []
        log_readings(row.enrolment.beneficiary for row in people)
        return {
            **context,
            "session_list": list(queries.sessions_of(self.object)),
            "people": people,
            "may_change": self.may("change"),
        }


class OnGroup(ActionView):
    """A form about a group."""

    model = Group
    queryset = Group.objects.select_related("service", "project")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to_group(self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "group": self.object}


@requires("group.change")
class SessionCreate(OnGroup):
    """Put one session on the calendar, or one each week."""

    form_class, title = SessionForm, _("Plan sessions")
    submit_label = _("Save")
    success_message = _("The sessions are planned.")

    def save_forms(self, form: Any, formsets: Any) -> Group:
        groups.plan_sessions(
            by=self.by,
            group=self.object,
            plan=form.plan(),
            times=form.cleaned_data["times"],
        )
        group: Group = self.object
        return group


@requires("group.change")
class Enrol(OnGroup):
    """Let people take part."""

    form_class, title = EnrolForm, _("Enrol")
    submit_label = _("Enrol")
    success_message = _("Enrolled.")

    def save_forms(self, form: Any, formsets: Any) -> Group:
        data = form.cleaned_data
        groups.enrol(by=self.by, group=self.object, beneficiaries=data["people"], on=data["on"])
        group: Group = self.object
        return group

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_readings(queries.may_enrol(self.object))
        return super().get_context_data(**kwargs)


class OnSession(ActionView):
    """A form about a session."""

    model = GroupSession
    queryset = GroupSession.objects.select_related("group__service", "group__project")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to_group(self.object.group)


@requires("group.change")
class Sheet(OnSession):
    """Who came, on one page for a phone: what is saved here is the services, too."""

    form_class = SheetForm
    template_name = "assistance/attendance.html"
    submit_label = _("Save the sheet")
    success_message = _("The sheet is saved; the services of those who came are recorded.")

    def get_title(self) -> str:
        return str(self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "session": self.object}

    def save_forms(self, form: Any, formsets: Any) -> GroupSession:
        groups.record_attendance(
            by=self.by, session=self.object, presences=form.presences(), again=form.is_again
        )
        session: GroupSession = self.object
        return session

    def get_success_url(self) -> str:
        return str(self.object.group.get_absolute_url())

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        log_readings(line.enrolment.beneficiary for line in context["form"].lines)
        actions = [self._action(_("Edit the session"), "change_session", "group.change")]
        if not self.object.attendances.exists():
            actions.append(self._action(_("Remove"), "remove_session", "group.remove"))
        return {
            **context,
            "subtitle": self.object.topic,
            "session": self.object,
            "actions": [action for action in actions if action.is_allowed()],
        }

    def _action(self, label: Any, name: str, right: str) -> Action:
        url = reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})
        return Action(label, url, right=right)


@requires("group.change")
class SessionUpdate(OnSession):
    """Correct a session; the services of those who came follow."""

    form_class, title = SessionForm, _("Edit the session")
    submit_label = _("Save")
    success_message = _("The session is saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "group": self.object.group, "session": self.object}

    def save_forms(self, form: Any, formsets: Any) -> GroupSession:
        return groups.change_session(by=self.by, session=self.object, plan=form.plan())


@requires("group.remove")
class SessionRemove(OnSession):
    """Take a session off the calendar."""

    title = _("Remove the session")
    submit_label = _("Remove")
    success_message = _("The session is removed.")

    def get_title(self) -> str:
        return f"{self.title}: {self.object}"

    def act(self, obj: Any, data: dict[str, Any]) -> Group:
        return groups.remove_session(by=self.by, session=obj)


class OnEnrolment(ActionView):
    """A form about somebody's taking part."""

    model = Enrolment
    queryset = Enrolment.objects.select_related("group", "beneficiary__person")
    form_class = DayOnlyForm

    def get_title(self) -> str:
        return f"{self.title}: {self.object.beneficiary}"

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to_group(self.object.group)


@requires("beneficiary.change")
class Leave(OnEnrolment):
    """Somebody takes part no longer."""

    title = _("Leave the group")
    submit_label = _("Save")
    success_message = _("The person has left the group.")

    def act(self, obj: Any, data: dict[str, Any]) -> Enrolment:
        return groups.leave_group(by=self.by, enrolment=obj, **data)


@requires("beneficiary.change")
class Certify(OnEnrolment):
    """The certificate was given."""

    title = _("Certificate given")
    submit_label = _("Save")
    success_message = _("The certificate is recorded.")

    def act(self, obj: Any, data: dict[str, Any]) -> Enrolment:
        return groups.certify(by=self.by, enrolment=obj, **data)
