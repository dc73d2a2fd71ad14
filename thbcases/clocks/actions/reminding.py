"""Making reminders: each warning of each term once for each user, however the job runs.

Reminders and the letters they go out in are written in one transaction for each membership; a
lock of that membership makes a second run wait, and a unique constraint stands behind the lock.
A job that dies leaves whole memberships done or not begun. One that comes days late finds what
became due meanwhile, makes it once, and says that it is late.
"""

import logging
from collections import defaultdict
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from thbcases.access.acting import Actor, acting
from thbcases.accounts.models import Membership
from thbcases.clocks.choices import Mode
from thbcases.clocks.models import Letter, Reminder
from thbcases.clocks.queries import Deadline, running, warnings_for, wish_of

log = logging.getLogger(__name__)

# How far back a job that was not run looks; what is older is seen in the list of terms.
CATCH_UP = timedelta(days=60)
# Names the lock among all others in the database.
LOCK = 7_410_517

Key = tuple[str, object, date, int]


def remind() -> int:
    """Make the reminders of today for everybody who works here today; returns how many.

    What fails for one membership is logged and does not stop the others.
    """
    made = 0
    for membership in Membership.objects.valid_on(timezone.localdate()).order_by("pk"):
        try:
            made += _remind(membership)
        except Exception as error:  # noqa: BLE001
            # the kind of the failure only: its text may hold what was in a row
            log.error("no reminders for membership %s: %s", membership.pk, type(error).__name__)  # noqa: TRY400
    return made


def _remind(membership: Membership) -> int:
    with acting(membership.actor()) as actor:
        assert actor is not None
        _lock(membership)
        fresh = _fresh(actor, heads=membership.is_head)
        if not fresh:
            return 0
        letters = _letters(membership, actor, fresh)
        Reminder.objects.bulk_create(
            _reminder(found, day, warning, letter)
            for (found, due), letter in zip(fresh, letters, strict=True)
            for day, warning in due
        )
        return sum(len(due) for _found, due in fresh)


def _lock(membership: Membership) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, membership.pk])


def _fresh(actor: Actor, *, heads: bool) -> list[tuple[Deadline, list[tuple[date, object]]]]:
    """The terms with those of their warnings that came by today and were not told yet."""
    today = timezone.localdate()
    known = _known(actor, today)
    found = []
    for one in running():
        due = [
            (day, warning)
            for day, warning in warnings_for(one, actor, heads=heads)
            if today - CATCH_UP <= day <= today
            and (one.source.key, one.term.record.uuid, one.due_on, warning.pk) not in known
        ]
        if due:
            found.append((one, due))
    return found


def _known(actor: Actor, today: date) -> set[Key]:
    # a warning lies at most 400 days from its due day
    told = Reminder.objects.filter(
        user_id=actor.user_id,
        organisation_id=actor.organisation_id,
        due_on__gte=today - CATCH_UP - timedelta(days=400),
    )
    return set(told.values_list("source", "record", "due_on", "warning"))


def _letters(
    membership: Membership, actor: Actor, fresh: list[tuple[Deadline, list[tuple[date, object]]]]
) -> list[Letter | None]:
    """The letter of each term: one for all, one for each, or none, as the user wants."""
    mode = wish_of(actor).mode
    if mode == Mode.NONE or not membership.user.email:
        return [None] * len(fresh)
    made_on = timezone.localdate()
    if mode == Mode.DIGEST:
        letter = Letter.objects.create(membership=membership, made_on=made_on)
        return [letter] * len(fresh)
    per_record: dict[object, Letter] = defaultdict(
        lambda: Letter.objects.create(membership=membership, made_on=made_on)
    )
    return [per_record[found.source.key, found.term.record.uuid] for found, _due in fresh]


def _reminder(found: Deadline, day: date, warning: object, letter: Letter | None) -> Reminder:
    term = found.term
    return Reminder(
        source=found.source.key,
        record=term.record.uuid,
        code=term.code,
        address=term.record.get_absolute_url(),
        starts_on=term.starts_on,
        due_on=found.due_on,
        warning=warning,  # type: ignore[misc]
        came_on=day,
        made_on=timezone.localdate(),
        letter=letter,
    )
