"""Django's own deployment checks, on a database of this suite and as production would set it."""

import os
import secrets
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from thbcases.embedded import ROOT

ENVIRONMENT = {
    "DEMO": "0",
    "DEBUG": "0",
    "REQUIRE_SECOND_FACTOR": "1",
    "ALLOWED_HOSTS": "thb.example",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "THB_LINKAGE_KEY": secrets.token_urlsafe(60),
}


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy`, as the application role on the database of the tests."""
    address = urlsplit(os.environ["DATABASE_URL"])
    database = connection.settings_dict["NAME"]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=inherited
        | {"DATABASE_URL": urlunsplit(address._replace(path=f"/{database}"))}
        | ENVIRONMENT
        | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.django_db
def test_production_settings_raise_no_warning() -> None:
    done = check()
    assert done.returncode == 0, done.stderr
    assert "System check identified no issues" in done.stdout


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["SECRET_KEY", "THB_LINKAGE_KEY"])
def test_production_refuses_to_go_without_a_key(name: str) -> None:
    done = check(**{name: ""})
    assert done.returncode == 1
    assert name in done.stderr
