"""What assistance adds to the pages of lower apps."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assistance import queries
from assistance.models import Beneficiary
from assistance.tables import beneficiary_pill
from thbcases.access.acting import current_actor
from thbcases.access.roles import Role
from thbcases.people.contact import register_careful
from thbcases.people.models import Person
from thbcases.victims.additions import signs_of
from thbcases.victims.models import Victim
from thbcases.victims.queries import register_help_words
from thbcases.web.parts import Row
from thbcases.web.sections import Section, register_section

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
