"""Take a delivered file into a register: check it, and publish it when nothing is wrong."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from thbcases.access.acting import acting
from thbcases.access.rights import Refused
from thbcases.accounts.models import User
from thbcases.niis.actions import registers as actions
from thbcases.niis.choices import DeliveryState
from thbcases.niis.models import Delivery, Register
from thbcases.niis.registers.files import LARGEST

SHOWN = 20


class Command(BaseCommand):
    help = "Check a CSV or XLSX file with the whole content of a register, and publish it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the register, as its page calls it: stolen_vehicles")
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--by", required=True, metavar="USER", help="who brings it")
        parser.add_argument(
            "--dry-run", action="store_true", help="check and count, and throw it away again"
        )
        parser.add_argument(
            "--release", metavar="REASON", default="", help="why it may lack more than usual"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["by"], is_active=True).first()
        if by is None or by.actor() is None:
            raise CommandError(_("There is no such user, or without a membership today."))
        try:
            with acting(by):
                row = self._delivered(by, options["code"], options["file"])
            actions.check(delivery=str(row.uuid), membership=row.membership_id)
            with acting(by):
                self._decide(by, row, options)
        except Refused as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _delivered(self, by: User, code: str, path: Path) -> Delivery:
        register = Register.objects.filter(code=code).first()
        if register is None:
            known = ", ".join(Register.objects.values_list("code", flat=True))
            raise CommandError(_("There is no such register. There are: %(known)s.") % {
                "known": known})  # fmt: skip
        try:
            if path.stat().st_size > LARGEST:
                raise CommandError(_("The file is too large."))
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(_("The file cannot be read.")) from error
        return actions.deliver(
            by=by, register=register, file_name=path.name, content=content, by_job=False
        )

    def _decide(self, by: User, row: Delivery, options: dict[str, Any]) -> None:
        row = Delivery.objects.defer("content").get(pk=row.pk)
        if row.state not in (DeliveryState.READY, DeliveryState.HELD):
            self._say_problems(row)
            raise CommandError(row.failure or _("Nothing was taken in."))
        self._say_counts(row)
        if options["dry_run"]:
            actions.throw_away(by=by, delivery=row, reason="--dry-run")
            self.stdout.write(_("Nothing was published."))
            return
        if row.state == DeliveryState.HELD and not options["release"]:
            raise CommandError(
                _("Held: %(loss)s %% of the present records are missing. It waits on the "
                  "register's page.") % {"loss": row.loss}
            )  # fmt: skip
        actions.publish(by=by, delivery=row, reason=options["release"])
        self.stdout.write(self.style.SUCCESS(_("Published.")))

    def _say_problems(self, row: Delivery) -> None:
        for problem in row.problems[:SHOWN]:
            place = " ".join(str(part) for part in (problem["row"], problem["column"]) if part)
            self.stderr.write(f"{place}: {problem['text']}" if place else problem["text"])
        if row.error_count > SHOWN:
            self.stderr.write(_("and %(more)s more") % {"more": row.error_count - SHOWN})

    def _say_counts(self, row: Delivery) -> None:
        self.stdout.write(
            _("%(records)s records: %(fresh)s new, %(gone)s gone, %(changed)s changed")
            % {
                "records": row.records,
                "fresh": row.fresh,
                "gone": row.gone,
                "changed": row.changed,
            }
        )
