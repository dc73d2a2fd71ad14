"""Count everybody by a new key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from thbcases.access.acting import acting_system
from thbcases.people.linkage import fingerprint, tokens
from thbcases.people.models import LinkageKey, LinkageToken, Person

BATCH = 2_000


class Command(BaseCommand):
    help = (
        "Make the linkage tokens of all persons anew, under THB_LINKAGE_KEY_NEXT. "
        "First give both keys to every process; run this as the owner; then give every process "
        "the new key as THB_LINKAGE_KEY and destroy the old one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        key = settings.THB_LINKAGE_KEY_NEXT
        if not key:
            raise CommandError("Set THB_LINKAGE_KEY_NEXT to the new key; nothing was changed.")
        if key == settings.THB_LINKAGE_KEY:
            raise CommandError("THB_LINKAGE_KEY_NEXT is the key of today; nothing was changed.")
        with acting_system("rotate_linkage_key"):
            known = LinkageKey.objects.order_by("-pk").first()
            if known and bytes(known.fingerprint) == fingerprint(key):
                raise CommandError("The persons are counted by this key already.")
            if known and bytes(known.fingerprint) != fingerprint(settings.THB_LINKAGE_KEY):
                raise CommandError(
                    "THB_LINKAGE_KEY is not the key that the persons are counted by; "
                    "nothing was changed."
                )
            made = self._rotate(key, quiet=not options["verbosity"])
        self.stdout.write(
            f"{made} tokens of {Person.objects.count()} persons were made anew. When every process "
            "has the new key as THB_LINKAGE_KEY, destroy the old one."
        )

    def _rotate(self, key: str, *, quiet: bool) -> int:
        """Replace every token; registrations wait until it is done. Returns how many there are."""
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7411001)")
        LinkageToken.objects.all().delete()
        people = Person.objects.order_by("pk").prefetch_related("names", "identifiers")
        rows: list[LinkageToken] = []
        made = 0
        total = people.count()
        with tqdm(total=total, unit="person", disable=quiet, file=self.stderr) as bar:
            for person in people.iterator(chunk_size=BATCH):
                rows += [LinkageToken(person=person, token=t) for t in tokens(person, key)]
                bar.update()
                if len(rows) >= BATCH:
                    made += len(LinkageToken.objects.bulk_create(rows))
                    rows = []
        made += len(LinkageToken.objects.bulk_create(rows))
        LinkageKey.objects.all().delete()
        LinkageKey.objects.create(fingerprint=fingerprint(key))
        return made
