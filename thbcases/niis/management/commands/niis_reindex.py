"""Make the register of the system's own records anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from tqdm import tqdm

from thbcases.access.acting import acting_system
from thbcases.niis.matching.store import recount
from thbcases.niis.registers.own import index_all


class Command(BaseCommand):
    help = (
        "Make the hit / no-hit register of the system's own records anew, beside the one that is "
        "searched meanwhile. Needed after changes that passed the application by (raw SQL)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = not options["verbosity"]
        with acting_system("niis_reindex"), tqdm(unit="record", disable=quiet) as bar:
            made = index_all(bar.update)
            assert connection.connection is not None, "it was just used"
            recount(connection.connection)
        self.stdout.write(f"{made} names are in the register.")
