"""The demo's accounts: one click in the demo, absent everywhere else."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import escape
from django.utils.translation import override
from pytest_django import Settings

from tests.accounts.conftest import PAGE, sign_in
from tests.accounts.test_sign_in import who
from thbcases.access.acting import acting_system
from thbcases.access.roles import DESCRIPTIONS, Role
from thbcases.accounts.demo import ACCOUNTS, NoOrganisation, create_demo_accounts
from thbcases.accounts.management.commands.load_organisations import FILE, load_organisations
from thbcases.accounts.models import Membership, User

ROLES = {
    "officer": Role.OFFICER,
    "officer2": Role.OFFICER,
    "analyst": Role.ANALYST,
    "ngo": Role.NGO,
    "ngo2": Role.NGO,
    "investigator": Role.OFFICER,
    "border": Role.RESPONDER,
    "inspector": Role.RESPONDER,
    "migration": Role.MIGRATION,
    "funder": Role.FUNDER,
    "coordinator": Role.COORDINATOR,
    "coordinator2": Role.COORDINATOR,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}


@pytest.fixture
def organisations(db: None) -> None:
    """The real organisations of which the demo has accounts."""
    needed = {account.organisation for account in ACCOUNTS}
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    load_organisations([row for row in rows if row["code"] in needed])


@pytest.fixture
def accounts(organisations: None, settings: Settings) -> dict[str, User]:
    settings.DEMO = True
    return create_demo_accounts()


def test_every_account_is_there_in_its_role(accounts: dict[str, User]) -> None:
    assert {name: Role(user.memberships.get().role) for name, user in accounts.items()} == ROLES
    assert all(user.is_demo for user in accounts.values())
    assert not any(user.is_superuser for user in accounts.values())
    for user in accounts.values():
        user.memberships.get().clean()


@pytest.mark.parametrize("pair", [("officer", "officer2"), ("ngo", "ngo2")])
def test_pairs_work_for_different_organisations(
    accounts: dict[str, User], pair: tuple[str, str]
) -> None:
    first, second = (accounts[name].memberships.get().organisation_id for name in pair)
    assert first != second


def test_making_them_twice_changes_nothing(accounts: dict[str, User]) -> None:
    again = create_demo_accounts()
    assert {u.pk for u in again.values()} == {u.pk for u in accounts.values()}
    assert Membership.objects.count() == len(ACCOUNTS)


def test_without_organisations_the_command_says_what_to_do(db: None, settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(NoOrganisation):
        create_demo_accounts()
    with pytest.raises(CommandError, match="load_organisations"):
        call_command("demo_accounts")


def test_the_command_names_the_accounts(organisations: None, settings: Settings) -> None:
    settings.DEMO = True
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert all(name in out.getvalue() for name in ROLES)


def test_the_command_is_refused_outside_the_demo(organisations: None, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO"):
        call_command("demo_accounts")
    assert not User.objects.exists()


def test_the_password_is_demo(accounts: dict[str, User], client: Client) -> None:
    sign_in(client, "ngo", "demo")
    assert who(client) == str(accounts["ngo"].pk)


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_sign_in_page_lists_them_with_what_each_may_do(
    accounts: dict[str, User], client: Client, language: str
) -> None:
    page = client.get("/accounts/login/", headers={"Accept-Language": language}).content.decode()
    for name in ROLES:
        assert f'name="account" value="{name}"' in page
    with override(language):
        assert all(escape(str(text)) in page for text in DESCRIPTIONS.values())


@pytest.mark.parametrize("name", list(ROLES))
def test_one_click_signs_in(accounts: dict[str, User], client: Client, name: str) -> None:
    response = client.post("/accounts/demo/", {"account": name})
    assert response["Location"] == "/"
    request = client.get(PAGE).wsgi_request
    assert (request.user.username, request.actor.role) == (name, ROLES[name])


def test_a_click_on_another_account_changes_over(accounts: dict[str, User], client: Client) -> None:
    for name in ("officer", "ngo"):
        client.post("/accounts/demo/", {"account": name})
        assert client.get(PAGE).wsgi_request.actor.role == ROLES[name]


@pytest.mark.parametrize("name", ["rasa", "", "a\x00b", "OFFICER"])
def test_only_demo_accounts_are_clicked(
    accounts: dict[str, User], client: Client, name: str
) -> None:
    with acting_system("test"):
        User.objects.create_user("rasa", password="x")
    assert client.post("/accounts/demo/", {"account": name}).status_code == 404
    assert who(client) is None


def test_a_click_needs_post_and_the_form_s_token(accounts: dict[str, User]) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/accounts/demo/", {"account": "officer"}).status_code == 403
    assert client.get("/accounts/demo/").status_code == 405
    assert who(client) is None
    client.get("/accounts/login/")
    token = client.cookies["csrftoken"].value
    client.post("/accounts/demo/", {"account": "officer", "csrfmiddlewaretoken": token})
    assert who(client) is not None


def test_outside_the_demo_there_is_no_list_and_no_click(
    accounts: dict[str, User], client: Client, settings: Settings
) -> None:
    settings.DEMO = False
    page = client.get("/accounts/login/").content.decode()
    assert not any(f'value="{name}"' in page for name in ROLES)
    for response in (
        client.post("/accounts/demo/", {"account": "officer"}),
        client.get("/accounts/demo/"),
    ):
        assert response.status_code == 404
    assert who(client) is None
