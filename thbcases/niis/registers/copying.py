"""Copying a table of another server into the index: all of it or nothing, when it is due."""

import logging
import time
from collections.abc import Iterable
from threading import Thread

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thbcases.access.acting import acting_system
from thbcases.niis.choices import AdapterKind
from thbcases.niis.matching.store import raw_connection, sweep
from thbcases.niis.models import Register, RegisterState
from thbcases.niis.models.registers import too_much_is_missing
from thbcases.niis.registers import staging
from thbcases.niis.registers.postgres import Copy, SourceFailed, Unreachable

log = logging.getLogger(__name__)

SECONDS_BETWEEN = 0.5
LOCK_TIMEOUT = "set local lock_timeout = '500ms'"

UNREACHABLE = "unreachable"
TABLE = "table"
LOSS = "loss"
OURS = "ours"


class HeldBack(Exception):
    """The copy lacks too many of the present records; it was taken back."""

    def __init__(self, counts: staging.Counts) -> None:
        super().__init__()
        self.counts = counts


class Teller:
    """Writes how far a register is through a connection of its own.

    The run's own connection cannot: what it writes is seen by nobody until it ends.
    """

    def __init__(self, register: Register, total: int = 0) -> None:
        self.key = register.pk
        self.total = total
        self.last = 0.0

    def __call__(self, done: int) -> None:
        """Tell, but not more often than anybody looks."""
        now = time.monotonic()
        if now - self.last < SECONDS_BETWEEN:
            return
        self.last = now
        # Django keeps one connection to each thread; the thread's end is the connection's.
        thread = Thread(target=self._write, args=(done,))
        thread.start()
        thread.join()

    def _write(self, done: int) -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(LOCK_TIMEOUT)
                rows = RegisterState.objects.filter(register_id=self.key)
                rows.update(rows_done=done, rows_total=max(done, self.total))
        except DatabaseError:
            # The bar stands still for a moment; the work goes on.
            pass
        finally:
            connection.close()


def due() -> list[Register]:
    """The registers whose next copy is due."""
    rows = Register.objects.filter(adapter=AdapterKind.POSTGRES, is_active=True)
    return [row for row in rows.select_related("state") if row.is_due()]


def copy(register: Register) -> str:
    """Copy a register now; returns the kind of failure, or nothing when it went well.

    What is searched changes only when the whole copy is there. Never raises for what the other
    server does: its page says what went wrong and what to do.
    """
    started = timezone.now()
    try:
        with transaction.atomic():
            if not staging.is_free(register.pk):
                return ""
            done = _take(register)
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody looks at the page
        return _note_failure(register, error)
    _note_success(register, started, done)
    sweep(raw_connection(), register.code)
    return ""


def _take(register: Register) -> Copy:
    source = Copy(register)
    with source.rows() as rows:
        load = staging.open_place(register.code)
        staging.fill(load, rows, Teller(register, source.total))
    counts = staging.compare(load)
    is_loss = too_much_is_missing(counts.gone, counts.live, register.most_loss)
    if is_loss and not register.loss_reason:
        raise HeldBack(counts)
    source.total = staging.make_live(load)
    return source


def _note_success(register: Register, started: object, source: Copy) -> None:
    details = {"left_out": source.left_out, "unclear": source.unclear}
    RegisterState.objects.filter(register=register).update(
        as_of=started,
        tried_at=timezone.now(),
        records=source.total,
        failure="",
        details={name: count for name, count in details.items() if count},
        rows_done=0,
        rows_total=0,
    )
    if register.loss_reason:
        with acting_system("refresh_registers"):
            Register.objects.filter(pk=register.pk).update(loss_reason="")


def _note_failure(register: Register, error: Exception) -> str:
    kind, details = _judged(error)
    if kind == OURS:
        log.error("register %s failed: %s", register.code, type(error).__name__)
    RegisterState.objects.filter(register=register).update(
        tried_at=timezone.now(), failure=kind, details=details, rows_done=0, rows_total=0
    )
    return kind


def _judged(error: Exception) -> tuple[str, dict[str, object]]:
    """What kind of failure it is, with what its words need."""
    if isinstance(error, Unreachable):
        return UNREACHABLE, {"text": str(error)}
    if isinstance(error, SourceFailed):
        return TABLE, {"code": str(error)}
    if isinstance(error, HeldBack):
        return LOSS, {"live": error.counts.live, "gone": error.counts.gone}
    return OURS, {}


def words_of(state: RegisterState) -> tuple[str, str]:
    """What went wrong with the last copy, and what to do next."""
    details = state.details
    if state.failure == UNREACHABLE:
        return (
            str(details.get("text", "")),
            _("Check that the server runs and that the variable names it. It is tried again by "
              "itself."),
        )  # fmt: skip
    if state.failure == TABLE:
        return (
            _("The server answered, but the table could not be read (code %(code)s).")
            % {"code": details.get("code") or "?"},
            _("Check the names of the table and its columns, and the right to read them."),
        )
    if state.failure == LOSS:
        return (
            _("%(gone)s of %(live)s records are missing in the new copy, so it was not taken.")
            % {"gone": details.get("gone"), "live": details.get("live")},
            _("Ask the unit whether this is right. If it is, let the copy through."),
        )
    if state.failure:
        return (
            _("Something failed on our side. What is searched stays as it was."),
            _("It is tried again by itself. If it stays so, tell whoever runs the system."),
        )
    return "", ""


def sweep_all(codes: Iterable[str] | None = None) -> int:
    """Delete what older loads left; returns how many rows went."""
    rows = Register.objects.exclude(adapter=AdapterKind.OWN).values_list("code", flat=True)
    return sum(sweep(raw_connection(), code) for code in (codes or rows))
