"""The Django admin: one sign-in, accounts kept by administrators, powers given by nobody."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import PAGE, PASSWORD, Make, join, make_organisation, sign_in
from tests.accounts.test_sign_in import who
from thbcases.access.acting import acting, acting_system
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, User

ADMIN = "/admin/accounts/"
PAGES = ["organisation/", "user/", "membership/"]
OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.fixture
def administrator(client: Client, make: Make) -> User:
    """An administrator whose session `client` is."""
    user = make("admin", Role.ADMINISTRATOR)
    sign_in(client, "admin")
    return user


def test_the_admin_has_no_sign_in_of_its_own(client: Client, make: Make) -> None:
    assert client.get("/admin/")["Location"] == "/accounts/login/?next=/admin/"
    response = client.get("/admin/login/?next=/admin/accounts/user/")
    assert response["Location"] == "/accounts/login/?next=%2Fadmin%2Faccounts%2Fuser%2F"
    make("admin", Role.ADMINISTRATOR)
    data = {"username": "admin", "password": PASSWORD}
    client.post("/admin/login/", data)
    assert who(client) is None


def test_the_admin_s_sign_out_ends_the_session(client: Client, administrator: User) -> None:
    assert client.get("/admin/login/")["Location"] == "/admin/"
    client.post("/admin/logout/")
    assert who(client) is None


@pytest.mark.parametrize("role", list(Role))
def test_every_role_opens_the_admin_and_reads_accounts(
    client: Client, make: Make, role: Role
) -> None:
    user = make("rasa", role)
    sign_in(client, "rasa")
    assert client.get("/admin/").status_code == 200
    for page in PAGES:
        assert client.get(ADMIN + page).status_code == 200
    detail = client.get(f"{ADMIN}user/{user.pk}/change/").content.decode()
    assert ("argon2" in detail) == (role == Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_change_nothing(client: Client, make: Make, role: Role) -> None:
    user = make("rasa", role)
    victim = make("zita")
    sign_in(client, "rasa")
    held = victim.memberships.get()
    for path in (
        "organisation/add/",
        "user/add/",
        "membership/add/",
        f"user/{victim.pk}/password/",
        f"user/{victim.pk}/delete/",
        f"membership/{held.pk}/delete/",
    ):
        assert client.post(ADMIN + path, {"a": "b"}).status_code == 403, path
    data = {"username": "taken", "is_active": "on", "starts_on": "2020-01-01"}
    for path in (f"user/{victim.pk}/change/", f"membership/{held.pk}/change/"):
        assert client.post(ADMIN + path, data).status_code == 403, path
    end = {"action": "end_today", "_selected_action": [held.pk]}
    client.post(ADMIN + "membership/", end)
    held.refresh_from_db()
    assert held.ends_on is None
    assert User.objects.get(pk=victim.pk).username == "zita"
    assert user.memberships.count() == 1


def test_an_administrator_makes_an_account(client: Client, administrator: User) -> None:
    new = "a first long sentence"
    data = {"username": " Zita ", "usable_password": "true", "password1": new, "password2": new}
    response = client.post(ADMIN + "user/add/", data)
    assert response.status_code == 302, errors(response.content.decode())
    user = User.objects.get(username="zita")
    assert user.check_password(new)
    assert (user.is_superuser, user.is_staff, user.is_demo) == (False, False, False)
    event = apps.get_model("accounts", "UserEvent").objects.get(id=user.pk, pgh_label="insert")
    assert event.pgh_actor_id == administrator.pk


def errors(page: str) -> list[str]:
    """What the page complains about."""
    return re.findall(r'<ul class="errorlist[^>]*>.*?</ul>', page, re.DOTALL)


def test_names_that_differ_by_case_are_the_same_name(
    client: Client, administrator: User, make: Make
) -> None:
    make("zita")
    new = "a first long sentence"
    data = {"username": "ZITA", "usable_password": "true", "password1": new, "password2": new}
    assert client.post(ADMIN + "user/add/", data).status_code == 200
    assert User.objects.filter(username__iexact="zita").count() == 1


def test_powers_cannot_be_given(client: Client, administrator: User, make: Make) -> None:
    user = make("zita", Role.FUNDER)
    data = {
        "username": "zita",
        "first_name": "Zita",
        "is_active": "on",
        "is_superuser": "on",
        "is_staff": "on",
        "is_demo": "on",
        "groups": "1",
        "user_permissions": "1",
    }
    response = client.post(f"{ADMIN}user/{user.pk}/change/", data)
    assert response.status_code == 302, errors(response.content.decode())
    user.refresh_from_db()
    assert user.first_name == "Zita"
    assert (user.is_superuser, user.is_staff, user.is_demo) == (False, False, False)
    assert not user.user_permissions.exists()


def test_an_administrator_gives_a_new_password(
    client: Client, administrator: User, make: Make
) -> None:
    user = make("zita")
    new = "another long sentence"
    page = f"{ADMIN}user/{user.pk}/password/"
    assert client.get(page).status_code == 200
    data = {"usable_password": "true", "password1": new, "password2": new}
    assert client.post(page, data).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


def test_an_administrator_gives_a_membership(
    client: Client, administrator: User, make: Make
) -> None:
    user = make("zita", role=None)
    with acting_system("test"):
        unit = make_organisation(Role.OFFICER, "unit")
    data = {
        "user": user.pk,
        "organisation": unit.pk,
        "role": Role.OFFICER,
        "position": "",
        "starts_on": "2026-03-09",
        "ends_on": "",
    }
    response = client.post(ADMIN + "membership/add/", data)
    assert response.status_code == 302, errors(response.content.decode())
    assert user.memberships.get().organisation == unit


@pytest.mark.parametrize("wrong", [{"role": "ngo"}, {"role": "god"}, {"ends_on": "2026-01-01"}])
def test_a_wrong_membership_is_refused_on_the_form(
    client: Client, administrator: User, make: Make, wrong: dict[str, str]
) -> None:
    user = make("zita", role=None)
    with acting_system("test"):
        unit = make_organisation(Role.OFFICER, "unit")
    data = {"user": user.pk, "organisation": unit.pk, "role": "officer", "starts_on": "2026-03-09"}
    response = client.post(ADMIN + "membership/add/", data | wrong)
    assert response.status_code == 200
    assert errors(response.content.decode())
    assert not user.memberships.exists()


def test_nobody_changes_their_own_rights(client: Client, administrator: User) -> None:
    with acting_system("test"):
        unit = make_organisation(Role.OFFICER, "unit")
    data = {"user": administrator.pk, "organisation": unit.pk, "role": "officer"}
    response = client.post(ADMIN + "membership/add/", data | {"starts_on": "2026-03-09"})
    assert response.status_code == 200
    own = administrator.memberships.get()
    data = {"position": "", "ends_on": (timezone.localdate() + timedelta(days=900)).isoformat()}
    assert client.post(f"{ADMIN}membership/{own.pk}/change/", data).status_code == 200
    own.refresh_from_db()
    assert own.ends_on is None


def test_the_role_of_a_membership_is_not_rewritten(
    client: Client, administrator: User, make: Make
) -> None:
    held = make("zita", Role.FUNDER).memberships.get()
    data = {"position": "Head", "role": "administrator", "starts_on": "2001-01-01", "ends_on": ""}
    assert client.post(f"{ADMIN}membership/{held.pk}/change/", data).status_code == 302
    held.refresh_from_db()
    assert (held.position, held.role) == ("Head", Role.FUNDER)
    assert held.starts_on == date(2020, 1, 1)


def test_ending_memberships_from_the_list(client: Client, administrator: User, make: Make) -> None:
    user = make("zita")
    elsewhere = Client()
    sign_in(elsewhere, "zita")
    assert elsewhere.get(PAGE).status_code == 200
    held = user.memberships.get()
    client.post(ADMIN + "membership/", {"action": "end_today", "_selected_action": [held.pk]})
    held.refresh_from_db()
    assert held.ends_on == timezone.localdate() - timedelta(days=1)
    assert elsewhere.get(PAGE).status_code == 302


def test_taking_away_second_factors_ends_the_sessions(
    client: Client, administrator: User, make: Make
) -> None:
    user = make("zita")
    elsewhere = Client()
    sign_in(elsewhere, "zita")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    post = {"action": "take_second_factors", "_selected_action": [user.pk]}
    client.post(ADMIN + "user/", post)
    assert not Authenticator.objects.exists()
    assert elsewhere.get(PAGE).status_code == 302


def test_nobody_takes_away_their_own_second_factor(client: Client, administrator: User) -> None:
    Authenticator.objects.create(user=administrator, type="totp", data={"secret": "x"})
    post = {"action": "take_second_factors", "_selected_action": [administrator.pk]}
    assert client.post(ADMIN + "user/", post).status_code == 403
    assert Authenticator.objects.exists()


@pytest.mark.parametrize("app", ["account", "mfa", "usersessions", "auth", "procrastinate"])
def test_tables_of_libraries_are_closed(client: Client, administrator: User, app: str) -> None:
    index = client.get("/admin/").content.decode()
    assert f'href="/admin/{app}/' not in index
    assert client.get(f"/admin/{app}/").status_code == 404


PERMISSIONS = [
    ("accounts.view_membership", set(Role)),
    ("accounts.add_membership", {Role.ADMINISTRATOR}),
    ("accounts.delete_membership", set()),
    ("codes.change_country", {Role.ADMINISTRATOR, Role.COORDINATOR}),
    (
        "people.view_person",
        {Role.OFFICER, Role.ANALYST, Role.NGO, Role.RESPONDER, Role.MIGRATION},
    ),
    ("investigations.view_investigation", {Role.OFFICER, Role.ANALYST}),
    ("victims.change_residencepermit", {Role.MIGRATION}),
    ("sessions.view_session", set()),
    ("auth.change_permission", set()),
    ("nothing.at_all", set()),
    ("nonsense", set()),
]


@pytest.mark.parametrize(("permission", "roles"), PERMISSIONS)
def test_permissions_come_from_the_rights_table(
    make: Make, permission: str, roles: set[Role]
) -> None:
    people = {role: make(f"user-{role}", role) for role in Role}
    assert {role for role, user in people.items() if user.has_perm(permission)} == roles


def test_a_permission_needs_a_membership_of_today(make: Make) -> None:
    user = make("rasa", role=None)
    membership = join(user, Role.ADMINISTRATOR, ends_on=date(2021, 1, 1))
    assert not user.has_perm("accounts.change_user")
    assert not user.has_module_perms("accounts")
    with acting(membership.actor()):
        assert user.has_perm("accounts.change_user")
        assert user.has_module_perms("accounts")
        assert not user.has_module_perms("investigations")


def test_a_superuser_gets_nothing_from_it(client: Client, make: Make) -> None:
    user = make("rasa", Role.FUNDER, is_superuser=True, is_staff=True)
    assert not user.has_perm("accounts.change_user")
    assert not user.has_module_perms("investigations")
    sign_in(client, "rasa")
    assert client.post(ADMIN + "user/add/", {"username": "x"}).status_code == 403
    assert client.get("/admin/sessions/").status_code == 404
    assert not Membership.objects.exclude(user=user).exists()
