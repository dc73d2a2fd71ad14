"""A place for embedded servers of these tests' own, beside that of the suite."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from thbcases import embedded

LOCAL = embedded.LOCAL

# Where it does not matter that data outlive a power cut.
QUICK = {"THB_CLUSTER": "test"}

# What a process does that uses the embedded database until a line arrives on its input.
USER = """
import os, sys
from pathlib import Path
from thbcases import embedded
embedded.LOCAL = Path(sys.argv[1])
environ = {"PATH": os.environ["PATH"], "THB_CLUSTER": "test"}
with embedded.ensure(environ):
    print(environ["DATABASE_URL"], flush=True)
    sys.stdin.readline()
"""


@contextmanager
def own_place() -> Iterator[Path]:
    """A `.local` of its own, under the real one: root's server may not enter pytest's folders."""
    LOCAL.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=LOCAL, prefix="t"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "LOCAL", folder)
        yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty place, where nothing was started yet."""
    with own_place() as folder:
        yield folder


@pytest.fixture(scope="module")
def running() -> Iterator[dict[str, str]]:
    """The environment of whoever uses a running server; for tests that only look."""
    environ: dict[str, str] = {}
    with own_place(), pytest.MonkeyPatch.context() as patch:
        # None of these may reach the server.
        patch.setenv("PGPORT", "6543")
        patch.setenv("PGDATA", "/nowhere")
        patch.setenv("LC_ALL", "xx_XX.UTF-8")
        with embedded.ensure(environ, "main"):
            yield environ


class Users:
    """Processes that use the embedded database of `place`."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.started: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        """Start one and wait until it has its database."""
        user = subprocess.Popen(
            [sys.executable, "-c", USER, str(self.place)],
            cwd=embedded.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started.append(user)
        assert user.stdout is not None
        assert user.stdout.readline().startswith("postgresql://thb_app@")
        return user

    def leave(self, user: subprocess.Popen[str]) -> None:
        """Let one come to its end."""
        user.communicate("\n", timeout=60)
        assert user.returncode == 0


@pytest.fixture
def users(place: Path) -> Iterator[Users]:
    """Start processes that use the database; none outlives the test."""
    users = Users(place)
    yield users
    for user in users.started:
        user.kill()
        user.communicate()
