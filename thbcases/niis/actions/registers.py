"""Keeping registers: their settings, the files that are delivered, and what becomes of them."""

import hashlib
import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thbcases.access import rights
from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import Membership, Organisation, User
from thbcases.niis.choices import DELIVERY_TRANSITIONS, AdapterKind, DeliveryState
from thbcases.niis.matching.store import raw_connection, sweep
from thbcases.niis.models import Delivery, Register, RegisterState
from thbcases.niis.models.registers import too_much_is_missing
from thbcases.niis.registers import staging
from thbcases.niis.registers.copying import Teller
from thbcases.niis.registers.delivered import Reading
from thbcases.niis.registers.files import LARGEST, Unreadable, read_lines

log = logging.getLogger(__name__)

CHECK_TASK = "thbcases.niis.check_delivery"
COPY_TASK = "thbcases.niis.copy_register"
SWEEP_TASK = "thbcases.niis.sweep_register"
S = DeliveryState
UNDER_WAY = (S.WAITING, S.CHECKING)
UNDECIDED = (S.WAITING, S.CHECKING, S.READY, S.HELD)


@transaction.atomic
def deliver(
    *,
    by: User,
    register: Register,
    file_name: str,
    content: bytes,
    as_of: datetime | None = None,
    largest: int = LARGEST,
    by_job: bool = True,
) -> Delivery:
    """Keep a file that is to become the whole content of a register, to be checked by a job.

    Without a job the caller checks it.

    Raises Refused for whom the register is not, ValidationError for what is no table.
    """
    actor = by.actor()
    rights.check("delivery.add", actor)
    membership = by.membership()
    assert membership is not None, "the right was just checked"
    unit = _require_delivered(register)
    if as_of is not None and as_of > timezone.now():
        raise ValidationError({"as_of": _("This day has not come yet.")})
    try:
        next(read_lines(content, largest), None)
    except Unreadable as error:
        raise ValidationError({"file": str(error)}) from error
    row = Delivery.objects.create(
        register=register,
        custodian=unit,
        membership_id=membership.pk,
        language=get_language() or "lt",
        file_name=_plain_name(file_name),
        content=content,
        checksum=hashlib.sha256(content).hexdigest(),
        as_of=as_of or timezone.now(),
        # Opened now, so that of two deliveries the one that came later is the newer.
        load=staging.open_place(register.code),
    )
    row.refresh_from_db(fields=_all_but_the_file())
    if by_job:
        key = f"delivery-{row.uuid}"
        enqueue(CHECK_TASK, key, delivery=str(row.uuid), membership=membership.pk)
    return row


def _require_delivered(register: Register) -> Organisation:
    """The unit that answers for a register that is filled by files. Raises ValidationError."""
    if register.adapter != AdapterKind.DELIVERY or register.unit is None:
        raise ValidationError(_("This register is not filled by files."))
    return register.unit


def _all_but_the_file() -> list[str]:
    fields = Delivery._meta.concrete_fields
    return [field.attname for field in fields if field.name != "content"]


def _plain_name(file_name: str) -> str:
    """The name as text for people; it is never a path."""
    printable = "".join(c if c.isprintable() else " " for c in file_name)
    return " ".join(printable.split())[-200:] or "csv"


def enqueue(task: str, key: str, **arguments: Any) -> None:
    """Hand a job to a worker with this transaction, once."""
    try:
        with transaction.atomic():
            app.configure_task(task, queueing_lock=key, lock=key).defer(**arguments)
    except AlreadyEnqueued:
        pass


# --- what the worker does


def check(*, delivery: str, membership: int) -> None:
    """Check a delivery as who brought it, and put its rows beside what is searched.

    A second run of the same job finds nothing to do. Never raises for what a file does.
    """
    held = Membership.objects.filter(pk=membership).select_related("user").first()
    if held is None:
        return
    actor = held.actor()
    with acting(actor):
        begun = _begin(delivery)
    if begun is None:
        return
    with override(begun.language):
        try:
            _check_as(held, actor, begun)
        except staging.Overtaken:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            # Its text may carry what stood in the file.
            log.error("delivery %s failed: %s", begun.uuid, type(error).__name__)  # noqa: TRY400
            _fail(actor, begun, _failure_of(error))


def _failure_of(error: Exception) -> str:
    if isinstance(error, rights.Refused):
        return str(error)
    return _("Something failed on our side. Nothing was taken in. Bring the file again.")


def _begin(uuid: str) -> Delivery | None:
    rows = Delivery.objects.filter(uuid=uuid, state__in=UNDER_WAY)
    row = rows.select_for_update(of=("self",)).first()
    if row is not None and row.state == S.WAITING:
        row.state = S.CHECKING
        row.save(update_fields=["state"])
    return row


def _check_as(membership: Membership, actor: Actor, row: Delivery) -> None:
    by = membership.user
    by.chosen_membership_id = membership.pk
    if by.actor() != actor:
        raise rights.Refused(
            _("The membership in which the file was brought has ended. Nothing was taken in.")
        )
    with acting(actor):
        register = Register.objects.select_related("state").get(pk=row.register_id)
        # Two workers may have the same job after one was thought dead.
        if staging.is_free(register.pk) and _is_under_way(row):
            _check(row, register)


def _is_under_way(row: Delivery) -> bool:
    return Delivery.objects.filter(pk=row.pk, state=S.CHECKING).exists()


def _check(row: Delivery, register: Register) -> None:
    reading = Reading(register, bytes(row.content or b""))
    counts = staging.Counts()
    try:
        # Rows with errors among them leave nothing behind.
        with transaction.atomic():
            staging.fill(row.load, reading.rows(), Teller(register))
            if reading.problems.count:
                transaction.set_rollback(True)
            else:
                counts = staging.compare(row.load)
    except Unreadable as error:
        reading.problems.add(str(error))
    _note(row, register, reading, counts)


def _note(row: Delivery, register: Register, reading: Reading, counts: staging.Counts) -> None:
    if not _is_under_way(row):
        raise staging.Overtaken
    row.records, row.live_before = counts.records, counts.live
    row.fresh, row.gone, row.changed = counts.fresh, counts.gone, counts.changed
    row.error_count = reading.problems.count
    row.problems = reading.problems.as_json()
    row.content, row.finished_at = None, timezone.now()
    is_held = too_much_is_missing(counts.gone, counts.live, register.most_loss)
    _move(row, S.FAULTY if row.error_count else S.HELD if is_held else S.READY)
    row.save()
    _still(register)


def _still(register: Register) -> None:
    RegisterState.objects.filter(register=register).update(rows_done=0, rows_total=0)


def _fail(actor: Actor, row: Delivery, why: str) -> None:
    with acting(actor):
        held = Delivery.objects.filter(pk=row.pk, state__in=UNDER_WAY).first()
        if held is not None:
            _move(held, S.FAILED)
            held.failure, held.content, held.finished_at = why, None, timezone.now()
            held.save()
            _still(held.register)


# --- what a person decides


@transaction.atomic
def publish(*, by: User, delivery: Delivery, reason: str = "") -> Delivery:
    """Let the search use a delivery from now on; one that was held needs a reason.

    A second click changes nothing. Raises ValidationError when its state does not allow it, or
    when a newer one was published.
    """
    row = _to_decide(by, delivery)
    if row.state == S.PUBLISHED:
        return row
    if row.state == S.HELD and not reason.strip():
        raise ValidationError({"reason": _("Say why it is let through although much is missing.")})
    _move(row, S.PUBLISHED)
    try:
        records = staging.make_live(row.load)
    except staging.Overtaken as error:
        raise ValidationError(_("A newer delivery was published. Throw this one away.")) from error
    _decide(row, by, reason)
    RegisterState.objects.filter(register_id=row.register_id).update(
        as_of=row.as_of, records=records, tried_at=timezone.now(), failure="", details={}
    )
    _overtake_older(row)
    enqueue(SWEEP_TASK, f"sweep-{row.register.code}", code=row.register.code)
    return row


@transaction.atomic
def throw_away(*, by: User, delivery: Delivery, reason: str) -> Delivery:
    """Give a checked delivery up; its rows are deleted at once."""
    row = _to_decide(by, delivery)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    _move(row, S.THROWN_AWAY)
    staging.take_away(row.load)
    _decide(row, by, reason)
    return row


def _to_decide(by: User, delivery: Delivery) -> Delivery:
    rights.check("delivery.decide", by.actor())
    rows = Delivery.objects.defer("content").select_related("register")
    return rows.select_for_update(of=("self",)).get(pk=delivery.pk)


def _decide(row: Delivery, by: User, reason: str) -> None:
    row.decided_by, row.reason, row.finished_at = by, reason.strip(), timezone.now()
    row.save(update_fields=["state", "decided_by", "reason", "finished_at"])


def _overtake_older(published: Delivery) -> None:
    older = Delivery.objects.filter(
        register_id=published.register_id, load__lt=published.load, state__in=UNDECIDED
    )
    older.update(state=S.OVERTAKEN, content=None, finished_at=timezone.now())


def _move(row: Delivery, to: DeliveryState) -> None:
    now = S(row.state)
    if to not in DELIVERY_TRANSITIONS[now]:
        raise ValidationError(
            _("The delivery is «%(now)s» and cannot become «%(to)s».")
            % {"now": now.label, "to": to.label}
        )
    row.state = to


@transaction.atomic
def copy_now(*, by: User, register: Register, reason: str = "") -> Register:
    """Have a register of another server copied as soon as a worker is free.

    With a reason the next copy is taken although much is missing in it; who let it through and
    why stays in the history of the settings.
    """
    rights.check("register.change", by.actor())
    if register.adapter != AdapterKind.POSTGRES:
        raise ValidationError(_("This register is not copied from another server."))
    if reason.strip():
        held = Register.objects.select_for_update(of=("self",)).get(pk=register.pk)
        held.loss_reason = reason.strip()
        held.save(update_fields=["loss_reason"])
    enqueue(COPY_TASK, f"copy-{register.code}", code=register.code)
    return register


# --- from time to time


def tidy() -> int:
    """Let lapse what nobody decided on in time, and delete rows that nobody will publish."""
    with connection.cursor() as cursor:
        cursor.execute("select * from niis_deliveries_lapse()")
        loads = [load for (load,) in cursor.fetchall()]
    for load in loads:
        staging.take_away(load)
    return len(loads)


def sweep_register(code: str) -> int:
    """Delete what older content of a register left behind."""
    return sweep(raw_connection(), code)
