"""The cast: two police units, two NGOs, everybody else. Every negative test has somebody else.

Data of both sides is always there, so that a leak has something to leak.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thbcases.access.acting import Actor, acting, acting_system
from thbcases.access.roles import Role
from thbcases.accounts.choices import OrganisationKind as Kind
from thbcases.accounts.choices import Regime
from thbcases.accounts.models import Membership, Organisation, User

LONG_AGO = date(2000, 1, 1)

ORGANISATIONS: dict[str, tuple[Kind, Regime]] = {
    "unit_a": (Kind.POLICE_UNIT, Regime.LED),
    "unit_b": (Kind.POLICE_UNIT, Regime.LED),
    "special": (Kind.SPECIALISED_UNIT, Regime.LED),
    "ngo_a": (Kind.NGO, Regime.GDPR),
    "ngo_b": (Kind.NGO, Regime.GDPR),
    "border": (Kind.BORDER_GUARD, Regime.LED),
    "town": (Kind.MUNICIPALITY, Regime.GDPR),
    "migration": (Kind.MIGRATION, Regime.GDPR),
    "social": (Kind.MINISTRY_SOCIAL, Regime.GDPR),
    "interior": (Kind.MINISTRY_INTERIOR, Regime.GDPR),
    "authority": (Kind.SUPERVISORY_AUTHORITY, Regime.GDPR),
    "it": (Kind.IT_DEPARTMENT, Regime.GDPR),
}

USERS: dict[str, tuple[str, Role]] = {
    "officer": ("unit_a", Role.OFFICER),
    "officer_b": ("unit_b", Role.OFFICER),
    "analyst": ("special", Role.ANALYST),
    "ngo": ("ngo_a", Role.NGO),
    "ngo_b": ("ngo_b", Role.NGO),
    "responder": ("border", Role.RESPONDER),
    "responder_b": ("town", Role.RESPONDER),
    "migration": ("migration", Role.MIGRATION),
    "funder": ("social", Role.FUNDER),
    "coordinator": ("interior", Role.COORDINATOR),
    "auditor": ("authority", Role.AUDITOR),
    "administrator": ("it", Role.ADMINISTRATOR),
}

PASSWORD = "demo-of-the-tests"


@dataclass
class Cast:
    """The organisations and users by their names in the tests."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def user(self, name: str) -> User:
        return self.users[name]

    def org(self, name: str) -> Organisation:
        return self.organisations[name]

    def actor(self, name: str) -> Actor:
        organisation, role = USERS[name]
        return Actor(self.users[name].pk, self.organisations[organisation].pk, role)

    @contextmanager
    def acting(self, name: str) -> Iterator[Actor]:
        """Act as somebody of the cast, as the application role."""
        with acting(self.actor(name)) as actor:
            assert actor is not None
            yield actor

    @contextmanager
    def making(self, organisation: str) -> Iterator[None]:
        """Make data as the owner of the database, on behalf of an organisation."""
        with acting_system("test", self.organisations[organisation].pk):
            yield


def assemble() -> Cast:
    """Create the cast in the database."""
    cast = Cast()
    with acting_system("test"):
        for code, (kind, regime) in ORGANISATIONS.items():
            cast.organisations[code] = Organisation.objects.create(
                code=code, kind=kind, regime=regime, name_lt=f"{code} lt", name_en=f"{code} en"
            )
        for name, (organisation, role) in USERS.items():
            cast.users[name] = _user(name, cast.organisations[organisation], role)
    return cast


def _user(name: str, organisation: Organisation, role: Role) -> User:
    user = User.objects.create(username=name, first_name=name.title(), last_name="Bandytojas")
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=LONG_AGO)
    return user


def person(**fields: Any) -> Any:
    """A person row of whoever is acting or making."""
    from thbcases.people.actions import index_person
    from thbcases.people.models import Person

    row = Person.objects.create(
        **{"family_name": "Bandytoja", "given_name": "Ona", "sex": "female", **fields}
    )
    row.refresh_from_db()
    index_person(row)
    return row
