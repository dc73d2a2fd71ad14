"""The verbs of a child's protection: notify the child rights service, question the child."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.codes.choices import TermEvent
from thbcases.codes.queries import NotInForce, add_term, term_rule
from thbcases.victims.actions.locks import changed, locked, not_in_future
from thbcases.victims.models import ChildInterview, ChildNotice, Victim
from thbcases.victims.queries import with_registration


@transaction.atomic
def notify_child_rights(*, by: User, notice: ChildNotice) -> ChildNotice:
    """Enter that the child rights service was told (an unsaved `notice`).

    The day by which it had to be is written down by the rule in force on the registration. Raises
    ValidationError for a day to come, and where no rule is kept.
    """
    rights.check("victim.add", by.actor())
    held = locked(notice.victim)
    not_in_future("on", notice.on)
    row = with_registration(Victim.objects.filter(pk=held.pk)).get()
    start = row.registered_on  # type: ignore[attr-defined]
    try:
        notice.due_on = add_term(start, term_rule(TermEvent.CHILD_NOTICE, start))
    except NotInForce as error:
        raise ValidationError(str(error)) from error
    _save(notice, held)
    return notice


@transaction.atomic
def record_interview(*, by: User, interview: ChildInterview) -> ChildInterview:
    """Enter a questioning of the child (an unsaved `interview`).

    Raises ValidationError for a day to come, and when the child was questioned before and no
    reason is given.
    """
    rights.check("victim.add", by.actor())
    held = locked(interview.victim)
    not_in_future("on", interview.on)
    before = ChildInterview.objects.filter(victim=held).count()
    if before and not interview.reason.strip():
        raise ValidationError(
            {"reason": _("The child was questioned before. Say why it has to be again.")}
        )
    # the database counts for itself; this is for the check of what was typed
    interview.ordinal = before + 1
    _save(interview, held)
    return interview


def _save(part: ChildNotice | ChildInterview, victim: Victim) -> None:
    part.full_clean(exclude=["custodian", "investigation"])
    part.save()
    part.refresh_from_db()
    changed(victim)
