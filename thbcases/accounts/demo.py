"""The accounts with which the demo is tried out. Every person in them is invented."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from thbcases.access.acting import acting_system
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, Organisation, User

PASSWORD = "demo"  # noqa: S105 - a production start refuses while such an account exists
SINCE = date(2009, 1, 1)


class NoOrganisation(LookupError):
    """The organisations for the demo accounts are not loaded."""


@dataclass(frozen=True)
class Account:
    """An account, and the code of the organisation it works for."""

    username: str
    first_name: str
    last_name: str
    role: Role
    organisation: str
    is_head: bool = False


ACCOUNTS = (
    Account("officer", "Ugnė", "Tyrėnaitė", Role.OFFICER, "POLICE-VILNIUS", is_head=True),
    Account("officer2", "Tomas", "Sargūnas", Role.OFFICER, "POLICE-KAUNAS"),
    Account("analyst", "Rūta", "Žvalgaitė", Role.ANALYST, "LKPB-THB"),
    Account("ngo", "Austėja", "Globytė", Role.NGO, "NGO-CARITAS"),
    Account("ngo2", "Mindaugas", "Viltenis", Role.NGO, "NGO-MISSING"),
    Account("investigator", "Saulius", "Atpažintis", Role.OFFICER, "LKPB-THB"),
    Account("border", "Lina", "Pasienytė", Role.RESPONDER, "VSAT"),
    Account("inspector", "Vidas", "Darbinis", Role.RESPONDER, "VDI"),
    Account("migration", "Eglė", "Sieninė", Role.MIGRATION, "MIGRATION"),
    Account("funder", "Jurga", "Lėšytė", Role.FUNDER, "SADM"),
    Account("coordinator", "Paulius", "Derinys", Role.COORDINATOR, "VRM"),
    # Whoever writes the annual report does not review it.
    Account("coordinator2", "Viktorija", "Tikrinytė", Role.COORDINATOR, "VRM"),
    Account("auditor", "Irena", "Prižiūrė", Role.AUDITOR, "VDAI"),
    Account("administrator", "Darius", "Raktenis", Role.ADMINISTRATOR, "IRD"),
)


def create_demo_accounts() -> dict[str, User]:
    """Make the demo accounts that are not there yet; returns all of them by user name.

    Raises NoOrganisation when the organisations were not loaded before.
    """
    password = make_password(PASSWORD)
    with acting_system("demo_accounts"):
        return {account.username: _create(account, password) for account in ACCOUNTS}


def _create(account: Account, password: str) -> User:
    organisation = Organisation.objects.filter(code=account.organisation).first()
    if organisation is None:
        raise NoOrganisation(f"organisation {account.organisation} is not there")
    user, _new = User.objects.get_or_create(
        username=account.username,
        is_demo=True,
        defaults={
            "first_name": account.first_name,
            "last_name": account.last_name,
            # goes nowhere: the name is kept for such use
            "email": f"{account.username}@demo.invalid",
            "password": password,
        },
    )
    Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=account.role,
        defaults={"starts_on": SINCE, "is_head": account.is_head},
    )
    return user
