"""Uploading a file, having it checked and imported, and forgetting it."""

import logging
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thbcases.access import rights
from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import Membership, User
from thbcases.audit.actions import log_readings
from thbcases.imports.actions.progress import Teller
from thbcases.imports.actions.taking import Outcome, take_in
from thbcases.imports.choices import TRANSITIONS, ImportState
from thbcases.imports.container import Unreadable, require_workbook
from thbcases.imports.models import ImportJob
from thbcases.imports.queries import jobs

log = logging.getLogger(__name__)

TASK = "thbcases.imports.run"
S = ImportState
# What a worker that takes a job up makes of it; a job whose worker died is taken up again.
BEGINS = {
    S.WAITING: S.CHECKING,
    S.CHECKING: S.CHECKING,
    S.QUEUED: S.IMPORTING,
    S.IMPORTING: S.IMPORTING,
}


@transaction.atomic
def upload(*, by: User, file_name: str, content: bytes) -> ImportJob:
    """Keep a file of the acting user and have it checked, in the reader's language.

    Raises Refused, and ValidationError for what is no workbook.
    """
    membership = by.membership()
    rights.check("import.add", by.actor())
    assert membership is not None, "the right was just checked"
    try:
        require_workbook(content)
    except Unreadable as error:
        raise ValidationError({"file": str(error)}) from error
    job = ImportJob.objects.create(
        role=membership.role,
        membership_id=membership.pk,
        language=get_language() or "lt",
        file_name=_plain_name(file_name),
        content=content,
    )
    job.refresh_from_db()
    _enqueue(job)
    return job


def _plain_name(file_name: str) -> str:
    """The name as text for people; it is never a path."""
    longest = ImportJob._meta.get_field("file_name").max_length or 0
    printable = "".join(c if c.isprintable() else " " for c in file_name)
    return " ".join(printable.split())[-longest:] or "xlsx"


@transaction.atomic
def start_import(*, by: User, job: ImportJob) -> ImportJob:
    """Have a file imported that was checked and has no error.

    A second click finds the job on its way and changes nothing. Raises ValidationError when it
    cannot be imported.
    """
    rights.check("import.change", by.actor())
    held = jobs().select_for_update(of=("self",)).get(pk=job.pk)
    if held.state in (S.QUEUED, S.IMPORTING, S.IMPORTED):
        return held
    _move(held, S.QUEUED)
    held.rows_done = 0
    held.save(update_fields=["state", "rows_done"])
    _enqueue(held)
    return held


def _enqueue(job: ImportJob) -> None:
    """Hand the job to a worker with this transaction, once."""
    key = f"import-{job.uuid}"
    task = app.configure_task(TASK, queueing_lock=key, lock=key)
    try:
        with transaction.atomic():
            task.defer(job=str(job.uuid), membership=job.membership_id)
    except AlreadyEnqueued:
        pass


def _move(job: ImportJob, to: ImportState) -> None:
    now = S(job.state)
    if to not in TRANSITIONS[now]:
        raise ValidationError(
            _("The file is «%(now)s» and cannot become «%(to)s».")
            % {"now": now.label, "to": to.label}
        )
    job.state = to


# --- what the worker does


def run(*, job: str, membership: int) -> None:
    """Check or import a file as the user who uploaded it, in the membership they had then.

    Never raises for what a file does: the job says what happened, and the log only that.
    """
    held = Membership.objects.filter(pk=membership).select_related("user").first()
    if held is None:
        return
    with acting(held.actor()):
        begun = _begin(job)
    if begun is None:
        return
    by = held.user
    by.chosen_membership_id = held.pk
    with override(begun.language):
        try:
            _work(by, held.actor(), begun)
        except rights.Refused as error:
            _fail(held.actor(), begun, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            # Its text may carry what stood in the file.
            log.error("import %s failed: %s", begun.uuid, type(error).__name__)  # noqa: TRY400
            _fail(
                held.actor(),
                begun,
                _("Something failed on our side. Nothing was imported. Try again later."),
            )


def _begin(uuid: str) -> ImportJob | None:
    """Take a job up; None when there is nothing to do any more."""
    job = jobs().filter(uuid=uuid).select_for_update(of=("self",)).first()
    if job is None or job.state not in BEGINS:
        return None
    job.state = BEGINS[S(job.state)]
    job.save(update_fields=["state"])
    return job


def _work(by: User, actor: Actor, job: ImportJob) -> None:
    _require_membership(by, actor)
    with acting(actor):
        if not _is_ours(job):
            return
        content = ImportJob.objects.values_list("content", flat=True).get(pk=job.pk)
        outcome = take_in(
            by=by,
            content=bytes(content or b""),
            commit=job.state == S.IMPORTING,
            progress=Teller(actor, job),
            on_success=partial(_finish, by, actor, job),
        )
        if job.state != S.IMPORTED:
            _finish(by, actor, job, outcome)


def _is_ours(job: ImportJob) -> bool:
    """Whether no other worker has this job; held until the transaction ends.

    No lock of the row, because the progress is written into it meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_xact_lock(hashtext('imports'), %s::int)",
            [job.pk % 2**31],
        )
        is_free: bool = cursor.fetchone()[0]
    return is_free


def _require_membership(by: User, actor: Actor) -> None:
    if by.actor() != actor:
        raise rights.Refused(
            _("Your membership in which the file was uploaded has ended. Nothing was imported.")
        )


def _finish(by: User, actor: Actor, job: ImportJob, outcome: Outcome) -> None:
    """Write down what came of it; with an import, in the import's own transaction."""
    _require_membership(by, actor)
    is_import = job.state == S.IMPORTING
    is_good = not outcome.errors
    to = (S.IMPORTED if is_import else S.READY) if is_good else S.FAULTY
    _move(job, to)
    job.finished_at = timezone.now()
    job.rows_total = job.rows_done = outcome.rows
    job.error_count, job.warning_count = outcome.errors, outcome.warnings
    job.problems = [problem.as_json() for problem in outcome.problems]
    job.counts, job.created = outcome.made.counts, {}
    fields = [
        "state",
        "finished_at",
        "rows_total",
        "rows_done",
        "error_count",
        "warning_count",
        "problems",
        "counts",
        "created",
    ]
    if to == S.IMPORTED:
        job.content, job.problems, job.created = None, [], outcome.made.links
        fields.append("content")
    log_readings(outcome.shown)
    job.save(update_fields=fields)


def _fail(actor: Actor, job: ImportJob, why: str) -> None:
    with acting(actor):
        rows = ImportJob.objects.filter(pk=job.pk, state__in=sorted(BEGINS))
        rows.update(state=S.FAILED, failure=why, finished_at=timezone.now())


# --- forgetting


def forget_old_files() -> int:
    """Take away files, and what was said of them, seven days after their upload; how many.

    Nobody sees everybody's uploads, so the database does it (`thb_forget_imports`).
    """
    with connection.cursor() as cursor:
        cursor.execute("select thb_forget_imports()")
        count: int = cursor.fetchone()[0]
    return count
