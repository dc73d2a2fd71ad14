"""Make a signing key for the exchange of messages; run again for the next one (rotation)."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thbcases.niis.exchange.keys import make_private, public_part


class Command(BaseCommand):
    help = (
        "Make a private signing key in a file (THB_EXCHANGE_KEY names it) and print the public "
        "one, which every partner enters before this installation begins to sign with it."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Where the private key goes; must not exist.")
        parser.add_argument("--kid", default="", help="The key's number; random when left out.")

    def handle(self, *args: Any, **options: Any) -> None:
        private = make_private(options["kid"])
        try:
            # only the owner of the file reads it, from its first moment on
            place = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(
                _("The file cannot be made: %(why)s") % {"why": error.strerror}
            ) from error
        with os.fdopen(place, "w", encoding="utf-8") as file:
            json.dump(private, file)
        self.stdout.write(json.dumps(public_part(private)))
