"""`manage.py rebuild_facts`: make the kept facts anew; `--check` only compares them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from tqdm import tqdm

from thbcases.statistics.kept.ddl import KEPT
from thbcases.statistics.kept.keeping import chunks, rebuild, wrong


class Command(BaseCommand):
    help = (
        "Make the facts behind all figures anew. Needed only after rows were written past the "
        "triggers of the database (a reload with triggers off). Figures are right meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="compare what is kept, change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make anew, or compare. Raises CommandError when something is kept wrongly."""
        if options["check"]:
            self._check(quiet=not options["verbosity"])
            return
        quiet = not options["verbosity"]
        total = len(chunks())
        with (
            transaction.atomic(),
            tqdm(total=total, unit="part", disable=quiet, file=self.stderr) as bar,
        ):
            rebuild(lambda kept: (bar.set_postfix_str(kept.fact), bar.update()))
        # The rows that were there before leave holes, and the planner has to know the new ones.
        with connection.cursor() as cursor:
            for kept in KEPT:
                cursor.execute(f"vacuum (analyze) {kept.table}")

    def _check(self, *, quiet: bool) -> None:
        found = {}
        for kept in tqdm(KEPT, unit="fact", disable=quiet, file=self.stderr):
            found[kept.fact] = wrong(kept)
        differing = {fact: number for fact, number in found.items() if number}
        if differing:
            raise CommandError(
                f"Kept otherwise than defined: {differing}. Run manage.py rebuild_facts."
            )
        self.stdout.write("All facts are kept as they are defined.")
