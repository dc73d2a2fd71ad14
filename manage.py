#!/usr/bin/env python
"""Django's commands. Without DATABASE_URL in the environment they bring their own database."""

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext

from thbcases import embedded

# Making tables, loading code lists and the demo, and making the first administrator are the
# owner's work; every other command signs in as the application role, under row security.
OWNER_COMMANDS = frozenset(
    {
        "changepassword",
        "createcachetable",
        "createsuperuser",
        "demo",
        "dumpdata",
        "flush",
        "inspectdb",
        "load_codes",
        "loaddata",
        "makemigrations",
        "migrate",
        "optimizemigration",
        "pgtrigger",
        "rebuild_facts",
        "showmigrations",
        "sqlflush",
        "sqlmigrate",
        "sqlsequencereset",
        "squashmigrations",
        "test",
        "testserver",
    }
)
WITHOUT_DATABASE = frozenset(
    {
        "",
        "--help",
        "--version",
        "-h",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "startapp",
        "version",
    }
)


def main() -> None:
    """Run the command, as the right database role."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thbcases.settings")
    if command in OWNER_COMMANDS:
        os.environ.setdefault("THB_CONNECT_AS", "owner")
    # Without this a terminated command would leave the server it started behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with _database(command):
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except embedded.EmbeddedError as error:
        sys.exit(str(error))


def _database(command: str) -> AbstractContextManager[object]:
    if os.environ.get("DATABASE_URL"):
        return nullcontext()
    embedded.demo_settings(os.environ)
    if command in WITHOUT_DATABASE:
        embedded.name_database(os.environ)
        return nullcontext()
    return embedded.ensure(os.environ)


if __name__ == "__main__":
    main()
