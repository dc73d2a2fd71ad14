"""`manage.py demo_accounts`: the accounts with which the demo is tried out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thbcases.accounts.checks import is_production
from thbcases.accounts.demo import PASSWORD, NoOrganisation, create_demo_accounts


class Command(BaseCommand):
    """Make the demo accounts; refused where real cases are served."""

    help = "Make the demo accounts, with a password that everybody knows."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make those that are missing."""
        if is_production():
            raise CommandError("Demo accounts are for the demo: set DEMO=1.")
        try:
            accounts = create_demo_accounts()
        except NoOrganisation as error:
            raise CommandError(f"{error}. Run `manage.py load_organisations` first.") from error
        self.stdout.write(f"{', '.join(accounts)}: password {PASSWORD}")
