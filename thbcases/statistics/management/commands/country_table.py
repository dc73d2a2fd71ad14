"""`manage.py country_table 2009 2012 --json`: the published figures, computed from rows."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from thbcases.access import rights
from thbcases.access.acting import Actor, acting
from thbcases.access.roles import Role
from thbcases.accounts.models import Membership, User
from thbcases.core.periods import Period, year
from thbcases.statistics.choices import Grouping
from thbcases.statistics.indicators import COUNTRY_TABLE_JSON, INDICATORS, full_name
from thbcases.statistics.periods import FIRST_DAY, LAST_DAY, cut
from thbcases.statistics.queries import CountryRow, country_table


def years_or_day(text: str) -> Period:
    """«2012» as its year, «2012-06-30» as that day."""
    try:
        is_year = text.isascii() and text.isdigit() and len(text) == 4
        day = date.fromisoformat(f"{text}-01-01" if is_year else text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is neither a year nor a day (2012-06-30)") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ArgumentTypeError(f"{text} is not between {FIRST_DAY} and {LAST_DAY}")
    return year(day.year) if is_year else Period(day, day)


class Command(BaseCommand):
    """Print the country table, as somebody who may count the country."""

    help = (
        "Print the country table. FIRST and LAST are years (2009 2012) or days "
        "(2012-01-01 2012-06-30)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("first", type=years_or_day)
        parser.add_argument("last", type=years_or_day, nargs="?")
        parser.add_argument("--json", action="store_true", help="a list of objects")
        parser.add_argument(
            "--as",
            dest="username",
            help="whose figures; by default those of the first active national coordinator",
        )
        columns = parser.add_mutually_exclusive_group()
        for grouping in Grouping:
            columns.add_argument(
                f"--{grouping}", dest="by", action="store_const", const=grouping.value
            )

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and print."""
        start, end = options["first"].start, (options["last"] or options["first"]).end
        if end < start:
            raise CommandError(f"The end ({end}) is before the start ({start}).")
        by = options["by"] or (Grouping.YEAR if _is_years(start, end) else Grouping.WHOLE)
        with acting(_actor(options["username"])):
            rows = country_table(cut(start, end, by))
        if options["json"]:
            self.stdout.write(json.dumps([row.as_json() for row in rows], indent=1))
        else:
            self._print(rows)

    def _print(self, rows: list[CountryRow]) -> None:
        heads = [row.label for row in rows]
        names = [full_name(INDICATORS[key]) for key in COUNTRY_TABLE_JSON]
        width, cell = max(map(len, names)), max(7, *map(len, heads))
        self.stdout.write(" " * width + "".join(f"  {head:>{cell}}" for head in heads))
        for key, name in zip(COUNTRY_TABLE_JSON, names, strict=True):
            values = ["–" if row[key] is None else str(row[key]) for row in rows]
            self.stdout.write(f"{name:<{width}}" + "".join(f"  {v:>{cell}}" for v in values))


def _is_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _actor(username: str | None) -> Actor:
    """Whose figures. Raises CommandError when there is nobody with the right."""
    if username is None:
        return _coordinator()
    user = User.objects.filter(username=username).first()
    actor = user.actor() if user else None
    if actor is None:
        raise CommandError(f"There is no active user {username!r} with a membership of today.")
    if not rights.may("statistics.read", actor):
        raise CommandError(f"{username!r} acts as {actor.role}, which has no right to figures.")
    return actor


def _coordinator() -> Actor:
    membership = (
        Membership.objects.valid_on(timezone.localdate())
        .filter(role=Role.COORDINATOR)
        .order_by("pk")
        .first()
    )
    if membership is None:
        raise CommandError(
            "There is no active national coordinator to count for. Name somebody with --as."
        )
    return membership.actor()
