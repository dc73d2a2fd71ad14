"""`manage.py make_return eurostat 2025 --as jonas -o eurostat.xlsx`: a return as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from thbcases.access.acting import acting
from thbcases.accounts.models import User
from thbcases.statistics.choices import ReturnVersion
from thbcases.statistics.periods import FIRST_DAY
from thbcases.statistics.returns.kinds import Return
from thbcases.statistics.returns.registry import RETURNS
from thbcases.statistics.returns.taking import File, Order, take_return


class Command(BaseCommand):
    """Make a return of a year into a file, as somebody who may take it out."""

    help = "Make a return into a file; the log keeps who took it, for whom and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", choices=sorted(RETURNS))
        parser.add_argument("year", type=int)
        parser.add_argument("--as", dest="username", required=True, help="who takes it out")
        parser.add_argument(
            "-o",
            "--output",
            type=Path,
            required=True,
            help="the file; its ending says the format (.xlsx, .csv, .json)",
        )
        parser.add_argument("--recipient", help="by default the receiver of the return")
        parser.add_argument("--reason", help="by default the legal basis of the return")
        parser.add_argument(
            "--public", action="store_true", help="with the small numbers hidden, for everybody"
        )
        parser.add_argument(
            "--none",
            dest="declared_none",
            action="append",
            default=[],
            metavar="FIGURE",
            help="declare that there was none of a figure of which nothing is recorded",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the file, or say what is missing and make none."""
        number, last = options["year"], timezone.localdate().year
        if not FIRST_DAY.year <= number <= last:
            raise CommandError(f"{number} is not between {FIRST_DAY.year} and {last}.")
        user = User.objects.filter(username=options["username"]).first()
        if user is None or user.actor() is None:
            raise CommandError(
                f"There is no active user {options['username']!r} with a membership of today."
            )
        file = self._file(user, RETURNS[options["key"]], options)
        options["output"].write_bytes(file.content)
        self.stdout.write(f"{options['output']}: {len(file.content)} bytes")

    def _file(self, user: User, what: Return, options: dict[str, Any]) -> File:
        version = ReturnVersion.PUBLIC if options["public"] else ReturnVersion.RECEIVER
        order = Order(
            file_format=options["output"].suffix.lstrip(".").lower(),
            recipient=options["recipient"] or str(what.receiver),
            reason=options["reason"] or str(what.basis),
            version=version.value,
            declared_none=options["declared_none"],
        )
        try:
            with acting(user):
                return take_return(by=user, what=what, of=options["year"], order=order)
        except ValidationError as error:
            raise CommandError("\n".join(["No file is made:", *error.messages])) from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
