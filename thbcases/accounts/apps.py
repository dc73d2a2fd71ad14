from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "thbcases.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from thbcases.accounts import checks, sessions

        checks.register_all()
        user_logged_in.connect(sessions.begin, dispatch_uid="thbcases.sessions.begin")
        # Grants to the application role follow after the last app, so the table gets them too.
        post_migrate.connect(make_cache_table, sender=self, dispatch_uid="thbcases.cache")


def make_cache_table(using: str, **kwargs: Any) -> None:
    """Make the table that counts failed sign-ins, so that `migrate` alone is enough."""
    call_command("createcachetable", database=using, verbosity=0)
