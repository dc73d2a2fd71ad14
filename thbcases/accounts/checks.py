"""What must not be true when real people's cases are served."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register, run_checks
from django.db import DatabaseError

TAG = "thbcases"
SHORTEST_KEY = 32


def is_production() -> bool:
    """Neither somebody's own machine nor the demo."""
    return not (settings.DEBUG or settings.DEMO)


def register_all() -> None:
    """Register the checks with Django; they speak in `check --deploy` and at the start."""
    for check in (demo_accounts, secret_key, linkage_key, second_factor):
        register(check, TAG, deploy=True)


def refuse_unsafe_start() -> None:
    """Run the checks once before serving. Raises SystemExit with every error and its hint."""
    errors = [m for m in run_checks(tags=[TAG], include_deployment_checks=True) if m.is_serious()]
    if errors:
        raise SystemExit("\n".join(str(error) for error in errors))


def demo_accounts(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Everybody knows the demo's password."""
    from thbcases.accounts.models import User

    if not is_production():
        return []
    try:
        names = list(User.objects.filter(is_demo=True).values_list("username", flat=True))
    except DatabaseError:
        return [
            Error(
                "The database could not be asked whether it holds demo accounts.",
                hint="Check DATABASE_URL, and run `manage.py migrate` first.",
                id="thbcases.E004",
            )
        ]
    if not names:
        return []
    return [
        Error(
            f"The database holds demo accounts: {', '.join(sorted(names))}.",
            hint="Serve real cases from a database of their own, in which `manage.py demo` "
            "was never run; or start the demo with DEMO=1.",
            id="thbcases.E001",
        )
    ]


def secret_key(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Whoever guesses this key can sign in as anybody."""
    key = settings.SECRET_KEY
    weak = len(key) < SHORTEST_KEY or len(set(key)) < 8 or key.startswith("django-insecure-")
    if not is_production() or (settings.SECRET_KEY_IS_OWN and not weak):
        return []
    return [
        Error(
            "SECRET_KEY is missing or weak.",
            hint="Set it to 50 random characters and keep it the same for every process: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="thbcases.E002",
        )
    ]


def linkage_key(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without the key nobody is counted once; with a weak one every name can be guessed."""
    if not is_production() or len(settings.THB_LINKAGE_KEY) >= SHORTEST_KEY:
        return []
    return [
        Error(
            f"THB_LINKAGE_KEY is missing or shorter than {SHORTEST_KEY} characters.",
            hint="Set it to random characters, keep it apart from the database and its backups, "
            "and never change it without recomputing the tokens.",
            id="thbcases.E003",
        )
    ]


def second_factor(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A password alone can be looked over a shoulder."""
    if not is_production() or settings.REQUIRE_SECOND_FACTOR:
        return []
    return [
        checks.Warning(
            "REQUIRE_SECOND_FACTOR is off: a password alone opens cases.",
            hint="Remove REQUIRE_SECOND_FACTOR=0 from the environment.",
            id="thbcases.W001",
        )
    ]
