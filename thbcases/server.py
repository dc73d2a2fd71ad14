"""What `script/run` starts: prepares the database, then keeps web server and worker running.

    python -m thbcases.server

Everything it starts ends with it: on Ctrl-C, on SIGTERM, when the terminal is closed, and when
one of its processes dies.
"""

import ctypes
import errno
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import psycopg

from thbcases import embedded

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10
WELCOME = """
    http://localhost:{port}

    officer, officer2   police officers of two units      analyst        specialised police unit
    ngo, ngo2           workers of two NGOs               migration      migration officer
    funder              social ministry                   coordinator    interior ministry
    coordinator2        reviews the annual report         auditor        reads who read what
    administrator       accounts and code lists
    the password of each is: demo

    Ctrl-C stops everything."""


class Stopped(SystemExit):
    """Somebody asked for the end."""


def main() -> int:
    """Run until asked to stop; 0 when asked, 1 when something failed."""
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    try:
        port = _port(os.environ.get("PORT") or "8000")
        addresses = free_addresses(port)
        embedded.demo_settings(os.environ)
        os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
        say("Starting PostgreSQL")
        began = time.monotonic()
        with embedded.ensure(os.environ) as lock:
            took(began)
            prepare()
            serve(port, addresses, () if lock is None else (lock,))
    except Stopped:
        say("Stopped")
        return 0
    except embedded.EmbeddedError as error:
        print(error, file=sys.stderr)
    except subprocess.CalledProcessError as error:
        print(f"failed: {' '.join(error.cmd[1:])}", file=sys.stderr)
    return 1


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    # The end is asked for once; what follows must not be interrupted half way.
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def say(what: str) -> None:
    """Announce a step before it begins."""
    print(f"==> {what}", flush=True)


def took(began: float) -> None:
    """Close a step with its duration."""
    print(f"    {time.monotonic() - began:.1f} s", flush=True)


# --- addresses


def _port(value: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", value) or not 1 <= int(value) <= 65535:
        raise embedded.EmbeddedError(f"PORT must be a number from 1 to 65535, not {value!r}")
    return int(value)


def free_addresses(port: int) -> list[str]:
    """The addresses that «localhost» means on this machine; refuses a port that is in use."""
    addresses = []
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                hint = f"port {port} is in use; choose another: PORT={port % 65535 + 1} script/run"
                raise embedded.EmbeddedError(hint) from error
            if error.errno == errno.EACCES:
                raise embedded.EmbeddedError(f"port {port} needs more rights than yours") from error
            continue
        addresses.append(f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
    return addresses


# --- preparing


def prepare() -> None:
    """Bring the tables up to date, fill an empty database, gather the static files."""
    manage("Bringing the tables up to date", "migrate", "--no-input")
    if is_empty():
        manage("Loading the code lists", "load_codes")
        manage("Loading the demo data", "demo")
    manage("Gathering the static files", "collectstatic", "--no-input", "--verbosity=0")


def manage(what: str, *arguments: str) -> None:
    """Run one of Django's commands in full view."""
    say(what)
    began = time.monotonic()
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=embedded.ROOT, check=True)
    took(began)


def is_empty() -> bool:
    """Whether nobody has an account yet; the demo makes accounts and cases in one transaction."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        row = connection.execute("select not exists (select from accounts_user)").fetchone()
    return bool(row and row[0])


# --- serving


def serve(port: int, addresses: Sequence[str], descriptors: Sequence[int]) -> None:
    """Keep the web server and the worker running; returns only by an exception."""
    commands = {
        "web server": web_command(addresses),
        "worker": [sys.executable, "manage.py", "procrastinate", "worker"],
    }
    with _children(commands, descriptors) as children:
        say("Starting the web server and the worker")
        began = time.monotonic()
        announced = False
        while all(child.poll() is None for child in children.values()):
            if not announced and answers(port):
                took(began)
                print(WELCOME.format(port=port), flush=True)
                announced = True
            time.sleep(0.2)
        ended = [name for name, child in children.items() if child.returncode is not None]
        raise embedded.EmbeddedError(f"the {ended[0]} ended by itself; everything is stopped")


def web_command(addresses: Sequence[str]) -> list[str]:
    """The web server: two processes of four threads are plenty for a demo on two cores."""
    command = [sys.executable, "-m", "gunicorn", "thbcases.wsgi", "--preload"]
    for address in addresses:
        command += ["--bind", address]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    # Both would write outside the checkout, or to a slow disk.
    command += ["--no-control-socket", "--log-level", "warning"]
    if os.access("/dev/shm", os.W_OK):
        command += ["--worker-tmp-dir", "/dev/shm"]
    return command


def answers(port: int) -> bool:
    """Whether the web server gives any answer yet."""
    connection = http.client.HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


@contextmanager
def _children(
    commands: dict[str, list[str]], descriptors: Sequence[int]
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start the processes, each in a session of its own: Ctrl-C reaches only this one, which
    then ends them in order."""
    environment = {name: value for name, value in os.environ.items() if name != "THB_CONNECT_AS"}
    environment["DJANGO_SETTINGS_MODULE"] = "thbcases.settings"
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(
                command,
                cwd=embedded.ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=descriptors,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 (there are no threads here)
            )
        yield children
    finally:
        _end(list(children.values()))


def _die_with_parent() -> None:
    """Let Linux end this process when its parent is killed and can no longer do it."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
