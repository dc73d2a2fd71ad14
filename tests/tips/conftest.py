"""A database of its own in which everything is committed, and mail servers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast, assemble
from tests.demo_site import copy_database, drop_database, manage
from tests.tips.making import channels
from tests.tips.servers import Server, dovecot, pymap


@dataclass
class Office:
    """The database, the people who work on it, and the real commands as the application role."""

    database: str
    cast: Cast

    def manage(self, *arguments: str) -> str:
        connection.close()
        return manage(self.database, *arguments)


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    """A copy of the empty test database, with the channels; thrown away afterwards."""
    with django_db_blocker.unblock():
        template = connection.settings_dict["NAME"]
        name = f"{template}_tips"
        connection.close()
        copy_database(template, name)
        connection.settings_dict["NAME"] = name
        try:
            made = Office(name, assemble())
            channels(made.cast)
            yield made
        finally:
            connection.close()
            connection.settings_dict["NAME"] = template
            drop_database(name)


@pytest.fixture(params=["pymap", "dovecot"])
def server(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Server]:
    """Each test of the mailbox runs against both servers."""
    if request.param == "pymap":
        with pymap() as made:
            yield made
        return
    folder: Path = tmp_path_factory.mktemp("dovecot")
    # the server's own user must be able to come here
    for place in [folder, *folder.parents[:3]]:
        if place != Path("/tmp"):
            place.chmod(0o755)
    with dovecot(folder) as made:
        yield made


@pytest.fixture
def mailbox(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Server:
    """The settings of the installation name the server."""
    password = tmp_path / "password"
    password.write_text(f"{server.password}\n", encoding="utf-8")
    for name, value in {
        "HOST": "127.0.0.1",
        "PORT": str(server.port),
        "TLS": "none",
        "USER": server.user,
        "PASSWORD_FILE": str(password),
    }.items():
        monkeypatch.setenv(f"THB_TIPS_IMAP_{name}", value)
    return server
