"""Write the published files of the exchange format: a schema in each language, and the codes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from thbcases.niis.exchange.schema import files


class Command(BaseCommand):
    help = "Write the JSON Schemas (Lithuanian and English) and the code lists into a folder."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files().items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(name)
