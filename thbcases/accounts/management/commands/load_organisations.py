"""`manage.py load_organisations`: the country's organisations, as rows."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from thbcases.access.acting import acting_system
from thbcases.accounts.models import Organisation
from thbcases.codes.models import Municipality

FILE = Path(settings.BASE_DIR) / "fixtures" / "organisations.json"


class Command(BaseCommand):
    """Load or renew organisations from a file; the same result however often it is run."""

    help = "Load organisations from fixtures/organisations.json; harmless when repeated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another file may be named."""
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file, all or nothing."""
        try:
            rows = json.loads(options["file"].read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        count = load_organisations(rows)
        self.stdout.write(f"{len(rows)} organisations, {count} new or changed")


def load_organisations(rows: list[dict[str, Any]]) -> int:
    """Make or renew the organisations; returns how many were new or changed.

    Raises CommandError naming the row when a field is missing or its value is not known.
    """
    with acting_system("load_organisations"):
        return sum(_load(row) for row in rows)


def _load(row: dict[str, Any]) -> bool:
    try:
        values = _values(row)
        organisation = Organisation.objects.filter(code=row["code"]).first() or Organisation(
            code=row["code"]
        )
    except (KeyError, Municipality.DoesNotExist) as error:
        raise CommandError(f"{row}: {error!r}") from error
    before = {name: getattr(organisation, name) for name in values}
    if organisation.pk and before == values:
        return False
    for name, value in values.items():
        setattr(organisation, name, value)
    try:
        organisation.full_clean()
    except ValidationError as error:
        raise CommandError(f"{row}: {error.message_dict}") from error
    organisation.save()
    return True


def _values(row: dict[str, Any]) -> dict[str, Any]:
    code = row.get("municipality")
    return {
        "kind": row["kind"],
        "name_lt": row["name_lt"],
        "name_en": row["name_en"],
        "regime": row["regime"],
        "municipality": Municipality.objects.get(code=code) if code else None,
    }
