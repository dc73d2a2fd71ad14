"""What script/run starts ends with it, whatever the end is."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from thbcases import embedded, server

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]
# Starts two children as script/run does, tells their numbers and waits.
PARENT = """
import sys, time
from thbcases import server
for number in server.STOP_SIGNALS:
    server.signal.signal(number, server._stop)
command = [sys.executable, "-c", "import time; time.sleep(60)"]
with server._children({"one": command, "two": command}, ()) as children:
    print(*(child.pid for child in children.values()), flush=True)
    time.sleep(60)
"""


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.mark.parametrize(
    "ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda s: s.name
)
def test_no_process_outlives_the_one_that_started_it(ending: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=embedded.ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    numbers = [int(number) for number in parent.stdout.readline().split()]
    assert len(numbers) == 2
    assert all(psutil.pid_exists(number) for number in numbers)
    parent.send_signal(ending)
    parent.wait(15)
    parent.stdout.close()
    wait_until(lambda: not any(_lives(number) for number in numbers))


def _lives(number: int) -> bool:
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_process_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 1)
    with server._children({"deaf": DEAF}, ()) as children:
        child = children["deaf"]
        time.sleep(0.5)
    assert child.returncode == -signal.SIGKILL


def test_the_death_of_one_process_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "web_command", lambda addresses: [*SLEEPER, *addresses])
    monkeypatch.setattr(server.sys, "executable", "/bin/false")
    with pytest.raises(embedded.EmbeddedError, match="the worker ended by itself"):
        server.serve(1, [], ())
    assert not psutil.Process(os.getpid()).children()


def test_a_used_port_is_refused_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(embedded.EmbeddedError, match=f"port {port} is in use"):
            server.free_addresses(port)
    assert f"127.0.0.1:{port}" in server.free_addresses(port)


@pytest.mark.parametrize("value", ["", "0", "65536", "-1", "8000x", "٣"])
def test_a_port_is_a_number(value: str) -> None:
    with pytest.raises(embedded.EmbeddedError, match="PORT must be a number from 1 to 65535"):
        server._port(value)


def test_commands_run_with_the_role_they_need() -> None:
    import manage

    assert {"migrate", "load_codes", "demo", "createcachetable"} <= manage.OWNER_COMMANDS
    assert not manage.OWNER_COMMANDS & {"runserver", "procrastinate", "shell", "dbshell", "check"}
    assert not manage.OWNER_COMMANDS & manage.WITHOUT_DATABASE
