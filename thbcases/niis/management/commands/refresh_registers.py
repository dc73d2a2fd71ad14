"""Copy registers of other servers now, whether due or only those that are."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from thbcases.niis.choices import AdapterKind
from thbcases.niis.models import Register
from thbcases.niis.registers import copying


class Command(BaseCommand):
    help = "Copy the registers that are due from their servers, or those that are named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", help="registers to copy although not due")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = options["codes"]
        rows = Register.objects.filter(adapter=AdapterKind.POSTGRES).select_related("state")
        wanted = [row for row in rows if row.code in codes] if codes else copying.due()
        missing = set(codes) - {row.code for row in wanted}
        if missing:
            raise CommandError(
                _("No register that is copied is called so: %(codes)s.")
                % {"codes": ", ".join(sorted(missing))}
            )
        failed = [row.code for row in wanted if not self._copy(row)]
        if failed:
            raise CommandError(_("Not copied: %(codes)s.") % {"codes": ", ".join(failed)})

    def _copy(self, register: Register) -> bool:
        kind = copying.copy(register)
        register.state.refresh_from_db()
        if kind:
            self.stderr.write(f"{register.code}: {' '.join(copying.words_of(register.state))}")
        else:
            self.stdout.write(
                _("%(code)s: %(count)s records")
                % {"code": register.code, "count": register.state.records}
            )
        return not kind
