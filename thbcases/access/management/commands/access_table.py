"""Print the rights table into docs/access.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from thbcases.access.printing import access_page


class Command(BaseCommand):
    help = "Write docs/access.md from the rights table."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stdout", action="store_true", help="print instead of writing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["stdout"]:
            self.stdout.write(access_page())
            return
        path = Path(settings.BASE_DIR) / "docs" / "access.md"
        path.write_text(access_page(), encoding="utf-8")
        self.stdout.write(f"written: {path.relative_to(settings.BASE_DIR)}")
