"""Take a spreadsheet in from the command line, as one of the users."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from tqdm import tqdm

from thbcases.access.acting import acting
from thbcases.access.rights import Refused
from thbcases.accounts.models import Membership, User
from thbcases.audit.actions import log_readings
from thbcases.imports.actions import Outcome, take_in
from thbcases.imports.choices import KINDS, Level


class Command(BaseCommand):
    help = (
        "Check a spreadsheet of investigations, persons and services, and with --commit import "
        "it: all of it or nothing, as the user named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The workbook (.xlsx).")
        parser.add_argument(
            "--as", dest="username", required=True, help="The user whose records these become."
        )
        parser.add_argument(
            "--organisation", default="", help="Its code, when the user works for several."
        )
        parser.add_argument("--commit", action="store_true", help="Import when nothing is wrong.")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="The language of the messages.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            membership = _membership(options["username"], options["organisation"])
            self.stdout.write(f"{membership.user}: {membership}")
            outcome = self._take_in(membership, options)
            self._report(outcome, commit=options["commit"])

    def _take_in(self, membership: Membership, options: dict[str, Any]) -> Outcome:
        by = membership.user
        by.chosen_membership_id = membership.pk
        content = _content(options["file"])
        with tqdm(unit=" rows", file=self.stderr, disable=not options["verbosity"]) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                with acting(membership.actor()):
                    outcome = take_in(
                        by=by,
                        content=content,
                        commit=options["commit"],
                        progress=progress,
                        on_success=lambda outcome: None,
                    )
                    log_readings(outcome.shown)
            except Refused as error:
                raise CommandError(str(error)) from error
        return outcome

    def _report(self, outcome: Outcome, *, commit: bool) -> None:
        for problem in outcome.problems:
            place = " ".join(
                part
                for part in (
                    problem.sheet,
                    _("row %(row)s") % {"row": problem.row} if problem.row else "",
                    f"«{problem.column}»" if problem.column else "",
                )
                if part
            )
            self.stdout.write(f"{Level(problem.level).label}: {place}: {problem.text}")
        for kind, count in outcome.made.counts.items():
            self.stdout.write(f"{KINDS[kind]}: {count}")
        if outcome.errors:
            raise CommandError(
                ngettext(
                    "%(count)s error; nothing was imported.",
                    "%(count)s errors; nothing was imported.",
                    outcome.errors,
                )
                % {"count": outcome.errors}
            )
        self.stdout.write(
            _("Imported.") if commit else _("No error. Nothing was imported: add --commit.")
        )


def _membership(username: str, organisation: str) -> Membership:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(_("There is no user «%(name)s».") % {"name": username})
    held = Membership.objects.valid_on(timezone.localdate()).filter(user=user)
    held = held.select_related("user", "organisation")
    if organisation:
        held = held.filter(organisation__code=organisation)
    found = list(held)
    if not found:
        raise CommandError(_("This user has no such membership today."))
    if len(found) > 1:
        codes = ", ".join(sorted(m.organisation.code for m in found))
        raise CommandError(
            _("The user works for several; name one with --organisation: %(codes)s.")
            % {"codes": codes}
        )
    return found[0]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
