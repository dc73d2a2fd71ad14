"""Tell two persons apart whom their names or numbers make one."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from thbcases.access.acting import acting_system
from thbcases.audit.actions import log_combination
from thbcases.people.linkage import set_apart
from thbcases.people.models import Person


class Command(BaseCommand):
    help = (
        "Count two persons of whatever organisations as two humans, for good, or by their names "
        "and numbers again (--again). Both organisations find the reason in their audit trail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("one", type=UUID, help="public number of the one (from its address)")
        parser.add_argument("other", type=UUID, help="public number of the other")
        parser.add_argument("--reason", required=True, help="by what it is known")
        parser.add_argument("--again", action="store_true", help="take it back")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_system("part_persons"):
            people = [self._person(options[name]) for name in ("one", "other")]
            if not set_apart(*people, apart=not options["again"]):
                raise CommandError("These are not two persons; nothing was changed.")
            for person in people:
                # One entry each: neither organisation learns which the other one is.
                log_combination([person], reason=options["reason"])
        done = "by their names and numbers again" if options["again"] else "as two humans"
        self.stdout.write(f"They are counted {done}.")

    def _person(self, uuid: UUID) -> Person:
        try:
            return Person.objects.get(uuid=uuid)
        except Person.DoesNotExist:
            raise CommandError(f"There is no person {uuid}; nothing was changed.") from None
