"""Empty the mailbox of tips now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thbcases.tips.actions import mailbox

WHY = {
    "no_mailbox": "No mailbox is set: name one in THB_TIPS_IMAP_HOST (docs/deployment.md).",
    "closed": "Nothing can be kept: set THB_TIPS_KEY, and have a mail channel in use.",
    "lost": "The mailbox was lost on the way. What was kept is kept; run it again.",
}


class Command(BaseCommand):
    help = "Take in the mails that lie in the mailbox of tips."

    def handle(self, *args: Any, **options: Any) -> None:
        fetched = mailbox.fetch()
        for state, count in sorted(fetched.counts.items()):
            self.stdout.write(f"{state}: {count}")
        if fetched.stopped:
            raise CommandError(WHY[fetched.stopped])
