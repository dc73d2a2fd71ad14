"""Put the shipped code lists into the database; safe to run again and again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thbcases.access.acting import acting_system
from thbcases.codes.actions import BadFixture, Loaded, load_file


class Command(BaseCommand):
    help = "Load the code lists of fixtures/codes: add what is missing, keep what was edited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--update",
            action="store_true",
            help="Also overwrite rows that were edited here with what the files say.",
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.BASE_DIR) / "fixtures" / "codes",
            help="Another folder with code lists.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = sorted(options["folder"].glob("*.json"))
        if not files:
            raise CommandError(
                _("There are no code lists in %(folder)s.") % {"folder": options["folder"]}
            )
        with acting_system("load_codes"):
            for path in files:
                done = self._load(path, update=options["update"])
                if options["verbosity"]:
                    self._report(done)

    def _load(self, path: Path, *, update: bool) -> Loaded:
        try:
            return load_file(path, update=update)
        except BadFixture as error:
            raise CommandError(str(error)) from error

    def _report(self, done: Loaded) -> None:
        self.stdout.write(
            _(
                "%(file)s (%(what)s): in the file %(rows)s, added %(added)s, "
                "updated %(updated)s, left as edited here %(kept)s"
            )
            % {
                "file": done.file,
                "rows": done.rows,
                "what": done.what,
                "added": done.added,
                "updated": done.updated,
                "kept": len(done.kept),
            }
        )
        for row in done.kept:
            self.stdout.write(_("  left as edited here: %(row)s") % {"row": row})
