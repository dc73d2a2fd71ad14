"""Roles that see cases come in with a second factor, or not at all."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.accounts.conftest import PAGE, PASSWORD, Make, join, sign_in
from tests.accounts.factors import Key, totp
from tests.accounts.test_sign_in import who
from thbcases.access.roles import Role
from thbcases.accounts.queries import ROLES_WITH_SECOND_FACTOR

INDEX = "/accounts/second-factor/"
TOTP = INDEX + "totp/activate/"
KEYS = INDEX + "webauthn/"


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def enrolled(make: Make) -> tuple[Client, str]:
    """An officer who has just set up an app; the client that did it, and the app's secret."""
    make("rasa", Role.OFFICER)
    client = Client()
    sign_in(client, "rasa")
    confirm_password(client)
    return client, set_up_app(client)


def confirm_password(client: Client) -> None:
    """Setting up a factor asks for the password again."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": INDEX})


def set_up_app(client: Client) -> str:
    """Read the secret off the page, type the code."""
    page = client.get(TOTP).content.decode()
    found = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)
    assert found
    response = client.post(TOTP, {"code": totp(found[1])})
    assert response.status_code == 302, response.content.decode()
    return found[1]


def script_data(response: HttpResponse) -> dict[str, Any]:
    """What the page hands to the browser's passkey."""
    found = re.search(r'<script id="js_data"[^>]*>(.*?)</script>', response.content.decode())
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def add_key(client: Client, key: Key, passwordless: bool = True) -> HttpResponse:
    """Register a key on the page for it."""
    options = script_data(client.get(KEYS + "add/"))["creation_options"]
    data = {"name": "YubiKey", "credential": key.create(options)}
    if passwordless:
        data["passwordless"] = "on"
    return client.post(KEYS + "add/", data)


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_see_cases_are_led_to_the_set_up_page(
    client: Client, make: Make, role: Role
) -> None:
    make("rasa", role)
    sign_in(client, "rasa")
    response = client.get(PAGE)
    if role in ROLES_WITH_SECOND_FACTOR:
        assert (response.status_code, response["Location"]) == (302, INDEX)
        page = client.get(INDEX)
        assert page.status_code == 200
        assert "needs a second factor" in page.content.decode()
    else:
        assert response.status_code == 200


def test_the_table_names_all_roles_that_see_case_data() -> None:
    assert {*Role} - ROLES_WITH_SECOND_FACTOR == {Role.FUNDER, Role.COORDINATOR}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/accounts/membership/",
        "/accounts/password/change/",
        "/accounts/sessions/",
        "/accounts/second-factor/recovery-codes/generate/",
        "/admin/",
    ],
)
def test_nothing_else_opens_before(client: Client, make: Make, path: str) -> None:
    make("rasa", Role.OFFICER)
    sign_in(client, "rasa")
    for response in (client.get(path), client.post(path)):
        assert (response.status_code, response["Location"]) == (302, INDEX)
    htmx = client.get(path, headers={"HX-Request": "true"})
    assert htmx.headers["HX-Redirect"] == INDEX


def test_language_and_sign_out_are_open(client: Client, make: Make) -> None:
    make("rasa", Role.OFFICER)
    sign_in(client, "rasa")
    response = client.post("/language/", {"language": "en", "next": INDEX})
    assert response["Location"] == INDEX
    assert 'lang="en"' in client.get(INDEX).content.decode()
    client.post("/accounts/logout/")
    assert who(client) is None


def test_not_required_where_it_is_switched_off(
    client: Client, make: Make, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    make("rasa", Role.OFFICER)
    sign_in(client, "rasa")
    assert client.get(PAGE).status_code == 200


def test_setting_up_an_app_opens_the_way(enrolled: tuple[Client, str]) -> None:
    client, _secret = enrolled
    assert client.get(PAGE).status_code == 200
    codes = client.get(INDEX + "recovery-codes/").content.decode()
    assert len(re.findall(r"^\d{8}$|>\d{8}$|^\d{8}<", codes, re.MULTILINE)) == 10


def test_setting_up_asks_for_the_password_first(client: Client, make: Make) -> None:
    make("rasa", Role.OFFICER)
    sign_in(client, "rasa")
    for path in (TOTP, KEYS + "add/"):
        assert client.get(path)["Location"].startswith("/accounts/reauthenticate/?next=")


def test_password_then_code(enrolled: tuple[Client, str], client: Client) -> None:
    _client, secret = enrolled
    response = sign_in(client, "rasa")
    assert response["Location"] == INDEX + "authenticate/"
    assert who(client) is None
    assert client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
    wrong = client.post(INDEX + "authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert who(client) is None
    client.post(INDEX + "authenticate/", {"code": totp(secret)})
    assert client.get(PAGE).status_code == 200


def test_a_recovery_code_works_once(enrolled: tuple[Client, str]) -> None:
    first, _secret = enrolled
    code = re.findall(r"\b\d{8}\b", first.get(INDEX + "recovery-codes/").content.decode())[0]
    answers = []
    for client in (Client(), Client()):
        sign_in(client, "rasa")
        client.post(INDEX + "authenticate/", {"code": code})
        answers.append(who(client) is not None)
    assert answers == [True, False]


def test_guessing_codes_is_stopped(enrolled: tuple[Client, str], client: Client) -> None:
    _client, secret = enrolled
    sign_in(client, "rasa")
    for guess in range(5):
        client.post(INDEX + "authenticate/", {"code": f"{guess:06d}"})
    client.post(INDEX + "authenticate/", {"code": totp(secret)})
    assert who(client) is None


def test_a_session_from_before_must_show_the_factor(make: Make) -> None:
    """Whoever stole a password and signed in first gains nothing by the factor."""
    make("rasa", Role.OFFICER)
    thief, owner = Client(), Client()
    sign_in(thief, "rasa")
    sign_in(owner, "rasa")
    confirm_password(owner)
    secret = set_up_app(owner)
    response = thief.get(PAGE)
    assert response["Location"] == f"{INDEX}reauthenticate/?next={quote(PAGE, safe='')}"
    confirm_password(thief)
    assert thief.get(PAGE).status_code == 302
    thief.post(INDEX + "reauthenticate/", {"code": "000000", "next": "/"})
    assert thief.get(PAGE).status_code == 302
    thief.post(INDEX + "reauthenticate/", {"code": totp(secret), "next": "/"})
    assert thief.get(PAGE).status_code == 200


def test_sign_in_by_passkey_alone(client: Client, make: Make) -> None:
    user = make("rasa", Role.OFFICER)
    first, key = Client(), Key()
    sign_in(first, "rasa")
    confirm_password(first)
    assert add_key(first, key).status_code == 302
    assert first.get(PAGE).status_code == 200
    offer = client.get(KEYS + "login/", headers={"Accept": "application/json"}).json()
    response = client.post(KEYS + "login/", {"credential": key.get(offer["request_options"])})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert who(client) == str(user.pk)
    assert client.get(PAGE).status_code == 200


def test_a_key_that_asks_for_nothing_does_not_sign_in_alone(client: Client, make: Make) -> None:
    make("rasa", Role.OFFICER)
    first, key = Client(), Key(asks=False)
    sign_in(first, "rasa")
    confirm_password(first)
    assert add_key(first, key, passwordless=False).status_code == 302
    offer = client.get(KEYS + "login/", headers={"Accept": "application/json"}).json()
    client.post(KEYS + "login/", {"credential": key.get(offer["request_options"])})
    assert who(client) is None
    sign_in(client, "rasa")
    options = script_data(client.get(INDEX + "authenticate/"))["request_options"]
    client.post(INDEX + "authenticate/", {"credential": key.get(options)})
    assert client.get(PAGE).status_code == 200


def test_a_foreign_key_does_not_sign_in(client: Client, make: Make) -> None:
    user = make("rasa", Role.OFFICER)
    first, key = Client(), Key()
    sign_in(first, "rasa")
    confirm_password(first)
    add_key(first, key)
    thief = Key(handle=key.handle, identity=key.identity)
    offer = client.get(KEYS + "login/", headers={"Accept": "application/json"}).json()
    client.post(KEYS + "login/", {"credential": thief.get(offer["request_options"])})
    assert who(client) is None
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1


GARBAGE = [
    "",
    "x",
    "null",
    "[]",
    "{}",
    '"a"',
    '{"id": 1, "rawId": 2, "type": 3, "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": 5}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "////",'
    ' "clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ",'
    ' "clientDataJSON": "e30", "authenticatorData": "AA", "signature": 1}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30",'
    ' "attestationObject": "AA"}}',
    '{"id": "\\u0000", "rawId": "é", "type": "public-key", "response": {"clientDataJSON": "é"}}',
]


def test_no_answer_of_a_key_is_a_failure_of_ours(enrolled: tuple[Client, str]) -> None:
    owner, _secret = enrolled
    owner.get(KEYS + "add/")
    stranger, half_in = Client(), Client()
    stranger.get(KEYS + "login/", headers={"Accept": "application/json"})
    sign_in(half_in, "rasa")
    half_in.get(INDEX + "authenticate/")
    for garbage in GARBAGE:
        data = {"name": "x", "credential": garbage}
        assert owner.post(KEYS + "add/", data).status_code == 200
        assert stranger.post(KEYS + "login/", data).status_code in {200, 302}
        assert half_in.post(INDEX + "authenticate/", data).status_code == 200
    assert (who(stranger), who(half_in)) == (None, None)
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_last_factor_is_not_given_up_where_it_is_needed(
    enrolled: tuple[Client, str],
) -> None:
    client, _secret = enrolled
    confirm_password(client)
    client.post(INDEX + "totp/deactivate/")
    assert Authenticator.objects.filter(type="totp").exists()
    key = Key()
    assert add_key(client, key).status_code == 302
    client.post(INDEX + "totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()
    last = Authenticator.objects.get(type="webauthn")
    client.post(f"{KEYS}keys/{last.pk}/remove/")
    assert Authenticator.objects.filter(type="webauthn").exists()


def test_a_choice_of_another_membership_asks_anew(client: Client, make: Make) -> None:
    user = make("rasa", Role.COORDINATOR)
    other = join(user, Role.OFFICER)
    sign_in(client, "rasa")
    assert client.get(PAGE).status_code == 200
    client.post("/accounts/membership/", {"membership": str(other.uuid)})
    assert client.get(PAGE)["Location"] == INDEX
