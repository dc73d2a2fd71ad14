"""Real mail servers for the tests: pymap from its wheel, Dovecot where it is installed.

And a line between us and them that can be cut at any moment.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from imap_tools import MailBoxUnencrypted

NEEDS_DOVECOT = "THB_NEEDS_DOVECOT"
PATIENCE_SECONDS = 20

DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=demopass
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass
class Server:
    """A mail server that answers, with one mailbox."""

    port: int
    user: str = "demouser"
    password: str = "demopass"

    def open(self) -> MailBoxUnencrypted:
        """The mailbox, as somebody's mail program sees it."""
        box = MailBoxUnencrypted("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        box.login(self.user, self.password)
        return box

    def put(self, *mails: bytes) -> None:
        """Deliver mails."""
        with self.open() as box:
            for mail in mails:
                box.append(mail, "INBOX")

    def count(self, folder: str) -> int:
        """How many mails lie in a folder; none where there is no such folder."""
        with self.open() as box:
            if not box.folder.exists(folder):
                return 0
            box.folder.set(folder)
            return len(box.uids("ALL"))

    def empty(self) -> None:
        """Throw away what the server brought along."""
        with self.open() as box:
            box.delete(box.uids("ALL"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def pymap() -> Iterator[Server]:
    """The server in Python."""
    port = free_port()
    program = Path(sys.executable).with_name("pymap")
    command = [
        program,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "dict",
        "--demo-data",
    ]
    with _running(command, port) as server:
        server.empty()
        yield server


@contextmanager
def dovecot(folder: Path) -> Iterator[Server]:
    """Debian's Dovecot on a port of its own, as a user without rights, with its own settings."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        text = (
            "DOVECOT IS NOT INSTALLED: its tests are left out. On Debian: apt install dovecot-imapd"
        )
        if os.environ.get(NEEDS_DOVECOT):
            pytest.fail(text)
        pytest.skip(text)
    port, is_root = free_port(), os.getuid() == 0
    who = pwd.getpwnam("dovecot") if is_root else pwd.getpwuid(os.getuid())
    group = subprocess.check_output(["id", "-gn", who.pw_name], text=True).strip()
    settings = folder / "dovecot.conf"
    about = {"folder": folder, "user": who.pw_name, "group": group, "port": port}
    settings.write_text(DOVECOT.format(uid=who.pw_uid, gid=who.pw_gid, **about), encoding="utf-8")
    command = [program, "-F", "-c", str(settings)]
    if is_root:
        subprocess.run(["chown", "-R", who.pw_name, folder], check=True)
        command = ["runuser", "-u", who.pw_name, "--", *command]
    with _running(command, port) as server:
        yield server


@contextmanager
def _running(command: list[object], port: int) -> Iterator[Server]:
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(port)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE_SECONDS)
        process.kill()
        process.wait()


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            server.open().logout()
        except OSError:
            assert process.poll() is None, "the mail server ended by itself"
            assert time.monotonic() < until, "the mail server does not answer"
            time.sleep(0.1)
        else:
            return


@contextmanager
def cut_line(port: int, is_enough: Callable[[bytes, bytes], bool]) -> Iterator[int]:
    """A port that leads to the server until `is_enough(sent, received)`, and then to nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    lines: list[socket.socket] = [listener]

    def serve() -> None:
        with suppress(OSError):
            client, _address = listener.accept()
            server = socket.create_connection(("127.0.0.1", port))
            lines.extend((client, server))
            both = {client: bytearray(), server: bytearray()}

            def carry(source: socket.socket, target: socket.socket) -> None:
                with suppress(OSError):
                    while piece := source.recv(4096):
                        both[source] += piece
                        if is_enough(bytes(both[client]), bytes(both[server])):
                            break
                        target.sendall(piece)
                for line in (client, server):
                    with suppress(OSError):
                        line.shutdown(socket.SHUT_RDWR)

            threading.Thread(target=carry, args=(server, client), daemon=True).start()
            carry(client, server)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        for line in lines:
            line.close()
