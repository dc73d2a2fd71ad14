"""Fill an empty database with invented cases that give the published figures."""

from time import monotonic
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_date

from thbcases.demo.make import NotEmpty, make_demo
from thbcases.demo.published import publish_years
from thbcases.demo.reports import make_report


class Command(BaseCommand):
    help = "Fill an empty database with invented cases, from 2009 to the present day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", help="the day the demo goes on to, yyyy-mm-dd")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["today"]:
            today = parse_date(options["today"]) or today
        start = monotonic()

        def say(what: str) -> None:
            if options["verbosity"]:
                self.stdout.write(f"  {monotonic() - start:5.1f} s  {what}")

        try:
            make_demo(today, say)
        except NotEmpty as error:
            raise CommandError(
                "There are cases in this database already. The demo needs an empty one: "
                "name another in DATABASE_URL, or remove .local/ to begin anew."
            ) from error
        say("register of hit / no hit")
        call_command("niis_reindex", verbosity=0)
        # The demo is one transaction. Where the server looked at the tables meanwhile, it holds
        # them for empty, and the figures take a minute for what takes a twentieth of a second.
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        say("publications")
        publish_years()
        say("annual report")
        make_report(today)
        say("done")
