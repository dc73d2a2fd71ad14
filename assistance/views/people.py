"""People who are helped: the list, the page of one, beginning and ending help."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance import actions, queries
from assistance.filters import BeneficiaryFilter
from assistance.forms import BeneficiaryForm, CloseForm, RegisterForm, ReopenForm
from assistance.models import Beneficiary
from assistance.queries.consents import in_force
from assistance.tables import (
    BeneficiaryTable,
    ServicesOfOne,
    TrailTable,
    beneficiary_pill,
)
from thbcases.access.marks import requires
from thbcases.web.parts import Pill
from thbcases.web.views import (
    Action,
    ActionView,
    Crumb,
    FormPage,
    RecordDetail,
    RecordList,
    RecordUpdate,
    Tab,
    TimelineEntry,
)

# The time line shows the newest services; the tab has them all.
SERVICES_SHOWN = 12


def people_crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("People we help"), reverse("assistance:beneficiaries"))


def crumbs_to(beneficiary: Beneficiary) -> list[Crumb]:
    """The steps back from a page below one person's."""
    return [people_crumb(), Crumb(str(beneficiary), beneficiary.get_absolute_url())]


@requires("beneficiary.read")
class BeneficiaryList(RecordList):
    """Everybody the own organisation helps or helped, in Lithuanian order."""

    title = _("People we help")
    queryset = queries.beneficiaries()
    table_class = BeneficiaryTable
    filterset_class = BeneficiaryFilter
    add_url_name = "assistance:register"
    add_label = _("Register a person")
    export_name = "beneficiaries"
    empty_hint = _("Register the first person; services are recorded for registered people.")


@requires("beneficiary.add")
class Register(FormPage):
    """Begin to help a person. Whom the organisation knows already is shown first."""

    form_class = RegisterForm
    title = _("Register a person")
    submit_label = _("Register")
    success_message = _("The person is registered.")

    def breadcrumbs(self) -> list[Crumb]:
        return [people_crumb()]

    def save_forms(self, form: Any, formsets: Any) -> Beneficiary:
        person = form.save(by=self.by)
        return actions.register_beneficiary(
            by=self.by,  # type: ignore[arg-type]
            person=person,
            entry=form.entry(),
            consents=form.cleaned_data["consents"],
            consents_on=form.cleaned_data["consents_on"],
            agreement=form.agreement(),
        )


class BeneficiaryPage(RecordDetail):
    """What all tabs of a person's page share. How to reach the person safely comes first."""

    model = Beneficiary
    queryset = queries.beneficiaries()
    template_name = "assistance/beneficiary_detail.html"

    def subtitle(self) -> str:
        first = {"day": self.object.registered_on.isoformat()}
        return _now("helped since %(day)s") % first

    def pill(self) -> Pill:
        return beneficiary_pill(self.object)

    def breadcrumbs(self) -> list[Crumb]:
        return [people_crumb()]

    def actions(self) -> list[Action]:
        edit = Action(_("Edit"), self.url("change_beneficiary"), right="beneficiary.change")
        if self.object.closed_on:
            again = Action(_("Help again"), self.url("reopen"), right="beneficiary.add")
            return [edit, again]
        return [
            edit,
            Action(_("End the help"), self.url("close"), right="beneficiary.close"),
            Action(
                _("Refer"),
                reverse("assistance:refer", kwargs={"uuid": self.object.person.uuid}),
                right="referral.add",
            ),
            Action(
                _("Add a service"),
                self.url("add_service"),
                style="primary",
                right="beneficiary.add",
            ),
        ]

    def tabs(self) -> list[Tab]:
        valid = self.object.consents.filter(in_force()).count()
        return [
            Tab(_("Overview"), self.object.get_absolute_url()),
            Tab(_("Services"), self.url("services_of"), count=self.object.services.count()),
            Tab(_("Consents"), self.url("consents"), count=valid),
            Tab(_("Who saw"), self.url("trail"), right="audit.read"),
        ]

    def url(self, name: str) -> str:
        """The address of another page of this person."""
        return reverse(f"assistance:{name}", kwargs={"uuid": self.object.uuid})


@requires("beneficiary.read")
class BeneficiaryDetail(BeneficiaryPage):
    """Overview: who, as what, what is needed, and what happened."""

    template_name = "assistance/beneficiary_overview.html"

    def facts(self) -> list[tuple[Any, Any]]:
        row: Beneficiary = self.object
        return [
            (_("code"), row.code),
            (_("helped as"), row.get_status_display()),
            (_("referred by"), row.referred_by),
            (_("worker who answers for the person"), row.worker),
            (_("sex"), row.person.get_sex_display()),
            (_("age"), self._age()),
            (_("last service"), row.last_service),  # type: ignore[attr-defined]
        ]

    def _age(self) -> str:
        age = self.object.person.age
        if age is None:
            return _now("not known")
        return _now("%(age)s, a child") % {"age": age} if age < 18 else str(age)

    def timeline(self) -> Iterator[TimelineEntry]:
        row: Beneficiary = self.object
        yield TimelineEntry(row.registered_on, _("Help began"))
        for consent in row.consents.select_related("purpose"):
            yield TimelineEntry(consent.given_on, str(consent.purpose), self.url("consents"))
            if consent.withdrawn_on:
                text = _now("Consent withdrawn: %(what)s") % {"what": consent.purpose}
                yield TimelineEntry(consent.withdrawn_on, text, self.url("consents"))
        if row.closed_on:
            text = _now("Help ended: %(outcome)s") % {"outcome": row.outcome}
            yield TimelineEntry(row.closed_on, text)
        for service in row.services.select_related("kind")[:SERVICES_SHOWN]:
            much = queries.quantity(service.units, service.unit)
            yield TimelineEntry(service.on, f"{service.kind}, {much}", note=service.result)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        others = Beneficiary.objects.filter(person=self.object.person).exclude(pk=self.object.pk)
        return {**context, "other_times": others.order_by("registered_on")}


@requires("beneficiary.read")
class BeneficiaryServices(BeneficiaryPage):
    """All services to one person."""

    template_name = "assistance/beneficiary_services.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = queries.services().filter(beneficiary=self.object)
        table = ServicesOfOne(rows)
        page = self.request.GET.get("page", "1")
        table.paginate(page=int(page) if page.isascii() and page.isdigit() else 1, per_page=25)
        return {**context, "services": table}


@requires("beneficiary.read")
class BeneficiaryConsents(BeneficiaryPage):
    """What the person agreed to or was told, and what was taken back."""

    template_name = "assistance/beneficiary_consents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = self.object.consents.select_related("purpose", "receiver")
        valid = list(rows.filter(in_force()))
        return {
            **context,
            "in_force": valid,
            "withdrawn": [row for row in rows if row.is_agreed and row not in valid],
            "ledger_url": reverse("assistance:ledger", kwargs={"uuid": self.object.person.uuid}),
            "may_change": self.may("change") and not self.object.closed_on,
            "may_withdraw": self.may("change"),
        }


@requires("beneficiary.read")
class BeneficiaryTrail(BeneficiaryPage):
    """Who read or changed the record, and when."""

    template_name = "assistance/beneficiary_trail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "trail": TrailTable(queries.trail_of(self.object))}


@requires("beneficiary.change")
class BeneficiaryUpdate(RecordUpdate):
    """Correct what was entered when help began."""

    model, form_class, title = Beneficiary, BeneficiaryForm, _("Edit")
    queryset = Beneficiary.objects.select_related("person")

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object)


@requires("beneficiary.close")
class Close(ActionView):
    """End the help with its outcome."""

    model, form_class, title = Beneficiary, CloseForm, _("End the help")
    queryset = Beneficiary.objects.select_related("person")
    submit_label = _("End the help")
    success_message = _("The help has ended.")

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object)

    def act(self, obj: Any, data: dict[str, Any]) -> None:
        actions.close_beneficiary(by=self.by, beneficiary=obj, **data)  # type: ignore[arg-type]


@requires("beneficiary.add")
class Reopen(ActionView):
    """Help the same person again, from a new day and under a new code."""

    model, form_class, title = Beneficiary, ReopenForm, _("Help again")
    queryset = Beneficiary.objects.select_related("person")
    submit_label = _("Register")
    success_message = _("The person is registered.")
    intro = _("The earlier help stays as it was. Ask for consents anew: they ended with it.")

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to(self.object)

    def get_initial(self) -> dict[str, Any]:
        old: Beneficiary = self.object
        return {"status": old.status, "safe_contact": old.safe_contact, "needs": old.needs}

    def act(self, obj: Any, data: dict[str, Any]) -> Beneficiary:
        entry = actions.Entry(**data)
        return actions.reopen_beneficiary(by=self.by, beneficiary=obj, entry=entry)  # type: ignore[arg-type]
