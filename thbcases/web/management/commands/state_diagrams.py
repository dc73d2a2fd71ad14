"""Draw the transition tables of all apps into docs/states.md."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import TextChoices
from django.utils.translation import override

HEAD = """# States and the ways between them

Made by `manage.py state_diagrams` from the transition tables in each app's `choices.py`; a test
fails when it no longer says what the code does. Actions refuse every other way.
"""

Transitions = Mapping[TextChoices, frozenset[TextChoices]]


def states_page() -> str:
    """All transition tables as Mermaid diagrams."""
    with override("en"):
        return HEAD + "".join(_section(app, table) for app, table in _tables())


def _tables() -> Iterator[tuple[str, Transitions]]:
    for config in apps.get_app_configs():
        name = f"{config.name}.choices"
        if not config.name.startswith(("thbcases.", "assistance")) or not find_spec(name):
            continue
        module = import_module(name)
        for attribute in sorted(vars(module)):
            if attribute.endswith("TRANSITIONS"):
                yield config.label, getattr(module, attribute)


def _section(app: str, table: Transitions) -> str:
    kind = type(next(iter(table)))
    meaning = (kind.__doc__ or "").strip().splitlines()[0]
    lines = [f"\n## {app}: {kind.__name__}", "", meaning, "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value} : {state.label}" for state in kind]
    lines += [
        f"    {start.value} --> {end.value}"
        for start in kind
        for end in sorted(table.get(start, ()))
    ]
    return "\n".join([*lines, "```", ""])


class Command(BaseCommand):
    help = "Write docs/states.md from the transition tables."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "states.md"
        path.write_text(states_page(), encoding="utf-8")
        self.stdout.write(f"written: {path.relative_to(settings.BASE_DIR)}")
