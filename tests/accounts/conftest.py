"""People who sign in: each test makes those it needs."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from thbcases.access.acting import acting_system
from thbcases.access.roles import Role
from thbcases.accounts.choices import ROLES_OF_KIND, OrganisationKind, Regime
from thbcases.accounts.models import Membership, Organisation, User

PASSWORD = "a long sentence to sign in with"
# A page for everybody who signed in, of which no other app writes a part.
PAGE = "/accounts/membership/"
Make = Callable[..., User]


HASHERS = django_settings.PASSWORD_HASHERS


class QuickHasher(Argon2PasswordHasher):
    """The project's hash with the least work: being slow is its purpose, but not here."""

    time_cost = parallelism = 1
    memory_cost = 8


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickHasher"]


def kind_for(role: Role) -> OrganisationKind:
    """A kind of organisation in which the role can be held."""
    return next(kind for kind, roles in ROLES_OF_KIND.items() if role in roles)


def make_organisation(role: Role, code: str) -> Organisation:
    """An organisation in which the role can be held."""
    kind = kind_for(role)
    return Organisation.objects.get_or_create(
        code=code,
        defaults={
            "kind": kind,
            "name_lt": f"Įstaiga {code}",
            "name_en": f"Organisation {code}",
            "regime": Regime.LED if role == Role.OFFICER else Regime.GDPR,
        },
    )[0]


def join(
    user: User,
    role: Role,
    code: str = "",
    starts_on: date = date(2020, 1, 1),
    ends_on: date | None = None,
) -> Membership:
    """A membership, made as the system makes them."""
    with acting_system("test"):
        return Membership.objects.create(
            user=user,
            organisation=make_organisation(role, code or f"{role}-1"),
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
        )


@pytest.fixture
def make(db: None) -> Make:
    """Make a user who may act in a role; `role=None` makes one without a membership."""

    def make(
        username: str = "rasa", role: Role | None = Role.COORDINATOR, **fields: object
    ) -> User:
        with acting_system("test"):
            user = User.objects.create(
                username=username, password=make_password(PASSWORD), **fields
            )
        if role is not None:
            join(user, role)
        return user

    return make


def sign_in(client: Client, username: str, password: str = PASSWORD, **extra: str) -> HttpResponse:
    """Send the sign-in form as a browser does."""
    return client.post("/accounts/login/", {"login": username, "password": password}, **extra)


def run_python(program: str, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """Run a program as the web server runs: in a process of its own, as the application role."""
    left_out = {"DEMO", "DEBUG", "THB_CONNECT_AS"}
    inherited = {name: value for name, value in os.environ.items() if name not in left_out}
    database = str(django_settings.DATABASES["default"]["NAME"])
    url = urlsplit(inherited["DATABASE_URL"])._replace(path=f"/{database}")
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=django_settings.BASE_DIR,
        env=inherited | {"DATABASE_URL": urlunsplit(url)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(autouse=True)
def _english(settings: Any) -> Iterator[None]:
    """These tests read messages; they read them in English, also where no browser asks."""
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield
