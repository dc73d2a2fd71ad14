"""Rules for the repository as a whole, which nobody has to remember."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import override

ROOT = Path(settings.BASE_DIR)
LONGEST_FILE = 400
LONGEST_TEMPLATE = 120
LONGEST_FUNCTION = 50

# The rooms of an app; a room that grew is a package of the same name.
ROOMS = {
    "actions", "admin", "apps", "choices", "filters", "forms", "management", "migrations",
    "models", "queries", "static", "tables", "templatetags", "urls", "views",
    # what an app gives to the shell: blocks of the home pages, status pills, time lines, terms
    "clocks", "home", "panels", "pills", "timelines",
    # database triggers beside the models
    "triggers",
}  # fmt: skip
# Rooms that one app has for itself, because of what only it does.
OWN_ROOMS = {
    "accounts": {"adapter", "backends", "checks", "demo", "middleware", "sessions"},
    "clocks": {"feed", "parts", "sources", "tasks"},
    "codes": {"workdays"},
    "people": {"age", "contact", "likeness", "linkage", "names", "personal_code"},
    "investigations": {"court", "suspects", "trail"},
    "victims": {
        "additions",
        "children",
        "identification",
        "indicators",
        "parts",
        "stay",
        "support",
        "terms",
    },
    "assistance": {"daily", "terms"},
    "statistics": {
        "builder",
        "charts",
        "counting",
        "cubes",
        "disclosure",
        "gaps",
        "indicators",
        "kept",
        "opening",
        "periods",
        "publishing",
        "report",
        "tasks",
        "returns",
    },
    "sanctions": set(),
    "tips": {
        "checks",
        "keys",
        "limiting",
        "public_urls",
        "reader",
        "remarks",
        "scanning",
        "tasks",
        "words",
    },
    "niis": {"charts", "exchange", "matching", "registers", "tasks"},
    "imports": {"columns", "container", "problems", "reading", "tasks", "values", "words"},
}

# The drawing library gives the chart's markup; every text in it went through its escaping.
ALLOWED = {("thbcases/web/charts.py", "mark_safe")}
FORBIDDEN = re.compile(r"\.raw\(|\.extra\(|mark_safe|csrf_exempt|# ?TODO|# ?FIXME|# ?XXX")


def tracked(pattern: str) -> list[Path]:
    """Files of the repository; what git ignores is not ours."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def sources() -> list[Path]:
    return [
        path
        for path in tracked("*.py")
        if not {"migrations", "tests", "bench"} & set(path.relative_to(ROOT).parts)
    ]


def test_no_file_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources()
    }
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_template_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked("*.html")
    }
    assert {name: lines for name, lines in long.items() if lines > LONGEST_TEMPLATE} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_no_function_is_too_long() -> None:
    long = [
        (str(path.relative_to(ROOT)), name, lines)
        for path in sources()
        for name, lines in functions(path)
        if lines > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("app", sorted(OWN_ROOMS))
def test_an_app_has_only_the_rooms_of_the_house(app: str) -> None:
    folder = Path(apps.get_app_config(app).path)
    found = {path.stem for path in folder.iterdir() if not path.name.startswith("_")}
    assert found - ROOMS - OWN_ROOMS[app] == set()


def test_nothing_goes_round_the_orm_the_escaping_or_the_form_protection() -> None:
    found = [
        (str(path.relative_to(ROOT)), line)
        for path in sources()
        for line in path.read_text(encoding="utf-8").splitlines()
        for match in FORBIDDEN.findall(line)
        if (str(path.relative_to(ROOT)), match) not in ALLOWED
    ]
    assert found == []


def test_templates_have_no_inline_script_style_or_handler() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|hx-on|javascript:")
    found = [
        (str(path.relative_to(ROOT)), line.strip())
        for path in tracked("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if inline.search(line) and 'type="application/json"' not in line
    ]
    assert found == []


def test_no_template_is_unused() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in [*tracked("*.py"), *tracked("*.html")]
        if "tests" not in path.relative_to(ROOT).parts
    )
    # found by Django and the libraries by their names
    by_convention = re.compile(
        r"^(\d{3}|csrf_failure)\.html$|^(account|allauth|mfa|usersessions|bootstrap5|admin|"
        r"django_tables2|django)/"
    )
    unused = []
    for path in tracked("templates/*.html"):
        name = str(path.relative_to(ROOT / "templates"))
        if not by_convention.search(name) and name not in text:
            unused.append(name)
    assert unused == []


def own_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith(("thbcases.", "assistance"))
        and not model._meta.object_name.endswith("Event")
        and model._meta.managed
    ]


def test_every_constraint_has_a_message_of_its_own() -> None:
    """A constraint without one answers with its English name."""
    default = models.BaseConstraint.default_violation_error_message
    bare = [
        f"{model.__name__}: {constraint.name}"
        for model in own_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == default
        and model._meta.db_table not in ("people_linkagetoken",)
    ]
    assert bare == []


def test_every_model_says_what_it_is_in_the_world() -> None:
    silent = [
        model.__name__
        for model in own_models()
        if not model.__doc__ or model.__doc__.startswith(f"{model.__name__}(")
    ]
    assert silent == []


def test_names_of_models_and_fields_begin_in_lower_case() -> None:
    """They stand inside sentences; whoever heads a column with them writes them large."""
    with override("en"):
        names = _field_names()
    # abbreviations and names stay large
    assert [n for n in names if n[:1].isupper() and not n[1:2].isupper() and n not in NAMES] == []


NAMES = {"Eurostat category"}


def _field_names() -> list[str]:
    return [
        str(field.verbose_name)
        for model in own_models()
        for field in model._meta.local_fields
        # Django's own user fields are worded by Django
        if field.name not in ("id", "uuid") and model.__name__ != "User"
    ]


def test_nothing_names_a_place_outside_the_project() -> None:
    found = []
    for path in [*tracked("*.py"), *tracked("*.md"), *tracked("*.html"), *tracked("script/*")]:
        text = path.read_text(encoding="utf-8")
        if re.search(r"/root/|/home/\w", text) and "tests/" not in str(path):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_lock_files_hold_no_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "package-lock.json"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://", re.sub(r'"(url|funding)":\s*"[^"]*"', "", text)), name
