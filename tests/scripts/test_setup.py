"""What set-up says where something is missing, and what the lock files may not hold."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from thbcases.embedded import ROOT

TOOLS = ("sh", "dirname", "mkdir", "cat", "cmp", "cp", "date", "tail", "cut", "sleep", "tr")
OLD = '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.10.12 && exit\nexit 1\n'
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n'


SAYS_ITS_NAME = """#!/bin/sh
case "$*" in *pip*) exit;; esac
echo "${0##*/}${*:+ $*}"
[ -e failing ] || exit 0
read -r failing <failing || true
case "$*" in *"$failing"*) exit 1;; esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout on a machine that has nothing but the basic tools."""
    shutil.copytree(ROOT / "script", tmp_path / "script")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found, name
        (programs / name).symlink_to(found)
    return tmp_path


def start(machine: Path, script: str = "run", *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [machine / "script" / script, *arguments],
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def install(machine: Path, name: str, text: str) -> None:
    program = machine / "bin" / name
    program.write_text(text)
    program.chmod(0o755)


@pytest.mark.parametrize("script", ["run", "test"])
def test_no_python(machine: Path, script: str) -> None:
    done = start(machine, script)
    assert done.returncode == 1
    assert "thbcases needs Python 3.11 to 3.14; found: none." in done.stderr


def test_old_python(machine: Path) -> None:
    install(machine, "python3", OLD)
    done = start(machine)
    assert done.returncode == 1
    assert "thbcases needs Python 3.11 to 3.14; found: Python 3.10.12." in done.stderr


def test_python_without_venv(machine: Path) -> None:
    install(machine, "python3", WITHOUT_VENV)
    done = start(machine)
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert not (machine / ".venv").exists()


def test_a_failing_step_shows_what_it_said(machine: Path) -> None:
    install(
        machine, "python3", '#!/bin/sh\n[ "$1" = -m ] || exit 0\necho the disk is full\nexit 3\n'
    )
    done = start(machine)
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert "failed: python3 -m venv --clear .venv" in done.stderr


@pytest.fixture
def set_up(machine: Path) -> Path:
    """The same machine with everything installed, where each command only says its name."""
    for lock, stamp in (
        ("requirements.txt", ".venv/requirements.txt"),
        ("requirements-dev.txt", ".venv/requirements-dev.txt"),
        ("package-lock.json", "node_modules/.installed-package-lock.json"),
    ):
        (machine / stamp).parent.mkdir(exist_ok=True)
        (machine / lock).write_text("as locked")
        (machine / stamp).write_text("as locked")
    install(machine, "env", '#!/bin/sh\nshift\nexec "$@"\n')
    (machine / ".venv" / "bin").mkdir()
    for name in ("python", "lint-imports"):
        install(machine / ".venv", name, SAYS_ITS_NAME)
    return machine


def test_a_second_set_up_installs_nothing(set_up: Path) -> None:
    done = start(set_up)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["python -m thbcases.server"]


def test_every_check_runs_and_pytest_has_the_last_word(set_up: Path) -> None:
    install(set_up, "chromium", "#!/bin/sh\n")
    done = start(set_up, "test", "tests/people", "-k", "names")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if not line.startswith("==>")] == [
        "python -m ruff check .",
        "python -m ruff format --check .",
        "python -m mypy",
        "lint-imports",
        "python manage.py makemigrations --check --dry-run",
        "python -m pytest tests/people -k names",
    ]


@pytest.mark.parametrize(
    ("failing", "what"),
    [
        ("ruff check", "Lint"),
        ("ruff format", "Format"),
        ("mypy", "Types"),
        ("makemigrations", "Migrations complete"),
    ],
)
def test_the_first_failing_check_stops_and_is_named(set_up: Path, failing: str, what: str) -> None:
    (set_up / "failing").write_text(failing)
    done = start(set_up, "test")
    assert done.returncode == 1
    assert f"script/test stopped: {what} failed" in done.stderr
    assert "pytest" not in done.stdout
    assert failing in done.stdout.splitlines()[-1]


def test_without_chromium_the_rest_runs_and_one_line_says_so(set_up: Path) -> None:
    done = start(set_up, "test")
    assert done.returncode == 0, done.stderr
    said, ran = done.stdout.splitlines()[-2:]
    assert "NO CHROMIUM FOUND: the browser tests are left out." in said
    assert ran == "python -m pytest -m not browser -n logical"


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    names = ["package-lock.json", *(path.name for path in ROOT.glob("requirements*.txt"))]
    assert len(names) == 4
    for name in names:
        assert not re.search(r"https?:|://", (ROOT / name).read_text()), name
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)
    for path in ROOT.glob("requirements*.txt"):
        pins = re.findall(r"^\S+==\S+.*$", path.read_text(), re.MULTILINE)
        assert pins
        assert all(pin.endswith("\\") for pin in pins), path.name


def test_every_direct_dependency_is_locked() -> None:
    for source in ROOT.glob("requirements*.in"):
        wanted = re.findall(r"^([A-Za-z][\w.-]*)", source.read_text(), re.MULTILINE)
        assert wanted
        locked = source.with_suffix(".txt").read_text().lower().replace("_", "-")
        for name in wanted:
            assert re.search(rf"^{name.lower()}==", locked, re.MULTILINE), name


def test_scripts_can_be_started() -> None:
    for name in ("manage.py", "script/run", "script/test", "script/lock", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK), name
