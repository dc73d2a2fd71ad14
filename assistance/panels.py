"""What assistance adds to the pages of lower apps."""

from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.models import Beneficiary, Project
from assistance.queries import referrals as desk
from assistance.queries.consents import in_force, ledger
from assistance.tables import beneficiary_pill
from assistance.tables.desk import REFERRAL_PILLS
from thbcases.access.acting import current_actor
from thbcases.access.roles import Role
from thbcases.clocks.sources import Source, register_source
from thbcases.people.contact import register_careful
from thbcases.people.models import Person
from thbcases.victims.additions import signs_of
from thbcases.victims.models import Victim
from thbcases.victims.queries import register_help_words
from thbcases.web.parts import Action, Row, Tab
from thbcases.web.sections import Section, register_action, register_section, register_tab

POLICE = frozenset({Role.OFFICER, Role.ANALYST})


def register_all() -> None:
    """When the apps are ready."""
    register_help_words(help_words)
    register_careful(careful_persons)
    register_section(
        "assistance.beneficiary", signs_of_beneficiary, order=80, requires="identification.read"
    )
    register_section("victims.victim", help_of_victim, order=90)
    register_section("people.person", help_of_person, order=50, requires="beneficiary.read")
    for order, make in ((10, plan_tab), (20, appointments_tab), (30, afterwards_tab)):
        register_tab("assistance.beneficiary", make, order=order, requires="beneficiary.read")
    register_action("assistance.beneficiary", arrange_action, order=10)
    register_action("assistance.project", costs_action, order=10)
    register_section("people.person", consents_of_person, order=52, requires="consent.read")
    register_section("people.person", referrals_of_person, order=54, requires="referral.read")
    register_action("people.person", refer_person)


def _of(name: str, record: Beneficiary | Project) -> str:
    return reverse(f"assistance:{name}", kwargs={"uuid": record.uuid})


def plan_tab(request: HttpRequest, beneficiary: Beneficiary) -> Tab:
    """Needs, what was agreed, goals."""
    return Tab(_("Plan"), _of("plan_of", beneficiary))


def appointments_tab(request: HttpRequest, beneficiary: Beneficiary) -> Tab:
    """Appointments and groups."""
    return Tab(_("Appointments"), _of("appointments_of", beneficiary))


def afterwards_tab(request: HttpRequest, beneficiary: Beneficiary) -> Tab | None:
    """How it goes after the help ended."""
    if beneficiary.closed_on is None:
        return None
    return Tab(_("Afterwards"), _of("follow_ups_of", beneficiary))


def arrange_action(request: HttpRequest, beneficiary: Beneficiary) -> Action | None:
    """Arrange an appointment, as long as help goes on."""
    if beneficiary.closed_on is not None:
        return None
    url = _of("arrange", beneficiary)
    return Action(_("Arrange an appointment"), url, right="beneficiary.add")


def costs_action(request: HttpRequest, project: Project) -> Action | None:
    """What the project's services took."""
    url = _of("project_costs", project)
    if request.path == url:
        return None
    return Action(_("Hours and cost"), url, right="beneficiary.read")


def register_terms() -> None:
    """The terms in which referrals are answered."""
    for urgency, event in desk.TERM_OF.items():
        register_source(
            Source(
                key=f"assistance.{event.value}",
                event=event,
                label=event.label,
                requires="referral.read",
                open_terms=partial(desk.open_terms, urgency),
                model="assistance.referral",
                terms_of=partial(desk.terms_of, urgency=urgency),
            )
        )


def _keeps(person: Person) -> bool:
    actor = current_actor()
    return actor is not None and person.custodian_id == actor.organisation_id


def refer_person(request: HttpRequest, person: Person) -> Action | None:
    """For whoever keeps the person: the way to refer them."""
    if not _keeps(person):
        return None
    url = reverse("assistance:refer", kwargs={"uuid": person.uuid})
    return Action(_("Refer"), url, right="referral.add")


def consents_of_person(request: HttpRequest, person: Person) -> Section | None:
    """What the person agreed to and is in force, with the way to the whole ledger."""
    if not _keeps(person):
        return None
    about = {"uuid": person.uuid}
    rows = [
        Row(str(row.purpose), note=row.receivers, on=row.given_on)
        for row in ledger(person).filter(in_force())
    ]
    return Section(
        title=_("Consents"),
        rows=rows,
        empty=_("Nothing was agreed or explained yet."),
        more_url=reverse("assistance:ledger", kwargs=about),
        more_label=_("All answers"),
        actions=[
            Action(
                _("Enter answers"),
                reverse("assistance:enter_answers", kwargs=about),
                right="consent.add",
            ),
            Action(
                _("Give a certificate"),
                reverse("assistance:issue_certificate", kwargs=about),
                right="certificate.add",
            ),
        ],
    )


def referrals_of_person(request: HttpRequest, person: Person) -> Section | None:
    """Where the own organisation referred the person, and what came of it."""
    if not _keeps(person):
        return None
    rows = [
        Row(
            str(row.receiver),
            url=row.get_absolute_url(),
            on=row.sent_at,
            pill=REFERRAL_PILLS(row.state),
        )
        for row in desk.referrals().filter(person=person)
    ]
    return Section(title=_("Referrals"), rows=rows, empty=_("The person was not referred."))


def help_of_victim(request: HttpRequest, victim: Victim) -> Section | None:
    """For the police: which organisations assist a victim who agreed that it may be known."""
    if not _is_police():
        return None
    return Section(
        title=_("Help"),
        template="assistance/panel_help.html",
        context={"organisations": queries.assisted_by([victim]).get(victim.pk, [])},
    )


def careful_persons(persons: set[int]) -> dict[int, str]:
    """Who of these is or was helped, each with what was agreed when the help began."""
    rows = Beneficiary.objects.filter(person__in=persons).order_by("registered_on", "id")
    return dict(rows.values_list("person_id", "safe_contact"))


def signs_of_beneficiary(request: HttpRequest, beneficiary: Beneficiary) -> Section | None:
    """The signs that were noticed, on the page of whom one helps."""
    return signs_of(beneficiary.person)


def help_words(victims: list[Victim]) -> dict[int, str]:
    """For the police: who assists each victim, in a column of a list."""
    if not _is_police():
        return {}
    return {
        key: ", ".join(str(organisation) for organisation in organisations)
        for key, organisations in queries.assisted_by(victims).items()
    }


def _is_police() -> bool:
    actor = current_actor()
    return actor is not None and actor.role in POLICE


def help_of_person(request: HttpRequest, person: Person) -> Section | None:
    """For the NGO: when the person was or is helped here."""
    times = Beneficiary.objects.filter(person=person).select_related("person")
    rows = [
        Row(
            str(row),
            url=row.get_absolute_url(),
            on=row.registered_on,
            pill=beneficiary_pill(row),
        )
        for row in times.order_by("-registered_on", "-pk")
    ]
    return Section(title=_("Help"), rows=rows, empty=_("The person is not helped here."))
