"""The database that comes with the project: who may sign in, and when it starts and stops."""

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest

from tests.scripts.conftest import QUICK, Users
from thbcases import embedded


def test_the_two_roles_have_no_more_rights_than_they_need(running: dict[str, str]) -> None:
    with psycopg.connect(running["DATABASE_OWNER_URL"]) as connection:
        rows = connection.execute(
            "select rolname, rolsuper, rolcreatedb, rolbypassrls, rolcanlogin, rolcreaterole "
            "from pg_roles where rolname like 'thb%' order by 1"
        ).fetchall()
        member = connection.execute(
            "select pg_has_role('thb_owner', 'thb_app', 'set'), "
            "pg_has_role('thb_app', 'thb_owner', 'member')"
        ).fetchone()
    assert rows == [
        ("thb_app", False, False, False, True, False),
        ("thb_owner", False, True, True, True, False),
    ]
    assert member == (True, False)


def test_only_the_owner_makes_tables(running: dict[str, str]) -> None:
    with psycopg.connect(running["DATABASE_OWNER_URL"]) as connection:
        connection.execute("create table made_by_owner ()")
    with (
        psycopg.connect(running["DATABASE_URL"]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table made_by_application ()")


def test_the_server_knows_lithuanian_letters(running: dict[str, str]) -> None:
    with psycopg.connect(running["DATABASE_URL"]) as connection:
        row = connection.execute("select lower('ĄČĘĖĮŠŲŪŽ'), upper('ąčęėįšųūž')").fetchone()
    assert row == ("ąčęėįšųūž", "ĄČĘĖĮŠŲŪŽ")


def test_variables_of_the_caller_do_not_move_the_server(running: dict[str, str]) -> None:
    with psycopg.connect(running["DATABASE_URL"]) as connection:
        assert connection.execute("show port").fetchone() == ("5432",)


def test_nobody_else_on_the_machine_reaches_the_socket(running: dict[str, str]) -> None:
    folder = Path(unquote(running["DATABASE_URL"].split("@")[1].split(":")[0]))
    assert (folder / ".s.PGSQL.5432").is_socket()
    assert folder.stat().st_mode & 0o077 == 0
    with psycopg.connect(running["DATABASE_URL"]) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


@pytest.mark.parametrize(("cluster", "fsync"), [("main", "on"), ("test", "off")])
def test_only_what_tests_write_may_be_lost(place: Path, cluster: str, fsync: str) -> None:
    environ: dict[str, str] = {}
    with embedded.ensure(environ, cluster), psycopg.connect(environ["DATABASE_URL"]) as connection:
        assert connection.execute("show fsync").fetchone() == (fsync,)


def test_a_named_server_wins(place: Path) -> None:
    environ = {"DATABASE_URL": "postgresql://somewhere/else"}
    with embedded.ensure(environ) as lock:
        assert lock is None
        assert environ == {"DATABASE_URL": "postgresql://somewhere/else"}
    assert not list(place.iterdir())


def test_data_are_kept_and_the_server_is_gone_between_two_uses(place: Path) -> None:
    cluster = embedded.find_cluster("test")
    environ = dict(QUICK)
    with embedded.ensure(environ), psycopg.connect(environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute("create table kept (what text)")
        connection.execute("insert into kept values ('this')")
    assert not embedded.is_running(cluster)
    assert environ.keys() == {"PATH", "THB_CLUSTER"}
    with embedded.ensure(environ), psycopg.connect(environ["DATABASE_OWNER_URL"]) as connection:
        assert connection.execute("select what from kept").fetchone() == ("this",)


def test_the_last_to_leave_stops_the_server(place: Path, users: Users) -> None:
    cluster = embedded.find_cluster("test")
    first, second = users.start(), users.start()
    users.leave(first)
    assert embedded.is_running(cluster)
    users.leave(second)
    assert not embedded.is_running(cluster)


def test_a_killed_user_is_not_counted(place: Path, users: Users) -> None:
    cluster = embedded.find_cluster("test")
    killed = users.start()
    killed.kill()
    killed.wait()
    assert embedded.is_running(cluster)
    with embedded.ensure(dict(QUICK)):
        pass
    assert not embedded.is_running(cluster)


def test_a_file_left_by_a_dead_server_is_no_server(place: Path) -> None:
    cluster = embedded.find_cluster("test")
    with embedded.ensure(dict(QUICK)):
        left = (cluster.data / "postmaster.pid").read_text()
    number, rest = left.split("\n", 1)
    # After a restart of the machine the number belongs to somebody else, here to this test.
    assert int(number) != os.getpid()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{rest}")
    assert not embedded.is_running(cluster)
    environ = dict(QUICK)
    with embedded.ensure(environ), psycopg.connect(environ["DATABASE_URL"]) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_half_a_cluster_is_made_anew(place: Path) -> None:
    cluster = embedded.find_cluster("test")
    draft = cluster.home / "data.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18")
    environ = dict(QUICK)
    with embedded.ensure(environ), psycopg.connect(environ["DATABASE_URL"]) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_long_and_odd_paths_work(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (place / "Mano byla, Nr. 1 – ąžuolas's %20", place / ("ilgas" * 20)):
        folder.mkdir()
        monkeypatch.setattr(embedded, "LOCAL", folder)
        environ = dict(QUICK)
        with embedded.ensure(environ), psycopg.connect(environ["DATABASE_URL"]) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        embedded.find_cluster("test").socket.rmdir()


def test_root_may_keep_the_checkout_in_a_closed_folder(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = place / "closed" / "checkout"
    closed.mkdir(parents=True)
    closed.parent.chmod(0o700)
    assert not embedded._reachable(closed)
    assert embedded._reachable(place)
    monkeypatch.setattr(embedded, "SYSTEM", place)
    monkeypatch.setattr(embedded, "LOCAL", closed)
    installed = embedded.find_cluster("test").programs.parent
    programs, home = embedded._outside_private_folders(installed)
    assert home.parent == place
    assert all(path.stat().st_mode & 0o004 for path in programs.rglob("*"))
    said = subprocess.check_output([programs / "bin" / "postgres", "--version"])
    assert said.startswith(b"postgres (PostgreSQL) 18")
    assert closed.parent.stat().st_mode & 0o777 == 0o700
    environ = dict(QUICK)
    with embedded.ensure(environ), psycopg.connect(environ["DATABASE_URL"]) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_keys_are_made_once_and_are_nobody_elses(place: Path) -> None:
    environ, again = {"DEMO": "0"}, {"SECRET_KEY": "mine"}
    embedded.demo_settings(environ)
    embedded.demo_settings(again)
    assert len(environ["SECRET_KEY"]) >= 50
    assert again["SECRET_KEY"] == "mine"
    assert environ["THB_LINKAGE_KEY"] == again["THB_LINKAGE_KEY"] != environ["SECRET_KEY"]
    assert environ["DEMO"] == "0"
    assert again["DEMO"] == "1"
    assert {path.name: path.stat().st_mode & 0o777 for path in place.iterdir()} == {
        "secret_key": 0o600,
        "thb_linkage_key": 0o600,
        "thb_tips_key": 0o600,
    }


def test_a_failing_start_says_why(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(embedded.SETTINGS, "timezone", "Mars/Olympus")
    with pytest.raises(embedded.EmbeddedError) as refused, embedded.ensure(dict(QUICK)):
        pass
    assert "pg_ctl failed in" in str(refused.value)
    assert "see the file log there" in str(refused.value)
    assert not embedded.is_running(embedded.find_cluster("test"))
